/* text_lines: places in a text as editors count them. */
#include "tests/unit/unit.h"

#include "searchd/text_lines.h"

/* An emoji beyond the basic plane, a letter of two bytes, a kanji of three. */
#define EMOJI "\xF0\x9F\x98\x80"
#define ETA   "\xC3\xA9"
#define KANJI "\xE5\x8C\x97"

static void test_line_ends_of_all_kinds(void **state)
{
    static const struct {
        const char *text;
        size_t count;
        size_t starts[4];
    } cases[] = {
        {"", 1, {0}},
        {"a", 1, {0}},
        {"a\n", 2, {0, 2}},
        {"a\nb", 2, {0, 2}},
        {"a\r\nb\r\n", 3, {0, 3, 6}},
        {"a\rb", 2, {0, 2}},
        {"\r\r\n\n", 4, {0, 1, 3, 4}},
        {"\n\r", 3, {0, 1, 2}},
    };
    struct arena arena = ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct text_lines lines;

        text_lines_make(slice_of(cases[i].text), &arena, &lines);
        assert_int_equal(lines.count, cases[i].count);
        for (size_t k = 0; k < lines.count; k++)
            assert_int_equal(lines.starts[k], cases[i].starts[k]);
    }
    arena_release(&arena);
}

static void test_places_in_three_units(void **state)
{
    static const struct {
        enum text_units units;
        size_t characters[5]; /* before: emoji, e, kanji, b, line end */
    } cases[] = {
        {TEXT_UTF16, {1, 3, 4, 5, 6}},
        {TEXT_UTF8, {1, 5, 7, 10, 11}},
        {TEXT_UTF32, {1, 2, 3, 4, 5}},
    };
    static const size_t offsets[] = {3, 7, 9, 12, 13};
    struct arena arena = ARENA_INIT;
    struct text_lines lines;

    (void)state;
    text_lines_make(SLICE("x\na" EMOJI ETA KANJI "b\r\nend"), &arena, &lines);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        for (size_t k = 0; k < COUNT_OF(offsets); k++) {
            struct text_place place =
                text_lines_place(&lines, offsets[k], cases[i].units);

            assert_int_equal(place.line, 1);
            assert_int_equal(place.character, cases[i].characters[k]);
            assert_int_equal(text_lines_offset(&lines, place, cases[i].units),
                             offsets[k]);
        }
    arena_release(&arena);
}

static void test_places_that_are_none(void **state)
{
    static const struct {
        struct text_place place;
        size_t offset;
    } cases[] = {
        {{0, 99}, 5}, /* behind the line: before its end */
        {{0, 2}, 1},  /* within the emoji: before it */
        {{1, 1}, 8},  /* the last line */
        {{2, 0}, 8},  /* behind the last line */
        {{SIZE_MAX, SIZE_MAX}, 8},
    };
    struct arena arena = ARENA_INIT;
    struct text_lines lines;

    (void)state;
    text_lines_make(SLICE("a" EMOJI "\r\nb"), &arena, &lines);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(text_lines_offset(&lines, cases[i].place, TEXT_UTF16),
                         cases[i].offset);
    assert_int_equal(text_lines_place(&lines, 3, TEXT_UTF16).character, 1);
    assert_int_equal(text_lines_place(&lines, 6, TEXT_UTF16).character, 3);
    assert_int_equal(text_lines_place(&lines, 8, TEXT_UTF16).line, 1);
    arena_release(&arena);
}

static void test_bad_bytes_are_one_unit_each(void **state)
{
    struct arena arena = ARENA_INIT;
    struct text_lines lines;

    (void)state;
    text_lines_make(SLICE("\xFF\xC3z"), &arena, &lines);
    assert_int_equal(text_lines_place(&lines, 2, TEXT_UTF16).character, 2);
    assert_int_equal(
        text_lines_offset(&lines, (struct text_place){0, 2}, TEXT_UTF16), 2);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends_of_all_kinds),
        cmocka_unit_test(test_places_in_three_units),
        cmocka_unit_test(test_places_that_are_none),
        cmocka_unit_test(test_bad_bytes_are_one_unit_each),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
