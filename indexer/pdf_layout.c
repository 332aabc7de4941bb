#include "indexer/pdf_layout.h"

#include <stdlib.h>

#include "indexer/marks.h"
#include "indexer/pdf_columns.h"

enum {
    LABEL_BYTES_MOST = 8,
    CELLS_LEAST = 3, /* pieces of a row that is of a table by that alone */
    NOTE_DIGITS_MOST = 3,
    SIZES = 512 /* half points that are told apart */
};

/* In heights of a line. */
static const float SPACE_LEAST = 0.12F; /* between words */
static const float GAP_MOST = 0.9F;     /* in one piece of text */
static const float CELL_GAP = 1.8F;     /* between cells */
static const float RAISED_SIZE = 0.8F;  /* of the line's, for "12" above it */

/* The pieces of a page, and the lines so far. */
struct layout {
    const struct pdf_pages *pages;
    struct arena *arena;
    struct pdf_lines *out;
    size_t capacity;
    struct pdf_piece *pieces;
    size_t count, piece_capacity;
    struct strbuf text;
    uint32_t page, column;
    size_t work;
};

static float least(float a, float b)
{
    return a < b ? a : b;
}

static float most(float a, float b)
{
    return a > b ? a : b;
}

/* ---- pieces: what stands close together in one line ---- */

static bool is_in_row(const struct pdf_piece *a, float top, float bottom)
{
    float common = least(a->bottom, bottom) - most(a->top, top);

    return common > 0.5F * least(a->bottom - a->top, bottom - top);
}

static bool is_digits(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
    return text.len && text.len <= NOTE_DIGITS_MOST;
}

/* A small number that stands higher than its line: a reference to a note. */
static bool is_raised(const struct pdf_text *text, float size, float bottom)
{
    return text->size < size * RAISED_SIZE && is_digits(text->text) &&
           text->bottom < bottom;
}

static bool ends_in(struct slice text, char c)
{
    return text.len && text.bytes[text.len - 1] == c;
}

/* Is there room for a space between what ends at right and the text? */
static bool is_apart(float right, const struct pdf_text *text)
{
    return text->left - right > SPACE_LEAST * text->size;
}

static void join(struct layout *layout, struct pdf_piece *piece,
                 const struct pdf_text *text)
{
    struct strbuf *made = &layout->text;
    bool is_bold = piece->bold == piece->text.len && text->bold;

    strbuf_reset(made);
    strbuf_add(made, piece->text);
    if (is_raised(text, piece->size, piece->bottom)) {
        strbuf_add_format(made, "[%.*s]", SLICE_ARG(text->text));
        is_bold = false;
    } else {
        if (is_apart(piece->right, text))
            strbuf_add_byte(made, ' ');
        if (is_bold)
            piece->bold = made->len + text->bold;
        strbuf_add(made, text->text);
    }
    piece->text = slice_copy(layout->arena, strbuf_slice(made));
    if (text->size > piece->size || text->right - text->left > piece->widest) {
        piece->size = text->size;
        piece->widest = text->right - text->left;
    }
    piece->right = most(piece->right, text->right);
    if (text->size >= piece->size * RAISED_SIZE) {
        piece->top = least(piece->top, text->top);
        piece->bottom = most(piece->bottom, text->bottom);
    }
}

/* Does the text go on with the piece that the last one was of? */
static bool goes_on(const struct pdf_piece *piece, const struct pdf_text *text)
{
    float gap = text->left - piece->right;
    float height = most(piece->bottom - piece->top, text->bottom - text->top);

    return is_in_row(piece, text->top, text->bottom) &&
           gap < GAP_MOST * height && gap > -0.5F * height;
}

static void add_piece(struct layout *layout, const struct pdf_text *text)
{
    struct pdf_piece *piece;

    layout->pieces = heap_grow(layout->pieces, layout->count,
                               &layout->piece_capacity, sizeof *layout->pieces);
    piece = &layout->pieces[layout->count++];
    *piece = (struct pdf_piece){.text = text->text,
                                .left = text->left,
                                .top = text->top,
                                .right = text->right,
                                .bottom = text->bottom,
                                .size = text->size,
                                .widest = text->right - text->left,
                                .bold = text->bold};
}

/* The first number of a note is small and raised, too: "[12]" before it. */
static void mark_note(struct layout *layout, struct pdf_piece *piece,
                      const struct pdf_text *next)
{
    if (!is_digits(piece->text) || piece->size >= next->size * RAISED_SIZE ||
        piece->bottom >= next->bottom)
        return;
    strbuf_reset(&layout->text);
    strbuf_add_format(&layout->text, "[%.*s] ", SLICE_ARG(piece->text));
    piece->text = slice_copy(layout->arena, strbuf_slice(&layout->text));
    piece->bold = 0;
    piece->right = next->left;
    piece->size = next->size;
}

