/* structure: gold against what was cut, every kind of difference. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <string.h>

#include "bench/structure.h"

static const char gold_statement[] =
    "{\"file\": \"a.txt\", \"title\": \"T\", \"date\": \"2019-05-30\","
    " \"date_end\": \"2019-05-31\", \"date_from\": \"first date in the text\","
    " \"issuer\": null, \"issuer_side\": null, \"language\": \"en\","
    " \"boilerplate_lines\": [1, 9]}\n";

static const char gold_passages[] =
    "{\"file\": \"a.txt\", \"line\": 3, \"n\": 1, \"section\": [],"
    " \"kind\": \"paragraph\", \"speaker\": null, \"sides\": [],"
    " \"start_text\": \"One \"}\n"
    "{\"file\": \"a.txt\", \"line\": 5, \"n\": 2, \"section\": [\"1. S\"],"
    " \"kind\": \"turn\", \"speaker\": \"Ann Other\", \"sides\": [\"Japan\"],"
    " \"start_text\": \"Two \"}\n";

#define STATEMENT                                                              \
    "\"file\": \"x/a.txt\", \"title\": \"T\", \"date\": \"2019-05-30\","       \
    " \"date_end\": \"2019-05-31\", \"date_basis\": \"text\","                 \
    " \"issuer\": null, \"issuer_side\": null, \"language\": \"en\","
#define FIRST                                                                  \
    "{" STATEMENT "\"line\": 3, \"section\": [], \"kind\": \"paragraph\","     \
    " \"speaker\": null, \"sides\": [], \"text\": \"One word\"}\n"
#define SECOND                                                                 \
    "{" STATEMENT "\"line\": 5, \"section\": [\"1. S\"], \"kind\": \"turn\","  \
    " \"speaker\": \"Ann Other\", \"sides\": [\"Japan\"],"                     \
    " \"text\": \"Two words\"}\n"
#define PAGE(line)                                                             \
    "{" STATEMENT "\"line\": " #line ", \"kind\": \"furniture\","              \
    " \"text\": \"print\"}\n"

/* Compare with this output; a difference that holds the text is told, or none
 * at all when text is NULL. */
static struct structure_result compare(const char *output, const char *text)
{
    struct jsonl statements, passages, got;
    struct strbuf report = STRBUF_INIT;
    struct structure_result result;
    struct error err;

    assert_ok(jsonl_parse("s", slice_of(gold_statement), &statements, &err),
              &err);
    assert_ok(jsonl_parse("p", slice_of(gold_passages), &passages, &err), &err);
    assert_ok(jsonl_parse("o", slice_of(output), &got, &err), &err);
    structure_compare(&statements, &passages, &got, &result, &report);
    if (text ? !report.len || !strstr(report.bytes, text) : report.len)
        fail_msg("told: '%s', wanted '%s'", report.len ? report.bytes : "",
                 text ? text : "");
    strbuf_release(&report);
    jsonl_release(&statements);
    jsonl_release(&passages);
    jsonl_release(&got);
    return result;
}

static void test_what_is_right_counts(void **state)
{
    struct structure_result result =
        compare(PAGE(1) FIRST SECOND PAGE(9), NULL);

    (void)state;
    assert_true(structure_is_right(&result));
    assert_int_equal(result.counts[STRUCTURE_WHOLE].right, 2);
    assert_int_equal(result.counts[STRUCTURE_WHOLE].of, 2);
    assert_int_equal(result.counts[STRUCTURE_SIDES].right, 2);
    assert_int_equal(result.counts[STRUCTURE_STATEMENT].right, 1);
    assert_int_equal(result.counts[STRUCTURE_FURNITURE].right, 2);
}

/* Replace the first from in text by to, into out. */
static const char *change(char *out, size_t size, const char *text,
                          const char *from, const char *to)
{
    const char *at = strstr(text, from);

    assert_non_null(at);
    snprintf(out, size, "%.*s%s%s", (int)(at - text), text, to,
             at + strlen(from));
    return out;
}

