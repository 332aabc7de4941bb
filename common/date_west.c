#include "common/date_west.h"

#include "common/date_words.h"

/* Words that are months only with a capital, or only without one. */
static bool is_month_written(const struct scan_word *word,
                             const struct date_month *month, bool has_point)
{
    if (month->is_english)
        return word->is_capitalized || (!month->is_common && !month->is_short);
    return !month->is_short || has_point;
}

static bool scan_month(struct slice text, size_t *at, int *month)
{
    size_t here = *at;
    struct scan_word word;
    struct date_month found;
    bool has_point;

    scan_blanks(text, &here);
    if (scan_any(text, &here, "day of |of |de |d'|d’"))
        scan_blanks(text, &here);
    if (!scan_word(text, &here, &word) || !date_month_of(&word, &found))
        return false;
    has_point = found.is_short && scan_text(text, &here, ".");
    if (!is_month_written(&word, &found, has_point))
        return false;
    *month = found.month;
    *at = here;
    return true;
}

/* "- 1 July 2019" behind "29 June". */
static bool later_day(struct slice text, size_t *at, struct date_part *found)
{
    size_t here = *at;
    int day, month;

    if (!date_scan_until(text, &here) || !date_scan_day(text, &here, &day))
        return false;
    scan_text(text, &here, ".");
    if (!scan_month(text, &here, &month))
        return false;
    found->to = date_make(date_year_after(text, &here), month, day);
    *at = here;
    return true;
}

static bool day_first(struct slice text, size_t at, struct date_part *found)
{
    int day, last, month;
    size_t here;

    if (!date_scan_day(text, &at, &day))
        return false;
    scan_text(text, &at, ".");
    here = at;
    if (!date_scan_until(text, &here) || !date_scan_day(text, &here, &last))
        last = day;
    else
        at = here;
    if (last != day)
        scan_text(text, &at, ".");
    if (!scan_month(text, &at, &month))
        return false;
    found->from = date_make(date_year_after(text, &at), month, day);
    found->to = date_make(found->from.year, month, last);
    here = at;
    if (last == day) {
        struct date_part range = *found;

        if (later_day(text, &here, &range) && date_settle(&range)) {
            *found = range;
            at = here;
        }
    }
    found->end = at;
    return date_settle(found);
}

/* ---- July 31, 2018; May 30-31, 2019; July 30–August 1 ---- */

/* Days after a month may be counts of something: "May 30%", "May 1,200". */
static bool is_count(struct slice text, size_t at)
{
    if (scan_any(text, &at, "%|$|:| years| percent| per cent| million| km"))
        return true;
    return scan_any(text, &at, ",|.") && scan_is_digit_at(text, at) &&
           !date_scan_year(text, &at, &(int){0});
}

static bool range_after_month(struct slice text, size_t *at,
                              struct date_part *found)
{
    size_t here = *at;
    struct scan_word word;
    struct date_month month = {.month = found->from.month};
    size_t before;
    int day;

    if (!date_scan_until(text, &here))
        return false;
    before = here;
    if (scan_word(text, &here, &word)) {
        if (!date_month_of(&word, &month) || !month.is_english ||
            !word.is_capitalized)
            return false;
        scan_text(text, &here, ".");
        scan_blanks(text, &here);
    }
    if (!date_scan_day(text, &here, &day) || is_count(text, here))
        return false;
    /* "May 30 and 31 others" is no range, "May 30-31 talks" is one. */
    found->to = date_make(date_year_after(text, &here), month.month, day);
    if (!found->to.year && before == *at + 1 && scan_ends(text, before, " "))
        return false;
    *at = here;
    return true;
}

/* A "May" that begins a sentence or shouts may be a verb: it needs a year. */
static bool is_surely_month(struct slice text, size_t start,
                            const struct scan_word *word,
                            const struct date_month *month, int year)
{
    size_t end = scan_blanks_before(text, 0, start);

    if (year)
        return word->is_capitalized || !month->is_common;
    if (!word->is_capitalized)
        return false;
    if (!month->is_common)
        return true;
    return !word->is_capitals && end > 0 && text.bytes[end - 1] != '.' &&
           text.bytes[end - 1] != '?' && text.bytes[end - 1] != '!';
}

static bool month_first(struct slice text, size_t from, size_t at,
                        struct date_part *found)
{
    struct scan_word word;
    struct date_month month;
    size_t start = scan_blanks_before(text, from, at), here;
    int day, year;

    if (start > from && text.bytes[start - 1] == '.')
        start--;
    if (start == at || !scan_word_before(text, from, start, &start, &word) ||
        !date_month_of(&word, &month) || !month.is_english)
        return false;
    if (!date_scan_day(text, &at, &day) || is_count(text, at))
        return false;
    here = at;
    year = date_year_after(text, &here);
    found->from = found->to = date_make(year, month.month, day);
    if (range_after_month(text, year ? &here : &at, found) &&
        date_settle(found)) {
        found->end = year ? here : at;
    } else {
        found->from = found->to = date_make(year, month.month, day);
        found->end = here;
    }
    found->start = start;
    return date_settle(found) &&
           is_surely_month(text, start, &word, &month, found->to.year);
}

bool date_read_west(struct slice text, size_t from, size_t at,
                    struct date_part *out)
{
    return day_first(text, at, out) || month_first(text, from, at, out);
}
