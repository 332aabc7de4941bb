/* pdf_columns.h - which pieces of text of a page stand in columns beside each
 * other, and the order in which columns are read. */
#ifndef INDEXER_PDF_COLUMNS_H
#define INDEXER_PDF_COLUMNS_H

#include "common/str.h"

/* Text without a wide gap: a line, a part of one, a cell. */
struct pdf_piece {
    struct slice text;
    float left, top, right, bottom;
    float size;
    float widest; /* of the texts that it is made of */
    size_t bold;
    bool is_cell; /* it begins a cell of a table, behind another one */
};

struct pdf_column {
    size_t *pieces; /* numbers, from top to bottom; may be put in order anew */
    size_t count;
    float left, right;
    bool is_beside; /* another column */
};

typedef void pdf_columns_take(void *context, const struct pdf_column *column);

enum pdf_direction { PDF_RIGHTWARD, PDF_LEFTWARD };

/* Steps that may be spent on a document: what comes later is one column. */
enum { PDF_COLUMNS_WORK_MOST = 100000000 };

/* Part the pieces of a page into columns, and call take for each in the order
 * of reading: the left one first, unless the page is leftward. A part of the
 * page without columns is one itself. *work counts the steps, for all pages. */
void pdf_columns_find(const struct pdf_piece *pieces, size_t count,
                      enum pdf_direction direction, size_t *work,
                      pdf_columns_take *take, void *context);

#endif
