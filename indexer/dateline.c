#include "indexer/dateline.h"

#include "common/date_scan.h"
#include "indexer/dated_text.h"
#include "indexer/opening.h"

enum {
    LINE_MOST = 160,     /* bytes of a line that is only a date */
    WORDS_MOST = 5,      /* of a place */
    SEARCHED_LINES = 80, /* from the beginning */
    CLOSING_LINES = 8,   /* at the end, where signed texts have their date */
    LONG_LINE = 200
};

static bool is_listed(struct slice word, const char *list)
{
    struct slice rest = slice_of(list), part;

    while (slice_next(&rest, ' ', &part))
        if (slice_equal_nocase(word, part))
            return true;
    return false;
}

/* Words that stand beside a date and say nothing else. */
static bool is_label(struct slice word)
{
    return is_listed(
        word, "date dated published posted released issued release "
              "press news for immediate on the at le du am pm a.m p.m "
              "gmt utc msk cet cest est edt bst jst local time hrs "
              "hours h min no nr n° № done in to from dateline "
              "embargoed until eastern standard daylight "
              "publié publication mis en ligne communiqué fecha "
              "publicado veröffentlicht datum stand erstellt den "
              "дата публикации опубликовано от г года в мск "
              "пресс-релиз время по московскому часов ч "
              "발표 日期 发布时间 发布 时间 来源 掲載日 発表 日付 現地時間 "
              "午前 午後 於 付 a p m d.c dc");
}

