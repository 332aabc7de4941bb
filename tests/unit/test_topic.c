/* topic: SKOS in Turtle to concepts, names, parts; errors with their place. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "searchd/topic.h"

#define HEAD                                                                   \
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"                 \
    "@prefix dm: <urn:demarche:ns#> .\n"                                       \
    "@prefix : <urn:demarche:concept:> .\n"

static char path[64];

static enum status load(struct topic_table *table, const char *text,
                        struct error *err)
{
    enum status status;

    snprintf(path, sizeof path, "/tmp/demarche-topic-%ld.ttl", (long)getpid());
    status = file_write(path, slice_of(text), err);
    if (!status)
        status = topic_table_load(table, path, err);
    if (!status)
        status = topic_table_finish(table, err);
    unlink(path);
    return status;
}

static const char three_concepts[] = HEAD
    ":fish a skos:Concept, dm:Topic ; skos:notation \"fisheries\" ;\n"
    "  skos:prefLabel \"pêche\"@fr, \"fishing\"@en ;\n"
    "  skos:altLabel \"fishing\"@en, \"catch quota\"@en ;\n"
    "  skos:definition \"Fishing at sea.\"@en ; skos:scopeNote \"All.\"@en ;\n"
    "  skos:narrower :salmon ; skos:related :sea ;\n"
    "  dm:usage [ dm:form \"fishing\"@en ; dm:side \"Norway\" ;\n"
    "             dm:from \"1976\" ] ;\n"
    "  dm:weight [ dm:concept :sea ; dm:factor 0.5 ] .\n"
    ":salmon a skos:Concept ; skos:prefLabel \"salmon\"@en .\n"
    ":smolt a skos:Concept ; skos:prefLabel \"smolt\"@en ;\n"
    "  skos:broader :salmon .\n"
    ":sea a skos:Concept ; skos:prefLabel \"sea\"@en .\n";

static void test_a_topic_has_what_its_file_says(void **state)
{
    struct topic_table *table = topic_table_new();
    const struct topic *topic;
    struct error err;

    (void)state;
    assert_ok(load(table, three_concepts, &err), &err);
    assert_int_equal(topic_table_count(table), 4);
    topic = topic_find(table, SLICE("fisheries"));
    assert_non_null(topic);
    assert_true(topic->is_topic);
    assert_slice(topic->label, "fishing");
    assert_slice(topic->definition, "Fishing at sea.");
    assert_int_equal(topic->form_count, 3); /* no form twice */
    assert_int_equal(topic->usage_count, 1);
    assert_slice(topic->usages[0].side, "Norway");
    assert_slice(topic->usages[0].from, "1976");
    topic_table_free(table);
}

static void test_a_topic_is_found_by_any_of_its_names(void **state)
{
    struct topic_table *table = topic_table_new();
    const struct topic *near[4];
    struct error err;

    (void)state;
    assert_ok(load(table, three_concepts, &err), &err);
    assert_non_null(topic_find(table, SLICE("Fisheries")));
    assert_non_null(topic_find(table, SLICE("Catch quota")));
    assert_null(topic_find(table, SLICE("fisherie")));
    assert_int_equal(topic_nearest(table, SLICE("fihseries"), near, 4), 1);
    assert_slice(near[0]->name, "fisheries");
    assert_int_equal(topic_nearest(table, SLICE("xylophone"), near, 4), 0);
    topic_table_free(table);
}

static void test_parts_carry_their_factor(void **state)
{
    static const struct {
        const char *name;
        double factor;
    } expected[] = {
        {"fisheries", 1}, {"sea", 0.5}, {"salmon", 0.8}, {"smolt", 0.64}};
    struct topic_table *table = topic_table_new();
    struct topic_part parts[TOPIC_PARTS_MOST];
    struct error err;
    size_t count;

    (void)state;
    assert_ok(load(table, three_concepts, &err), &err);
    count = topic_parts(table, topic_find(table, SLICE("fisheries")), parts);
    assert_int_equal(count, COUNT_OF(expected));
    for (size_t i = 0; i < count; i++) {
        assert_slice(parts[i].topic->name, expected[i].name);
        assert_true(parts[i].factor > expected[i].factor - 1e-9 &&
                    parts[i].factor < expected[i].factor + 1e-9);
    }
    topic_table_free(table);
}

