/* queries: what a run asks, read from both kinds of file. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench/queries.h"
#include "common/file.h"
#include "common/schema.h"
#include "searchd/query.h"

static char path[64];

static int make_path(void **state)
{
    (void)state;
    snprintf(path, sizeof path, "/tmp/demarche-queries-%ld", (long)getpid());
    return 0;
}

static int remove_path(void **state)
{
    (void)state;
    unlink(path);
    return 0;
}

static void put(const char *text)
{
    struct error err;

    assert_ok(file_write(path, slice_of(text), &err), &err);
}

static void test_tabbed_lines_keep_their_order(void **state)
{
    struct arena arena = ARENA_INIT;
    struct query_list list;
    struct error err;

    (void)state;
    put("2\twhat is asked .\r\n\n1\tand this\n");
    assert_ok(queries_read(path, "text", &arena, &list, &err), &err);
    assert_int_equal(list.count, 2);
    assert_slice(list.items[0].id, "2");
    assert_slice(list.items[0].text, "what is asked .");
    assert_slice(list.items[1].id, "1");
    arena_release(&arena);
}

static void test_fields_are_taken_from_object_and_metadata(void **state)
{
    struct arena arena = ARENA_INIT;
    struct query_list list;
    struct error err;

    (void)state;
    put("{\"_id\": \"a\", \"text\": \"T\", \"metadata\": {\"narrative\": "
        "\"N\"}}\n");
    assert_ok(queries_read(path, "narrative,text", &arena, &list, &err), &err);
    assert_int_equal(list.count, 1);
    assert_slice(list.items[0].id, "a");
    assert_slice(list.items[0].text, "N T");
    assert_ok(queries_read(path, "title, text", &arena, &list, &err), &err);
    assert_slice(slice_trim(list.items[0].text), "T");
    assert_int_equal(queries_read(path, "description", &arena, &list, &err),
                     STATUS_BAD_FORMAT);
    assert_non_null(strstr(err.text, ":1:1: query 'a' asks for nothing"));
    put("{\"id\": 12, \"text\": \"T\"}\n");
    assert_ok(queries_read(path, "text", &arena, &list, &err), &err);
    assert_slice(list.items[0].id, "12");
    arena_release(&arena);
}

static void test_topics_are_asked_by_any_name_of_a_field(void **state)
{
    struct arena arena = ARENA_INIT;
    struct query_list list;
    struct error err;

    (void)state;
    put("<top>\n<num> Number: 7\n<title> T\n<desc> D\n<narr> N\n</top>\n");
    assert_ok(queries_read(path, "text", &arena, &list, &err), &err);
    assert_slice(list.items[0].id, "7");
    assert_slice(list.items[0].text, "T");
    assert_ok(queries_read(path, "title,description,narr", &arena, &list, &err),
              &err);
    assert_slice(list.items[0].text, "T D N");
    put("<topic number=\"7\"><query>Q</query></topic>\n");
    assert_ok(queries_read(path, "title", &arena, &list, &err), &err);
    assert_slice(list.items[0].text, "Q");
    put("1\ta\n");
    assert_int_equal(queries_read(path, "description", &arena, &list, &err),
                     STATUS_USAGE);
    arena_release(&arena);
}

static void test_bad_files_say_where(void **state)
{
    static const struct {
        const char *text, *told;
    } rows[] = {
        {"", "no query in it"},
        {"1 no tab here\n", ":1:14: expected an id, one tab"},
        {"1\ta\n2\tb\tc\n", ":2:6: expected an id, one tab"},
        {"1\ta\n1\tb\n", "query '1' stands there twice"},
        {"a b\tc\n", ":1:1: expected an id without white space"},
        {"1\t \n", ":1:1: query '1' asks for nothing"},
        {"{\"_id\": [1], \"text\": \"a\"}\n", ":1:1: expected an id"},
        {"{\"_id\": \"1\", \"text\": }\n", ":1:"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena arena = ARENA_INIT;
        struct query_list list;
        struct error err;
        enum status status;

        put(rows[i].text);
        status = queries_read(path, "text", &arena, &list, &err);
        if (status != STATUS_BAD_FORMAT || !strstr(err.text, rows[i].told))
            fail_msg("row %zu: %s, %s", i, status_name(status), err.text);
        arena_release(&arena);
    }
}

static void test_plain_text_is_words_only(void **state)
{
    static const struct {
        const char *text, *plain;
    } rows[] = {
        {"missile defence", "missile defence"},
        {" a\tb\n\nc ", "a b c"},
        {"the \"Sputnik\" (1957): why?", "the Sputnik 1957 why?"},
        {"AND that NOT this NEAR/5 OR", "and that not this near/5 or"},
        {"-x +y --z - + a-b", "x y z a-b"},
        {"side:Japan date:2012", "side Japan date 2012"},
        {"=exact pre* \xE2\x80\x9Cq\xE2\x80\x9D", "exact pre q"},
        {"U.S.-Japan 2+2 l'accord", "U.S.-Japan 2+2 l'accord"},
        {"", ""},
        {"()", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena arena = ARENA_INIT;

        assert_slice(queries_plain(slice_of(rows[i].text), &arena),
                     rows[i].plain);
        arena_release(&arena);
    }
}

static void test_plain_text_always_parses(void **state)
{
    static const char alphabet[] = "aB -+()\"=*:/.5\xE2\x80\x9CNEAR/ OR AND";
    uint32_t seed = 20260101;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct arena arena = ARENA_INIT;
        struct query *query;
        struct error err;
        struct slice plain;
        char text[48];
        size_t len = 0;

        while (len < sizeof text - 1) {
            seed = seed * 1664525 + 1013904223;
            text[len++] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        text[len] = '\0';
        plain = queries_plain((struct slice){text, len}, &arena);
        if (plain.len && query_parse(plain, &arena, &query, &err))
            fail_msg("'%s' became '%.*s': %s", text, SLICE_ARG(plain),
                     err.text);
        arena_release(&arena);
    }
}

static void test_a_long_text_is_cut_within_the_limits(void **state)
{
    struct arena arena = ARENA_INIT;
    struct strbuf text = STRBUF_INIT;
    struct query *query;
    struct error err;
    struct slice plain;

    (void)state;
    for (int i = 0; i < 5000; i++)
        strbuf_add_text(&text, "word ");
    plain = queries_plain(strbuf_slice(&text), &arena);
    assert_true(plain.len > 500 && plain.len <= SCHEMA_QUERY_BYTES_MOST);
    assert_ok(query_parse(plain, &arena, &query, &err), &err);
    strbuf_release(&text);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tabbed_lines_keep_their_order),
        cmocka_unit_test(test_fields_are_taken_from_object_and_metadata),
        cmocka_unit_test(test_topics_are_asked_by_any_name_of_a_field),
        cmocka_unit_test(test_bad_files_say_where),
        cmocka_unit_test(test_plain_text_is_words_only),
        cmocka_unit_test(test_plain_text_always_parses),
        cmocka_unit_test(test_a_long_text_is_cut_within_the_limits),
    };

    return cmocka_run_group_tests_name("queries", tests, make_path,
                                       remove_path);
}
