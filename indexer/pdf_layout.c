#include "indexer/pdf_layout.h"

#include <stdlib.h>

#include "indexer/pdf_leftward.h"
#include "indexer/pdf_pieces.h"
#include "indexer/pdf_rows.h"

enum { SIZES = 512 /* half points that are told apart */ };

/* The pieces of a page, and the lines so far. */
struct layout {
    const struct pdf_pages *pages;
    struct arena *arena;
    struct pdf_lines *out;
    size_t capacity;
    struct pdf_pieces pieces;
    struct strbuf text;
    uint32_t page, column;
    enum pdf_direction direction;
    size_t work;
};

static float most(float a, float b)
{
    return a > b ? a : b;
}
/* ---- lines ---- */

static void add_line(struct layout *layout, const struct pdf_line *line)
{
    layout->out->items = heap_grow(layout->out->items, layout->out->count,
                                   &layout->capacity, sizeof *line);
    layout->out->items[layout->out->count++] = *line;
}

/* On a leftward page lines begin at the right: it is seen in a mirror. */
static void mirror(const struct layout *layout, struct pdf_line *line)
{
    float width = layout->pages->pages[layout->page - 1].width;
    struct pdf_line seen = *line;

    line->left = width - seen.right;
    line->right = width - seen.left;
    line->column_left = width - seen.column_right;
    line->column_right = width - seen.column_left;
}

static void finish_line(struct layout *layout, struct pdf_line *line)
{
    struct slice read;
    bool is_bold;

    line->text = slice_copy(layout->arena, strbuf_slice(&layout->text));
    is_bold = line->bold >= line->text.len;
    read = pdf_leftward_read(line->text, layout->direction == PDF_LEFTWARD,
                             layout->arena);
    if (read.bytes != line->text.bytes) {
        line->text = read;
        line->bold = is_bold ? read.len : 0;
    }
    if (layout->direction == PDF_LEFTWARD)
        mirror(layout, line);
    add_line(layout, line);
}

/* Add the texts of a cell, or of a part of one, behind what the line has; its
 * text is in layout->text until it is finished. */
static void extend(struct layout *layout, struct pdf_line *line,
                   const struct pdf_piece *piece, const char *joint)
{
    struct strbuf *made = &layout->text;
    bool is_bold = line->bold == made->len && piece->bold && !piece->is_cell;

    strbuf_add_text(made, joint);
    if (is_bold)
        line->bold = made->len + piece->bold;
    strbuf_add(made, piece->text);
    line->size = most(line->size, piece->size);
}

/* Between pieces of one line: they may be one word, drawn in parts. */
static const char *joint_of(const struct pdf_piece *last,
                            const struct pdf_piece *piece)
{
    float gap = piece->left - last->right;

    if (piece->is_cell)
        return " | ";
    return gap > pdf_pieces_space(last->text, piece->text) * piece->size ||
                   gap < -piece->size
               ? " "
               : "";
}

static void start_line(struct layout *layout, const struct pdf_column *column,
                       const struct pdf_row *row, struct pdf_line *line)
{
    const struct pdf_piece *first =
        &layout->pieces.items[column->pieces[row->first]];

    strbuf_reset(&layout->text);
    strbuf_add(&layout->text, first->text);
    *line = (struct pdf_line){.left = row->left,
                              .top = row->top,
                              .right = row->right,
                              .bottom = row->bottom,
                              .size = first->size,
                              .bold = first->bold,
                              .page = layout->page,
                              .column = layout->column,
                              .column_left = column->left,
                              .column_right = column->right,
                              .is_row = row->is_cells,
                              .is_in_column = column->is_beside};
}

/* A line that stands alone. */
static void add_row(struct layout *layout, const struct pdf_column *column,
                    const struct pdf_row *row)
{
    const size_t *order = column->pieces;
    struct pdf_line line;

    start_line(layout, column, row, &line);
    for (size_t i = row->first + 1; i < row->end; i++) {
        const struct pdf_piece *piece = &layout->pieces.items[order[i]];
        const char *joint =
            joint_of(&layout->pieces.items[order[i - 1]], piece);

        if (i == row->first + 1 && row->is_lead)
            joint = " ";
        extend(layout, &line, piece, joint);
    }
    finish_line(layout, &line);
}

/* Is the piece in the cell that begins with first and ends before next? */
static bool is_in_cell(const struct layout *layout, const size_t *order,
                       size_t piece, size_t first, size_t next, bool is_last)
{
    float left = layout->pieces.items[order[piece]].left + 2;

    return (layout->pieces.items[order[first]].left <= left ||
            !layout->pieces.items[order[first]].is_cell) &&
           (is_last || left < layout->pieces.items[order[next]].left);
}

