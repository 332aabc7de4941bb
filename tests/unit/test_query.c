/* query: syntax to a tree, and errors with their column. */
#include "tests/unit/unit.h"

#include <string.h>

#include "common/schema.h"
#include "searchd/query.h"

static void test_queries_become_trees(void **state)
{
    static const struct {
        const char *text, *tree;
    } rows[] = {
        {"missile", "missile"},
        {"missile defence", "(RUN missile defence)"},
        {"+missile -korea", "(RUN +missile -korea)"},
        {"+missile", "(RUN +missile)"},
        {"\"north korea\" test", "(RUN \"north korea\" test)"},
        {"a OR b AND c", "(OR a (AND b c))"},
        {"a b AND c d", "(AND (RUN a b) (RUN c d))"},
        {"(a OR b) AND c", "(AND (OR a b) c)"},
        {"a NOT b", "(AND a (NOT b))"},
        {"a AND NOT b", "(AND a (NOT b))"},
        {"NOT b", "(NOT b)"},
        {"a NEAR/5 b NEAR/3 c", "(NEAR/5 a b c)"},
        {"a NEAR b", "(NEAR/10 a b)"},
        {"=treaty nation*", "(RUN =treaty nation*)"},
        {"-(a b)", "(RUN -(RUN a b))"},
        {"+(-a)", "(RUN +(RUN -a))"},
        {"U.S.-Japan 2+2", "(RUN U.S.-Japan 2+2)"},
        {"and or not", "(RUN and or not)"},
        {"speaker:Lavrov", "speaker:\"Lavrov\""},
        {"Side:\"North Korea\" x", "(RUN side:\"North Korea\" x)"},
        {"topic:north-korea", "topic:\"north-korea\""},
        {"date:2012", "date:20120101..20121231"},
        {"date:2012-01..2018", "date:20120101..20181231"},
        {"date:..2000", "date:0..20001231"},
        {"date:2017..", "date:20170101..0"},
        {"\xE2\x80\x9C"
         "peace treaty\xE2\x80\x9D",
         "\"peace treaty\""},
        {"\xE5\x8C\x97\xE6\x96\xB9\xE3\x80\x80\xE9\xA0\x98\xE5\x9C\x9F",
         "(RUN \xE5\x8C\x97\xE6\x96\xB9 \xE9\xA0\x98\xE5\x9C\x9F)"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena arena = ARENA_INIT;
        struct strbuf got = STRBUF_INIT;
        struct query *query;
        struct error err;

        if (query_parse(slice_of(rows[i].text), &arena, &query, &err))
            fail_msg("%s: %s", rows[i].text, err.text);
        query_print(query, &got);
        if (strcmp(got.bytes, rows[i].tree) != 0)
            fail_msg("%s: got %s, expected %s", rows[i].text, got.bytes,
                     rows[i].tree);
        strbuf_release(&got);
        arena_release(&arena);
    }
}

static void test_errors_name_the_column(void **state)
{
    static const struct {
        const char *text, *message;
    } rows[] = {
        {"", "the query is empty"},
        {"  ", "the query is empty"},
        {"a \"b", "column 3: this quotation mark is never closed"},
        {"(a b", "column 5: expected ) for the ( of column 1"},
        {"a) b", "column 2: this ) has no ( before it"},
        {"()", "column 2: expected a query between"},
        {"AND a", "column 1: expected a word, phrase, field or (, not AND"},
        {"a AND", "column 6: expected a word, phrase, field or (, but the"},
        {"a OR OR b", "column 6: expected a word"},
        {"a NOT", "column 6: expected"},
        {"a NEAR", "column 7: expected a word or phrase after NEAR"},
        {"NEAR/5 a", "column 1: expected a word"},
        {"a NEAR/0 b", "column 3: expected NEAR/ and a number from 1"},
        {"a NEAR/x b", "column 3: expected NEAR/ and a number from 1"},
        {"a NEAR/99999999999 b", "column 3: expected NEAR/"},
        {"(a) NEAR b", "column 5: NEAR needs a word or phrase on each side"},
        {"a NEAR =b", "column 8: NEAR takes plain words"},
        {"a - b", "column 4: expected a word, phrase, field or ( right after"},
        {"a +", "column 4: expected"},
        {"+-a", "column 2: expected"},
        {"mis*ile", "column 1: a * can only end a word"},
        {"*", "column 1: a * can only end a word"},
        {"=ab*", "column 1: a word is either"},
        {"=", "column 1: expected a word right after ="},
        {"\"\"", "column 1: expected words between the quotation marks"},
        {"spaeker:x", "column 1: there is no field 'spaeker:'"},
        {"a speaker:", "column 11: expected a value after speaker:"},
        {"side:\"\"", "column 6: expected a value after side:"},
        {"date:yesterday", "column 6: 'yesterday' is no date"},
        {"date:2012-13", "column 6: '2012-13' is no date"},
        {"date:..", "column 6: '..' is no date"},
        {"date:2018..2012", "column 6: the range of dates ends before"},
        {"\xD1\x8F\xD1\x8F \"b", "column 4: this quotation mark"},
        {"ab\xFF", "column 3: this is no UTF-8 text"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena arena = ARENA_INIT;
        struct query *query;
        struct error err = {STATUS_OK, ""};
        enum status status =
            query_parse(slice_of(rows[i].text), &arena, &query, &err);

        if (status != STATUS_USAGE || !strstr(err.text, rows[i].message))
            fail_msg("%s: got '%s' (%s), expected '%s'", rows[i].text, err.text,
                     status_name(status), rows[i].message);
        assert_null(query);
        arena_release(&arena);
    }
}

static void test_limits_are_kept(void **state)
{
    struct arena arena = ARENA_INIT;
    struct strbuf text = STRBUF_INIT;
    struct query *query;
    struct error err;

    (void)state;
    for (int i = 0; i < SCHEMA_QUERY_TERMS_MOST; i++)
        strbuf_add_text(&text, "a ");
    assert_ok(query_parse(strbuf_slice(&text), &arena, &query, &err), &err);
    strbuf_add_text(&text, "a");
    assert_int_equal(query_parse(strbuf_slice(&text), &arena, &query, &err),
                     STATUS_TOO_LARGE);
    strbuf_reset(&text);
    for (int i = 0; i <= SCHEMA_QUERY_BYTES_MOST; i++)
        strbuf_add_byte(&text, 'a');
    assert_int_equal(query_parse(strbuf_slice(&text), &arena, &query, &err),
                     STATUS_TOO_LARGE);
    strbuf_reset(&text);
    for (int i = 0; i < 1000; i++)
        strbuf_add_byte(&text, '(');
    assert_int_equal(query_parse(strbuf_slice(&text), &arena, &query, &err),
                     STATUS_USAGE);
    strbuf_release(&text);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_queries_become_trees),
        cmocka_unit_test(test_errors_name_the_column),
        cmocka_unit_test(test_limits_are_kept),
    };

    return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
