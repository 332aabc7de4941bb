#include "searchd/snippet.h"

#include <string.h>

/* ---- width ---- */

struct range {
    int32_t first, last;
};

static bool is_within(int32_t codepoint, const struct range *ranges,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (codepoint >= ranges[i].first && codepoint <= ranges[i].last)
            return true;
    return false;
}

static size_t width_of(int32_t codepoint)
{
    static const struct range none[] = {
        {0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},   {0x610, 0x61A},
        {0x64B, 0x65F},   {0x200B, 0x200F}, {0x2060, 0x2064}, {0x20D0, 0x20FF},
        {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}};
    static const struct range wide[] = {
        {0x1100, 0x115F},   {0x2E80, 0x303E}, {0x3041, 0x33FF},
        {0x3400, 0x4DBF},   {0x4E00, 0x9FFF}, {0xA000, 0xA4CF},
        {0xAC00, 0xD7A3},   {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF},
        {0x20000, 0x3FFFD},
    };

    if (codepoint < 0x300)
        return 1;
    if (is_within(codepoint, none, COUNT_OF(none)))
        return 0;
    return is_within(codepoint, wide, COUNT_OF(wide)) ? 2 : 1;
}

size_t snippet_width(struct slice text)
{
    size_t at = 0, width = 0;

    while (at < text.len) {
        int32_t codepoint;

        at += utf8_decode(text.bytes + at, text.len - at, &codepoint);
        width += width_of(codepoint);
    }
    return width;
}

static void add_character(struct strbuf *out, int32_t codepoint)
{
    if (utf8_is_steering(codepoint)) /* of a hostile file */
        strbuf_add_byte(out, ' ');
    else
        strbuf_add_utf8(out, codepoint);
}

/* ---- the window ---- */

static bool ends_sentence(struct slice text, size_t at)
{
    return (at >= 2 && text.bytes[at - 1] == ' ' &&
            strchr(".!?", text.bytes[at - 2])) ||
           (at >= 3 && (!memcmp(text.bytes + at - 3, "\xE3\x80\x82", 3) ||
                        !memcmp(text.bytes + at - 3, "\xEF\xBC\x9F", 3)));
}

/* Where a window that shows byte mark begins: the start of its sentence when
 * that is near, else of a word some columns before. */
static size_t window_start(struct slice text, size_t mark, size_t most)
{
    size_t at = mark, columns = 0, word = mark;

    while (at > 0 && columns < most / 2) {
        int32_t codepoint;

        if (ends_sentence(text, at))
            return at;
        if (text.bytes[at - 1] == ' ' && columns <= most / 5)
            word = at;
        at--;
        while (at > 0 && (text.bytes[at] & 0xC0) == 0x80)
            at--;
        utf8_decode(text.bytes + at, text.len - at, &codepoint);
        columns += width_of(codepoint);
        if (width_of(codepoint) == 2 && columns <= most / 5)
            word = at;
    }
    return at == 0 ? 0 : word;
}

/* Where it ends: before the word that does not fit. */
static size_t window_end(struct slice text, size_t start, size_t most)
{
    size_t at = start, columns = 0, fits = start;

    while (at < text.len) {
        int32_t codepoint;
        size_t len = utf8_decode(text.bytes + at, text.len - at, &codepoint);

        columns += width_of(codepoint);
        if (columns > most)
            return fits > start ? fits : at;
        if (codepoint == ' ' || width_of(codepoint) == 2)
            fits = codepoint == ' ' ? at : at + len;
        at += len;
    }
    return text.len;
}

static size_t marks_within(const struct hit_mark *marks, size_t count,
                           size_t start, size_t end)
{
    size_t within = 0;

    for (size_t i = 0; i < count; i++)
        within += marks[i].start >= start && marks[i].end <= end;
    return within;
}

