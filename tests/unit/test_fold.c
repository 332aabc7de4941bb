/* fold: one form of a text, and where its bytes came from. */
#include <string.h>

#include "tests/unit/unit.h"

#include "common/fold.h"

static void test_what_is_written_alike_is_one(void **state)
{
    static const char *const rows[][2] = {
        {"Missile", "missile"},
        {"ＪＡＰＡＮ　２０１８", "japan 2018"},
        {"co\u00ADoperation", "cooperation"},
        {"zero\u200Bwidth\uFEFF", "zerowidth"},
        {"ﬁssile", "fissile"},
        {"e\u0301tat", "\u00E9tat"},
        {"\u00C9TAT", "\u00E9tat"},
        {"Japan\u2019s", "japan's"},
        {"Japan\u02BCs", "japan's"},
        {"İstanbul", "istanbul"},
        {"DIYARBAKIR", "diyarbakir"},
        {"Straße", "strasse"},
        {"non\u2011nuclear", "non-nuclear"},
        {"ﾐｻｲﾙ", "ミサイル"},
        {"か\u3099", "が"},
        {"\u1112\u1161\u11AB", "한"},
        {"٢٠١٨", "2018"},
        {"МИНИСТР Ё", "министр ё"},
        {"a\u00A0b", "a b"},
        {"a\xFF\xC3z", "a  z"},
        {"", ""},
    };
    struct folded folded = {.text = STRBUF_INIT};
    struct strbuf plain = STRBUF_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        folded_set(&folded, slice_of(rows[i][0]));
        assert_slice(strbuf_slice(&folded.text), rows[i][1]);
        strbuf_reset(&plain);
        fold_add(slice_of(rows[i][0]), &plain);
        assert_slice(strbuf_slice(&plain), rows[i][1]);
    }
    strbuf_release(&plain);
    folded_release(&folded);
}

static void test_map_leads_back_to_the_raw_bytes(void **state)
{
    /* e with an accent of its own (bytes 1 to 4), a soft hyphen (5, 6), fi as
     * one sign (8 to 11). */
    struct slice raw = SLICE("xe\u0301y\u00ADz\uFB01");
    struct folded folded = {.text = STRBUF_INIT};

    (void)state;
    folded_set(&folded, raw);
    assert_slice(strbuf_slice(&folded.text), "x\u00E9yzfi");
    assert_int_equal(folded_start(&folded, 0), 0);
    assert_int_equal(folded_start(&folded, 1), 1);
    assert_int_equal(folded_end(&folded, 3), 4);
    assert_int_equal(folded_start(&folded, 3), 4);
    assert_int_equal(folded_end(&folded, 4), 5);
    assert_int_equal(folded_start(&folded, 4), 7);
    assert_int_equal(folded_start(&folded, 6), 8);
    assert_int_equal(folded_end(&folded, 6), 11);
    folded_release(&folded);
}

static void test_marks_go_where_people_leave_them_out(void **state)
{
    static const char *const rows[][2] = {
        {"fernández", "fernandez"},
        {"müller", "muller"},
        {"łódź", "lodz"},
        {"tromsø", "tromso"},
        {"erdoğan", "erdogan"},
        {"ısparta", "isparta"},
        {"đoković", "dokovic"},
        {"œuvre", "oeuvre"},
        {"nguyễn", "nguyen"},
        {"ёлка", "елка"},
        {"й", "й"},
        {"ελλάδα", "ελλαδα"},
        {"が", "が"},
        {"한국", "한국"},
        {"\u0645\u064E", "\u0645"},
    };
    struct strbuf out = STRBUF_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        strbuf_reset(&out);
        fold_add_without_marks(slice_of(rows[i][0]), &out);
        assert_slice(strbuf_slice(&out), rows[i][1]);
    }
    strbuf_release(&out);
}

static void test_letters_are_small_and_bare(void **state)
{
    static const struct {
        int32_t codepoint, expected;
    } rows[] = {{'A', 'a'},     {'7', '7'},    {'-', 0},         {' ', 0},
                {0xC9, 'e'},    {0xD8, 'o'},   {0xDF, 's'},      {0x410, 0x430},
                {0x401, 0x435}, {0x301, 0},    {0x5317, 0x5317}, {0xFF21, 'a'},
                {0x3002, 0},    {0x10FFFF, 0}, {-1, 0}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (fold_letter(rows[i].codepoint) != rows[i].expected)
            fail_msg("U+%04X gave U+%04X", (unsigned)rows[i].codepoint,
                     (unsigned)fold_letter(rows[i].codepoint));
}

static void test_a_tower_of_marks_is_bounded(void **state)
{
    struct strbuf raw = STRBUF_INIT;
    struct folded folded = {.text = STRBUF_INIT};

    (void)state;
    strbuf_add_text(&raw, "a");
    for (int i = 0; i < 5000; i++)
        strbuf_add_text(&raw, "\u0301\u0327");
    strbuf_add_text(&raw, "z");
    folded_set(&folded, strbuf_slice(&raw));
    assert_int_equal(folded.text.bytes[folded.text.len - 1], 'z');
    assert_int_equal(folded_start(&folded, folded.text.len - 1), raw.len - 1);
    folded_release(&folded);
    strbuf_release(&raw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_alike_is_one),
        cmocka_unit_test(test_map_leads_back_to_the_raw_bytes),
        cmocka_unit_test(test_marks_go_where_people_leave_them_out),
        cmocka_unit_test(test_letters_are_small_and_bare),
        cmocka_unit_test(test_a_tower_of_marks_is_bounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