/* Rows [head, end): lines of the cells of the first one, cell by cell. */
static void add_cells(struct layout *layout, const struct pdf_column *column,
                      const struct pdf_rows *rows, size_t head, size_t end)
{
    const struct pdf_row *row = &rows->items[head];
    const size_t *order = column->pieces;
    struct pdf_line line;

    start_line(layout, column, row, &line);
    line.bottom = rows->items[end - 1].bottom;
    for (size_t cell = row->first, next; cell < row->end; cell = next) {
        next = cell + 1;
        while (next < row->end && !layout->pieces.items[order[next]].is_cell)
            next++;
        for (size_t i = cell; i < next; i++)
            if (i > row->first)
                extend(layout, &line, &layout->pieces.items[order[i]],
                       i == cell ? " | " : " ");
        for (size_t k = head + 1; k < end; k++)
            for (size_t i = rows->items[k].first; i < rows->items[k].end; i++)
                if (is_in_cell(layout, order, i, cell, next, next == row->end))
                    extend(layout, &line, &layout->pieces.items[order[i]], " ");
    }
    finish_line(layout, &line);
}

static void take_column(void *context, const struct pdf_column *column)
{
    struct layout *layout = context;
    struct arena scratch = ARENA_INIT;
    struct pdf_rows rows;

    layout->column++;
    pdf_rows_find(layout->pieces.items, column, &scratch, &rows);
    for (size_t i = 0, end; i < rows.count; i = end) {
        end = i + 1;
        while (end < rows.count && rows.items[end].goes_on)
            end++;
        if (end - i > 1)
            add_cells(layout, column, &rows, i, end);
        else
            add_row(layout, column, &rows.items[i]);
    }
    arena_release(&scratch);
}

/* ---- pages ---- */

static enum pdf_direction direction_of(const struct pdf_pages *pages,
                                       const struct pdf_page *page)
{
    long weight = 0;

    for (size_t i = page->first; i < page->end; i++)
        weight += pdf_leftward_weight(pages->texts[i].text);
    return weight > 0 ? PDF_LEFTWARD : PDF_RIGHTWARD;
}

static void add_aside(struct layout *layout, const struct pdf_text *text)
{
    const struct pdf_line line = {.text = text->text,
                                  .left = text->left,
                                  .top = text->top,
                                  .right = text->right,
                                  .bottom = text->bottom,
                                  .size = text->size,
                                  .page = layout->page,
                                  .column = layout->column,
                                  .use = PDF_FURNITURE};

    add_line(layout, &line);
}

static void take_page(struct layout *layout, const struct pdf_page *page)
{
    const struct pdf_pages *pages = layout->pages;

    layout->page++;
    layout->column = 0;
    layout->pieces.count = 0;
    layout->direction = direction_of(pages, page);
    for (size_t i = page->first; i < page->end; i++)
        if (pages->texts[i].place == PDF_IN_LINE)
            pdf_pieces_add(&layout->pieces, &pages->texts[i]);
    pdf_pieces_settle(&layout->pieces);
    pdf_columns_find(layout->pieces.items, layout->pieces.count,
                     layout->direction, &layout->work, take_column, layout);
    layout->column++;
    for (size_t i = page->first; i < page->end; i++)
        if (pages->texts[i].place == PDF_ASIDE)
            add_aside(layout, &pages->texts[i]);
}

void pdf_layout_find(const struct pdf_pages *pages, struct arena *arena,
                     struct pdf_lines *out)
{
    struct layout layout = {
        .pages = pages, .arena = arena, .out = out, .pieces = {.arena = arena}};
    struct pdf_line *items;

    *out = (struct pdf_lines){0};
    for (size_t i = 0; i < pages->count; i++)
        take_page(&layout, &pages->pages[i]);
    items = arena_array(arena, out->count, sizeof *items);
    if (out->count)
        memcpy(items, out->items, out->count * sizeof *items);
    heap_free(out->items);
    out->items = items;
    pdf_pieces_release(&layout.pieces);
    strbuf_release(&layout.text);
}

float pdf_body_size(const struct pdf_lines *lines)
{
    size_t bytes[SIZES] = {0}, best = 0;

    for (size_t i = 0; i < lines->count; i++) {
        float size = lines->items[i].size * 2;

        if (lines->items[i].use == PDF_BODY && size >= 0 && size < SIZES)
            bytes[(size_t)size] += lines->items[i].text.len;
    }
    for (size_t i = 1; i < SIZES; i++)
        if (bytes[i] > bytes[best])
            best = i;
    return bytes[best] ? (float)best / 2 : 0;
}
