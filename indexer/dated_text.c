#include "indexer/dated_text.h"

#include <string.h>

enum {
    FIRST_BYTES = 240,       /* of a paragraph: its first sentence or two */
    CUE_BYTES = 24,          /* before a date that tells what it is */
    YEARS_SPAN = 10,         /* what a text names lies no further apart */
    TEXT_BYTES_MOST = 200000 /* of a page that are searched for years */
};

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

/* Does text end in one of the words, parted by '|'? */
static bool ends_in(struct slice text, const char *words)
{
    struct slice rest = slice_of(words), word;

    while (slice_next(&rest, '|', &word)) {
        struct slice end;

        if (word.len > text.len)
            continue;
        end = slice_part(text, text.len - word.len, text.len);
        if (slice_equal_nocase(end, word) &&
            (word.len == text.len ||
             small(text.bytes[text.len - word.len - 1]) < 'a' ||
             small(text.bytes[text.len - word.len - 1]) > 'z'))
            return true;
    }
    return false;
}

/* Does text hold one of the words? Small ASCII letters stand for capitals. */
static bool holds(struct slice text, const char *words)
{
    struct slice rest = slice_of(words), word;

    while (slice_next(&rest, '|', &word))
        for (size_t i = 0; i + word.len <= text.len; i++)
            if (small(text.bytes[i]) == word.bytes[0] &&
                slice_equal_nocase(slice_part(text, i, i + word.len), word))
                return true;
    return false;
}

/* Words before a date of something else: "the treaty of", "since". */
static bool is_of_history(struct slice text, size_t start)
{
    struct slice before = slice_trim(
        slice_part(text, start > CUE_BYTES ? start - CUE_BYTES : 0, start));

    return ends_in(before,
                   "of|dated|since|until|till|before|by|from|after|"
                   "signed on|adopted on|concluded on|issued on|"
                   "de|du|depuis|le traité du|от|с|до|seit|vom|"
                   "desde|del|expiring|ending|beginning|effective|starting|"
                   "through|scheduled for") ||
           slice_ends(before, SLICE("от")) || slice_ends(before, SLICE("с"));
}

/* Something that takes place, as statements tell of it. */
static bool tells_of_event(struct slice text)
{
    return holds(text,
                 "visit|met |meet|held|hold|talk|took place|take place|"
                 "consultation|spoke|telephone|phone|conversation|received|"
                 "attend|delivered|announced|convened|summon|took part|"
                 "press conference|arrived|signed|rencontr|entreti|reçu|"
                 "visite|réuni|встреч|переговор|визит|состоял|беседа|беседу|"
                 "разговор|провел|провёл|прошл|прибыл|会談|会見|訪問|会合|協議|"
                 "电话|会见|会晤|访问|treffen|besuch|gespräch|reunió|visita");
}

/* ---- years that the text names ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Is this behind "2020-", as in "2020-2021"? */
static bool ends_range(struct slice text, size_t at)
{
    return at >= 5 && text.bytes[at - 1] == '-' &&
           is_digit(text.bytes[at - 2]) && is_digit(text.bytes[at - 3]) &&
           is_digit(text.bytes[at - 4]) && is_digit(text.bytes[at - 5]) &&
           (at == 5 || text.bytes[at - 6] == ' ');
}

/* The next year named at or after *at: 1900 to 2099, alone or at the end of a
 * date or of a range of years. Moves *at behind it. */
static int next_year(struct slice text, size_t *at, size_t *start)
{
    for (size_t i = *at; i + 4 <= text.len; i++) {
        const char *c = text.bytes + i;
        int year;

        if ((c[0] != '1' || c[1] != '9') && (c[0] != '2' || c[1] != '0'))
            continue;
        if (!is_digit(c[2]) || !is_digit(c[3]) ||
            (i > 0 &&
             (is_digit(c[-1]) || c[-1] == '.' || c[-1] == '/' || c[-1] == '$' ||
              (c[-1] == '-' && !ends_range(text, i)))) ||
            (i + 4 < text.len && is_digit(c[4])) ||
            (i + 5 < text.len && (c[4] == ',' || c[4] == '.') &&
             is_digit(c[5])))
            continue;
        year = (c[0] - '0') * 1000 + (c[1] - '0') * 100 + (c[2] - '0') * 10 +
               c[3] - '0';
        *start = i;
        *at = i + 4;
        return year;
    }
    *at = text.len;
    return 0;
}

/* The words before a year say that it is still to come. */
static bool is_to_come(struct slice text, size_t start)
{
    struct slice before = slice_part(text, start > 60 ? start - 60 : 0, start);
    size_t end = 0;

    while ((end = slice_find(before, SLICE(". "), 0)) != SIZE_MAX)
        before = slice_part(before, end + 2, before.len);
    if (ends_in(slice_trim(before),
                "by|until|till|through|towards|toward|beyond|до|к|jusqu'en|"
                "d'ici"))
        return true;
    if (holds(slice_part(text, start > 10 ? start - 10 : 0, start + 24),
              "agenda|vision|olympi|world cup|expo|summit|forum|budget"))
        return true; /* "Expo 2025", "the 2020 Summit", as a name */
    return holds(before, " will |scheduled|planned|upcoming| next |"
                         "будет|предсто|намеч|план|prochain|sera |prévu");
}

