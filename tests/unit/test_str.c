/* str: slices, UTF-8, buffers. */
#include "tests/unit/unit.h"

#include "common/str.h"

static void test_unknown_is_not_empty(void **state)
{
    (void)state;
    assert_false(slice_is_known(SLICE_UNKNOWN));
    assert_true(slice_is_known(SLICE("")));
    assert_true(slice_equal(SLICE_UNKNOWN, SLICE("")));
}

static void test_a_prefix_sorts_before_what_it_begins(void **state)
{
    (void)state;
    assert_true(slice_compare(SLICE("ab"), SLICE("abc")) < 0);
    assert_true(slice_compare(SLICE("b"), SLICE("abc")) > 0);
    assert_int_equal(slice_compare(SLICE("abc"), SLICE("abc")), 0);
}

static void test_next_gives_every_part_and_ends(void **state)
{
    struct slice rest = SLICE("a,,b"), part;

    (void)state;
    assert_true(slice_next(&rest, ',', &part));
    assert_slice(part, "a");
    assert_true(slice_next(&rest, ',', &part));
    assert_slice(part, "");
    assert_true(slice_next(&rest, ',', &part));
    assert_slice(part, "b");
    assert_false(slice_next(&rest, ',', &part));
}

static void test_a_column_has_no_space(void **state)
{
    struct strbuf out = STRBUF_INIT;

    (void)state;
    strbuf_add_column(&out, SLICE("two words\nand\ttabs#1"));
    assert_slice(strbuf_slice(&out), "two_words_and_tabs#1");
    strbuf_reset(&out);
    strbuf_add_column(&out, SLICE("\u5317\u3000\u65b9\u00a0a\u2028b\xff"));
    assert_slice(strbuf_slice(&out), "\u5317_\u65b9_a_b_");
    strbuf_release(&out);
}

static void test_decode_refuses_what_is_no_character(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        int32_t codepoint;
        size_t used;
    } rows[] = {
        {"a", 1, 'a', 1},
        {"\xC3\xA9", 2, 0xE9, 2},
        {"\xE5\x8C\x97", 3, 0x5317, 3},
        {"\xF0\x9F\x87\xAF", 4, 0x1F1EF, 4},
        {"\xC0\xAF", 2, -1, 1},         /* overlong */
        {"\xE0\x80\xAF", 3, -1, 1},     /* overlong */
        {"\xED\xA0\x80", 3, -1, 1},     /* surrogate */
        {"\xF4\x90\x80\x80", 4, -1, 1}, /* beyond Unicode */
        {"\xE5\x8C", 2, -1, 1},         /* cut off */
        {"\x80", 1, -1, 1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int32_t codepoint;
        size_t used = utf8_decode(rows[i].bytes, rows[i].len, &codepoint);

        if (codepoint != rows[i].codepoint || used != rows[i].used)
            fail_msg("row %zu: U+%04X in %zu bytes", i, (unsigned)codepoint,
                     used);
    }
}

static void test_cut_never_splits_a_character(void **state)
{
    (void)state;
    assert_int_equal(utf8_cut("a\xC3\xA9", 3, 2), 1);
    assert_int_equal(utf8_cut("a\xC3\xA9", 3, 3), 3);
    assert_int_equal(utf8_cut("\xE5\x8C\x97", 3, 2), 0);
}

static void test_buffer_encodes_what_decode_reads(void **state)
{
    static const int32_t rows[] = {'a', 0x7FF, 0x800, 0xFFFD, 0x10FFFF};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct strbuf buf = STRBUF_INIT;
        int32_t codepoint;

        strbuf_add_utf8(&buf, rows[i]);
        assert_int_equal(utf8_decode(buf.bytes, buf.len, &codepoint), buf.len);
        assert_int_equal(codepoint, rows[i]);
        strbuf_release(&buf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unknown_is_not_empty),
        cmocka_unit_test(test_a_prefix_sorts_before_what_it_begins),
        cmocka_unit_test(test_next_gives_every_part_and_ends),
        cmocka_unit_test(test_a_column_has_no_space),
        cmocka_unit_test(test_decode_refuses_what_is_no_character),
        cmocka_unit_test(test_cut_never_splits_a_character),
        cmocka_unit_test(test_buffer_encodes_what_decode_reads),
    };

    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
