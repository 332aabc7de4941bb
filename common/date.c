#include "common/date.h"

#include "common/date_scan.h"

static const char *const basis_names[] = {
    [DATE_NONE] = "none",         [DATE_DATELINE] = "dateline",
    [DATE_METADATA] = "metadata", [DATE_TEXT] = "text",
    [DATE_INFERRED] = "inferred",
};

const char *date_basis_name(enum date_basis basis)
{
    return basis_names[basis];
}

bool date_basis_from_name(struct slice name, enum date_basis *out)
{
    for (size_t i = 0; i < COUNT_OF(basis_names); i++)
        if (slice_equal(name, slice_of(basis_names[i]))) {
            *out = (enum date_basis)i;
            return true;
        }
    return false;
}

bool date_is_known(struct date date)
{
    return date.year != 0;
}

/* February of a year that is not known has 29 days. */
static int days_of_month(int year, int month)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30,
                                  31, 31, 30, 31, 30, 31};
    bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return days[month - 1] + (month == 2 && is_leap);
}

bool date_is_valid(struct date date)
{
    if (date.year < 0 || date.year > 9999 || date.month < 0 || date.month > 12)
        return false;
    if (date.month == 0)
        return date.day == 0;
    return date.day >= 0 && date.day <= days_of_month(date.year, date.month);
}

static int number_of(struct date date)
{
    return date.year * 10000 + date.month * 100 + date.day;
}

int date_compare(struct date a, struct date b)
{
    return (number_of(a) > number_of(b)) - (number_of(a) < number_of(b));
}

/* Sakamoto: days of the months before, March being the first. */
int date_weekday(struct date date)
{
    static const int8_t shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int year = date.month < 3 ? date.year - 1 : date.year;

    return (year + year / 4 - year / 100 + year / 400 + shift[date.month - 1] +
            date.day) %
           7;
}

struct slice date_format(struct arena *arena, struct date date)
{
    struct strbuf buf = STRBUF_INIT;
    struct slice text;

    if (!date_is_known(date))
        return SLICE_UNKNOWN;
    strbuf_add_format(&buf, "%04d", date.year);
    if (date.month)
        strbuf_add_format(&buf, "-%02d", date.month);
    if (date.month && date.day)
        strbuf_add_format(&buf, "-%02d", date.day);
    text = slice_copy(arena, strbuf_slice(&buf));
    strbuf_release(&buf);
    return text;
}

bool date_parse_iso(struct slice text, struct date *out)
{
    size_t at = 0;
    int year, month = 0, day = 0;

    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.bytes[i] >= 0x80)
            return false; /* scan_digits would take full-width ones */
    if (!scan_digits(text, &at, 4, &year))
        return false;
    if (at < text.len &&
        (!scan_text(text, &at, "-") || !scan_digits(text, &at, 2, &month)))
        return false;
    if (at < text.len &&
        (!scan_text(text, &at, "-") || !scan_digits(text, &at, 2, &day)))
        return false;
    *out = (struct date){(int16_t)year, (int8_t)month, (int8_t)day};
    return at == text.len && year > 0 && (text.len < 7 || month > 0) &&
           (text.len < 10 || day > 0) && date_is_valid(*out);
}

uint32_t date_first_number(struct date date)
{
    if (!date_is_known(date))
        return 0;
    if (date.month == 0)
        date.month = 1;
    if (date.day == 0)
        date.day = 1;
    return (uint32_t)number_of(date);
}

uint32_t date_last_number(struct date date)
{
    if (!date_is_known(date))
        return 0;
    if (date.month == 0)
        date.month = 12;
    if (date.day == 0)
        date.day = (int8_t)days_of_month(date.year, date.month);
    return (uint32_t)number_of(date);
}