static bool fits_weekday(struct date date, int weekday)
{
    return date_is_valid(date) &&
           (weekday < 0 || date_weekday(date) == weekday);
}

static bool fits_in(const struct date_match *day, int year)
{
    struct date date = day->from;

    date.year = (int16_t)year;
    return fits_weekday(date, day->weekday);
}

/* The latest year that the text names as past, and where day is known in
 * which it falls on its weekday; 0 for none. */
static int latest_past_year(const struct page *page,
                            const struct date_match *day)
{
    size_t seen = 0;
    int latest = 0;

    for (size_t i = 0; i < page->count && seen < TEXT_BYTES_MOST; i++) {
        const struct line *line = &page->lines[i];

        seen += line->text.len;
        if (line->use != LINE_OF_STATEMENT && line->use != LINE_TITLE)
            continue;
        for (size_t at = 0; at < line->text.len;) {
            size_t start = 0;
            int year = next_year(line->text, &at, &start);

            if (year > latest && !is_to_come(line->text, start) &&
                (!day || fits_in(day, year)))
                latest = year;
        }
    }
    return latest;
}

/* ---- a date with its year ---- */

/* What is yet to come is not the day of the statement. */
static bool tells_of_plans(struct slice text)
{
    return holds(text, " will attend| to attend |designation of|upcoming|"
                       " will visit| will be held|scheduled");
}

static bool is_dated(struct slice text, bool is_title, struct date_match *out)
{
    if (tells_of_plans(text))
        return false;
    for (size_t at = 0; date_find(text, at, out); at = out->end)
        if (date_is_known(out->from) && !is_of_history(text, out->start) &&
            (is_title || tells_of_event(slice_part(text, 0, FIRST_BYTES))))
            return true;
    return false;
}

bool dated_text_find(const struct page *page, const struct opening *opening,
                     struct date_match *out)
{
    for (size_t i = 0; i < opening->count; i++) {
        const struct opening_block *block = &opening->items[i];
        struct slice text = slice_part(block->text, 0, FIRST_BYTES);

        if (block->use != LINE_OF_STATEMENT && block->use != LINE_TITLE)
            continue;
        if (block->style == LINE_BULLET || block->style == LINE_QUOTE)
            continue;
        if (block->is_paragraph && opening_has_speaker(block->text))
            return false;
        /* What tells of later years was not said on that day. */
        if (is_dated(text, !block->is_paragraph, out))
            return latest_past_year(page, NULL) <= out->to.year + 1;
        if (block->is_paragraph)
            return false;
    }
    return false;
}

/* ---- a day without its year ---- */

/* "this year (2012)", "in 2012 this year": the text says which year it is. */
static int year_of_text(struct slice text)
{
    static const char *const cues[] = {"this year (", "this year, ",
                                       "This year, "};

    for (size_t i = 0; i < COUNT_OF(cues); i++) {
        size_t at = slice_find(text, slice_of(cues[i]), 0), start;
        int year;

        if (at == SIZE_MAX)
            continue;
        at += strlen(cues[i]);
        start = at;
        year = next_year(text, &at, &start);
        if (year && at <= start + 4 &&
            slice_ends(slice_part(text, 0, start), slice_of(cues[i])))
            return year;
    }
    return 0;
}

static int year_of_page(const struct page *page)
{
    size_t seen = 0;

    for (size_t i = 0; i < page->count && seen < TEXT_BYTES_MOST; i++) {
        int year = year_of_text(page->lines[i].text);

        seen += page->lines[i].text.len;
        if (year)
            return year;
    }
    return 0;
}

/* The year in which a day falls on its weekday: the latest that the text
 * names, or the one after it, since a text names this year or the last. Where
 * neither fits, that year may be one to come: then the latest that is named
 * and fits. 0: none. */
static int year_of_weekday(const struct page *page,
                           const struct date_match *day)
{
    int latest = latest_past_year(page, NULL), named;

    if (!latest || fits_in(day, latest))
        return latest;
    if (fits_in(day, latest + 1))
        return latest + 1;
    named = latest_past_year(page, day);
    return named + YEARS_SPAN >= latest ? named : 0;
}

static bool infer_year(const struct page *page, struct date_match *match)
{
    int year = year_of_page(page);

    if (year && !fits_in(match, year))
        return false;
    if (!year && match->weekday >= 0)
        year = year_of_weekday(page, match);
    if (!year)
        return false;
    match->from.year = (int16_t)year;
    match->to.year = (int16_t)(year + (match->to.month < match->from.month));
    return true;
}

bool dated_text_infer(const struct page *page, const struct opening *opening,
                      struct date_match *out)
{
    for (size_t i = 0; i < opening->count; i++) {
        const struct opening_block *block = &opening->items[i];
        struct slice text = slice_part(block->text, 0, FIRST_BYTES);

        if (block->style == LINE_BULLET || block->style == LINE_QUOTE ||
            block->use == LINE_OF_PAGE)
            continue;
        if (block->is_paragraph && opening_has_speaker(block->text))
            return false;
        for (size_t at = 0; date_find(text, at, out); at = out->end)
            if (!date_is_known(out->from) && !is_of_history(text, out->start))
                return infer_year(page, out);
        if (block->is_paragraph)
            return false;
    }
    return false;
}
