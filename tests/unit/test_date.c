/* date: calendar, ISO texts, dates in running text. */
#include "tests/unit/unit.h"

#include "common/date.h"

/* A match as "2018-07-31..2018-08-01 Tue 11:05 [bytes]". */
static void describe(struct slice text, const struct date_match *match,
                     struct strbuf *out)
{
    static const char *const weekdays[] = {"Sun", "Mon", "Tue", "Wed",
                                           "Thu", "Fri", "Sat"};

    strbuf_add_format(out, "%d-%d-%d", match->from.year, match->from.month,
                      match->from.day);
    if (date_compare(match->from, match->to))
        strbuf_add_format(out, "..%d-%d-%d", match->to.year, match->to.month,
                          match->to.day);
    if (match->weekday >= 0)
        strbuf_add_format(out, " %s", weekdays[match->weekday]);
    if (match->hour >= 0)
        strbuf_add_format(out, " %02d:%02d", match->hour, match->minute);
    assert_true(match->start < match->end && match->end <= text.len);
    strbuf_add_format(out, " [%.*s]",
                      SLICE_ARG(slice_part(text, match->start, match->end)));
}

struct row {
    const char *text, *expected;
};

static void check_rows(const struct row *rows, size_t count)
{
    int failed = 0;

    for (size_t i = 0; i < count; i++) {
        struct strbuf got = STRBUF_INIT;
        struct slice text = slice_of(rows[i].text);
        struct date_match match;

        if (date_find(text, 0, &match))
            describe(text, &match, &got);
        if (!slice_equal(strbuf_slice(&got), slice_of(rows[i].expected))) {
            print_error("'%s'\n  gives '%.*s'\n  not   '%s'\n", rows[i].text,
                        SLICE_ARG(strbuf_slice(&got)), rows[i].expected);
            failed++;
        }
        strbuf_release(&got);
    }
    assert_int_equal(failed, 0);
}

