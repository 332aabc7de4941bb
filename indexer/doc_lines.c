#include "indexer/doc_lines.h"

#include <string.h>

#include "indexer/page_text.h"

/* A line that is put together. */
struct draft {
    struct line line;
    struct line_text made;
    bool is_open;
    bool has_space;
    bool is_bold_closed;
    size_t end; /* in the file, behind what was added last */
};

struct doc_lines {
    struct slice file;
    struct arena *arena;
    struct draft body, note;
    struct draft *now;
    unsigned notes_open;
    uint32_t notes;        /* so far */
    struct line *lines[2]; /* of the text, and of the notes */
    size_t counts[2], capacities[2];
    size_t bytes;
    uint32_t page;
    enum line_use use;
};

struct doc_lines *doc_lines_new(struct slice file, struct arena *arena)
{
    struct doc_lines *lines = heap_alloc(sizeof *lines);

    lines->file = file;
    lines->arena = arena;
    lines->now = &lines->body;
    return lines;
}

void doc_lines_free(struct doc_lines *lines)
{
    if (!lines)
        return;
    line_text_release(&lines->body.made);
    line_text_release(&lines->note.made);
    heap_free(lines->lines[0]);
    heap_free(lines->lines[1]);
    heap_free(lines);
}

void doc_lines_set_page(struct doc_lines *lines, uint32_t page)
{
    lines->page = page;
}

void doc_lines_set_use(struct doc_lines *lines, enum line_use use)
{
    doc_lines_end(lines);
    lines->use = use;
}

bool doc_lines_is_full(const struct doc_lines *lines)
{
    return lines->counts[0] + lines->counts[1] >= DOC_LINES_MOST ||
           lines->bytes >= DOC_TEXT_MOST;
}

static void add_line(struct doc_lines *lines, const struct line *line)
{
    size_t which = lines->now == &lines->note;

    lines->lines[which] = heap_grow(lines->lines[which], lines->counts[which],
                                    &lines->capacities[which], sizeof *line);
    lines->lines[which][lines->counts[which]++] = *line;
}

void doc_lines_end(struct doc_lines *lines)
{
    struct draft *draft = lines->now;
    struct line *line = &draft->line;

    if (draft->made.text.len) {
        line->start = draft->made.offsets[0];
        line->end = draft->end;
        line_text_finish(&draft->made, line->end, lines->arena, line);
        if (line->bold_end > line->text.len)
            line->bold_end = line->text.len;
        add_line(lines, line);
    }
    draft->is_open = false;
    draft->has_space = false;
}

void doc_lines_begin(struct doc_lines *lines, enum line_style style,
                     unsigned level)
{
    doc_lines_end(lines);
    lines->now->is_open = true;
    lines->now->is_bold_closed = false;
    lines->now->line = (struct line){.style = style, .level = level};
}

static void open_line(struct doc_lines *lines)
{
    struct draft *draft = lines->now;

    if (!draft->is_open)
        doc_lines_begin(lines, LINE_PLAIN, 0);
    if (!draft->made.text.len) {
        draft->line.use = lines->use;
        draft->line.page = lines->page;
        draft->line.note = lines->notes_open ? lines->notes : 0;
    }
}

/* ---- texts ---- */

static void put_space(struct draft *draft, size_t at)
{
    if (draft->has_space && draft->made.text.len)
        line_text_put(&draft->made, ' ', at);
    draft->has_space = false;
}

static void put_text(struct draft *draft, struct slice text, size_t at,
                     bool is_plain)
{
    for (size_t i = 0; i < text.len;) {
        size_t where = is_plain ? at + i : at;
        int32_t c;

        i += utf8_decode(text.bytes + i, text.len - i, &c);
        c = line_character(c <= 0 ? LINE_REPLACEMENT : c);
        if (c == ' ' || c == '\t') {
            draft->has_space = true;
        } else if (c >= 0) {
            put_space(draft, where);
            line_text_put(&draft->made, c, where);
            draft->end = is_plain ? at + i : at;
        }
    }
}

