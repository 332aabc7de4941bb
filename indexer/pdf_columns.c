#include "indexer/pdf_columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    PARTS = 4, /* that an area is parted into */
    DEPTH_MOST = 12,
    LINES_LEAST = 3,   /* of a column */
    EDGES_MOST = 64,   /* that are tried */
    FULL_PERCENT = 70, /* of the width, for a full line */
    ROWS_LEAST = 2,    /* of a table below columns */
    GAPPED_SHARE = 3,  /* one line in so many may have cells */
    FULL_SHARE = 2     /* one line in so many must be full */
};

/* In sizes of the font. */
static const float GUTTER_LEAST = 0.7F; /* between columns */
static const float CELL_GAP = 2;        /* between cells of a table */
static const float ROW_WIDTH = 0.6F;    /* of a column's: a cell of a table */
static const float WIDTH_LEAST = 9;     /* of a column */

struct finder {
    const struct pdf_piece *pieces;
    size_t *order; /* numbers of pieces, parted and sorted in place */
    size_t *scratch;
    enum pdf_direction direction;
    size_t *work;
    pdf_columns_take *take;
    void *context;
};

/* A part of the page: order[first, end). */
struct area {
    size_t first, end;
    bool is_beside;
    unsigned depth;
};

/* Two columns: what stands left and right of an edge between two heights. */
struct band {
    float edge, top, bottom;
    size_t count; /* of pieces in both */
};

/* ---- order ---- */

static int by_bottom(const void *a, const void *b, void *context)
{
    const struct pdf_piece *pieces = context;
    const struct pdf_piece *left = &pieces[*(const size_t *)a];
    const struct pdf_piece *right = &pieces[*(const size_t *)b];

    if (left->bottom < right->bottom || left->bottom > right->bottom)
        return left->bottom < right->bottom ? -1 : 1;
    if (left->left < right->left || left->left > right->left)
        return left->left < right->left ? -1 : 1;
    return *(const size_t *)a < *(const size_t *)b ? -1 : 1;
}

/* ---- columns ---- */

/* The lines on one side of an edge within a band. */
struct side {
    size_t count, full;
    size_t gapped; /* lines with a wide gap within */
    float left, right, top, bottom;
    float size; /* of all, summed up */
    /* The line that is open; its pieces come one after the other. */
    float line_left, line_right, line_bottom;
    bool is_gapped;
};

static bool is_same_line(const struct side *side, const struct pdf_piece *piece)
{
    return side->count && (piece->top + piece->bottom) / 2 < side->line_bottom;
}

static void note(struct side *side, const struct pdf_piece *piece)
{
    if (!side->count || piece->left < side->left)
        side->left = piece->left;
    if (!side->count || piece->right > side->right)
        side->right = piece->right;
    if (!side->count || piece->top < side->top)
        side->top = piece->top;
    if (!side->count || piece->bottom > side->bottom)
        side->bottom = piece->bottom;
    if (is_same_line(side, piece))
        return;
    side->line_bottom = piece->bottom;
    side->size += piece->size;
    side->count++;
}

/* Full lines, once the sides are known. */
static void close_line(struct side *side)
{
    side->full += (side->line_right - side->line_left) * 100 >=
                  (side->right - side->left) * FULL_PERCENT;
    side->gapped += side->is_gapped;
    side->is_gapped = false;
}

/* A wide gap with a short text beside it: a cell, and no column. */
static bool is_cell_gap(const struct side *side, const struct pdf_piece *piece)
{
    float gap = piece->left - side->line_right;

    return gap > CELL_GAP * piece->size &&
           (piece->right - piece->left < WIDTH_LEAST * piece->size ||
            side->line_right - side->line_left < WIDTH_LEAST * piece->size);
}

static void note_full(struct side *side, const struct pdf_piece *piece,
                      bool is_first)
{
    if (!is_first && (piece->top + piece->bottom) / 2 < side->line_bottom) {
        side->is_gapped |= is_cell_gap(side, piece);
        side->line_left = fminf(side->line_left, piece->left);
        side->line_right = fmaxf(side->line_right, piece->right);
        return;
    }
    if (!is_first)
        close_line(side);
    side->line_left = piece->left;
    side->line_right = piece->right;
    side->line_bottom = piece->bottom;
}

static bool is_left(const struct pdf_piece *piece, float edge)
{
    return piece->right <= edge - GUTTER_LEAST * piece->size;
}

static bool is_right(const struct pdf_piece *piece, float edge)
{
    return piece->left >= edge - 1;
}

