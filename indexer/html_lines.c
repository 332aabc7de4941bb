#include "indexer/html_lines.h"

#include <stdio.h>
#include <string.h>

#include "common/schema.h"
#include "indexer/html_cursor.h"
#include "indexer/html_notes.h"
#include "indexer/html_path.h"

enum { CELL_MOST = 300, ROW_MOST = 1500, LEVEL_MOST = 8, ASIDE_MOST = 16 };

/* The lines while they are made. */
struct maker {
    const struct html_tree *tree;
    const struct html_runs *runs;
    const struct html_main *main;
    struct html_cursor cursor;
    struct html_paths paths;
    const uint32_t *notes;      /* of each node the note it stands in */
    uint32_t note;              /* that the open line is of, or 0 */
    uint32_t numbered;          /* the last one that got its number */
    uint32_t aside[ASIDE_MOST]; /* notes inside the open line */
    size_t aside_count;
    struct arena *arena;
    struct page *page;
    size_t capacity;
    struct line_text made;
    struct line line;    /* the open one */
    size_t start, end;   /* where it stands in source->text */
    bool has_space;      /* white space waits for the next word */
    bool is_bold_closed; /* the first bold run has ended */
    uint32_t item;       /* the last list item that has begun */
    size_t bytes;        /* of text in all lines so far */
};

/* ---- characters ---- */

static void put_space(struct maker *maker, size_t at)
{
    if (maker->has_space && maker->made.text.len)
        line_text_put(&maker->made, ' ', at);
    maker->has_space = false;
}

static size_t file_offset(struct maker *maker, size_t at)
{
    return html_cursor_offset(&maker->cursor, at);
}

/* A word of a text node: as it is where the file has it so. */
static void put_word(struct maker *maker, const struct html_node *node,
                     size_t from, size_t to)
{
    size_t at = node->is_plain ? node->at + from : node->at;
    size_t offset = file_offset(maker, at);

    put_space(maker, offset);
    if (node->is_plain && html_cursor_is_plain(&maker->cursor, at, to - from)) {
        line_text_add(&maker->made, slice_part(node->text, from, to), offset);
        return;
    }
    while (from < to) {
        int32_t c;
        size_t len = utf8_decode(node->text.bytes + from, to - from, &c);

        c = line_character(c < 0 ? LINE_REPLACEMENT : c);
        if (c >= 0)
            line_text_put(&maker->made, c,
                          node->is_plain ? file_offset(maker, node->at + from)
                                         : offset);
        from += len;
    }
}

/* Length of the character at `at` when it is white space or nothing. */
static size_t blank_length(struct slice text, size_t at)
{
    int32_t c;
    size_t len;

    if ((unsigned char)text.bytes[at] > ' ' &&
        (unsigned char)text.bytes[at] < 0x7F)
        return 0;
    len = utf8_decode(text.bytes + at, text.len - at, &c);
    c = line_character(c < 0 ? LINE_REPLACEMENT : c);
    return c == ' ' || c == '\t' || c < 0 ? len : 0;
}

static bool is_nothing(struct slice text, size_t at)
{
    int32_t c;

    utf8_decode(text.bytes + at, text.len - at, &c);
    return line_character(c) < 0;
}

static void set_bold(struct maker *maker, size_t from, bool is_bold)
{
    struct line *line = &maker->line;

    if (maker->made.text.len == from || maker->is_bold_closed)
        return;
    if (!is_bold) {
        maker->is_bold_closed = line->bold_end > 0;
        return;
    }
    if (!line->bold_end)
        line->bold_start =
            maker->made.text.bytes[from] == ' ' ? from + 1 : from;
    line->bold_end = maker->made.text.len;
}

static void put_text(struct maker *maker, const struct html_node *node,
                     bool is_bold)
{
    struct slice text = node->text;

    for (size_t at = 0; at < text.len;) {
        size_t len = blank_length(text, at), from = at;
        size_t before = maker->made.text.len;

        if (len) {
            maker->has_space |= !is_nothing(text, at);
            at += len;
            continue;
        }
        while (at < text.len && !blank_length(text, at)) {
            int32_t c;

            at += utf8_decode(text.bytes + at, text.len - at, &c);
        }
        put_word(maker, node, from, at);
        set_bold(maker, before, is_bold);
        maker->end = node->is_plain ? node->at + at : node->at;
    }
}

