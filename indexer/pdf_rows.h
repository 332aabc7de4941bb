/* pdf_rows.h - the pieces of a column as rows from left to right; which of them
 * are rows of a table, where their cells begin, and which lines go on with the
 * cells of the row above.
 *
 * A wide gap alone makes no cell: in narrow columns words stand far apart, too.
 * Cells begin, or end, at the same place in several rows. */
#ifndef INDEXER_PDF_ROWS_H
#define INDEXER_PDF_ROWS_H

#include "indexer/pdf_columns.h"

struct pdf_row {
    size_t first, end; /* numbers of the column's pieces, from left to right */
    float left, top, right, bottom;
    bool is_cells; /* of a table */
    bool goes_on;  /* with the cells of the row above */
    bool is_lead;  /* its first piece is a label, or marks an item */
};

struct pdf_rows {
    struct pdf_row *items;
    size_t count;
};

/* Sort the pieces of the column into rows, and set is_cell of those that begin
 * a cell behind another one. Lives in the arena. */
void pdf_rows_find(struct pdf_piece *pieces, const struct pdf_column *column,
                   struct arena *arena, struct pdf_rows *out);

#endif
