/* bytes: what was packed is read back; what was not is told, never followed. */
#include "tests/unit/unit.h"

#include <string.h>

#include "common/bytes.h"

static void test_numbers_come_back(void **state)
{
    static const struct {
        uint64_t number;
        size_t len;
    } rows[] = {
        {0, 1},
        {1, 1},
        {0x7F, 1},
        {0x80, 2},
        {0x3FFF, 2},
        {0x4000, 3},
        {UINT32_MAX, 5},
        {(uint64_t)1 << 62, 9},
        {(uint64_t)1 << 63, 10},
        {UINT64_MAX, 10},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct strbuf out = STRBUF_INIT;
        struct bytes_reader in;

        bytes_put_number(&out, rows[i].number);
        in = (struct bytes_reader){strbuf_slice(&out), false};
        assert_int_equal(out.len, rows[i].len);
        assert_true(bytes_take_number(&in, UINT64_MAX) == rows[i].number);
        assert_false(in.is_bad);
        assert_int_equal(in.rest.len, 0);
        strbuf_release(&out);
    }
}

static void test_texts_come_back_unknown_or_empty(void **state)
{
    struct strbuf out = STRBUF_INIT;
    struct bytes_reader in;
    struct slice text;

    (void)state;
    bytes_put_text(&out, SLICE_UNKNOWN);
    bytes_put_text(&out, SLICE(""));
    bytes_put_text(&out, (struct slice){"a\0b", 3});
    in = (struct bytes_reader){strbuf_slice(&out), false};
    assert_false(slice_is_known(bytes_take_text(&in)));
    text = bytes_take_text(&in);
    assert_true(slice_is_known(text));
    assert_int_equal(text.len, 0);
    text = bytes_take_text(&in);
    assert_int_equal(text.len, 3);
    assert_memory_equal(text.bytes, "a\0b", 3);
    assert_false(in.is_bad);
    assert_int_equal(in.rest.len, 0);
    strbuf_release(&out);
}

/* Wrong bytes for a number of at most 1000. */
static void test_a_wrong_number_spoils_all_that_follows(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
    } rows[] = {
        {"", 0},                                          /* nothing there */
        {"\x80", 1},                                      /* goes on, ends */
        {"\xE9\x07", 2},                                  /* 1001 */
        {"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02", 10}, /* over 64 bits */
        {"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 11},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct bytes_reader in = {{rows[i].bytes, rows[i].len}, false};

        assert_true(bytes_take_number(&in, 1000) == 0);
        if (!in.is_bad)
            fail_msg("row %zu was taken", i);
        assert_true(bytes_take_number(&in, 1000) == 0);
        assert_false(slice_is_known(bytes_take_text(&in)));
        assert_true(in.is_bad);
    }
}

static void test_a_text_never_ends_outside(void **state)
{
    struct strbuf out = STRBUF_INIT;

    (void)state;
    bytes_put_text(&out, SLICE("Northern Territories"));
    for (size_t len = 0; len < out.len; len++) {
        struct bytes_reader in = {slice_part(strbuf_slice(&out), 0, len),
                                  false};

        assert_false(slice_is_known(bytes_take_text(&in)));
        assert_true(in.is_bad);
    }
    strbuf_reset(&out);
    bytes_put_number(&out, UINT64_MAX); /* a length that would wrap around */
    strbuf_add_text(&out, "abc");
    struct bytes_reader in = {strbuf_slice(&out), false};
    assert_false(slice_is_known(bytes_take_text(&in)));
    assert_true(in.is_bad);
    strbuf_release(&out);
}

static void test_a_sum_tells_damage(void **state)
{
    char bytes[] = "of eight at a time, and three";
    const size_t len = sizeof bytes - 1;
    const uint64_t sum = bytes_sum((struct slice){bytes, len});

    (void)state;
    assert_true(bytes_sum((struct slice){bytes, len}) == sum);
    for (size_t i = 0; i < len; i++) {
        bytes[i] ^= 1;
        assert_true(bytes_sum((struct slice){bytes, len}) != sum);
        bytes[i] ^= 1;
        assert_true(bytes_sum((struct slice){bytes, i}) != sum);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_come_back),
        cmocka_unit_test(test_texts_come_back_unknown_or_empty),
        cmocka_unit_test(test_a_wrong_number_spoils_all_that_follows),
        cmocka_unit_test(test_a_text_never_ends_outside),
        cmocka_unit_test(test_a_sum_tells_damage),
    };

    return cmocka_run_group_tests_name("bytes", tests, NULL, NULL);
}