static void test_english_dates_are_found(void **state)
{
    static const struct row rows[] = {
        {"July 31, 2018", "2018-7-31 [July 31, 2018]"},
        {"30 July 201811:05", "2018-7-30 11:05 [30 July 201811:05]"},
        {"30 July 2018 11:05", "2018-7-30 11:05 [30 July 2018 11:05]"},
        {"On May 30-31, 2019, Russia",
         "2019-5-30..2019-5-31 [May 30-31, 2019]"},
        {"On Saturday, January 28, Mr.", "0-1-28 Sat [Saturday, January 28]"},
        {"31st July 2018", "2018-7-31 [31st July 2018]"},
        {"the 31st of July, 2018", "2018-7-31 [31st of July, 2018]"},
        {"Jul. 31, 2018", "2018-7-31 [Jul. 31, 2018]"},
        {"Sept 3, 2018.", "2018-9-3 [Sept 3, 2018]"},
        {"JULY 31, 2018", "2018-7-31 [JULY 31, 2018]"},
        {"On July 30–August 1, Foreign", "0-7-30..0-8-1 [July 30–August 1]"},
        {"28–29 June 2019", "2019-6-28..2019-6-29 [28–29 June 2019]"},
        {"29 June - 1 July 2019",
         "2019-6-29..2019-7-1 [29 June - 1 July 2019]"},
        {"December 30, 2018 – January 2, 2019",
         "2018-12-30..2019-1-2 [December 30, 2018 – January 2, 2019]"},
        {"from 30 December to 2 January 2019",
         "2018-12-30..2019-1-2 [30 December to 2 January 2019]"},
        {"(March 20, 2017)", "2017-3-20 [March 20, 2017]"},
        {"July 31,2018", "2018-7-31 [July 31,2018]"},
        {"Tuesday, 31 July 2018", "2018-7-31 Tue [Tuesday, 31 July 2018]"},
        {"Tue, 31 Jul 2018 16:20:00",
         "2018-7-31 Tue 16:20 [Tue, 31 Jul 2018 16:20]"},
        {"July 31, 2018 at 4:20 p.m.",
         "2018-7-31 16:20 [July 31, 2018 at 4:20 p.m.]"},
        {"Moscow, July 30, 2018", "2018-7-30 [July 30, 2018]"},
        {"the meeting in May 30 years ago on May 26", "0-5-26 [May 26]"},
        {"on May 24-26, when", "0-5-24..0-5-26 [May 24-26]"},
        {"May 30 and 31, 2019", "2019-5-30..2019-5-31 [May 30 and 31, 2019]"},
        {"July\xC2\xA0"
         "31, 2018",
         "2018-7-31 [July\xC2\xA0"
         "31, 2018]"},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_dates_in_numbers_are_found_when_certain(void **state)
{
    static const struct row rows[] = {
        {"2018-07-31", "2018-7-31 [2018-07-31]"},
        {"2018-07-31T11:05:00Z", "2018-7-31 11:05 [2018-07-31T11:05]"},
        {"31.07.2018", "2018-7-31 [31.07.2018]"},
        {"31.07.2018.", "2018-7-31 [31.07.2018]"},
        {"31.07.2018 11:05", "2018-7-31 11:05 [31.07.2018 11:05]"},
        {"30-31.07.2018", "2018-7-30..2018-7-31 [30-31.07.2018]"},
        {"2018/07/31", "2018-7-31 [2018/07/31]"},
        {"A/70/PV.15 28/09/2015", "2015-9-28 [28/09/2015]"},
        {"09/28/2015", "2015-9-28 [09/28/2015]"},
        {"05/05/2015", "2015-5-5 [05/05/2015]"},
        {"05/06/2015", ""},
        {"29.02.2019", ""},
        {"29.02.2020", "2020-2-29 [29.02.2020]"},
        {"2018-13-01", ""},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_dates_of_other_languages_are_found(void **state)
{
    static const struct row rows[] = {
        {"31 juillet 2018", "2018-7-31 [31 juillet 2018]"},
        {"le mardi 31 juillet 2018", "2018-7-31 Tue [mardi 31 juillet 2018]"},
        {"1er août 2018", "2018-8-1 [1er août 2018]"},
        {"du 28 au 29 juin 2019", "2019-6-28..2019-6-29 [28 au 29 juin 2019]"},
        {"31 июля 2018 года", "2018-7-31 [31 июля 2018 года]"},
        {"31 июля 2018 г.", "2018-7-31 [31 июля 2018 г.]"},
        {"31 ИЮЛЯ 2018", "2018-7-31 [31 ИЮЛЯ 2018]"},
        {"с 28 по 29 июня", "0-6-28..0-6-29 [28 по 29 июня]"},
        {"в субботу, 28 января", "0-1-28 Sat [субботу, 28 января]"},
        {"31. Juli 2018", "2018-7-31 [31. Juli 2018]"},
        {"vom 28. bis 29. Juni 2019",
         "2019-6-28..2019-6-29 [28. bis 29. Juni 2019]"},
        {"31 de julio de 2018", "2018-7-31 [31 de julio de 2018]"},
        {"31 de julho de 2018", "2018-7-31 [31 de julho de 2018]"},
        {"31 luglio 2018", "2018-7-31 [31 luglio 2018]"},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_east_asian_dates_are_found(void **state)
{
    static const struct row rows[] = {
        {"2018年7月31日", "2018-7-31 [2018年7月31日]"},
        {"２０１８年７月３１日", "2018-7-31 [２０１８年７月３１日]"},
        {"平成30年7月31日", "2018-7-31 [平成30年7月31日]"},
        {"令和元年5月1日", "2019-5-1 [令和元年5月1日]"},
        {"昭和３１年１０月１９日", "1956-10-19 [昭和３１年１０月１９日]"},
        {"明治8年5月7日", "1875-5-7 [明治8年5月7日]"},
        {"7月31日、", "0-7-31 [7月31日]"},
        {"2012年1月28日（土）", "2012-1-28 Sat [2012年1月28日（土）]"},
        {"1月28日（土曜日）", "0-1-28 Sat [1月28日（土曜日）]"},
        {"2018年7月30日～8月1日",
         "2018-7-30..2018-8-1 [2018年7月30日～8月1日]"},
        {"2019年5月30-31日", "2019-5-30..2019-5-31 [2019年5月30-31日]"},
        {"7月30日（月）から31日（火）",
         "0-7-30..0-7-31 [7月30日（月）から31日（火）]"},
        {"2018年7月31日11時05分", "2018-7-31 11:05 [2018年7月31日11時05分]"},
        {"2018 年 7 月 31 日", "2018-7-31 [2018 年 7 月 31 日]"},
        {"2018년 7월 31일", "2018-7-31 [2018년 7월 31일]"},
        {"30年7月31日", ""},
        {"2018年7月", ""},
        {"昨年7月31日", "0-7-31 [7月31日]"},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_numbers_written_out_are_read(void **state)
{
    static const struct row rows[] = {
        {"令和元年五月三日", "2019-5-3 [令和元年五月三日]"},
        {"平成三十年十二月二十五日", "2018-12-25 [平成三十年十二月二十五日]"},
        {"二〇一八年七月三十一日", "2018-7-31 [二〇一八年七月三十一日]"},
        {"二○一八年七月三十一日", "2018-7-31 [二○一八年七月三十一日]"},
        {"○二〇一八年七月三日", "2018-7-3 [二〇一八年七月三日]"},
        {"昭和六十年三月十日(日)", "1985-3-10 Sun [昭和六十年三月十日(日)]"},
        {"平成三〇年一〇月二五日", "2018-10-25 [平成三〇年一〇月二五日]"},
        {"一九四五年八月十五日", "1945-8-15 [一九四五年八月十五日]"},
        {"一千九百五十六年十月十九日",
         "1956-10-19 [一千九百五十六年十月十九日]"},
        {"民國一百零七年七月三十一日",
         "2018-7-31 [民國一百零七年七月三十一日]"},
        {"中華民國107年7月31日", "2018-7-31 [中華民國107年7月31日]"},
        {"民國元年一月一日", "1912-1-1 [民國元年一月一日]"},
        {"昭和弐拾年八月拾五日", "1945-8-15 [昭和弐拾年八月拾五日]"},
        {"二〇一八年七月廿五日", "2018-7-25 [二〇一八年七月廿五日]"},
        {"二〇一八年 七月 三十一日", "2018-7-31 [二〇一八年 七月 三十一日]"},
        {"昨年七月三十一日、", "0-7-31 [七月三十一日]"},
        {"二〇一八年七月三十日から八月一日",
         "2018-7-30..2018-8-1 [二〇一八年七月三十日から八月一日]"},
        {"五月三日至五日", "0-5-3..0-5-5 [五月三日至五日]"},
        {"二〇一八年七月三十一日（火）",
         "2018-7-31 Tue [二〇一八年七月三十一日（火）]"},
        {"2018年七月三十一日", "2018-7-31 [2018年七月三十一日]"},
        {"第五回は二〇一八年七月三日", "2018-7-3 [二〇一八年七月三日]"},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_numbers_written_out_are_no_dates_by_themselves(void **state)
{
    static const struct row rows[] = {
        {"第二十五日", ""},
        {"昭和六十年", ""},
        {"二〇一八年", ""},
        {"二〇一八年七月", ""},
        {"三十年五月三日", ""},
        {"三か月と十日", ""},
        {"十二三日", ""},
        {"七月十二三日", ""},
        {"十三月三日", ""},
        {"二月三十日", ""},
        {"七月〇日", ""},
        {"七月百日", ""},
        {"二十二十年五月三日", ""},
        {"〇〇〇〇年五月三日", ""},
        {"二〇一八三年五月三日", ""},
        {"農曆五月三日", ""},
        {"农历二〇一八年八月十五日", ""},
        {"旧暦8月15日", ""},
        {"第七月三日", ""},
        {"三人", ""},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_days_outside_their_era_are_no_dates(void **state)
{
    static const struct row rows[] = {
        {"令和元年四月三十日", ""},
        {"令和元年五月一日", "2019-5-1 [令和元年五月一日]"},
        {"平成三十一年四月三十日", "2019-4-30 [平成三十一年四月三十日]"},
        {"平成三十一年五月一日", ""},
        {"平成元年1月7日", ""},
        {"昭和64年1月7日", "1989-1-7 [昭和64年1月7日]"},
        {"昭和64年1月8日", ""},
        {"昭和百年一月一日", ""},
        {"昭和元年十二月二十四日", ""},
        {"大正十五年十二月二十四日", "1926-12-24 [大正十五年十二月二十四日]"},
        {"大正十六年一月一日", ""},
        {"明治四十五年七月二十九日", "1912-7-29 [明治四十五年七月二十九日]"},
        {"明治五年十一月九日", ""},
        {"民國零年五月三日", ""},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_what_is_no_date_is_not_found(void **state)
{
    static const struct row rows[] = {
        {"2+2", ""},
        {"1,234", ""},
        {"chapter 31.07", ""},
        {"Resolution 2270 (2016)", ""},
        {"in 2018", ""},
        {"30-31 items", ""},
        {"address 31.07.20.18", ""},
        {"version 2018.07.31.2", ""},
        {"up to 30 may attend", ""},
        {"they may 30 people", ""},
        {"May 30 people enter?", ""},
        {"march 5 km", ""},
        {"March 5 km.", ""},
        {"July 2018", ""},
        {"the 31st session", ""},
        {"rose in May 30% or", ""},
        {"in May 1,234 people", ""},
        {"June 31, 2018", ""},
        {"February 30", ""},
        {"the G20 July", ""},
        {"31 decembers", ""},
        {"", ""},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows));
}

static void test_search_goes_on_behind_a_match(void **state)
{
    struct slice text = SLICE("On July 31, 2018, and on August 1, 2018.");
    struct date_match match;

    (void)state;
    assert_true(date_find(text, 0, &match));
    assert_true(date_find(text, match.end, &match));
    assert_int_equal(match.from.month, 8);
    assert_int_equal(match.from.day, 1);
    assert_false(date_find(text, match.end, &match));
}

static void test_a_cut_text_does_no_harm(void **state)
{
    static const char *const texts[] = {
        "On Saturday, July 30–August 1, 2018 at 4:20 p.m.",
        "平成30年7月31日（火）～8月1日11時05分",
        "с 28 по 29 июня 2019 г. в 11:05",
        "民國一百零七年七月三十一日至八月一日",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct slice text = slice_of(texts[i]);

        for (size_t start = 0; start <= text.len; start++)
            for (size_t end = start; end <= text.len; end++) {
                struct slice part = slice_part(text, start, end);
                struct date_match match;

                if (date_find(part, 0, &match))
                    assert_true(match.start < match.end &&
                                match.end <= part.len);
            }
    }
}

static void test_weekdays_are_right(void **state)
{
    (void)state;
    assert_int_equal(date_weekday((struct date){2012, 1, 28}), 6);
    assert_int_equal(date_weekday((struct date){2018, 7, 31}), 2);
    assert_int_equal(date_weekday((struct date){2000, 2, 29}), 2);
    assert_int_equal(date_weekday((struct date){1945, 10, 24}), 3);
}

static void test_iso_texts_are_read_and_written(void **state)
{
    static const char *const good[] = {"2018-07-31", "2018-07", "2018",
                                       "0001-01-01"};
    static const char *const bad[] = {
        "",           "18",         "2018-7-31",   "2018-13",
        "2018-00",    "2018-02-29", "2018-07-31T", "0000",
        "2018-07-00", "2018-",      "20180731",    "２０１８"};
    struct arena arena = ARENA_INIT;
    struct date date;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        assert_true(date_parse_iso(slice_of(good[i]), &date));
        assert_slice(date_format(&arena, date), good[i]);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (date_parse_iso(slice_of(bad[i]), &date))
            fail_msg("'%s' is taken for a date", bad[i]);
    assert_false(slice_is_known(date_format(&arena, (struct date){0, 0, 0})));
    arena_release(&arena);
}

static void test_a_partly_known_date_spans_its_days(void **state)
{
    (void)state;
    assert_int_equal(date_first_number((struct date){2018, 0, 0}), 20180101);
    assert_int_equal(date_last_number((struct date){2018, 0, 0}), 20181231);
    assert_int_equal(date_first_number((struct date){2016, 2, 0}), 20160201);
    assert_int_equal(date_last_number((struct date){2016, 2, 0}), 20160229);
    assert_int_equal(date_last_number((struct date){2018, 7, 31}), 20180731);
    assert_int_equal(date_last_number((struct date){0, 0, 0}), 0);
}

static void test_dates_are_ordered(void **state)
{
    (void)state;
    assert_true(
        date_compare((struct date){2018, 0, 0}, (struct date){2018, 1, 0}) < 0);
    assert_true(date_compare((struct date){2018, 12, 31},
                             (struct date){2019, 0, 0}) < 0);
    assert_true(date_compare((struct date){2018, 7, 31},
                             (struct date){2018, 7, 31}) == 0);
}

static void test_basis_names_go_both_ways(void **state)
{
    enum date_basis basis;

    (void)state;
    for (int i = DATE_NONE; i <= DATE_INFERRED; i++) {
        const char *name = date_basis_name((enum date_basis)i);

        assert_true(date_basis_from_name(slice_of(name), &basis));
        assert_int_equal(basis, i);
    }
    assert_false(date_basis_from_name(SLICE("guessed"), &basis));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english_dates_are_found),
        cmocka_unit_test(test_dates_in_numbers_are_found_when_certain),
        cmocka_unit_test(test_dates_of_other_languages_are_found),
        cmocka_unit_test(test_east_asian_dates_are_found),
        cmocka_unit_test(test_numbers_written_out_are_read),
        cmocka_unit_test(test_numbers_written_out_are_no_dates_by_themselves),
        cmocka_unit_test(test_days_outside_their_era_are_no_dates),
        cmocka_unit_test(test_what_is_no_date_is_not_found),
        cmocka_unit_test(test_search_goes_on_behind_a_match),
        cmocka_unit_test(test_a_cut_text_does_no_harm),
        cmocka_unit_test(test_weekdays_are_right),
        cmocka_unit_test(test_iso_texts_are_read_and_written),
        cmocka_unit_test(test_a_partly_known_date_spans_its_days),
        cmocka_unit_test(test_dates_are_ordered),
        cmocka_unit_test(test_basis_names_go_both_ways),
    };

    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
