#include "indexer/pdf_furniture.h"

#include <math.h>
#include <string.h>

#include "indexer/sentences.h"

enum {
    EDGE_LINES = 4,    /* of a page, from its top and from its foot */
    EDGE_PERCENT = 16, /* of its height, where they may stand */
    NEAR_PAGES = 6,    /* before and behind, that are looked at */
    SAME_LEAST = 2,    /* other pages that have it, */
    FEW_PAGES = 3,     /* or one, in a document of so many */
    NUMBER_BYTES_MOST = 12,
    ROMAN_BYTES_MOST = 6,
    LEADER_DOTS = 4,   /* that lead to a page, and */
    HEADING_MOST = 40, /* bytes of the heading of contents */
    LEADERS_LEAST = 3, /* lines with such on a page of contents */
    FLUSH_PART = 8,    /* of a size that a flush line may lack */
    FLUSH_LEAST = 3,
    STAMP_MOST = 30, /* bytes of a day and a time, */
    STAMP_DIGITS_LEAST = 5
};

static const float SAME_HEIGHT = 0.015F; /* of the page's */
static const float SMALL = 0.93F;        /* of the size of the text */

/* The outermost lines of one page. */
struct edges {
    struct pdf_line *lines[2 * EDGE_LINES]; /* top, then foot; NULL: none */
};

/* ---- the same on several pages ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static unsigned long number_at(struct slice text, size_t *at)
{
    unsigned long value = 0;

    while (*at < text.len && is_digit(text.bytes[*at])) {
        if (value < 100000000)
            value = value * 10 + (unsigned long)(text.bytes[*at] - '0');
        (*at)++;
    }
    return value;
}

/* Are the texts one, but for numbers that count with the pages? */
static bool is_same_text(struct slice a, struct slice b, uint32_t pages)
{
    size_t i = 0, k = 0;

    while (i < a.len && k < b.len) {
        if (is_digit(a.bytes[i]) && is_digit(b.bytes[k])) {
            unsigned long first = number_at(a, &i), second = number_at(b, &k);

            if (first != second && first + pages != second)
                return false;
        } else if (a.bytes[i++] != b.bytes[k++]) {
            return false;
        }
    }
    return i == a.len && k == b.len;
}

static bool is_same(const struct pdf_line *a, const struct pdf_line *b,
                    float height)
{
    if (fabsf(a->top - b->top) > SAME_HEIGHT * height)
        return false;
    return a->page < b->page
               ? is_same_text(a->text, b->text, b->page - a->page)
               : is_same_text(b->text, a->text, a->page - b->page);
}

/* ---- page numbers that stand alone ---- */

/* "12", "- 12 -", "[12]": a number and nothing else. */
static bool is_page_number(const struct pdf_line *line)
{
    struct slice text = line->text;
    size_t at = 0;

    if (text.len > NUMBER_BYTES_MOST)
        return false;
    while (at < text.len && !is_digit(text.bytes[at])) {
        if (!strchr("-[( \xE2\x80\x93\x94", text.bytes[at]))
            return false;
        at++;
    }
    if (at == text.len || number_at(text, &at) != line->page)
        return false;
    while (at < text.len && strchr("-]). \xE2\x80\x93\x94", text.bytes[at]))
        at++;
    return at == text.len;
}

/* "iv", alone at the foot of a page. */
static bool is_roman_number(struct slice text)
{
    if (!text.len || text.len > ROMAN_BYTES_MOST)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!strchr("ivxl", text.bytes[i]))
            return false;
    return true;
}

/* ---- tables of contents ---- */

/* "1. Introduction ......... 4" */
static bool is_led_to_page(struct slice text)
{
    size_t end = text.len, dots = 0;

    while (end > 0 && (is_digit(text.bytes[end - 1]) ||
                       strchr("ivx", text.bytes[end - 1])))
        end--;
    if (end == text.len || text.len - end > 4)
        return false;
    while (end > 0 && strchr(" .|\xE2\x80\xA6", text.bytes[end - 1]))
        dots += text.bytes[--end] == '.' ||
                (unsigned char)text.bytes[end] == 0xE2; /* an ellipsis */
    return end > 0 && dots >= LEADER_DOTS;
}

/* The lines of a page that lead to others: several, or they are none. What
 * stands over them is their heading. */