static void put_mark(struct maker *maker, char mark)
{
    if (maker->made.text.len)
        line_text_put(&maker->made, mark, file_offset(maker, maker->end));
}

/* A note that stands inside a line gets one of its own, behind it. */
static bool put_aside(struct maker *maker, uint32_t i)
{
    if (maker->notes[i] != i || maker->note == i ||
        maker->aside_count == ASIDE_MOST)
        return false;
    maker->aside[maker->aside_count++] = i;
    return true;
}

/* The texts of nodes [first, end), behind what the line has; those before
 * bold_end are bold. */
static void put_nodes(struct maker *maker, uint32_t first, uint32_t end,
                      uint32_t bold_end)
{
    const struct html_tree *tree = maker->tree;
    uint32_t raised_end = 0;

    for (uint32_t i = first; i < end;) {
        const struct html_node *node = &tree->nodes[i];

        if (raised_end && i >= raised_end) {
            put_mark(maker, ']');
            raised_end = 0;
        }
        if (html_is_unseen(node) || put_aside(maker, i) ||
            (maker->note && html_is_way_back(tree, i))) {
            i = node->end;
            continue;
        }
        if (maker->made.text.len > HTML_TEXT_MOST)
            return;
        if (node->tag == HTML_TEXT) {
            put_text(maker, node, i < bold_end);
        } else if ((node->tag == HTML_B || node->tag == HTML_STRONG) &&
                   node->end > bold_end) {
            bold_end = node->end;
        } else if (html_is_reference(tree, i,
                                     strbuf_slice(&maker->made.text))) {
            put_mark(maker, '[');
            raised_end = node->end;
        } else if (html_is_power(tree, i, strbuf_slice(&maker->made.text))) {
            put_mark(maker, '^');
        }
        i++;
    }
    if (raised_end)
        put_mark(maker, ']');
}

static void put_run(struct maker *maker, const struct html_run *run)
{
    const struct html_node *nodes = maker->tree->nodes;
    uint32_t bold_end = 0;

    for (uint32_t i = nodes[run->first].parent; i > run->block;
         i = nodes[i].parent)
        if (nodes[i].tag == HTML_B || nodes[i].tag == HTML_STRONG)
            bold_end = nodes[i].end;
    put_nodes(maker, run->first, run->end, bold_end);
}

/* ---- lines ---- */

static void add_line(struct maker *maker, const struct line *line)
{
    struct page *page = maker->page;

    page->lines =
        heap_grow(page->lines, page->count, &maker->capacity, sizeof *line);
    page->lines[page->count++] = *line;
}

static void add_blank(struct maker *maker)
{
    struct page *page = maker->page;
    struct line blank = {.text = SLICE(""), .style = LINE_BLANK, .number = 1};

    if (!page->count || page->lines[page->count - 1].style == LINE_BLANK)
        return;
    blank.number = page->lines[page->count - 1].number;
    blank.start = blank.end = page->lines[page->count - 1].end;
    add_line(maker, &blank);
}

static void end_line(struct maker *maker)
{
    struct line *line = &maker->line;

    maker->has_space = false;
    if (!maker->made.text.len)
        return;
    line->start = maker->made.offsets[0];
    line->number = html_cursor_line(&maker->cursor, maker->start);
    line->end = file_offset(maker, maker->end);
    maker->bytes += maker->made.text.len;
    line_text_finish(&maker->made, line->end, maker->arena, line);
    add_line(maker, line);
}

/* The notes that stood inside the line get lines of their own. */
static void close_line(struct maker *maker)
{
    enum line_use use = maker->line.use;
    size_t count = maker->aside_count;

    end_line(maker);
    maker->aside_count = ASIDE_MOST; /* those inside them stay there */
    for (size_t k = 0; k < count; k++) {
        uint32_t i = maker->aside[k];
        const struct html_node *node = &maker->tree->nodes[i];

        add_blank(maker);
        maker->line = (struct line){.use = use, .note = i};
        maker->line.node = html_path(&maker->paths, i, maker->arena);
        maker->note = i;
        maker->start = maker->end = maker->tree->nodes[i + 1].at;
        put_nodes(maker, i + 1, node->end, 0);
        end_line(maker);
    }
    if (count)
        add_blank(maker);
    maker->aside_count = 0;
}