/* A page that was changed says nothing of when it was made. */
static bool is_of_change(struct slice text)
{
    static const char *const words[] = {
        "pdated",   "odified",    "last review", "Last Review",
        "evised",   "mis à jour", "Mise à jour", "бновлен",
        "изменен",  "更新",       "Copyright",   "©",
        "tand vom", "ctualizad",  "ccessed",     "etrieved"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_find(text, slice_of(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* "於：本省会見室": where a press conference was held. */
static bool is_room(struct slice word)
{
    return slice_find(word, SLICE("室"), 0) != SIZE_MAX ||
           slice_starts(word, SLICE("於"));
}

/* Words of titles: a line that has one is not only a date. */
static bool is_of_title(struct slice word)
{
    if (is_room(word))
        return false;
    return is_listed(word,
                     "statement remarks conference meeting speech address "
                     "interview briefing declaration agreement treaty "
                     "convention protocol visit talks summit message letter "
                     "readout communique report resolution joint overview "
                     "summary consultation dialogue session joint anniversary "
                     "déclaration discours entretien conférence réunion "
                     "заявление выступление интервью брифинг встреча") ||
           (word.len > 6 && ((unsigned char)word.bytes[0] & 0xE0) == 0xE0 &&
            (slice_find(word, SLICE("会"), 0) != SIZE_MAX ||
             slice_find(word, SLICE("声明"), 0) != SIZE_MAX ||
             slice_find(word, SLICE("談話"), 0) != SIZE_MAX ||
             slice_find(word, SLICE("演説"), 0) != SIZE_MAX ||
             slice_find(word, SLICE("訪問"), 0) != SIZE_MAX ||
             slice_find(word, SLICE("条約"), 0) != SIZE_MAX ||
             slice_find(word, SLICE("の"), 0) != SIZE_MAX));
}

static bool has_capital(struct slice word)
{
    size_t at = 0;
    struct scan_word letters;

    if (((unsigned char)word.bytes[0] & 0xF0) == 0xE0)
        return word.len <= 30; /* a few signs that have no capitals */
    return scan_word(word, &at, &letters) && letters.is_capitalized;
}

/* The next run without white space, commas and brackets. */
static bool next_word(struct slice text, size_t *at, struct slice *word)
{
    static const char parting[] = " \t,;:()[]|/–—-\"";
    size_t start;

    while (*at < text.len &&
           slice_find(slice_of(parting), slice_part(text, *at, *at + 1), 0) !=
               SIZE_MAX)
        (*at)++;
    start = *at;
    while (*at < text.len &&
           slice_find(slice_of(parting), slice_part(text, *at, *at + 1), 0) ==
               SIZE_MAX)
        (*at)++;
    *word = slice_part(text, start, *at);
    while (word->len && word->bytes[word->len - 1] == '.')
        word->len--;
    return *at > start;
}

static bool is_number(struct slice word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.bytes[i] < '0' || word.bytes[i] > '9')
            return false;
    return true;
}

/* "8" or "31" of "8:31 pm". */
static bool is_clock_part(struct slice text, struct slice word)
{
    size_t at = (size_t)(word.bytes - text.bytes);

    return word.len <= 2 &&
           ((at > 0 && text.bytes[at - 1] == ':') ||
            (at + word.len < text.len && text.bytes[at + word.len] == ':'));
}

/* May all words of text stand beside a date? Counts those of a place. */
static bool is_beside_date(struct slice text, size_t *places, bool *is_numbered)
{
    struct slice word;

    for (size_t at = 0; next_word(text, &at, &word);) {
        if (word.len == 0)
            continue;
        if (is_listed(word, "no nr n° №"))
            *is_numbered = true;
        if (is_label(word))
            continue;
        if (is_number(word) && (*is_numbered || is_clock_part(text, word)))
            continue;
        if (is_of_title(word) || !has_capital(word))
            return false;
        (*places)++;
    }
    return true;
}

/* A place is parted from its date by a comma, a bracket or the like; "Treaty
 * July 2" is no place and date. Signs without capitals need no such mark. */
static bool has_parting(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.bytes[i] >= 0xE0 ||
            slice_find(SLICE(",;:(|/-"), slice_part(text, i, i + 1), 0) !=
                SIZE_MAX)
            return true;
    return false;
}

static bool is_parted(struct slice text, const struct date_match *match)
{
    return has_parting(slice_part(text, 0, match->start)) ||
           has_parting(slice_part(text, match->end, text.len));
}

bool dateline_is(struct slice text, struct date_match *out)
{
    struct date_match match;
    size_t at = 0, places = 0;
    bool is_numbered = false;

    text = slice_trim(text);
    if (text.len > LINE_MOST || !date_find(text, 0, out))
        return false;
    match = *out;
    do {
        if (!is_beside_date(slice_part(text, at, match.start), &places,
                            &is_numbered))
            return false;
        at = match.end;
    } while (date_find(text, at, &match));
    if (!is_beside_date(slice_part(text, at, text.len), &places, &is_numbered))
        return false;
    return places == 0 || (places <= WORDS_MOST && is_parted(text, out));
}

/* "12:55 P.M. EDT": when, but not on which day. */
static bool is_time(struct slice text)
{
    size_t at = 0, places = 0;
    bool is_numbered = false;

    text = slice_trim(text);
    if (text.len > 40)
        return false;
    scan_text(text, &at, "(");
    if (!scan_number(text, &at, 1, 2, NULL) || !scan_text(text, &at, ":") ||
        !scan_number(text, &at, 2, 2, NULL))
        return false;
    return is_beside_date(slice_part(text, at, text.len), &places,
                          &is_numbered) &&
           places == 0;
}

static void set_date(struct statement *statement,
                     const struct date_match *match, enum date_basis basis)
{
    if (date_is_known(statement->date))
        return;
    statement->date = match->from;
    if (date_compare(match->from, match->to))
        statement->date_end = match->to;
    statement->date_basis = basis;
}

static bool is_searched(const struct line *line)
{
    return line->use == LINE_OF_STATEMENT && line->style != LINE_BLANK &&
           line->style != LINE_BULLET && line->style != LINE_QUOTE;
}

/* Mark the datelines before the text begins; the first that has a year is the
 * statement's. */
static void find_lines(struct page *page, struct statement *statement)
{
    size_t seen = 0, paragraphs = 0;

    for (size_t i = 0; i < page->count && seen < SEARCHED_LINES &&
                       paragraphs < OPENING_PARAGRAPHS;
         i++) {
        struct line *line = &page->lines[i];
        struct date_match match;

        if (!is_searched(line))
            continue;
        seen++;
        paragraphs += line->text.len >= LONG_LINE;
        if (!opening_stands_alone(page, i))
            continue;
        if (is_of_change(line->text) && dateline_is(line->text, &match)) {
            line->use = LINE_OF_PAGE;
        } else if (dateline_is(line->text, &match)) {
            line->use = LINE_DATE;
            if (date_is_known(match.from))
                set_date(statement, &match, DATE_DATELINE);
        } else if (is_time(line->text)) {
            line->use = LINE_DATE;
        }
    }
}

/* The only dateline among the last lines, as under a signed text. */
static void find_closing(struct page *page, struct statement *statement)
{
    struct line *found = NULL;
    struct date_match match, date;
    size_t seen = 0;

    for (size_t i = page->count; i > 0 && seen < CLOSING_LINES; i--) {
        struct line *line = &page->lines[i - 1];

        if (!is_searched(line))
            continue;
        seen++;
        if (line->text.len >= LONG_LINE)
            break;
        if (is_of_change(line->text) || !dateline_is(line->text, &match) ||
            !opening_stands_alone(page, i - 1))
            continue;
        if (found || !date_is_known(match.from))
            return;
        found = line;
        date = match;
    }
    if (!found)
        return;
    found->use = LINE_DATE;
    set_date(statement, &date, DATE_DATELINE);
}

/* "On 4 October 1973 - 16 years ago to the day - I spoke here": remembered. */
static bool is_remembered(struct slice text)
{
    static const char *const words[] = {"years ago", "decades ago",
                                        "il y a ",   "лет назад",
                                        "年前",      "vor Jahren"};

    text = slice_part(text, 0, 160);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_find(text, slice_of(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* "TOKYO, 31 July 2018 - The ministers": only the date is taken. */
static bool begins_with_date(struct slice text, struct date_match *out)
{
    size_t at, places = 0;
    bool is_numbered = false;

    if (!date_find(text, 0, out) || !date_is_known(out->from) ||
        out->start > 60 || is_remembered(text))
        return false;
    if (!is_beside_date(slice_part(text, 0, out->start), &places,
                        &is_numbered) ||
        places > WORDS_MOST ||
        (places > 0 && !is_parted(slice_part(text, 0, out->end + 4), out)))
        return false;
    at = out->end;
    scan_text(text, &at, ")");
    scan_blanks(text, &at);
    return scan_any(text, &at, "-|–|—|:|/|=|(") ||
           (places > 0 && scan_text(text, &at, "."));
}

static bool find_leading(const struct opening *opening, struct date_match *out)
{
    for (size_t i = 0; i < opening->count; i++)
        if (opening->items[i].use == LINE_OF_STATEMENT &&
            opening->items[i].is_paragraph &&
            begins_with_date(opening->items[i].text, out))
            return true;
    return false;
}

void dateline_find(struct page *page, struct statement *statement,
                   struct arena *arena)
{
    struct opening *opening;
    struct date_match match;

    find_lines(page, statement);
    if (date_is_known(statement->date))
        return;
    opening = arena_alloc(arena, sizeof *opening);
    opening_read(page, arena, opening);
    if (find_leading(opening, &match))
        set_date(statement, &match, DATE_DATELINE);
    else
        find_closing(page, statement);
    if (date_is_known(statement->date))
        return;
    if (dated_text_find(page, opening, &match))
        set_date(statement, &match, DATE_TEXT);
    else if (dated_text_infer(page, opening, &match))
        set_date(statement, &match, DATE_INFERRED);
}
