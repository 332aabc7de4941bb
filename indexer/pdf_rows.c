#include "indexer/pdf_rows.h"

#include <math.h>
#include <stdlib.h>

#include "indexer/marks.h"

enum {
    LABEL_BYTES_MOST = 48,
    NEAR_ROWS = 3,    /* above and below, that may have the same cells */
    PIECES_MOST = 64, /* of a row of cells */
    LONE_CELLS = 3,   /* pieces of a row that stands alone */
    BLOCK_LEAST = 2,  /* lines of a table */
    SAME = 2          /* in units of the places: at one place */
};

/* In heights of a line. */
static const float GAP_LEAST = 0.45F; /* before a cell */
static const float GAP_WIDE = 1.8F;
static const float GAP_LONE = 3.0F;  /* where no other row has it */
static const float GAP_EVEN = 0.3F;  /* gaps of words that differ by less */
static const float LINES_GAP = 1.1F; /* between the lines of a cell */
static const float STEP = 0.12F;     /* between kinds of such gaps */

struct rows {
    struct pdf_piece *pieces;
    const struct pdf_column *column;
    struct pdf_row *items;
    size_t count;
};

static struct pdf_piece *piece_of(const struct rows *rows, size_t at)
{
    return &rows->pieces[rows->column->pieces[at]];
}

/* ---- rows ---- */

static bool is_in_row(const struct pdf_piece *a, const struct pdf_piece *b)
{
    float top = a->top > b->top ? a->top : b->top;
    float bottom = a->bottom < b->bottom ? a->bottom : b->bottom;
    float height = a->bottom - a->top < b->bottom - b->top ? a->bottom - a->top
                                                           : b->bottom - b->top;

    return bottom - top > 0.5F * height;
}

static int by_left(const void *a, const void *b, void *context)
{
    const struct pdf_piece *pieces = context;
    size_t left = *(const size_t *)a, right = *(const size_t *)b;

    if (pieces[left].left < pieces[right].left ||
        pieces[left].left > pieces[right].left)
        return pieces[left].left < pieces[right].left ? -1 : 1;
    return left < right ? -1 : 1;
}

static void set_box(const struct rows *rows, struct pdf_row *row)
{
    for (size_t i = row->first; i < row->end; i++) {
        const struct pdf_piece *piece = piece_of(rows, i);

        if (i == row->first || piece->left < row->left)
            row->left = piece->left;
        if (i == row->first || piece->top < row->top)
            row->top = piece->top;
        if (i == row->first || piece->right > row->right)
            row->right = piece->right;
        if (i == row->first || piece->bottom > row->bottom)
            row->bottom = piece->bottom;
    }
}

/* The column's pieces are sorted by their bottoms. */
static void make_rows(struct rows *rows)
{
    size_t all = rows->column->count;

    for (size_t i = 0, end; i < all; i = end) {
        struct pdf_row *row = &rows->items[rows->count++];

        for (end = i + 1; end < all; end++)
            if (!is_in_row(piece_of(rows, end), piece_of(rows, i)))
                break;
        qsort_r(rows->column->pieces + i, end - i, sizeof *rows->column->pieces,
                by_left, rows->pieces);
        *row = (struct pdf_row){.first = i, .end = end};
        set_box(rows, row);
    }
}

/* ---- gaps ---- */

static float height_of(const struct pdf_piece *piece)
{
    return piece->bottom - piece->top;
}

/* Before the piece at, behind the one before it, in heights. */
static float gap_before(const struct rows *rows, size_t at)
{
    const struct pdf_piece *piece = piece_of(rows, at);

    return (piece->left - piece_of(rows, at - 1)->right) / height_of(piece);
}

/* Words of a line that is set flush on both sides: the gaps are narrow, or each
 * word stands alone and the gaps are alike. */
static bool is_stretched(const struct rows *rows, const struct pdf_row *row)
{
    float least = INFINITY, most = 0;
    bool has_space = false;

    if (row->right + SAME < rows->column->right)
        return false;
    for (size_t i = row->first; i < row->end; i++) {
        has_space |=
            slice_find(piece_of(rows, i)->text, SLICE(" "), 0) != SIZE_MAX;
        if (i == row->first || (row->is_lead && i == row->first + 1))
            continue;
        least = fminf(least, gap_before(rows, i));
        most = fmaxf(most, gap_before(rows, i));
    }
    return most < GAP_WIDE || (!has_space && most - least < GAP_EVEN);
}

static bool is_near(float a, float b)
{
    return fabsf(a - b) < SAME;
}

/* Does the piece begin, end or stand in the middle as the other one does? */
static bool is_aligned(const struct rows *rows, size_t at, size_t other)
{
    const struct pdf_piece *a = piece_of(rows, at), *b = piece_of(rows, other);
    bool is_wide =
        gap_before(rows, at) > GAP_WIDE && gap_before(rows, other) > GAP_WIDE;

    if (is_near(a->left, b->left))
        return true;
    if (is_near(a->right, b->right))
        return is_wide || a->right + SAME < rows->column->right;
    return is_wide && is_near(a->left + a->right, b->left + b->right);
}

/* Has the row a cell where the piece stands? A line of one piece has, if it
 * begins there. */
static bool has_cell(const struct rows *rows, const struct pdf_row *row,
                     size_t at)
{
    for (size_t i = row->first + 1; i < row->end; i++)
        if (gap_before(rows, i) > GAP_LEAST && is_aligned(rows, at, i))
            return true;
    return gap_before(rows, at) > GAP_WIDE &&
           is_near(piece_of(rows, row->first)->left, piece_of(rows, at)->left);
}

