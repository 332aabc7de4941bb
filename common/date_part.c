#include "common/date_part.h"

const char date_dashes[] = "-|–|—|−|‑|~|〜|～";
static const char until[] = "to|and|till|through|au|et|bis|und|al|a|y|e|по|и";

bool date_is_day(struct date date)
{
    return date.month && date.day && date_is_valid(date);
}

struct date date_make(int year, int month, int day)
{
    return (struct date){(int16_t)year, (int8_t)month, (int8_t)day};
}

/* The year of the first day is that of the last unless it says otherwise. */
bool date_settle(struct date_part *found)
{
    if (found->to.year && !found->from.year)
        found->from.year =
            (int16_t)(found->to.year - (found->from.month > found->to.month));
    if (!date_is_day(found->from) || !date_is_day(found->to))
        return false;
    if (!found->to.year)
        return found->from.month != found->to.month ||
               found->from.day <= found->to.day;
    return date_compare(found->from, found->to) <= 0;
}

bool date_is_word_at(struct slice text, size_t at)
{
    struct scan_word word;

    return scan_word(text, &at, &word);
}

/* HH:MM, which may be glued to the year before it. */
bool date_scan_clock(struct slice text, size_t *at, int *hour, int *minute)
{
    size_t here = *at;

    if (!scan_digits(text, &here, 2, hour)) {
        if (!scan_digits(text, &here, 1, hour))
            return false;
    }
    if (!scan_text(text, &here, ":") || !scan_digits(text, &here, 2, minute) ||
        scan_is_digit_at(text, here) || *hour > 23 || *minute > 59)
        return false;
    *at = here;
    return true;
}

bool date_scan_year(struct slice text, size_t *at, int *year)
{
    size_t here = *at, after;
    int hour, minute;

    if (!scan_digits(text, &here, 4, year) || *year < 1000 || *year > 2999)
        return false;
    after = here;
    if (scan_is_digit_at(text, here) &&
        !date_scan_clock(text, &after, &hour, &minute))
        return false;
    *at = here;
    return true;
}

/* ", 2018", "of 2018", "2018 года", "(2018)": 0 when there is none. */
int date_year_after(struct slice text, size_t *at)
{
    size_t here = *at;
    int year;

    scan_text(text, &here, ",");
    scan_blanks(text, &here);
    if (scan_any(text, &here, "del|de|of|do"))
        scan_blanks(text, &here);
    if (!date_scan_year(text, &here, &year))
        return 0;
    *at = here;
    scan_blanks(text, &here);
    if (scan_any(text, &here, "года|году|г.|року") ||
        (scan_text(text, &here, "г") && !date_is_word_at(text, here)))
        *at = here;
    return year;
}

/* A day of the month, with "st", "er", "." and the like behind. */
bool date_scan_day(struct slice text, size_t *at, int *day)
{
    size_t here = *at, after;

    if (!scan_number(text, &here, 1, 2, day) || *day < 1 || *day > 31)
        return false;
    after = here;
    if (scan_any(text, &after, "st|nd|rd|th|er|-го|-е|º|°|ª") &&
        !date_is_word_at(text, after))
        here = after;
    else if (date_is_word_at(text, here))
        return false;
    *at = here;
    return true;
}

/* "-", "–", " to ", " bis " and what else stands between two days. */
bool date_scan_until(struct slice text, size_t *at)
{
    size_t here = *at, word_end;
    struct scan_word word;
    size_t after;

    scan_blanks(text, &here);
    after = here;
    if (scan_any(text, &here, date_dashes)) {
        scan_blanks(text, &here);
    } else {
        word_end = here;
        if (here == *at || !scan_word(text, &word_end, &word) ||
            !scan_any(text, &after, until) || after != word_end)
            return false;
        here = word_end;
        scan_blanks(text, &here);
    }
    *at = here;
    return true;
}