static void test_each_wrong_member_is_told(void **state)
{
    static const struct {
        enum structure_figure figure;
        const char *from, *to, *told;
    } rows[] = {
        {STRUCTURE_LINE, "\"line\": 5", "\"line\": 6",
         "a.txt:5: line: got 6, expected 5\n"},
        {STRUCTURE_SECTION, "[\"1. S\"]", "[]",
         "a.txt:5: section: got [], expected [\"1. S\"]\n"},
        {STRUCTURE_KIND, "\"turn\"", "\"item\"", "kind: got \"item\""},
        {STRUCTURE_SPEAKER, "\"Ann Other\"", "null",
         "speaker: got null, expected \"Ann Other\""},
        {STRUCTURE_OPENING, "Two words", "Words",
         "opening words: got \"Words\", expected \"Two \""},
        {STRUCTURE_TITLE, "\"T\"", "null", "title: got null"},
        {STRUCTURE_DATE, "05-30\"", "05-29\"", "date: got \"2019-05-29\""},
        {STRUCTURE_DATE, "\"2019-05-31\"", "null", "date: got null"},
        {STRUCTURE_BASIS, "\"text\"", "\"dateline\"",
         "basis of the date: got \"dateline\""},
        {STRUCTURE_ISSUER, "\"issuer\": null", "\"issuer\": \"M\"",
         "issuer: got \"M\", expected null"},
        {STRUCTURE_ISSUER_SIDE, "_side\": null", "_side\": \"Japan\"",
         "issuer side: got \"Japan\""},
        {STRUCTURE_LANGUAGE, "\"en\"", "\"fr\"", "language: got \"fr\""},
    };
    const char *whole = FIRST SECOND PAGE(1) PAGE(9);

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[4096];
        struct structure_result result =
            compare(change(text, sizeof text, whole, rows[i].from, rows[i].to),
                    rows[i].told);
        struct structure_count count = result.counts[rows[i].figure];

        if (count.right + 1 != count.of || structure_is_right(&result))
            fail_msg("row %zu: %zu of %zu", i, count.right, count.of);
    }
}

static void test_wrong_sides_are_told_and_forgiven(void **state)
{
    char text[4096];
    struct structure_result result =
        compare(change(text, sizeof text, FIRST SECOND PAGE(1) PAGE(9),
                       "[\"Japan\"]", "[]"),
                "a.txt:5: sides");

    (void)state;
    assert_true(structure_is_right(&result));
    assert_int_equal(result.counts[STRUCTURE_SIDES].right, 1);
}

static void test_a_missing_passage_is_wrong_in_all(void **state)
{
    struct structure_result result =
        compare(FIRST PAGE(1) PAGE(9), "a.txt:5: no such passage: Two ");

    (void)state;
    assert_false(structure_is_right(&result));
    assert_int_equal(result.counts[STRUCTURE_WHOLE].right, 1);
    assert_int_equal(result.counts[STRUCTURE_LINE].of, 2);
    assert_int_equal(result.counts[STRUCTURE_LINE].right, 1);
}

static void test_an_extra_passage_and_lines_of_the_page(void **state)
{
    struct structure_result result;

    (void)state;
    result =
        compare(FIRST FIRST SECOND PAGE(1) PAGE(9), "a.txt:3: extra passage");
    assert_int_equal(result.extra_passages, 1);
    assert_false(structure_is_right(&result));
    result = compare(FIRST SECOND PAGE(1), "a.txt:9: not left out");
    assert_int_equal(result.counts[STRUCTURE_FURNITURE].right, 1);
    result = compare(FIRST SECOND PAGE(1) PAGE(9) PAGE(7),
                     "a.txt:7: wrongly left out: print");
    assert_int_equal(result.extra_furniture, 1);
    assert_false(structure_is_right(&result));
}

static void test_bad_json_lines_say_where(void **state)
{
    static const struct {
        const char *text, *told;
    } rows[] = {
        {"{}\n\n{\"a\": }\n", "f:3:7: "},
        {"[1]\n", "f:1:1: expected an object"},
        {"{\"a\": 1, \"a\": 2}", "f:1:"},
        {"{\"a\": \"\xFF\"}", "f:1:"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct jsonl jsonl;
        struct error err;

        assert_int_equal(jsonl_parse("f", slice_of(rows[i].text), &jsonl, &err),
                         STATUS_BAD_FORMAT);
        if (!slice_starts(slice_of(err.text), slice_of(rows[i].told)))
            fail_msg("%s", err.text);
        assert_null(jsonl.items);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_right_counts),
        cmocka_unit_test(test_each_wrong_member_is_told),
        cmocka_unit_test(test_wrong_sides_are_told_and_forgiven),
        cmocka_unit_test(test_a_missing_passage_is_wrong_in_all),
        cmocka_unit_test(test_an_extra_passage_and_lines_of_the_page),
        cmocka_unit_test(test_bad_json_lines_say_where),
    };

    return cmocka_run_group_tests_name("structure", tests, NULL, NULL);
}