/* ---- what a run is ---- */

static bool is_cell(uint16_t tag)
{
    return tag == HTML_TD || tag == HTML_TH;
}

/* The cell of a table that the run stands in, alone or in a paragraph; 0: in
 * none, or other runs stand there, too, as in a table that is layout. */
static uint32_t cell_of(const struct maker *maker, size_t i)
{
    const struct html_node *nodes = maker->tree->nodes;
    const struct html_runs *runs = maker->runs;
    uint32_t cell = runs->items[i].block;

    if (nodes[cell].tag == HTML_P)
        cell = nodes[cell].parent;
    if (!is_cell(nodes[cell].tag) ||
        (i > 0 && runs->items[i - 1].first >= cell) ||
        (i + 1 < runs->count && runs->items[i + 1].first < nodes[cell].end))
        return 0;
    return cell;
}

/* Is the run the next cell of the row that the one before it is of? */
static bool is_next_cell(const struct maker *maker, size_t i)
{
    const struct html_node *nodes = maker->tree->nodes;
    uint32_t last = cell_of(maker, i - 1), cell = cell_of(maker, i);

    return last && cell && nodes[cell].parent == nodes[last].parent &&
           nodes[nodes[cell].parent].tag == HTML_TR;
}

static unsigned heading_level(uint16_t tag)
{
    return tag >= HTML_H1 && tag <= HTML_H6 ? (unsigned)(tag - HTML_H1 + 1) : 0;
}

static void set_style(struct maker *maker, const struct html_run *run)
{
    const struct html_node *nodes = maker->tree->nodes;
    struct line *line = &maker->line;
    uint32_t item = 0;
    unsigned lists = 0;

    for (uint32_t i = run->block; i > 0; i = nodes[i].parent) {
        uint16_t tag = nodes[i].tag;

        if (heading_level(tag) && line->style == LINE_PLAIN) {
            line->style = LINE_HEADING;
            line->level = heading_level(tag);
            return;
        }
        if (tag == HTML_LI && !item)
            item = i;
        if (tag == HTML_UL || tag == HTML_OL)
            lists += item && lists < LEVEL_MOST;
        if (tag == HTML_BLOCKQUOTE && line->style == LINE_PLAIN) {
            line->style = LINE_QUOTE;
            line->level = 1;
        }
    }
    if (item && item != maker->item) {
        line->style = LINE_BULLET;
        line->level = lists ? lists : 1;
        maker->item = item;
    }
}

static bool begins_small(const struct html_tree *tree,
                         const struct html_run *run)
{
    struct slice text = tree->nodes[run->first].text;
    int32_t c;

    while (text.len && (unsigned char)text.bytes[0] <= ' ')
        text = slice_part(text, 1, text.len);
    if (!text.len)
        return false;
    utf8_decode(text.bytes, text.len, &c);
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF) ||
           (c >= 0x430 && c <= 0x45F);
}

/* Does the run go on with the line of the one before it: a sentence broken by
 * <br>, the next cell of a row? */
static bool goes_on(const struct maker *maker, size_t i, bool *is_cell_next)
{
    const struct html_run *run = &maker->runs->items[i], *last = run - 1;

    *is_cell_next = is_next_cell(maker, i) && run->len <= CELL_MOST &&
                    maker->made.text.len <= ROW_MOST;
    if (*is_cell_next)
        return true;
    return run->block == last->block &&
           (run->breaks == 0 || (run->breaks == 1 && !last->ends_sentence &&
                                 begins_small(maker->tree, run))) &&
           maker->made.text.len + run->len < SCHEMA_PASSAGE_BYTES_MOST;
}

/* The element that a line stands in: of the cells of a row it is that. */
static uint32_t row_or_block(const struct maker *maker,
                             const struct html_run *run)
{
    const struct html_node *nodes = maker->tree->nodes;
    uint32_t cell = cell_of(maker, (size_t)(run - maker->runs->items));

    return cell && nodes[nodes[cell].parent].tag == HTML_TR ? nodes[cell].parent
                                                            : run->block;
}