static bool is_supported(const struct rows *rows, size_t row, size_t at)
{
    size_t first = row > NEAR_ROWS ? row - NEAR_ROWS : 0;

    for (size_t i = first; i <= row + NEAR_ROWS && i < rows->count; i++) {
        const struct pdf_row *other = &rows->items[i];

        if (i != row && other->end - other->first <= PIECES_MOST &&
            !is_stretched(rows, other) && has_cell(rows, other, at))
            return true;
    }
    return false;
}

/* ---- cells ---- */

static bool ends_in(struct slice text, char c)
{
    return text.len && text.bytes[text.len - 1] == c;
}

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

/* Without such rows near it: all gaps are wide, one of them more than that. */
static bool is_lone(const struct rows *rows, const struct pdf_row *row)
{
    float widest = 0;

    for (size_t i = row->first + 1; i < row->end; i++) {
        if (gap_before(rows, i) <= GAP_WIDE)
            return false;
        widest = fmaxf(widest, gap_before(rows, i));
    }
    return widest > GAP_LONE || row->end - row->first >= LONE_CELLS;
}

static bool begins_cell(const struct rows *rows, size_t row, size_t at)
{
    const struct pdf_row *items = &rows->items[row];
    float gap = gap_before(rows, at);

    if (gap <= GAP_LEAST || (items->is_lead && at == items->first + 1))
        return false;
    if (is_supported(rows, row, at))
        return !is_stretched(rows, items) || gap > GAP_WIDE;
    return gap > GAP_WIDE && !rows->column->is_beside &&
           !is_stretched(rows, items) && is_lone(rows, items);
}

static void find_cells(struct rows *rows, size_t number)
{
    struct pdf_row *row = &rows->items[number];

    if (row->end - row->first > PIECES_MOST)
        return;
    for (size_t i = row->first + 1; i < row->end; i++)
        if (begins_cell(rows, number, i))
            row->is_cells = piece_of(rows, i)->is_cell = true;
}

/* ---- lines of a cell ---- */

/* Does each piece of the row stand within one cell of the head, which is a row
 * of cells? is_first: one stands in its first cell. */
static bool fits(const struct rows *rows, const struct pdf_row *head,
                 const struct pdf_row *row, bool *is_first)
{
    *is_first = false;
    if (row->is_lead || row->end - row->first > PIECES_MOST)
        return false;
    for (size_t i = row->first; i < row->end; i++) {
        const struct pdf_piece *piece = piece_of(rows, i);
        bool is_within = true;
        float from = head->left;

        for (size_t k = head->first + 1; k < head->end; k++) {
            const struct pdf_piece *cell = piece_of(rows, k);

            if (!cell->is_cell)
                continue;
            if (piece->left < cell->left - SAME &&
                piece->right > cell->left - SAME)
                is_within = false; /* it crosses the edge */
            if (piece->left >= cell->left - SAME)
                from = cell->left;
        }
        if (!is_within || piece->left < from - SAME)
            return false;
        *is_first |= !(from > head->left);
    }
    return true;
}

static float gap_above(const struct rows *rows, size_t number)
{
    const struct pdf_row *row = &rows->items[number];

    return (row->top - rows->items[number - 1].bottom) /
           (row->bottom - row->top);
}

/* The rows from head on that stand in its cells: [head, end). */
static size_t end_of_block(const struct rows *rows, size_t head)
{
    size_t end = head + 1;
    bool is_first;

    while (end < rows->count && gap_above(rows, end) < LINES_GAP &&
           (rows->items[end].is_cells ||
            fits(rows, &rows->items[head], &rows->items[end], &is_first))) {
        if (rows->items[end].is_cells)
            head = end;
        end++;
    }
    return end;
}

/* Within a cell lines stand closer than rows do, where both are seen; without
 * a text in the first cell it is always the same row. */
static void join_lines(struct rows *rows, size_t head, size_t end)
{
    float least = INFINITY, most = -INFINITY;

    for (size_t i = head + 1; i < end; i++) {
        least = fminf(least, gap_above(rows, i));
        most = fmaxf(most, gap_above(rows, i));
    }
    for (size_t i = head + 1; i < end; i++) {
        bool is_first = true;
        bool is_close = most - least > STEP &&
                        gap_above(rows, i) - least < (most - least) / 3;

        if (fits(rows, &rows->items[head], &rows->items[i], &is_first) &&
            (is_close || !is_first))
            rows->items[i].goes_on = true;
        else
            head = i;
    }
}

void pdf_rows_find(struct pdf_piece *pieces, const struct pdf_column *column,
                   struct arena *arena, struct pdf_rows *out)
{
    struct rows rows = {
        .pieces = pieces,
        .column = column,
        .items = arena_array(arena, column->count, sizeof *rows.items)};

    make_rows(&rows);
    for (size_t i = 0; i < rows.count; i++)
        rows.items[i].is_lead =
            is_lead(piece_of(&rows, rows.items[i].first)->text);
    for (size_t i = 0; i < rows.count; i++)
        find_cells(&rows, i);
    for (size_t i = 0, end; i < rows.count; i = end) {
        end = i + 1;
        if (!rows.items[i].is_cells)
            continue;
        end = end_of_block(&rows, i);
        if (end - i >= BLOCK_LEAST)
            join_lines(&rows, i, end);
    }
    *out = (struct pdf_rows){rows.items, rows.count};
}
