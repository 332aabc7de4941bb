/* options: command lines by a table. */
#include "tests/unit/unit.h"

#include <string.h>

#include "common/options.h"

static const struct option_spec table[] = {
    {"jobs", 'j', "N", "processes"},
    {"json", 0, NULL, "one object a line"},
    {"index", 'd', "DIR", "folder of the index"},
    {"all", 'a', NULL, "all of it"},
};

static const struct options_usage usage = {"test", "Test.", table,
                                           COUNT_OF(table), NULL};

static enum status parse(struct arena *arena, struct options *out,
                         struct error *err, const char *line)
{
    char *words[32];
    int count = 0;
    struct slice rest = slice_of(line), word;

    while (slice_next(&rest, ' ', &word))
        words[count++] = arena_copy(arena, word.bytes, word.len);
    words[count] = NULL;
    return options_parse(&usage, count, words, arena, out, err);
}

static void test_every_form_of_a_value_is_taken(void **state)
{
    static const char *const rows[] = {
        "x --jobs 2", "x --jobs=2", "x -j 2", "x -j2", "x -aj2", "x -j 7 -j 2"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena arena = ARENA_INIT;
        struct options options;
        struct error err;
        int64_t number;

        assert_ok(parse(&arena, &options, &err, rows[i]), &err);
        assert_ok(options_number(&options, "jobs", 1, 9, 5, &number, &err),
                  &err);
        if (number != 2)
            fail_msg("'%s' gives %lld", rows[i], (long long)number);
        arena_release(&arena);
    }
}

static void test_arguments_and_options_may_mix(void **state)
{
    struct arena arena = ARENA_INIT;
    struct options options;
    struct error err;

    (void)state;
    assert_ok(parse(&arena, &options, &err, "x a --json - -- -b --jobs"), &err);
    assert_true(options_has(&options, "json"));
    assert_false(options_has(&options, "jobs"));
    assert_int_equal(options.argument_count, 4);
    assert_string_equal(options.arguments[1], "-");
    assert_string_equal(options.arguments[3], "--jobs");
    arena_release(&arena);
}

static void test_wrong_words_are_named(void **state)
{
    static const struct {
        const char *line;
        const char *named;
    } rows[] = {
        {"x --nothing", "--nothing"}, {"x -q", "-q"}, {"x --jobs", "--jobs"},
        {"x --json=1", "--json"},     {"x -j", "-j"}, {"x -aq", "-q"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena arena = ARENA_INIT;
        struct options options;
        struct error err;

        if (parse(&arena, &options, &err, rows[i].line) != STATUS_USAGE ||
            !strstr(err.text, rows[i].named))
            fail_msg("'%s': %s", rows[i].line, err.text);
        arena_release(&arena);
    }
}

static void test_numbers_are_bounded(void **state)
{
    static const char *const rows[] = {
        "0", "10", "", "x", "2x", "1e3", "99999999999999999999"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena arena = ARENA_INIT;
        struct strbuf line = STRBUF_INIT;
        struct options options;
        struct error err;
        int64_t number;

        strbuf_add_format(&line, "x --jobs=%s", rows[i]);
        assert_ok(parse(&arena, &options, &err, line.bytes), &err);
        if (options_number(&options, "jobs", 1, 9, 5, &number, &err) !=
            STATUS_USAGE)
            fail_msg("'%s' was taken", rows[i]);
        strbuf_release(&line);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_form_of_a_value_is_taken),
        cmocka_unit_test(test_arguments_and_options_may_mix),
        cmocka_unit_test(test_wrong_words_are_named),
        cmocka_unit_test(test_numbers_are_bounded),
    };

    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
