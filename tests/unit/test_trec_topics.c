/* trec_topics: topics with tags, closed or not. */
#include "tests/unit/unit.h"

#include <string.h>

#include "bench/trec_topics.h"

static const char unclosed[] =
    "<top>\n<head> Tipster Topic Description\n"
    "<num> Number:  051\n<dom> Domain: Fishing\n"
    "<title> Topic:  Quotas & nets\n\n"
    "<desc> Description:\nWhich boats\nfish where?\n\n"
    "<narr> Narrative: \nNot <5 boats; a < b and b > c.\n</top>\n\n"
    "<top>\n<num> Number: 302\n<title> Ice\n<top>\n<num> 303\n<title> Snow\n";

static const char closed[] =
    "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- a <topic> that is none -->\n"
    "<topics task='x'>\n"
    "<topic number=\"1\" type=\"wide\">\n  <query>ice &amp; snow</query>\n"
    "  <narrative>Of <b>ice</b>\n   only.</narrative>\n"
    "  <subtopic number='1'>one</subtopic><subtopic number='2'>two</subtopic>\n"
    "</topic>\n"
    "<topic lang=\"en\"><identifier>10.2452/451-AH</identifier>"
    "<EN-title>Nets</EN-title></topic>\n"
    "<topic number=3>bare words</topic>\n</topics>\n";

static struct slice field(const struct trec_topic *topic, const char *name,
                          struct arena *arena)
{
    return trec_topic_field(topic, slice_of(name), arena);
}

static void test_unclosed_tags_end_at_the_next_one(void **state)
{
    struct arena arena = ARENA_INIT;
    struct trec_topics topics;
    struct error err;

    (void)state;
    assert_ok(trec_topics_read("f", slice_of(unclosed), &arena, &topics, &err),
              &err);
    assert_int_equal(topics.count, 3);
    assert_slice(topics.items[0].id, "51");
    assert_slice(field(&topics.items[0], "title", &arena), "Quotas & nets");
    assert_slice(field(&topics.items[0], "DESC", &arena),
                 "Which boats fish where?");
    assert_slice(field(&topics.items[0], "narr", &arena),
                 "Not 5 boats; a b and b > c.");
    assert_slice(field(&topics.items[0], "dom", &arena), "Fishing");
    assert_slice(topics.items[1].id, "302");
    assert_int_equal(topics.items[1].line, 15);
    assert_slice(topics.items[2].id, "303");
    assert_slice(field(&topics.items[2], "title", &arena), "Snow");
    assert_false(slice_is_known(field(&topics.items[2], "narr", &arena)));
    arena_release(&arena);
}

static void test_xml_topics(void **state)
{
    struct arena arena = ARENA_INIT;
    struct trec_topics topics;
    struct error err;

    (void)state;
    assert_true(trec_topics_are(slice_of(closed)));
    assert_ok(trec_topics_read("f", slice_of(closed), &arena, &topics, &err),
              &err);
    assert_int_equal(topics.count, 3);
    assert_slice(topics.items[0].id, "1");
    assert_slice(field(&topics.items[0], "query", &arena), "ice & snow");
    assert_slice(field(&topics.items[0], "narrative", &arena), "Of ice only.");
    assert_slice(field(&topics.items[0], "subtopic", &arena), "one two");
    assert_slice(topics.items[1].id, "10.2452/451-AH");
    assert_slice(field(&topics.items[1], "title", &arena), "Nets");
    assert_slice(topics.items[2].id, "3");
    assert_slice(field(&topics.items[2], "text", &arena), "bare words");
    arena_release(&arena);
}

static void test_bad_files_say_where(void **state)
{
    static const struct {
        const char *text, *told;
    } rows[] = {
        {"<html>\n<p>no topic</p>", "f: no topic in it"},
        {"<top>\n<num> 1\n</top>\n\n<top>\n<title> x\n</top>",
         "f:5:1: the topic has no number"},
        {"<topic number=\"\"><title>x</title></topic>", "f:1:1: the topic"},
        {"<topic number=", "f: no topic in it"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena arena = ARENA_INIT;
        struct trec_topics topics;
        struct error err;
        enum status status = trec_topics_read("f", slice_of(rows[i].text),
                                              &arena, &topics, &err);

        if (status != STATUS_BAD_FORMAT || !strstr(err.text, rows[i].told))
            fail_msg("row %zu: %s, %s", i, status_name(status), err.text);
        arena_release(&arena);
    }
}

/* Any bytes end in a status, within time. */
static void test_random_tags_do_no_harm(void **state)
{
    static const char *const pieces[] = {
        "<top>", "</top>", "<topic number=", "\"1\"", ">",      "<",
        "<num>", "x ",     "&amp;",          "&#",    "<!--",   "-->",
        "\xFF",  "\n",     "<title>",        "</",    "Number:"};
    uint32_t seed = 20260102;

    (void)state;
    for (int round = 0; round < 5000; round++) {
        struct arena arena = ARENA_INIT;
        struct strbuf text = STRBUF_INIT;
        struct trec_topics topics;
        struct error err;

        for (int i = 0; i < 24; i++) {
            seed = seed * 1664525 + 1013904223;
            strbuf_add_text(&text, pieces[(seed >> 16) % COUNT_OF(pieces)]);
        }
        if (!trec_topics_read("f", strbuf_slice(&text), &arena, &topics, &err))
            for (size_t i = 0; i < topics.count; i++)
                assert_true(topics.items[i].id.len > 0);
        strbuf_release(&text);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unclosed_tags_end_at_the_next_one),
        cmocka_unit_test(test_xml_topics),
        cmocka_unit_test(test_bad_files_say_where),
        cmocka_unit_test(test_random_tags_do_no_harm),
    };

    return cmocka_run_group_tests_name("trec_topics", tests, NULL, NULL);
}
