#include "common/date_numbers.h"

static char separator_at(struct slice text, size_t *at)
{
    char c = *at < text.len ? text.bytes[*at] : 0;

    if (c != '-' && c != '/' && c != '.')
        return 0;
    (*at)++;
    return c;
}

/* Not in the middle of a longer row of numbers, as versions have it. */
static bool ends_numbers(struct slice text, size_t at)
{
    if (scan_is_digit_at(text, at)) {
        int hour, minute;

        return date_scan_clock(text, &at, &hour, &minute);
    }
    return !separator_at(text, &at) || !scan_is_digit_at(text, at);
}

static bool year_first(struct slice text, size_t at, struct date_part *found)
{
    int year, month, day;
    char separator;

    if (!scan_number(text, &at, 4, 4, &year) || year < 1000 || year > 2999)
        return false;
    separator = separator_at(text, &at);
    if (!separator || !scan_number(text, &at, 1, 2, &month) ||
        separator_at(text, &at) != separator ||
        !scan_digits(text, &at,
                     scan_number(text, &(size_t){at}, 1, 1, NULL) ? 1 : 2,
                     &day) ||
        !ends_numbers(text, at))
        return false;
    found->from = found->to = date_make(year, month, day);
    found->end = at;
    return date_settle(found);
}

/* With slashes or hyphens either number may be the month: only one order may
 * be possible. With points the day comes first everywhere. */
static bool year_last(struct slice text, size_t at, struct date_part *found)
{
    int first, second, year;
    char separator;

    if (!scan_number(text, &at, 1, 2, &first))
        return false;
    separator = separator_at(text, &at);
    if (!separator || !scan_number(text, &at, 1, 2, &second) ||
        separator_at(text, &at) != separator ||
        !date_scan_year(text, &at, &year) || !ends_numbers(text, at))
        return false;
    if (separator != '.' && first != second && first <= 12 && second <= 12)
        return false;
    if (separator != '.' && second > 12)
        found->from = date_make(year, first, second);
    else
        found->from = date_make(year, second, first);
    found->to = found->from;
    found->end = at;
    return date_settle(found);
}

/* 30-31.07.2018, 30.–31.07.2018 */
static bool days_of_points(struct slice text, size_t at,
                           struct date_part *found)
{
    int day;

    if (!scan_number(text, &at, 1, 2, &day))
        return false;
    scan_text(text, &at, ".");
    if (!scan_any(text, &at, date_dashes) || !year_last(text, at, found))
        return false;
    found->from.day = (int8_t)day;
    return date_settle(found);
}

bool date_read_numbers(struct slice text, size_t at, struct date_part *out)
{
    return year_first(text, at, out) || year_last(text, at, out) ||
           days_of_points(text, at, out);
}
