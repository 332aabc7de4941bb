/* text_shape: how a text is made up, and where it is cut into parts. */
#include "indexer/text_shape.h"

#include "tests/unit/unit.h"

static struct strbuf text;

static int clear(void **state)
{
    (void)state;
    strbuf_release(&text);
    return 0;
}

static struct slice repeat(const char *unit, size_t count)
{
    strbuf_reset(&text);
    for (size_t i = 0; i < count; i++)
        strbuf_add_text(&text, unit);
    return strbuf_slice(&text);
}

static struct text_shape shape_of(struct slice bytes)
{
    struct text_shape shape;

    text_shape_find(bytes, SLICE_UNKNOWN, &shape);
    return shape;
}

static void test_line_ends_are_lf_or_else_cr(void **state)
{
    struct slice both = SLICE("one\rtwo\nthree"), old = SLICE("one\rtwo");
    struct text_shape shape = shape_of(both);

    (void)state;
    assert_int_equal(text_shape_line_end(&shape, both, 0), 7);
    assert_int_equal(text_shape_line_end(&shape, both, 8), both.len);
    shape = shape_of(old);
    assert_int_equal(text_shape_line_end(&shape, old, 0), 3);
}

static void test_utf16_is_read_by_its_units(void **state)
{
    struct slice bytes = {"\xFF\xFE\x0A\x01\n\0a\0", 8};
    struct text_shape shape = shape_of(bytes);

    (void)state;
    assert_int_equal(shape.width, 2);
    assert_int_equal(shape.mark, 2);
    assert_int_equal(text_shape_unit(&shape, bytes, 2), 0x10A);
    assert_int_equal(text_shape_line_end(&shape, bytes, 2), 4);
}

static void test_a_text_that_can_be_held_is_one_part(void **state)
{
    struct slice bytes = repeat("A line.\n", TEXT_PART_LINES_MOST);
    struct text_shape shape = shape_of(bytes);
    uint32_t lines;

    (void)state;
    assert_int_equal(text_shape_part(&shape, bytes, 0, &lines), bytes.len);
    assert_int_equal(lines, TEXT_PART_LINES_MOST);
}

static void test_parts_end_behind_a_blank_line(void **state)
{
    struct slice bytes = repeat("One\nTwo\n\n", TEXT_PART_LINES_MOST);
    struct text_shape shape = shape_of(bytes);
    size_t at = 0;
    uint32_t lines = 0, all = 0, parts = 0;

    (void)state;
    while (at < bytes.len) {
        at = text_shape_part(&shape, bytes, at, &lines);
        assert_int_equal(at % 9, 0);
        assert_true(lines <= TEXT_PART_LINES_MOST);
        all += lines;
        parts++;
    }
    assert_int_equal(all, 3 * TEXT_PART_LINES_MOST);
    assert_int_equal(parts, 4); /* a line is left over of each */
}

static void test_a_part_has_at_least_a_line(void **state)
{
    struct slice bytes = repeat("0123456789abcdef", 3 << 20);
    struct text_shape shape = shape_of(bytes);
    uint32_t lines;

    (void)state;
    text.bytes[TEXT_PART_BYTES_MOST + 5] = '\n';
    shape.line_end = '\n';
    assert_int_equal(text_shape_part(&shape, bytes, 0, &lines),
                     TEXT_PART_BYTES_MOST + 6);
    assert_int_equal(lines, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends_are_lf_or_else_cr),
        cmocka_unit_test(test_utf16_is_read_by_its_units),
        cmocka_unit_test(test_a_text_that_can_be_held_is_one_part),
        cmocka_unit_test(test_parts_end_behind_a_blank_line),
        cmocka_unit_test(test_a_part_has_at_least_a_line),
    };

    return cmocka_run_group_tests_name("text_shape", tests, NULL, clear);
}
