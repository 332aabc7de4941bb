/* read_text: bytes to lines, with exact places. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <string.h>

#include "common/schema.h"
#include "indexer/read_text.h"

static struct arena arena;
static struct error err;

static struct page read_bytes(const char *bytes, size_t len)
{
    struct raw_file file = {.path = "file.txt", .bytes = {bytes, len}};
    struct page page;

    assert_ok(read_text(&file, &arena, &page, &err), &err);
    return page;
}

#define READ(literal) read_bytes(literal, sizeof(literal) - 1)

static int clear(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void test_line_ends_count_as_editors_count_them(void **state)
{
    static const struct {
        const char *text;
        size_t count;
        const char *last;
    } rows[] = {
        {"", 0, NULL},       {"a", 1, "a"},          {"a\n", 1, "a"},
        {"a\n\nb", 3, "b"},  {"a\r\nb\r\n", 2, "b"}, {"a\rb\rc", 3, "c"},
        {"a\rb\nc", 2, "c"}, /* a lone CR is white space where LF ends lines */
        {"\f\nb", 2, "b"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct page page = read_bytes(rows[i].text, strlen(rows[i].text));

        if (page.count != rows[i].count)
            fail_msg("row %zu: %zu lines", i, page.count);
        if (rows[i].last) {
            assert_slice(page.lines[page.count - 1].text, rows[i].last);
            assert_int_equal(page.lines[page.count - 1].number, page.count);
        }
    }
}

static void test_leading_space_stays_and_trailing_goes(void **state)
{
    struct page page = READ("  \ta b \t \n   \n");

    (void)state;
    assert_slice(page.lines[0].text, "  \ta b");
    assert_int_equal(page.lines[0].start, 0);
    assert_int_equal(page.lines[1].style, LINE_BLANK);
}

static void test_clean_lines_are_the_files_bytes(void **state)
{
    struct page page = READ("\xEF\xBB\xBF"
                            "first\ncaf\xC3\xA9 au lait\n");

    (void)state;
    assert_slice(page.lines[0].text, "first");
    assert_int_equal(page.lines[0].start, 3);
    assert_null(page.lines[1].offsets);
    assert_int_equal(line_offset(&page.lines[1], 5), 3 + 6 + 5);
}

/* What is not as in the file has the place of each of its bytes. */
static void test_spaces_and_invisible_characters_keep_places(void **state)
{
    struct page page = READ("a\xC2\xA0"
                            "b\xC2\xAD"
                            "c\xE3\x80\x80"
                            "d\xE2\x80\x8B");
    const struct line *line = &page.lines[0];

    (void)state;
    assert_slice(line->text, "a bc d");
    assert_int_equal(line_offset(line, 0), 0);
    assert_int_equal(line_offset(line, 2), 3);  /* b */
    assert_int_equal(line_offset(line, 3), 6);  /* c */
    assert_int_equal(line_offset(line, 5), 10); /* d */
    assert_int_equal(line_offset(line, 6), 14);
    assert_int_equal(page.replaced, 0);
}

static void test_a_soft_hyphen_is_one_at_a_line_end_only(void **state)
{
    struct page page = READ("mis\xC2\xADsiles and bal\xC2\xAD\nlistic\n");

    (void)state;
    assert_slice(page.lines[0].text, "missiles and bal-");
    assert_int_equal(line_offset(&page.lines[0], 16), 18);
    assert_slice(page.lines[1].text, "listic");
}

static void test_bad_bytes_are_replaced_and_counted(void **state)
{
    /* Enough Cyrillic that it can be nothing but UTF-8. */
    struct page page =
        READ("a\xFFz\n\xC3(\n"
             "b\0c\n"
             "Министры обсудили положение в регионе и условились "
             "продолжить консультации.\n");

    (void)state;
    assert_slice(page.lines[0].text, "a\xEF\xBF\xBDz");
    assert_int_equal(line_offset(&page.lines[0], 4), 2); /* z */
    assert_slice(page.lines[1].text, "\xEF\xBF\xBD(");
    assert_slice(page.lines[2].text, "b\xEF\xBF\xBD"
                                     "c");
    assert_int_equal(page.replaced, 3);
}

static void test_other_character_sets_are_found(void **state)
{
    struct page western = READ("D\xE9"
                               "claration \x96 Gen\xE8ve\n");
    struct page russian = READ("\xCC\xE8\xED\xE8\xF1\xF2\xF0\xFB "
                               "\xEE\xE1\xF1\xF3\xE4\xE8\xEB\xE8 "
                               "\xEF\xEE\xEB\xEE\xE6\xE5\xED\xE8\xE5\n");
    struct page wide = READ("h\0\xE9\0l\0l\0o\0\n\0w\0o\0r\0l\0d\0");

    (void)state;
    assert_slice(western.lines[0].text, "Déclaration – Genève");
    assert_int_equal(line_offset(&western.lines[0], 3), 2); /* c */
    assert_slice(russian.lines[0].text, "Министры обсудили положение");
    assert_int_equal(line_offset(&russian.lines[0], 17), 9);
    assert_int_equal(wide.count, 2);
    assert_slice(wide.lines[0].text, "héllo");
    assert_int_equal(western.replaced + russian.replaced + wide.replaced, 0);
}

