/* Dates in running text. Every form has a day in digits or in the numbers of
 * Japanese and Chinese, and these are rare in prose, so the search goes from
 * number to number and looks around. */
#include "common/date.h"
#include "common/date_east.h"
#include "common/date_kanji.h"
#include "common/date_numbers.h"
#include "common/date_west.h"
#include "common/date_words.h"

/* ---- what stands around ---- */

/* "Saturday, the " before the date. */
static void weekday_before(struct slice text, size_t from,
                           struct date_match *out)
{
    size_t end = out->start, start;
    struct scan_word word;

    for (unsigned i = 0; i < 2; i++) {
        end = scan_blanks_before(text, from, end);
        if (end > from && (text.bytes[end - 1] == ',' ||
                           (text.bytes[end - 1] == '.' && i == 0)))
            end--;
        if (!scan_word_before(text, from, end, &start, &word))
            return;
        out->weekday = date_weekday_of(&word);
        if (out->weekday >= 0 && (word.is_capitalized || word.len > 4)) {
            out->start = start;
            return;
        }
        out->weekday = -1;
        if (word.len > 3)
            return;
        end = start; /* "the", "den", "le" */
    }
}

/* "（土）", "(Saturday)", ", Saturday" behind the date. */
static int scan_weekday(struct slice text, size_t *at)
{
    size_t here = *at;
    struct scan_word word;
    bool is_open;
    int weekday;

    if (date_scan_weekday_sign(text, at, &weekday))
        return weekday;
    scan_text(text, &here, ",");
    scan_blanks(text, &here);
    is_open = scan_text(text, &here, "(");
    if (here == *at || !scan_word(text, &here, &word))
        return -1;
    weekday = date_weekday_of(&word);
    if (weekday < 0 || (is_open && !scan_text(text, &here, ")")))
        return -1;
    *at = here;
    return weekday;
}

/* Behind a range it is the last day's, which is not asked for. */
static void weekday_after(struct slice text, struct date_match *out)
{
    int weekday = scan_weekday(text, &out->end);

    if (out->weekday < 0 && !date_compare(out->from, out->to))
        out->weekday = weekday;
}

static bool scan_hour_east(struct slice text, size_t *at, int *hour,
                           int *minute)
{
    size_t here = *at;

    *minute = 0;
    if (!scan_number(text, &here, 1, 2, hour) ||
        !scan_any(text, &here, "時|时") || *hour > 24)
        return false;
    *at = here;
    if (scan_number(text, &here, 1, 2, minute) && scan_text(text, &here, "分"))
        *at = here;
    return *minute < 60;
}

static void time_after(struct slice text, struct date_match *out)
{
    size_t at = out->end;
    int hour, minute;

    scan_any(text, &at, "t|,|;");
    scan_blanks(text, &at);
    if (scan_any(text, &at, "at |в |à |um |- |– || "))
        scan_blanks(text, &at);
    if (!date_scan_clock(text, &at, &hour, &minute) &&
        !scan_hour_east(text, &at, &hour, &minute))
        return;
    out->end = at;
    scan_blanks(text, &at);
    if (scan_any(text, &at, "p.m.|pm|a.m.|am") && !date_is_word_at(text, at)) {
        bool is_pm = text.bytes[at - 2] == 'p' || text.bytes[at - 2] == 'P' ||
                     scan_ends(text, at, "p.m.") || scan_ends(text, at, "P.M.");

        if (is_pm && hour < 12)
            hour += 12;
        else if (!is_pm && hour == 12)
            hour = 0;
        out->end = at;
    }
    out->hour = hour;
    out->minute = minute;
}

/* ---- the search ---- */

/* Not inside a word or a number: "G20", "1,234", "70/28". */
static bool may_begin(struct slice text, size_t from, size_t at)
{
    unsigned char before;

    if (at == 0 || at == from)
        return true;
    before = (unsigned char)text.bytes[at - 1];
    if ((before >= 'A' && before <= 'Z') || (before >= 'a' && before <= 'z') ||
        before == '_' || before == '$')
        return false;
    if (at >= 2 && (before == '.' || before == ',' || before == ':' ||
                    before == '/' || before == '-' || before == '+'))
        return !scan_is_digit_at(text, at - 2);
    return true;
}

static bool find_form(struct slice text, size_t from, size_t at,
                      struct date_part *found)
{
    found->start = at;
    return date_read_numbers(text, at, found) ||
           date_read_east(text, from, at, found) ||
           date_read_west(text, from, at, found);
}

/* Move *at to the next number; *is_kanji when it is written out. */
static bool next_number(struct slice text, size_t *at, bool *is_kanji)
{
    for (; *at < text.len; (*at)++) {
        unsigned char c = (unsigned char)text.bytes[*at];

        *is_kanji = c >= 0xE3 && c <= 0xE9 && kanji_begins_at(text, *at);
        if (*is_kanji || (((c >= '0' && c <= '9') || c == 0xEF) &&
                          scan_is_digit_at(text, *at)))
            return true;
    }
    return false;
}

static void skip_number(struct slice text, size_t *at)
{
    while (scan_digits(text, at, 1, NULL))
        ;
    kanji_skip(text, at);
}

static void look_around(struct slice text, size_t from,
                        const struct date_part *found, struct date_match *out)
{
    *out = (struct date_match){
        found->from, found->to, found->start, found->end, -1, -1, -1};
    weekday_before(text, from, out);
    weekday_after(text, out);
    time_after(text, out);
}

bool date_find(struct slice text, size_t from, struct date_match *out)
{
    struct date_part found;
    bool is_kanji;

    for (size_t at = from; next_number(text, &at, &is_kanji);
         skip_number(text, &at)) {
        found.start = at;
        if (is_kanji ? !date_read_east(text, from, at, &found)
                     : !may_begin(text, from, at) ||
                           !find_form(text, from, at, &found))
            continue;
        look_around(text, from, &found, out);
        return true;
    }
    return false;
}
