/* topic_cache: what was read from Turtle comes back as it was, or not at all.
 */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/file.h"
#include "searchd/topic_cache.h"
#include "searchd/topic_table.h"

enum { STAMP = 4711 };

static const char two_concepts[] =
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix dm: <urn:demarche:ns#> .\n"
    "@prefix : <urn:demarche:concept:> .\n"
    ":fish a skos:Concept, dm:Topic ; skos:notation \"fisheries\" ;\n"
    "  skos:prefLabel \"p\xC3\xAA"
    "che\"@fr, \"fishing\"@en ;\n"
    "  skos:altLabel \"catch quota\"@en ; dm:except \"fishing for votes\"@en "
    ";\n"
    "  skos:definition \"Fishing at sea.\"@en ; skos:scopeNote \"All.\"@en ;\n"
    "  dm:usage [ dm:form \"fishing\"@en ; dm:side \"Norway\" ;\n"
    "             dm:from \"1976\" ] ;\n"
    "  dm:weight [ dm:concept :sea ; dm:factor 0.3 ] .\n"
    ":sea a skos:Concept, dm:Words ; skos:prefLabel \"sea\"@en ;\n"
    "  skos:broader :fish ; skos:related :ocean .\n";

struct fixture {
    char turtle[64], cache[64];
    struct topic_table *table, *again;
    struct error err;
};

static int begin(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    snprintf(f->turtle, sizeof f->turtle, "/tmp/demarche-cache-%ld.ttl",
             (long)getpid());
    snprintf(f->cache, sizeof f->cache, "/tmp/demarche-cache-%ld",
             (long)getpid());
    f->table = topic_table_new();
    f->again = topic_table_new();
    assert_ok(file_write(f->turtle, slice_of(two_concepts), &f->err), &f->err);
    assert_ok(topic_table_load(f->table, f->turtle, &f->err), &f->err);
    assert_ok(topic_table_finish(f->table, &f->err), &f->err);
    topic_cache_save(f->table, f->cache, STAMP);
    *state = f;
    return 0;
}

static int end(void **state)
{
    struct fixture *f = *state;

    unlink(f->turtle);
    unlink(f->cache);
    topic_table_free(f->table);
    topic_table_free(f->again);
    free(f);
    return 0;
}

static void assert_same(struct slice a, struct slice b)
{
    assert_int_equal(slice_is_known(a), slice_is_known(b));
    assert_true(slice_equal(a, b));
}

static void assert_same_forms(const struct topic_form *a,
                              const struct topic_form *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_same(a[i].text, b[i].text);
        assert_same(a[i].language, b[i].language);
        assert_int_equal(a[i].is_preferred, b[i].is_preferred);
        assert_same(a[i].place.file, b[i].place.file);
        assert_int_equal(a[i].place.line, b[i].place.line);
    }
}

static void assert_same_topic(const struct topic *a, const struct topic *b)
{
    assert_same(a->iri, b->iri);
    assert_same(a->name, b->name);
    assert_same(a->label, b->label);
    assert_same(a->definition, b->definition);
    assert_same(a->note, b->note);
    assert_int_equal(a->is_topic, b->is_topic);
    assert_int_equal(a->is_words, b->is_words);
    assert_same(a->place.file, b->place.file);
    assert_int_equal(a->place.line, b->place.line);
    assert_int_equal(a->form_count, b->form_count);
    assert_same_forms(a->forms, b->forms, a->form_count);
    assert_int_equal(a->exception_count, b->exception_count);
    assert_same_forms(a->exceptions, b->exceptions, a->exception_count);
    assert_int_equal(a->usage_count, b->usage_count);
    for (size_t i = 0; i < a->usage_count; i++) {
        assert_same(a->usages[i].form, b->usages[i].form);
        assert_same(a->usages[i].language, b->usages[i].language);
        assert_same(a->usages[i].side, b->usages[i].side);
        assert_same(a->usages[i].from, b->usages[i].from);
        assert_same(a->usages[i].to, b->usages[i].to);
    }
}

static void a_table_comes_back_as_it_was(void **state)
{
    struct fixture *f = *state;

    assert_true(topic_cache_load(f->again, f->cache, STAMP));
    assert_ok(topic_table_finish(f->again, &f->err), &f->err);
    assert_int_equal(topic_table_count(f->again), 2);
    for (size_t i = 0; i < 2; i++)
        assert_same_topic(topic_table_at(f->table, i),
                          topic_table_at(f->again, i));
    assert_int_equal(f->table->link_count, f->again->link_count);
    for (size_t i = 0; i < f->table->link_count; i++) {
        const struct topic_link *a = &f->table->links[i];
        const struct topic_link *b = &f->again->links[i];

        assert_same(a->from, b->from);
        assert_same(a->to, b->to);
        assert_int_equal(a->is_narrower, b->is_narrower);
        assert_int_equal(a->is_weight, b->is_weight);
        assert_true(a->factor == b->factor);
        assert_int_equal(a->from_place, b->from_place);
        assert_int_equal(a->to_place, b->to_place);
    }
}

static void other_files_are_not_taken_from_it(void **state)
{
    struct fixture *f = *state;

    assert_false(topic_cache_load(f->again, f->cache, STAMP + 1));
    assert_false(topic_cache_load(f->again, f->turtle, STAMP));
    assert_false(topic_cache_load(f->again, "/tmp/no/such", STAMP));
}

/* Cut, or with a byte turned over, here and there. */
static void damage_is_seen(void **state)
{
    struct fixture *f = *state;
    struct strbuf bytes = STRBUF_INIT;

    assert_ok(file_read(f->cache, 1 << 20, &bytes, &f->err), &f->err);
    for (size_t i = 0; i < bytes.len; i += 7) {
        bytes.bytes[i] = (char)~bytes.bytes[i];
        assert_ok(file_write(f->cache, strbuf_slice(&bytes), &f->err), &f->err);
        assert_false(topic_cache_load(f->again, f->cache, STAMP));
        bytes.bytes[i] = (char)~bytes.bytes[i];
        assert_ok(file_write(f->cache, slice_part(strbuf_slice(&bytes), 0, i),
                             &f->err),
                  &f->err);
        assert_false(topic_cache_load(f->again, f->cache, STAMP));
    }
    strbuf_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_table_comes_back_as_it_was, begin,
                                        end),
        cmocka_unit_test_setup_teardown(other_files_are_not_taken_from_it,
                                        begin, end),
        cmocka_unit_test_setup_teardown(damage_is_seen, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