static bool is_within(const struct pdf_piece *piece, const struct band *band)
{
    float middle = (piece->top + piece->bottom) / 2;

    return middle > band->top && middle < band->bottom;
}

/* Is it a column of text, and not one of a table? */
static bool is_text(const struct side *side)
{
    return side->count >= LINES_LEAST &&
           side->full * FULL_SHARE >= side->count &&
           side->gapped * GAPPED_SHARE <= side->count &&
           (side->right - side->left) * (float)side->count >=
               WIDTH_LEAST * side->size;
}

/* Are these columns? Sets count. */
static bool is_parted(const struct finder *finder, const struct area *area,
                      struct band *band)
{
    struct side sides[2] = {0};
    size_t seen[2] = {0};

    *finder->work += 2 * (area->end - area->first);
    for (size_t i = area->first; i < area->end; i++) {
        const struct pdf_piece *piece = &finder->pieces[finder->order[i]];

        if (is_within(piece, band))
            note(&sides[is_right(piece, band->edge)], piece);
    }
    for (size_t i = area->first; i < area->end; i++) {
        const struct pdf_piece *piece = &finder->pieces[finder->order[i]];
        bool which = is_right(piece, band->edge);

        if (is_within(piece, band))
            note_full(&sides[which], piece, !seen[which]++);
    }
    for (size_t i = 0; i < COUNT_OF(sides); i++)
        close_line(&sides[i]);
    band->count = seen[0] + seen[1];
    return is_text(&sides[0]) && is_text(&sides[1]) &&
           sides[0].top < sides[1].bottom && sides[1].top < sides[0].bottom;
}

/* Of the stretches of the area that nothing crosses the edge in, the best. The
 * area is sorted from top to bottom. */
static void try_edge(const struct finder *finder, const struct area *area,
                     float edge, struct band *best)
{
    struct band band = {edge, -INFINITY, 0, 0};

    for (size_t i = area->first;
         i <= area->end && *finder->work < PDF_COLUMNS_WORK_MOST; i++) {
        const struct pdf_piece *piece =
            i < area->end ? &finder->pieces[finder->order[i]] : NULL;

        if (piece && (is_left(piece, edge) || is_right(piece, edge)))
            continue;
        band.bottom =
            piece ? piece->top + (piece->bottom - piece->top) / 4 : INFINITY;
        if (band.bottom > band.top && is_parted(finder, area, &band) &&
            band.count > best->count)
            *best = band;
        if (piece)
            band.top = piece->bottom;
    }
}

/* Left edges at which several pieces begin. */
static size_t find_edges(const struct finder *finder, const struct area *area,
                         float *edges)
{
    size_t count = 0;

    for (size_t i = area->first; i < area->end && count < EDGES_MOST &&
                                 *finder->work < PDF_COLUMNS_WORK_MOST;
         i++) {
        float left = finder->pieces[finder->order[i]].left;
        size_t same = 0;

        *finder->work += area->end - area->first + 1;
        for (size_t k = area->first; k < area->end; k++)
            same += fabsf(finder->pieces[finder->order[k]].left - left) < 2;
        for (size_t k = 0; k < count; k++)
            if (fabsf(edges[k] - left) < 2)
                same = 0;
        if (same >= LINES_LEAST)
            edges[count++] = left;
    }
    return count;
}

/* Does the line of both sides that the piece stands in look like a table's row,
 * short or with a wide gap on each side? *top is where it begins. */
static bool is_row(const struct finder *finder, const struct area *area,
                   const struct band *band, const struct pdf_piece *piece,
                   float *top)
{
    struct pdf_piece ends[2] = {{.left = INFINITY}, {.left = INFINITY}};
    struct side sides[2] = {0};
    size_t counts[2] = {0};
    bool is_gapped[2] = {false, false};

    *top = piece->top;
    *finder->work += area->end - area->first;
    for (size_t i = area->first; i < area->end; i++) {
        const struct pdf_piece *other = &finder->pieces[finder->order[i]];
        float middle = (other->top + other->bottom) / 2;
        bool which = is_right(other, band->edge);

        if (!is_within(other, band))
            continue;
        note(&sides[which], other);
        if (middle < piece->top || middle > piece->bottom)
            continue;
        is_gapped[which] |= counts[which] && other->left - ends[which].right >
                                                 CELL_GAP * other->size;
        ends[which].left = fminf(ends[which].left, other->left);
        ends[which].right = fmaxf(ends[which].right, other->right);
        *top = fminf(*top, other->top);
        counts[which]++;
    }
    for (size_t i = 0; i < COUNT_OF(sides); i++)
        if (!counts[i] ||
            (!is_gapped[i] && ends[i].right - ends[i].left >=
                                  (sides[i].right - sides[i].left) * ROW_WIDTH))
            return false;
    return true;
}