static void test_circles_of_narrower_end(void **state)
{
    struct topic_table *table = topic_table_new();
    struct topic_part parts[TOPIC_PARTS_MOST];
    struct error err;

    (void)state;
    assert_ok(load(table,
                   HEAD ":a a skos:Concept ; skos:prefLabel \"a\"@en ;"
                        " skos:narrower :b .\n"
                        ":b a skos:Concept ; skos:prefLabel \"b\"@en ;"
                        " skos:narrower :a .\n",
                   &err),
              &err);
    assert_int_equal(topic_parts(table, topic_find(table, SLICE("a")), parts),
                     2);
    topic_table_free(table);
}

static void test_relations_are_seen_from_both_ends(void **state)
{
    struct topic_table *table = topic_table_new();
    const struct topic *found[4], *salmon;
    struct error err;

    (void)state;
    assert_ok(load(table, three_concepts, &err), &err);
    salmon = topic_find(table, SLICE("salmon"));
    assert_int_equal(topic_relatives(table, salmon, TOPIC_NARROWER, found, 4),
                     1);
    assert_slice(found[0]->name, "smolt");
    assert_int_equal(topic_relatives(table, salmon, TOPIC_BROADER, found, 4),
                     1);
    assert_slice(found[0]->name, "fisheries");
    assert_int_equal(topic_relatives(table, topic_find(table, SLICE("sea")),
                                     TOPIC_RELATED, found, 4),
                     1);
    topic_table_free(table);
}