static void test_spoilt_text_is_told(void **state)
{
    struct page page = READ("Le ministre a dÃ©clarÃ© que la rÃ©union "
                            "Ã©tait terminÃ©e.\n");
    struct page sound = READ("Le ministre a déclaré que la réunion était "
                             "terminée. Ã\n");

    (void)state;
    assert_true(slice_is_known(page.warning));
    assert_false(slice_is_known(sound.warning));
}

static void test_utf16_is_read_by_its_mark(void **state)
{
    struct page little = READ("\xFF\xFE"
                              "a\0\n\0=\xD8\0\xDE"
                              "b\0");
    struct page big = READ("\xFE\xFF\0a\0\r\0\n\0b");

    (void)state;
    assert_int_equal(little.count, 2);
    assert_slice(little.lines[0].text, "a");
    assert_slice(little.lines[1].text, "\xF0\x9F\x98\x80"
                                       "b");
    assert_int_equal(line_offset(&little.lines[1], 4), 10); /* b */
    assert_int_equal(big.count, 2);
    assert_slice(big.lines[0].text, "a");
    assert_slice(big.lines[1].text, "b");
}

static void test_binary_is_refused(void **state)
{
    char bytes[256];
    struct raw_file file = {.path = "file.bin", .bytes = {bytes, sizeof bytes}};
    struct page page;

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)i;
    assert_int_equal(read_text(&file, &arena, &page, &err), STATUS_BAD_FORMAT);
    assert_non_null(strstr(err.text, "file.bin"));
    file.bytes = (struct slice){"\0\0\0", 3};
    assert_int_equal(read_text(&file, &arena, &page, &err), STATUS_BAD_FORMAT);
}

static void test_a_line_over_the_limit_is_refused_with_its_place(void **state)
{
    size_t len = SCHEMA_LINE_BYTES_MOST + 10;
    char *bytes = arena_alloc(&arena, len);
    struct raw_file file = {.path = "long.txt", .bytes = {bytes, len}};
    struct page page;

    (void)state;
    memset(bytes, 'a', len);
    bytes[4] = '\n';
    assert_int_equal(read_text(&file, &arena, &page, &err), STATUS_TOO_LARGE);
    assert_non_null(strstr(err.text, "long.txt:2:"));
    file.bytes.len = SCHEMA_LINE_BYTES_MOST + 5;
    assert_ok(read_text(&file, &arena, &page, &err), &err);
}

static void test_wrapped_text_is_told_from_a_paragraph_a_line(void **state)
{
    static const char wrapped[] =
        "The two ministers met in the capital this morning and spoke about "
        "the\n"
        "security of the region, about trade between their countries and "
        "about\n"
        "the visit that is planned for next year. They agreed to meet once "
        "more\n"
        "before the end of the year, in the other capital, at the level of\n"
        "ministers.\n\nThe meeting was short.\n";
    static const char lines[] =
        "The two ministers met in the capital this morning and spoke for "
        "long.\n"
        "They agreed to meet once more before the end of the year.\n"
        "Trade was discussed as well, and so was the visit next year.\n"
        "The meeting was short.\n";
    static const char list[] =
        "Agenda of the meeting\n- trade\n- fisheries\n- visas\n- culture\n";

    (void)state;
    assert_true(READ(wrapped).is_wrapped);
    assert_false(READ(lines).is_wrapped);
    assert_false(READ(list).is_wrapped);
}

/* The text lives on when the bytes that were read are gone. */
static void test_the_page_keeps_its_own_bytes(void **state)
{
    char bytes[] = "kept";
    struct page page = read_bytes(bytes, 4);

    (void)state;
    memset(bytes, 'x', 4);
    assert_slice(page.lines[0].text, "kept");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends_count_as_editors_count_them),
        cmocka_unit_test(test_leading_space_stays_and_trailing_goes),
        cmocka_unit_test(test_clean_lines_are_the_files_bytes),
        cmocka_unit_test(test_spaces_and_invisible_characters_keep_places),
        cmocka_unit_test(test_a_soft_hyphen_is_one_at_a_line_end_only),
        cmocka_unit_test(test_bad_bytes_are_replaced_and_counted),
        cmocka_unit_test(test_other_character_sets_are_found),
        cmocka_unit_test(test_spoilt_text_is_told),
        cmocka_unit_test(test_utf16_is_read_by_its_mark),
        cmocka_unit_test(test_binary_is_refused),
        cmocka_unit_test(test_a_line_over_the_limit_is_refused_with_its_place),
        cmocka_unit_test(test_wrapped_text_is_told_from_a_paragraph_a_line),
        cmocka_unit_test(test_the_page_keeps_its_own_bytes),
    };

    return cmocka_run_group_tests_name("read_text", tests, NULL, clear);
}
