#include "common/date_east.h"

#include <string.h>

#include "common/date_kanji.h"
#include "common/date_words.h"

/* Digits, or a number written out; what may follow is the same. */
static bool scan_count(struct slice text, size_t *at, unsigned most, int *value)
{
    size_t here = *at;

    if (scan_number(text, at, 1, most, value))
        return true;
    if (!kanji_scan_number(text, &here, value) ||
        (most < 3 && (*value > 99 || *value == 0)))
        return false;
    *at = here;
    return true;
}

/* Read "7月31日" or "31日" after a number that may be the year's. */
static bool scan_east(struct slice text, size_t *at, struct date *date)
{
    size_t here = *at;
    int number, year = 0;

    if (!scan_count(text, &here, 4, &number))
        return false;
    scan_blanks(text, &here);
    if (scan_any(text, &here, "年|년")) {
        year = number;
        if (year == 0)
            return false;
        scan_blanks(text, &here);
        if (!scan_count(text, &here, 2, &number))
            return false;
        scan_blanks(text, &here);
    }
    *date = date_make(year, 0, number);
    if (scan_any(text, &here, "月|월")) {
        date->month = (int8_t)number;
        scan_blanks(text, &here);
        if (number > 12 || !scan_count(text, &here, 2, &number))
            return false;
        date->day = (int8_t)number;
        scan_blanks(text, &here);
    }
    *at = here;
    return number <= 31;
}

bool date_scan_weekday_sign(struct slice text, size_t *at, int *weekday)
{
    size_t here = *at;
    bool is_open;

    scan_blanks(text, &here);
    is_open = scan_any(text, &here, "（|(");
    scan_any(text, &here, "星期|周|週");
    *weekday = date_weekday_sign(text, &here);
    if (*weekday < 0)
        return false;
    if (!scan_any(text, &here, "曜日|曜") && !is_open &&
        !scan_ends(text, here - 3, "星期"))
        return false;
    scan_any(text, &here, "・祝");
    if (is_open && !scan_any(text, &here, "）|)"))
        return false;
    *at = here;
    return true;
}

static bool scan_until_east(struct slice text, size_t *at)
{
    scan_blanks(text, at);
    if (!scan_any(text, at, date_dashes) &&
        !scan_any(text, at, "から|至|及び|、|・|到|和|부터|∼"))
        return false;
    return scan_blanks(text, at);
}

/* The end of a range; what it does not say is as in from. */
static void east_range(struct slice text, struct date_part *found)
{
    size_t at = found->end;
    struct date to;
    int weekday;

    date_scan_weekday_sign(text, &at, &weekday);
    if (!scan_until_east(text, &at) || !scan_east(text, &at, &to) ||
        !scan_any(text, &at, "日|일"))
        return;
    if (!to.month)
        to.month = found->from.month;
    if (!to.year && found->from.year)
        to.year = (int16_t)(found->from.year + (to.month < found->from.month));
    if (!date_is_day(to) || date_compare(found->from, to) >= 0)
        return;
    found->to = to;
    found->end = at;
}

/* Behind "7月31日" a year that was not understood: then it is no date. */
static bool is_after_count(struct slice text, size_t from, size_t end)
{
    size_t at = end - SLICE("年").len;

    return (scan_ends(text, end, "年") || scan_ends(text, end, "년")) &&
           at > from &&
           (scan_is_digit_at(text, at - 1) || kanji_ends_at(text, at) ||
            (at >= 3 && scan_is_digit_at(text, at - 3)));
}

/* Of the lunar calendar, or a month of it, or one of several in a row. */
static bool is_other(struct slice text, size_t end)
{
    static const char *const marks[] = {"農曆", "农历", "旧暦", "旧历",
                                        "舊曆", "陰曆", "阴历", "陰暦",
                                        "閏",   "闰",   "第",   "음력"};

    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (scan_ends(text, end, marks[i]))
            return true;
    return false;
}

/* The year that an era before the number means; "元年" is its first. */
static bool era_year(struct slice text, size_t from, struct date_part *found)
{
    size_t end = scan_blanks_before(text, from, found->start);
    int year = found->from.year;
    const struct date_era *era;
    uint32_t day;

    if (is_other(text, end))
        return false;
    if (year >= 1000)
        return year < 3000;
    if (!year && scan_ends(text, end, "元年")) {
        year = 1;
        end -= SLICE("元年").len;
    } else if (!year) {
        return !is_after_count(text, from, end);
    }
    end = scan_blanks_before(text, from, end);
    era = date_era_before(text, end);
    if (!era || end - strlen(era->name) < from)
        return false;
    found->from.year = (int16_t)(era->before + year);
    found->start = end - strlen(era->name);
    day = date_first_number(found->from);
    return day >= era->first && day <= era->last;
}

bool date_read_east(struct slice text, size_t from, size_t at,
                    struct date_part *found)
{
    int day;

    if (!scan_east(text, &at, &found->from) || !found->from.month)
        return false;
    if (!era_year(text, from, found))
        return false;
    found->to = found->from;
    if (!scan_any(text, &at, "日|일")) { /* "5月30-31日" */
        if (!scan_until_east(text, &at) || !scan_count(text, &at, 2, &day) ||
            !scan_any(text, &at, "日|일"))
            return false;
        found->to.day = (int8_t)day;
    }
    found->end = at;
    if (!date_settle(found))
        return false;
    if (found->from.day == found->to.day)
        east_range(text, found);
    return true;
}
