/* pdf_layout.h - the texts of a page of a PDF as lines in the order in which
 * they are read: pieces of one line joined, column after column, the cells of
 * a row of a table in one line. */
#ifndef INDEXER_PDF_LAYOUT_H
#define INDEXER_PDF_LAYOUT_H

#include "indexer/pdf_pages.h"

enum pdf_use { PDF_BODY, PDF_FURNITURE, PDF_NOTE };

struct pdf_line {
    struct slice text;
    float left, top, right, bottom;
    float size; /* of most of it */
    size_t bold;
    uint32_t page; /* from 1 */
    /* The column it stands in: where that begins and ends. Lines of a page
     * with another number stand in another one. */
    uint32_t column;
    float column_left, column_right;
    bool is_row;       /* of a table: cells with bars between them */
    bool is_in_column; /* one of several beside each other */
    enum pdf_use use;
};

struct pdf_lines {
    struct pdf_line *items;
    size_t count;
};

/* All lines are PDF_BODY. Lives in the arena, or is lent by pages. */
void pdf_layout_find(const struct pdf_pages *pages, struct arena *arena,
                     struct pdf_lines *out);

/* The size that most of the text has, furniture apart; 0: there is none. */
float pdf_body_size(const struct pdf_lines *lines);

#endif
