/* marks: what begins headings, items and bullets. */
#include "tests/unit/unit.h"

#include "indexer/marks.h"

static void test_reads_marks_of_every_style(void **state)
{
    static const struct {
        const char *text;
        enum mark_style style;
        unsigned value;
        const char *rest;
    } rows[] = {
        {"1. Trade", MARK_DECIMAL, 1, "Trade"},
        {"17.\tThe session", MARK_DECIMAL, 17, "The session"},
        {"2.1.3 Nets", MARK_DECIMAL, 3, "Nets"},
        {"１．漁業", MARK_DECIMAL, 1, "漁業"},
        {"2 Trade", MARK_BARE, 2, "Trade"},
        {"(3) Trade", MARK_PAREN, 3, "Trade"},
        {"（１）漁業", MARK_PAREN, 1, "漁業"},
        {"- (1) Trade", MARK_PAREN, 1, "Trade"},
        {"4) trade", MARK_HALF, 4, "trade"},
        {"IV. Trade", MARK_ROMAN, 4, "Trade"},
        {"Ⅱ　漁業", MARK_ROMAN, 2, "漁業"},
        {"B. Trade", MARK_UPPER, 2, "Trade"},
        {"(b) trade", MARK_LETTER_PAREN, 2, "trade"},
        {"б) торговля", MARK_LETTER_HALF, 2, "торговля"},
        {"(iv) trade", MARK_ROMAN_PAREN, 4, "trade"},
        {"二、漁業", MARK_KANJI, 2, "漁業"},
        {"（三）漁業", MARK_KANJI_PAREN, 3, "漁業"},
        {"②漁業", MARK_CIRCLED, 2, "漁業"},
        {"• trade", MARK_BULLET, 0, "trade"},
        {"・漁業", MARK_BULLET, 0, "漁業"},
        {"— trade", MARK_BULLET, 0, "trade"},
        {"o trade", MARK_BULLET, 0, "trade"},
        {"of trade", MARK_NONE, 0, "of trade"},
        {"-trade", MARK_NONE, 0, "-trade"},
        {"3.5 per cent", MARK_NONE, 0, "3.5 per cent"},
        {"30 countries", MARK_NONE, 0, "30 countries"},
        {"12345. x", MARK_NONE, 0, "12345. x"},
        {"", MARK_NONE, 0, ""},
        {"1.", MARK_NONE, 0, "1."},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct slice text = slice_of(rows[i].text);
        struct mark mark = mark_find(text);

        if (mark.style != rows[i].style || mark.value != rows[i].value)
            fail_msg("%s: style %d, value %u", rows[i].text, (int)mark.style,
                     mark.value);
        assert_slice(slice_part(text, mark.end, text.len), rows[i].rest);
    }
}

static void test_a_mark_inside_stands_behind_a_sentence(void **state)
{
    (void)state;
    assert_int_equal(mark_find_inside(SLICE("It was agreed. - (2) Others"), 0),
                     15);
    assert_int_equal(mark_find_inside(SLICE("as it was - (2) others"), 0),
                     SIZE_MAX);
    assert_int_equal(mark_find_inside(SLICE("It was. - (or not)"), 0),
                     SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_marks_of_every_style),
        cmocka_unit_test(test_a_mark_inside_stands_behind_a_sentence),
    };

    return cmocka_run_group_tests_name("marks", tests, NULL, NULL);
}