static void mark_contents(struct pdf_line *items, size_t count)
{
    size_t led = 0;

    for (size_t i = 0; i < count; i++)
        led += is_led_to_page(items[i].text);
    for (size_t i = 0; led >= LEADERS_LEAST && i < count; i++) {
        if (!is_led_to_page(items[i].text))
            continue;
        if (i > 0 && items[i - 1].text.len <= HEADING_MOST &&
            (items[i - 1].bold || items[i - 1].size > items[i].size))
            items[i - 1].use = PDF_FURNITURE;
        items[i].use = PDF_FURNITURE;
    }
}

/* ---- edges ---- */

/* Put the line where it belongs among those nearest to an edge. */
static void insert(struct pdf_line **places, struct pdf_line *line,
                   bool is_foot)
{
    for (size_t i = 0; i < EDGE_LINES; i++) {
        struct pdf_line *other = places[i];

        if (other &&
            (is_foot ? other->bottom >= line->bottom : other->top <= line->top))
            continue;
        places[i] = line;
        line = other;
        if (!line)
            return;
    }
}

static void find_edges(const struct pdf_pages *pages, struct pdf_lines *lines,
                       struct edges *edges)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct pdf_line *line = &lines->items[i];
        float height = pages->pages[line->page - 1].height;

        if (line->top * 100 <= height * EDGE_PERCENT)
            insert(edges[line->page - 1].lines, line, false);
        if (line->bottom * 100 >= height * (100 - EDGE_PERCENT))
            insert(edges[line->page - 1].lines + EDGE_LINES, line, true);
    }
}

static bool has_same(const struct edges *edges, const struct pdf_line *line,
                     float height)
{
    for (size_t i = 0; i < COUNT_OF(edges->lines); i++)
        if (edges->lines[i] && is_same(line, edges->lines[i], height))
            return true;
    return false;
}

/* Does the line stand on so many pages near its own that it is theirs? */
static bool is_running(const struct pdf_pages *pages, const struct edges *edges,
                       const struct pdf_line *line)
{
    size_t page = line->page - 1, same = 0;
    size_t first = page > NEAR_PAGES ? page - NEAR_PAGES : 0;
    size_t needed = pages->count <= FEW_PAGES ? 1 : SAME_LEAST;
    float height = pages->pages[page].height;

    for (size_t i = first; i <= page + NEAR_PAGES && i < pages->count; i++)
        same += i != page && has_same(&edges[i], line, height);
    return same >= needed;
}

static void mark_page(const struct pdf_pages *pages, const struct edges *edges,
                      size_t page)
{
    for (size_t i = 0; i < COUNT_OF(edges->lines); i++) {
        struct pdf_line *line = edges[page].lines[i];

        if (line && (is_running(pages, edges, line) ||
                     (i % EDGE_LINES == 0 && is_page_number(line)) ||
                     (i == EDGE_LINES && is_roman_number(line->text))))
            line->use = PDF_FURNITURE;
    }
}

/* ---- notes ---- */

/* "[12] ", "12 See", "* ": a note begins. */
static bool begins_note(struct slice text)
{
    size_t at = slice_starts(text, SLICE("[")), start = at;

    if (slice_starts(text, SLICE("*")) || slice_starts(text, SLICE("†")))
        return true;
    while (at < text.len && is_digit(text.bytes[at]))
        at++;
    if (at == start || at - start > 3 || at == text.len)
        return false;
    return strchr("] .)/", text.bytes[at]) != NULL ||
           (unsigned char)text.bytes[at] >= 'A';
}

static bool is_small(const struct pdf_line *line, float body)
{
    return line->size < body * SMALL;
}

/* The lines [first, end) of one column: small print at its foot. */
static void mark_notes(struct pdf_line *items, size_t first, size_t end,
                       float body, bool *is_open)
{
    size_t at = end;

    while (at > first &&
           (items[at - 1].use == PDF_FURNITURE ||
            (is_small(&items[at - 1], body) && !items[at - 1].is_row)))
        at--;
    /* What goes on from a page before needs no mark. */
    while (at < end && !*is_open &&
           (items[at].use != PDF_BODY || !begins_note(items[at].text)))
        at++;
    if (at == end)
        return;
    for (size_t i = at; i < end; i++) {
        if (items[i].use != PDF_BODY)
            continue;
        items[i].use = PDF_NOTE;
        *is_open = !sentence_is_whole(items[i].text);
    }
}