static void test_errors_name_file_line_and_column(void **state)
{
    static const struct {
        const char *text, *place;
    } rows[] = {
        {HEAD ":a a skos:Concept ;\n  skos:prefLabel \"never closed .\n",
         ".ttl:5:"},
        {HEAD "nope:a a skos:Concept .\n", ".ttl:4:"},
        {HEAD ":a a skos:Concept\n:b a skos:Concept .\n", ".ttl:5:"},
        {HEAD ":a dm:weight [ dm:concept :b ; dm:factor \"much\" ] .\n",
         ".ttl:4:"},
        {HEAD ":a dm:weight [ dm:factor 0.5 ] .\n", ".ttl:4:"},
        {HEAD ":a dm:usage [ dm:side \"Japan\" ] .\n", ".ttl:4:"},
        {"\xFF\xFE not Turtle at all", ".ttl:1:"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct topic_table *table = topic_table_new();
        struct error err = {STATUS_OK, ""};
        enum status status = load(table, rows[i].text, &err);

        if (status != STATUS_BAD_FORMAT || !strstr(err.text, rows[i].place))
            fail_msg("row %zu: got '%s' (%s)", i, err.text,
                     status_name(status));
        topic_table_free(table);
    }
}

static void test_one_name_of_two_concepts_is_an_error(void **state)
{
    static const char *const rows[] = {
        ":a a skos:Concept ; skos:notation \"x\" .\n"
        ":b a skos:Concept ;\n  skos:notation \"x\" .\n",
        ":a a skos:Concept ; skos:notation \"b\" .\n\n"
        ":b a skos:Concept .\n",
        ":a a skos:Concept ; skos:notation \"Sea\" .\n"
        ":b a skos:Concept ;\n  skos:notation \"sea\" .\n",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct topic_table *table = topic_table_new();
        struct strbuf text = STRBUF_INIT;
        struct error err = {STATUS_OK, ""};
        enum status status;

        strbuf_add_format(&text, HEAD "%s", rows[i]);
        status = load(table, text.bytes, &err);
        if (status != STATUS_BAD_FORMAT || !strstr(err.text, ".ttl:6:1: ") ||
            !strstr(err.text, ".ttl:4"))
            fail_msg("row %zu: got '%s' (%s)", i, err.text,
                     status_name(status));
        strbuf_release(&text);
        topic_table_free(table);
    }
}

static void test_a_label_means_the_concept_before_the_topic(void **state)
{
    struct topic_table *table = topic_table_new();
    const struct topic *topic;
    struct error err;

    (void)state;
    assert_ok(load(table,
                   HEAD ":t a dm:Topic ; skos:prefLabel \"trade\"@en ;\n"
                        "  skos:altLabel \"tariff\"@en ;\n"
                        "  skos:related :c .\n"
                        ":c a skos:Concept ; skos:prefLabel \"Tariff\"@en,\n"
                        "  \"TRF\"@fr ; skos:altLabel \"Georgia\"@en .\n"
                        ":d a skos:Concept ; skos:prefLabel \"duty\"@en ;\n"
                        "  skos:altLabel \"Georgia\"@en .\n"
                        ":w a dm:Words ; skos:prefLabel \"loads\"@en .\n",
                   &err),
              &err);
    topic = topic_named(table, SLICE("tariff"));
    assert_non_null(topic);
    assert_slice(topic->name, "c");
    assert_slice(topic_find(table, SLICE("tariff"))->name, "t");
    assert_slice(topic_named(table, SLICE("Trade"))->name, "t");
    assert_non_null(topic_named(table, SLICE("TRF")));
    assert_null(topic_named(table, SLICE("trf")));
    assert_null(topic_named(table, SLICE("Georgia"))); /* two concepts */
    assert_null(topic_named(table, SLICE("loads")));   /* names nothing */
    assert_null(topic_named(table, SLICE("t")));       /* no label */
    topic_table_free(table);
}

static void test_faults_are_told_with_their_place(void **state)
{
    static const struct {
        const char *text, *fault; /* NULL: none */
    } rows[] = {
        {":a a skos:Concept ; skos:prefLabel \"sea\"@en .\n"
         ":b a skos:Concept ; skos:prefLabel \"Sea\"@en .\n",
         ".ttl:5: 'b' has the label 'Sea', which is that of 'a' too, "},
        {":a a skos:Concept ; skos:prefLabel \"sea\"@en .\n"
         ":b a skos:Concept ; skos:prefLabel \"Sea\"@en ;"
         " skos:related :a .\n",
         NULL},
        {":a a skos:Concept ; skos:prefLabel \"sea\"@en .\n"
         ":b a dm:Words ; skos:prefLabel \"sea\"@en .\n",
         NULL},
        {":a a skos:Concept ; skos:prefLabel \"mer\"@fr .\n",
         ".ttl:4: 'a' has no English skos:prefLabel"},
        {":a a skos:Concept ; skos:prefLabel \"sea\"@en, \"mer\"@xx .\n",
         ".ttl:4: 'a' has a label in a language that is not known: 'xx'"},
        {":a a skos:Concept ; skos:prefLabel \"sea\"@en,\n\"main\"@en .\n",
         ".ttl:5: 'a' has two preferred labels in one language"},
        {":a a skos:Concept ; skos:prefLabel \"sea\"@en ;\n"
         "  dm:usage [ dm:form \"see\"@en ; dm:side \"Japan\" ] .\n",
         "'a' tells who uses what is no label of it: 'see'"},
        {":a a skos:Concept ; skos:prefLabel \"sea\"@en ;\n"
         "  skos:broader :nowhere .\n",
         "'a' is linked to what no file describes: "},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct topic_table *table = topic_table_new();
        struct strbuf text = STRBUF_INIT, faults = STRBUF_INIT;
        struct error err;
        size_t count;

        strbuf_add_format(&text, HEAD "%s", rows[i].text);
        assert_ok(load(table, text.bytes, &err), &err);
        count = topic_table_faults(table, &faults);
        if (count != (rows[i].fault != NULL) ||
            (rows[i].fault && !strstr(faults.bytes, rows[i].fault)))
            fail_msg("row %zu: %zu faults: %s", i, count,
                     faults.len ? faults.bytes : "");
        strbuf_release(&text);
        strbuf_release(&faults);
        topic_table_free(table);
    }
}

static void test_distance_counts_edits(void **state)
{
    (void)state;
    assert_int_equal(topic_distance(SLICE("korea"), SLICE("Korea"), 3), 0);
    assert_int_equal(topic_distance(SLICE("koera"), SLICE("korea"), 3), 1);
    assert_int_equal(topic_distance(SLICE("kora"), SLICE("korea"), 3), 1);
    assert_int_equal(topic_distance(SLICE("a"), SLICE("korean"), 3), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_topic_has_what_its_file_says),
        cmocka_unit_test(test_a_topic_is_found_by_any_of_its_names),
        cmocka_unit_test(test_parts_carry_their_factor),
        cmocka_unit_test(test_circles_of_narrower_end),
        cmocka_unit_test(test_relations_are_seen_from_both_ends),
        cmocka_unit_test(test_errors_name_file_line_and_column),
        cmocka_unit_test(test_one_name_of_two_concepts_is_an_error),
        cmocka_unit_test(test_a_label_means_the_concept_before_the_topic),
        cmocka_unit_test(test_faults_are_told_with_their_place),
        cmocka_unit_test(test_distance_counts_edits),
    };

    return cmocka_run_group_tests_name("topic", tests, NULL, NULL);
}