static void take_text(struct layout *layout, const struct pdf_text *text)
{
    struct pdf_piece *last =
        layout->count ? &layout->pieces[layout->count - 1] : NULL;

    if (last && goes_on(last, text)) {
        mark_note(layout, last, text);
        join(layout, last, text);
    } else {
        add_piece(layout, text);
    }
}

/* ---- rows ---- */

/* What stands before its text with a wide space between: a bullet, a number,
 * a label. */
static bool is_lead(struct slice text)
{
    struct mark mark = mark_find(text);

    return (mark.style != MARK_NONE && mark.end >= text.len) ||
           (text.len <= LABEL_BYTES_MOST && ends_in(text, ':')) ||
           slice_equal(text, SLICE("-")) || slice_equal(text, SLICE("–")) ||
           slice_equal(text, SLICE("—")) || slice_equal(text, SLICE("Q"));
}

static void add_line(struct layout *layout, const struct pdf_line *line)
{
    layout->out->items = heap_grow(layout->out->items, layout->out->count,
                                   &layout->capacity, sizeof *line);
    layout->out->items[layout->out->count++] = *line;
}

/* Add a piece of the same row behind what the line has. */
static void extend(struct layout *layout, struct pdf_line *line,
                   const struct pdf_piece *piece, bool is_table)
{
    struct strbuf *made = &layout->text;
    bool is_cell = (is_table || piece->left - line->right >
                                    CELL_GAP * (piece->bottom - piece->top)) &&
                   !is_lead(line->text);

    strbuf_reset(made);
    strbuf_add(made, line->text);
    strbuf_add_text(made, is_cell ? " | " : " ");
    if (line->bold == line->text.len && piece->bold && !is_cell)
        line->bold = made->len + piece->bold;
    strbuf_add(made, piece->text);
    line->text = slice_copy(layout->arena, strbuf_slice(made));
    line->is_row |= is_cell;
    line->size = most(line->size, piece->size);
    line->top = least(line->top, piece->top);
    line->bottom = most(line->bottom, piece->bottom);
    line->right = most(line->right, piece->right);
}

static void add_row(struct layout *layout, const size_t *order, size_t count,
                    const struct pdf_column *column)
{
    const struct pdf_piece *first = &layout->pieces[order[0]];
    struct pdf_line line = {.text = first->text,
                            .left = first->left,
                            .top = first->top,
                            .right = first->right,
                            .bottom = first->bottom,
                            .size = first->size,
                            .bold = first->bold,
                            .page = layout->page,
                            .column = layout->column,
                            .column_left = column->left,
                            .column_right = column->right,
                            .is_in_column = column->is_beside};

    for (size_t i = 1; i < count; i++)
        extend(layout, &line, &layout->pieces[order[i]], count >= CELLS_LEAST);
    add_line(layout, &line);
}

/* A column's pieces, which are sorted by their tops, as rows. */
static void take_column(void *context, const struct pdf_column *column)
{
    struct layout *layout = context;
    size_t *order = column->pieces;

    layout->column++;
    for (size_t i = 0, end; i < column->count; i = end) {
        const struct pdf_piece *first = &layout->pieces[order[i]];

        for (end = i + 1; end < column->count; end++)
            if (!is_in_row(&layout->pieces[order[end]], first->top,
                           first->bottom))
                break;
        for (size_t a = i + 1; a < end; a++) /* by their left edges */
            for (size_t b = a; b > i && layout->pieces[order[b]].left <
                                            layout->pieces[order[b - 1]].left;
                 b--) {
                size_t moved = order[b];

                order[b] = order[b - 1];
                order[b - 1] = moved;
            }
        add_row(layout, order + i, end - i, column);
    }
}

void pdf_layout_find(const struct pdf_pages *pages, struct arena *arena,
                     struct pdf_lines *out)
{
    struct layout layout = {.pages = pages, .arena = arena, .out = out};
    struct pdf_line *items;

    *out = (struct pdf_lines){0};
    for (size_t i = 0; i < pages->count; i++) {
        layout.page = (uint32_t)i + 1;
        layout.column = 0;
        layout.count = 0;
        for (size_t at = pages->pages[i].first; at < pages->pages[i].end; at++)
            take_text(&layout, &pages->texts[at]);
        pdf_columns_find(layout.pieces, layout.count, &layout.work, take_column,
                         &layout);
    }
    items = arena_array(arena, out->count, sizeof *items);
    if (out->count)
        memcpy(items, out->items, out->count * sizeof *items);
    heap_free(out->items);
    out->items = items;
    heap_free(layout.pieces);
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
