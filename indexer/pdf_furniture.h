/* pdf_furniture.h - which lines of a PDF are its pages' own: running heads and
 * feet, page numbers; and which are notes in small print below the text. */
#ifndef INDEXER_PDF_FURNITURE_H
#define INDEXER_PDF_FURNITURE_H

#include "indexer/pdf_layout.h"

/* Set the use of the lines: PDF_FURNITURE for what stands at the same height
 * of several pages with the same words, numbers apart that count with them;
 * PDF_NOTE for small print at the foot of a column that begins with a mark. The
 * edges of the columns are then those of what is left. */
void pdf_furniture_mark(const struct pdf_pages *pages, struct pdf_lines *lines);

#endif