void doc_lines_add(struct doc_lines *lines, struct slice text, size_t at,
                   bool is_plain, bool is_bold)
{
    struct draft *draft = lines->now;
    size_t from;

    if (doc_lines_is_full(lines) || !text.len)
        return;
    open_line(lines);
    from = draft->made.text.len;
    if (from && at < draft->end) { /* places must not go back */
        at = draft->end;
        is_plain = false;
    }
    put_text(draft, text, at, is_plain);
    if (draft->made.text.len == from)
        return;
    lines->bytes += draft->made.text.len - from;
    if (!is_bold)
        draft->is_bold_closed = true;
    else if (!draft->is_bold_closed)
        draft->line.bold_end = draft->made.text.len;
}

void doc_lines_set_speech(struct doc_lines *lines)
{
    lines->now->line.is_speech = lines->now->made.text.len > 0;
}

void doc_lines_mark(struct doc_lines *lines, const char *marks)
{
    struct draft *draft = lines->now;

    if (!draft->made.text.len)
        return;
    put_space(draft, draft->end);
    for (; *marks; marks++)
        line_text_put(&draft->made, *marks, draft->end);
}

void doc_lines_space(struct doc_lines *lines)
{
    lines->now->has_space = true;
}

void doc_lines_cell(struct doc_lines *lines)
{
    if (!doc_lines_text(lines).len)
        return;
    lines->now->line.is_row = true;
    doc_lines_space(lines);
    doc_lines_mark(lines, "|");
    doc_lines_space(lines);
}

void doc_lines_break(struct doc_lines *lines)
{
    struct slice text = doc_lines_text(lines);

    if (text.len && strchr(".:;?!", text.bytes[text.len - 1]))
        doc_lines_begin(lines, LINE_PLAIN, 0);
    else
        doc_lines_space(lines);
}

struct slice doc_lines_text(const struct doc_lines *lines)
{
    return strbuf_slice(&lines->now->made.text);
}

void doc_lines_begin_note(struct doc_lines *lines)
{
    if (!lines->notes_open++) {
        lines->now = &lines->note;
        lines->notes++;
    }
    doc_lines_end(lines);
}

void doc_lines_end_note(struct doc_lines *lines)
{
    doc_lines_end(lines);
    if (lines->notes_open && !--lines->notes_open)
        lines->now = &lines->body;
}

/* ---- the page ---- */

static void finish_extracted(struct doc_lines *lines, struct page *out)
{
    struct page_text text = {.count = 0};

    for (size_t which = 0; which < 2; which++)
        for (size_t i = 0; i < lines->counts[which]; i++) {
            struct line line = lines->lines[which][i];

            line.offsets = NULL;
            page_text_add(&text, line.text, &line);
            page_text_add_blank(&text);
        }
    page_text_finish(&text, lines->arena, out);
}

static uint32_t count_lines(struct slice file, size_t from, size_t to)
{
    uint32_t count = 0;

    for (; from < to && from < file.len; from++)
        count += file.bytes[from] == '\n';
    return count;
}

/* Lines between blank ones, with their numbers in the file. */
static void finish_placed(struct doc_lines *lines, struct page *out)
{
    size_t all = lines->counts[0] + lines->counts[1];

    out->lines = arena_array(lines->arena, 2 * all, sizeof *out->lines);
    for (size_t which = 0; which < 2; which++) {
        uint32_t number = 1;
        size_t counted = 0;

        for (size_t i = 0; i < lines->counts[which]; i++) {
            struct line *line = &out->lines[out->count++];

            *line = lines->lines[which][i];
            number += count_lines(lines->file, counted, line->start);
            counted = line->start > counted ? line->start : counted;
            line->number = number;
            out->lines[out->count++] = (struct line){.text = SLICE(""),
                                                     .style = LINE_BLANK,
                                                     .number = number,
                                                     .start = line->end,
                                                     .end = line->end};
        }
    }
}

void doc_lines_finish(struct doc_lines *lines, struct page *out)
{
    while (lines->notes_open)
        doc_lines_end_note(lines);
    doc_lines_end(lines);
    if (slice_is_known(lines->file))
        finish_placed(lines, out);
    else
        finish_extracted(lines, out);
}
