#include "indexer/pdf_layout.h"

#include <stdlib.h>

#include "indexer/pdf_leftward.h"
#include "indexer/pdf_letters.h"
#include "indexer/pdf_rows.h"

enum {
    NOTE_DIGITS_MOST = 3,
    SIZES = 512 /* half points that are told apart */
};

/* In heights of a line. */
static const float SPACE_LEAST = 0.12F; /* between words, */
static const float SPACE_HANGUL = 0.24F;
static const float SPACE_SIGN = 0.35F;    /* signs of Chinese and Japanese, */
static const float SPACE_MARK = 0.4F;     /* and before a comma */
static const float GAP_MOST = 0.9F;       /* in one piece of text */
static const float RAISED_SIZE = 0.8F;    /* of the line's, */
static const float RAISED_HEIGHT = 0.87F; /* of its height, for "12" above it */

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
    enum pdf_direction direction;
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

/* A small number that stands higher than its line, which is so high: a
 * reference to a note. */
static bool is_raised(const struct pdf_text *text, float height, float bottom)
{
    return text->bottom - text->top < height * RAISED_HEIGHT &&
           text->bottom < bottom && is_digits(text->text);
}

/* "km" with a raised 2 is no word with a note. */
static bool is_unit(struct slice text, struct slice power)
{
    static const char *const units[] = {"m", "km", "cm", "mm", "dm", "ft"};
    size_t at = text.len;

    while (at > 0 && text.bytes[at - 1] != ' ' && text.bytes[at - 1] != '(')
        at--;
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (slice_equal(slice_part(text, at, text.len), slice_of(units[i])))
            return slice_equal(power, SLICE("2")) ||
                   slice_equal(power, SLICE("3"));
    return false;
}

/* How wide a space must be: signs and letters of other scripts stand a little
 * apart without one, and marks that close a clause never have it. */
static float space_least(struct slice before, struct slice next)
{
    int32_t last = pdf_letters_last(before), first = pdf_letters_first(next);

    if (first == ',' || first == '.' || first == ';' || first == ')')
        return SPACE_MARK;
    if (pdf_letters_are_wide(last) || pdf_letters_are_wide(first))
        return SPACE_SIGN;
    return pdf_letters_is_hangul(last) || pdf_letters_is_hangul(first)
               ? SPACE_HANGUL
               : SPACE_LEAST;
}

/* Is there room for a space between what ends at right and the text? */
static bool is_apart(float right, struct slice before,
                     const struct pdf_text *text)
{
    return text->left - right > space_least(before, text->text) * text->size;
}

static void join(struct layout *layout, struct pdf_piece *piece,
                 const struct pdf_text *text)
{
    struct strbuf *made = &layout->text;
    bool is_bold = piece->bold == piece->text.len && text->bold;

    strbuf_reset(made);
    strbuf_add(made, piece->text);
    if (is_raised(text, piece->bottom - piece->top, piece->bottom) &&
        !is_unit(piece->text, text->text)) {
        strbuf_add_format(made, "[%.*s]", SLICE_ARG(text->text));
        is_bold = false;
    } else {
        if (is_apart(piece->right, piece->text, text))
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
    float height = next->bottom - next->top;

    if (!is_digits(piece->text) || piece->bottom >= next->bottom ||
        piece->bottom - piece->top >= height * RAISED_HEIGHT)
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
    bool is_bold = line->bold >= line->text.len;
    struct slice read = pdf_leftward_read(
        line->text, layout->direction == PDF_LEFTWARD, layout->arena);

    if (read.bytes != line->text.bytes) {
        line->text = read;
        line->bold = is_bold ? read.len : 0;
    }
    if (layout->direction == PDF_LEFTWARD)
        mirror(layout, line);
    add_line(layout, line);
}

/* Add the texts of a cell, or of a part of one, behind what the line has. */
static void extend(struct layout *layout, struct pdf_line *line,
                   const struct pdf_piece *piece, const char *joint)
{
    struct strbuf *made = &layout->text;

    strbuf_reset(made);
    strbuf_add(made, line->text);
    strbuf_add_text(made, joint);
    if (line->bold == line->text.len && piece->bold && !piece->is_cell)
        line->bold = made->len + piece->bold;
    strbuf_add(made, piece->text);
    line->text = slice_copy(layout->arena, strbuf_slice(made));
    line->size = most(line->size, piece->size);
}

/* Between pieces of one line: they may be one word, drawn in parts. */
static const char *joint_of(const struct pdf_piece *last,
                            const struct pdf_piece *piece)
{
    float gap = piece->left - last->right;

    if (piece->is_cell)
        return " | ";
    return gap > space_least(last->text, piece->text) * piece->size ||
                   gap < -piece->size
               ? " "
               : "";
}

static void start_line(const struct layout *layout,
                       const struct pdf_column *column,
                       const struct pdf_row *row, struct pdf_line *line)
{
    const struct pdf_piece *first = &layout->pieces[column->pieces[row->first]];

    *line = (struct pdf_line){.text = first->text,
                              .left = row->left,
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
        const struct pdf_piece *piece = &layout->pieces[order[i]];
        const char *joint = joint_of(&layout->pieces[order[i - 1]], piece);

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
    float left = layout->pieces[order[piece]].left + 2;

    return (layout->pieces[order[first]].left <= left ||
            !layout->pieces[order[first]].is_cell) &&
           (is_last || left < layout->pieces[order[next]].left);
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
        while (next < row->end && !layout->pieces[order[next]].is_cell)
            next++;
        for (size_t i = cell; i < next; i++)
            if (i > row->first)
                extend(layout, &line, &layout->pieces[order[i]],
                       i == cell ? " | " : " ");
        for (size_t k = head + 1; k < end; k++)
            for (size_t i = rows->items[k].first; i < rows->items[k].end; i++)
                if (is_in_cell(layout, order, i, cell, next, next == row->end))
                    extend(layout, &line, &layout->pieces[order[i]], " ");
    }
    finish_line(layout, &line);
}

static void take_column(void *context, const struct pdf_column *column)
{
    struct layout *layout = context;
    struct arena scratch = ARENA_INIT;
    struct pdf_rows rows;

    layout->column++;
    pdf_rows_find(layout->pieces, column, &scratch, &rows);
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
    layout->count = 0;
    layout->direction = direction_of(pages, page);
    for (size_t i = page->first; i < page->end; i++)
        if (pages->texts[i].place == PDF_IN_LINE)
            take_text(layout, &pages->texts[i]);
    pdf_columns_find(layout->pieces, layout->count, layout->direction,
                     &layout->work, take_column, layout);
    layout->column++;
    for (size_t i = page->first; i < page->end; i++)
        if (pages->texts[i].place == PDF_ASIDE)
            add_aside(layout, &pages->texts[i]);
}

void pdf_layout_find(const struct pdf_pages *pages, struct arena *arena,
                     struct pdf_lines *out)
{
    struct layout layout = {.pages = pages, .arena = arena, .out = out};
    struct pdf_line *items;

    *out = (struct pdf_lines){0};
    for (size_t i = 0; i < pages->count; i++)
        take_page(&layout, &pages->pages[i]);
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