/* The note that all of the run stands in. */
static uint32_t note_of(const struct maker *maker, const struct html_run *run)
{
    uint32_t note = maker->notes[run->first];

    if (heading_level(maker->tree->nodes[run->block].tag))
        return 0;
    return run->end <= maker->tree->nodes[note].end ? note : 0;
}

/* "[3] " before the text of a note that has its number in its id alone. */
static void put_number(struct maker *maker, const struct html_run *run)
{
    const struct html_node *nodes = maker->tree->nodes;
    struct slice text = slice_trim(nodes[run->first].text);
    unsigned number = maker->note ? html_note_number(&nodes[maker->note]) : 0;
    char mark[16];

    if (!number || maker->note == maker->numbered || !text.len ||
        text.bytes[0] == '[' || (text.bytes[0] >= '0' && text.bytes[0] <= '9'))
        return;
    maker->numbered = maker->note;
    snprintf(mark, sizeof mark, "[%u] ", number);
    for (const char *at = mark; *at; at++)
        line_text_put(&maker->made, *at, file_offset(maker, maker->start));
}

static void open_line(struct maker *maker, const struct html_run *run,
                      enum line_use use)
{
    maker->note = note_of(maker, run);
    maker->line = (struct line){.use = use, .note = maker->note};
    maker->is_bold_closed = false;
    maker->start = maker->tree->nodes[run->first].at;
    maker->end = maker->start;
    set_style(maker, run);
    if (use == LINE_OF_STATEMENT)
        maker->line.node =
            html_path(&maker->paths, row_or_block(maker, run), maker->arena);
}

static enum line_use use_of(const struct maker *maker, size_t i)
{
    uint32_t title = maker->main->title_block;
    uint32_t block = maker->runs->items[i].block;

    if (title && block >= title && block < maker->tree->nodes[title].end)
        return LINE_TITLE;
    return maker->main->is_kept[i] ? LINE_OF_STATEMENT : LINE_OF_PAGE;
}

static void take_run(struct maker *maker, size_t i)
{
    const struct html_run *run = &maker->runs->items[i];
    const struct html_run *last = i > 0 ? &maker->runs->items[i - 1] : NULL;
    enum line_use use = use_of(maker, i);
    bool is_cell_next = false;

    if (last && maker->line.use == use && maker->made.text.len &&
        note_of(maker, run) == maker->note &&
        goes_on(maker, i, &is_cell_next)) {
        maker->has_space = true;
        if (is_cell_next) {
            put_space(maker, file_offset(maker, maker->end));
            put_mark(maker, '|');
            maker->has_space = true;
        }
        maker->is_bold_closed |= is_cell_next;
        maker->line.is_row |= is_cell_next;
    } else {
        close_line(maker);
        if (!last || run->block != last->block || run->breaks > 1)
            add_blank(maker);
        open_line(maker, run, use);
        put_number(maker, run);
    }
    put_run(maker, run);
}

/* Is there no room for more? A line that is open counts, too. */
static bool is_full(const struct maker *maker)
{
    return maker->page->count >= HTML_LINES_MOST ||
           maker->bytes + maker->made.text.len >= HTML_TEXT_MOST;
}

bool html_lines_make(const struct html_tree *tree, const struct html_runs *runs,
                     const struct html_main *main, struct arena *arena,
                     struct page *out)
{
    struct maker maker = {
        .tree = tree, .runs = runs, .main = main, .arena = arena, .page = out};
    struct line *lines;
    bool is_whole;
    size_t i;

    html_cursor_init(&maker.cursor, tree->source);
    html_paths_find(tree, arena, &maker.paths);
    maker.notes = html_notes_find(tree, arena);
    for (i = 0; i < runs->count && !is_full(&maker); i++)
        take_run(&maker, i);
    is_whole = i == runs->count;
    close_line(&maker);
    lines = arena_array(arena, out->count, sizeof *lines);
    if (out->count)
        memcpy(lines, out->lines, out->count * sizeof *lines);
    heap_free(out->lines);
    out->lines = lines;
    line_text_release(&maker.made);
    html_cursor_release(&maker.cursor);
    return is_whole;
}