void snippet_choose(struct slice text, const struct hit_mark *marks,
                    size_t mark_count, size_t most, struct snippet *out)
{
    size_t best = 0;

    *out = (struct snippet){0, text.len};
    if (snippet_width(text) <= most)
        return;
    out->end = window_end(text, 0, most);
    best = marks_within(marks, mark_count, 0, out->end);
    for (size_t i = 0; i < mark_count && best < mark_count; i++) {
        size_t start = window_start(text, marks[i].start, most);
        size_t end = window_end(text, start, most);
        size_t within = marks_within(marks, mark_count, start, end);

        if (within > best) {
            best = within;
            *out = (struct snippet){start, end};
        }
    }
}

/* ---- lines ---- */

/* A line being filled. Marks are opened and closed within each line, so that
 * a pager that shows a part keeps its colours right. */
struct printing {
    struct slice text;
    const struct hit_mark *marks;
    size_t mark_count;
    size_t mark; /* the first that does not lie behind */
    const char *indent;
    size_t width;
    const struct snippet_style *style;
    struct strbuf *out;
    size_t column;
    bool is_on; /* within a mark */
};

static void switch_mark(struct printing *printing, bool is_on)
{
    if (printing->is_on != is_on)
        strbuf_add_text(printing->out, is_on ? printing->style->mark_on
                                             : printing->style->mark_off);
    printing->is_on = is_on;
}

static void begin_line(struct printing *printing)
{
    strbuf_add_text(printing->out, printing->indent);
    printing->column = strlen(printing->indent);
}

static void end_line(struct printing *printing)
{
    switch_mark(printing, false);
    strbuf_add_byte(printing->out, '\n');
}

static bool is_marked_at(struct printing *printing, size_t at)
{
    while (printing->mark < printing->mark_count &&
           printing->marks[printing->mark].end <= at)
        printing->mark++;
    return printing->mark < printing->mark_count &&
           printing->marks[printing->mark].start <= at;
}

static void add_span(struct printing *printing, size_t start, size_t end)
{
    while (start < end) {
        int32_t codepoint;

        switch_mark(printing, is_marked_at(printing, start));
        start +=
            utf8_decode(printing->text.bytes + start, end - start, &codepoint);
        add_character(printing->out, codepoint);
        printing->column += width_of(codepoint);
    }
}

/* End of the piece at start that no line break may part: a word with the
 * spaces behind it, or one wide character. */
static size_t piece_end(struct slice text, size_t start, size_t end,
                        size_t *word_end)
{
    size_t at = start;
    int32_t codepoint;
    size_t len = utf8_decode(text.bytes + at, end - at, &codepoint);

    if (width_of(codepoint) == 2) {
        *word_end = at + len;
        return *word_end;
    }
    while (at < end && text.bytes[at] != ' ') {
        len = utf8_decode(text.bytes + at, end - at, &codepoint);
        if (width_of(codepoint) == 2)
            break;
        at += len;
    }
    *word_end = at;
    while (at < end && text.bytes[at] == ' ')
        at++;
    return at;
}

void snippet_print(struct slice text, const struct snippet *window,
                   const struct hit_mark *marks, size_t mark_count,
                   const char *indent, size_t width,
                   const struct snippet_style *style, struct strbuf *out)
{
    struct printing printing = {.text = text,
                                .marks = marks,
                                .mark_count = mark_count,
                                .indent = indent,
                                .width = width,
                                .style = style,
                                .out = out};
    size_t at = window->start, spaces = 0;

    begin_line(&printing);
    if (window->start > 0) {
        strbuf_add_text(out, "\xE2\x80\xA6 ");
        printing.column += 2;
    }
    while (at < window->end) {
        size_t word_end, next = piece_end(text, at, window->end, &word_end);
        size_t columns = snippet_width(slice_part(text, at, word_end));

        if (printing.column > strlen(indent) &&
            printing.column + spaces + columns > width) {
            end_line(&printing);
            begin_line(&printing);
            spaces = 0;
        }
        if (spaces)
            add_span(&printing, at - spaces, at);
        add_span(&printing, at, word_end);
        spaces = next > word_end && printing.column > strlen(indent);
        at = next;
    }
    if (window->end < text.len) {
        switch_mark(&printing, false);
        strbuf_add_text(out, " \xE2\x80\xA6");
    }
    end_line(&printing);
}
