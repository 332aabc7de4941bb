/* pdf_paragraphs.h - the lines of a PDF joined to paragraphs: the lines of a
 * page as every reader hands it on, and the text that their places point into.
 *
 * A paragraph is one line; one that goes over pages is a line on each. Lines
 * are joined by what is seen: the space between them, where they begin and
 * end, their size. */
#ifndef INDEXER_PDF_PARAGRAPHS_H
#define INDEXER_PDF_PARAGRAPHS_H

#include "indexer/page.h"
#include "indexer/pdf_layout.h"

enum { PDF_PARAGRAPHS_MOST = 200000, PDF_TEXT_MOST = 8 * 1024 * 1024 };

/* Set lines, count and text of the page. Notes come behind all else. Lives in
 * the arena. False: it was too much, the end is left out. */
bool pdf_paragraphs_make(const struct pdf_lines *lines, struct arena *arena,
                         struct page *out);

#endif
