/* concepts: which concepts and topics a text names. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <unistd.h>

#include "common/file.h"
#include "searchd/concepts.h"

static const char turtle[] =
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix dm: <urn:demarche:ns#> .\n"
    "@prefix : <urn:demarche:concept:> .\n"
    ":isles a skos:Concept ; skos:prefLabel \"Far Isles\"@en ;\n"
    "    skos:altLabel \"Isles\"@en, \"FIZ\"@en, "
    "\"\xE5\xB3\xB6\xE3\x80\x85\"@ja .\n"
    ":talks a skos:Concept, dm:Topic ; skos:prefLabel \"island talks\"@en ;\n"
    "    skos:narrower :isles .\n"
    ":rain a skos:Concept, dm:Topic ; skos:prefLabel \"rain\"@en ;\n"
    "    dm:weight [ dm:concept :isles ; dm:factor 0.3 ] .\n";

static struct topic_table *table;
static struct analyser *analyser;
static struct concepts *concepts;

static int set_up(void **state)
{
    char path[64];
    struct error err;

    (void)state;
    snprintf(path, sizeof path, "/tmp/demarche-concepts-%ld.ttl",
             (long)getpid());
    table = topic_table_new();
    analyser = analyser_new();
    assert_ok(file_write(path, slice_of(turtle), &err), &err);
    assert_ok(topic_table_load(table, path, &err), &err);
    assert_ok(topic_table_finish(table, &err), &err);
    concepts = concepts_new(table, analyser);
    return unlink(path);
}

static int tear_down(void **state)
{
    (void)state;
    concepts_free(concepts);
    analyser_free(analyser);
    topic_table_free(table);
    return 0;
}

/* "name:words name:words" */
static void check(const char *text, const char *language, const char *expected)
{
    struct arena arena = ARENA_INIT;
    struct strbuf got = STRBUF_INIT;
    struct concept_place *found;
    size_t count;

    concepts_find(concepts, slice_of(text), slice_of(language), &arena, &found,
                  &count);
    for (size_t i = 0; i < count; i++) {
        struct slice words =
            slice_part(slice_of(text), found[i].start, found[i].end);

        strbuf_add_format(&got, "%s%.*s:%.*s", i ? " " : "",
                          SLICE_ARG(found[i].concept->name), SLICE_ARG(words));
    }
    assert_slice(strbuf_slice(&got), expected);
    strbuf_release(&got);
    arena_release(&arena);
}

static void test_names_in_a_text(void **state)
{
    (void)state;
    check("Of the Far Isles' future, and of rains.", "en",
          "isles:Far Isles rain:rains");
    check("The isles of small letters are others; fiz is foam, FIZ is not.",
          "en", "isles:FIZ");
    check("Island talks on the Isles.", "en", "talks:Island talks isles:Isles");
    check("\xE5\xB3\xB6\xE3\x80\x85\xE3\x81\xAE", "ja",
          "isles:\xE5\xB3\xB6\xE3\x80\x85");
    check("Nothing of that.", "en", "");
    check("", "en", "");
}

/* A concept that weighs little for a topic does not make it one. */
static void test_topics_of_mentions(void **state)
{
    struct arena arena = ARENA_INIT;
    const struct topic *topics[4];
    struct concept_place *found;
    size_t count;

    (void)state;
    concepts_find(concepts, SLICE("Isles, Isles, and rain."), SLICE("en"),
                  &arena, &found, &count);
    assert_int_equal(count, 3);
    assert_int_equal(concepts_topics(concepts, found, count, &arena, topics, 4),
                     2);
    assert_slice(topics[0]->name, "talks");
    assert_slice(topics[1]->name, "rain");
    assert_int_equal(concepts_topics(concepts, found, count, &arena, topics, 1),
                     1);
    assert_int_equal(concepts_topics(concepts, found, 0, &arena, topics, 4), 0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_in_a_text),
        cmocka_unit_test(test_topics_of_mentions),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