/* ---- columns without furniture ---- */

/* The edges of the column whose lines of one use these are, and whether most
 * end at the right one: then a full line does, however wide the page is. */
static void bound_column(struct pdf_line *items, size_t count, enum pdf_use use)
{
    float left = 0, right = 0;
    size_t lines = 0, flush = 0;

    for (size_t i = 0; i < count; i++) {
        if (items[i].use != use)
            continue;
        if (!lines || items[i].left < left)
            left = items[i].left;
        if (!lines++ || items[i].right > right)
            right = items[i].right;
    }
    for (size_t i = 0; i < count; i++)
        flush += items[i].use == use &&
                 items[i].right > right - items[i].size / FLUSH_PART;
    for (size_t i = 0; i < count; i++) {
        if (items[i].use != use)
            continue;
        items[i].column_left = left;
        items[i].column_right = right;
        items[i].is_in_column |= flush >= FLUSH_LEAST && flush * 2 >= lines;
    }
}

/* "https://www.example.org/a 1/3", as browsers print below a page. */
static bool is_printed_foot(struct slice text)
{
    static const char *const begins[] = {"http://", "https://", "file://"};
    size_t at = text.len, digits = at;
    bool is_address = false;

    for (size_t i = 0; i < COUNT_OF(begins); i++)
        is_address |= slice_starts(text, slice_of(begins[i]));
    while (at > 0 && is_digit(text.bytes[at - 1]))
        at--;
    if (!is_address || at == digits || !at || text.bytes[--at] != '/')
        return false;
    for (digits = at; at > 0 && is_digit(text.bytes[at - 1]);)
        at--;
    return at < digits && at > 0 && text.bytes[at - 1] == ' ';
}

/* "3/4/19, 7:42 PM | Title", as they print above it: a day and a time. */
static bool is_printed_head(struct slice text)
{
    size_t digits = 0;

    if (!text.len || !is_digit(text.bytes[0]))
        return false;
    for (size_t i = 0; i < text.len && i < STAMP_MOST; i++) {
        digits += is_digit(text.bytes[i]);
        if (i && text.bytes[i] == ':' && is_digit(text.bytes[i - 1]) &&
            i + 1 < text.len && is_digit(text.bytes[i + 1]))
            return digits >= STAMP_DIGITS_LEAST;
        if (text.bytes[i] == '|')
            break;
    }
    return false;
}

/* What a browser prints above and below a page: the lines of one. */
static void mark_printed(struct pdf_line *items, size_t count)
{
    struct pdf_line *head = items, *foot = items;

    for (size_t i = 1; i < count; i++) {
        head = items[i].top < head->top ? &items[i] : head;
        foot = items[i].bottom > foot->bottom ? &items[i] : foot;
    }
    if (!is_printed_foot(foot->text))
        return;
    foot->use = PDF_FURNITURE;
    if (is_printed_head(head->text))
        head->use = PDF_FURNITURE;
}

void pdf_furniture_mark(const struct pdf_pages *pages, struct pdf_lines *lines)
{
    struct arena arena = ARENA_INIT;
    struct edges *edges = arena_array(&arena, pages->count, sizeof *edges);
    float body;
    bool is_open = false;

    find_edges(pages, lines, edges);
    for (size_t i = 0; i < pages->count; i++)
        mark_page(pages, edges, i);
    for (size_t i = 0, end; i < lines->count; i = end) {
        for (end = i + 1; end < lines->count; end++)
            if (lines->items[end].page != lines->items[i].page)
                break;
        mark_contents(lines->items + i, end - i);
        mark_printed(lines->items + i, end - i);
    }
    body = pdf_body_size(lines);
    for (size_t i = 0, end; i < lines->count; i = end) {
        const struct pdf_line *first = &lines->items[i];

        for (end = i + 1; end < lines->count; end++)
            if (lines->items[end].page != first->page ||
                lines->items[end].column != first->column)
                break;
        mark_notes(lines->items, i, end, body, &is_open);
        bound_column(lines->items + i, end - i, PDF_BODY);
        bound_column(lines->items + i, end - i, PDF_NOTE);
    }
    arena_release(&arena);
}