/* Rows of a table below columns are none of their lines. */
static void trim_band(const struct finder *finder, const struct area *area,
                      struct band *band)
{
    float bottom = band->bottom, top;
    size_t rows = 0;
    struct band rest = *band;

    for (size_t i = area->end;
         i > area->first && *finder->work < PDF_COLUMNS_WORK_MOST; i--) {
        const struct pdf_piece *piece = &finder->pieces[finder->order[i - 1]];

        if (!is_within(piece, &rest))
            continue;
        if (!is_row(finder, area, band, piece, &top))
            break;
        rest.bottom = bottom = top;
        rows++;
    }
    if (rows < ROWS_LEAST)
        return;
    rest.bottom = bottom;
    if (is_parted(finder, area, &rest))
        *band = rest;
}

static bool find_band(const struct finder *finder, const struct area *area,
                      struct band *best)
{
    float edges[EDGES_MOST];
    size_t count = 0;

    *best = (struct band){0};
    if (*finder->work < PDF_COLUMNS_WORK_MOST)
        count = find_edges(finder, area, edges);
    for (size_t i = 0; i < count && *finder->work < PDF_COLUMNS_WORK_MOST; i++)
        try_edge(finder, area, edges[i], best);
    if (best->count)
        trim_band(finder, area, best);
    return best->count > 0;
}

/* ---- parting ---- */

static void take_area(const struct finder *finder, const struct area *area)
{
    struct pdf_column column = {.pieces = finder->order + area->first,
                                .count = area->end - area->first,
                                .is_beside = area->is_beside};

    for (size_t i = 0; i < column.count; i++) {
        const struct pdf_piece *piece = &finder->pieces[column.pieces[i]];

        if (!i || piece->left < column.left)
            column.left = piece->left;
        if (!i || piece->right > column.right)
            column.right = piece->right;
    }
    if (column.count)
        finder->take(finder->context, &column);
}

/* 0 above the band, 1 and 2 its columns, 3 below. */
static unsigned part_of(const struct finder *finder,
                        const struct pdf_piece *piece, const struct band *band)
{
    if (is_within(piece, band))
        return is_right(piece, band->edge) ==
                       (finder->direction == PDF_RIGHTWARD)
                   ? 2
                   : 1;
    return (piece->top + piece->bottom) / 2 <= band->top ? 0 : 3;
}

static void part(const struct finder *finder, const struct area *area)
{
    struct area inner[PARTS];
    struct band band;
    size_t at = area->first, count = area->end - area->first;

    if (!count)
        return;
    qsort_r(finder->order + at, count, sizeof *finder->order, by_bottom,
            (void *)finder->pieces);
    if (area->depth >= DEPTH_MOST || !find_band(finder, area, &band)) {
        take_area(finder, area);
        return;
    }
    memcpy(finder->scratch + at, finder->order + at,
           count * sizeof *finder->order);
    for (unsigned which = 0; which < PARTS; which++) {
        inner[which] = (struct area){.first = at,
                                     .is_beside = area->is_beside ||
                                                  which == 1 || which == 2,
                                     .depth = area->depth + 1};
        for (size_t i = area->first; i < area->end; i++)
            if (part_of(finder, &finder->pieces[finder->scratch[i]], &band) ==
                which)
                finder->order[at++] = finder->scratch[i];
        inner[which].end = at;
    }
    for (unsigned which = 0; which < PARTS; which++)
        part(finder, &inner[which]);
}

void pdf_columns_find(const struct pdf_piece *pieces, size_t count,
                      enum pdf_direction direction, size_t *work,
                      pdf_columns_take *take, void *context)
{
    struct arena arena = ARENA_INIT;
    const struct finder finder = {
        .pieces = pieces,
        .order = arena_array(&arena, count, sizeof *finder.order),
        .scratch = arena_array(&arena, count, sizeof *finder.scratch),
        .direction = direction,
        .work = work,
        .take = take,
        .context = context};
    const struct area whole = {.end = count};

    for (size_t i = 0; i < count; i++)
        finder.order[i] = i;
    part(&finder, &whole);
    arena_release(&arena);
}
