/* pdf_asides.h - texts on a page of a PDF that belong to none of its lines:
 * "DRAFT" printed across it, the small kana over Japanese signs. */
#ifndef INDEXER_PDF_ASIDES_H
#define INDEXER_PDF_ASIDES_H

#include "indexer/pdf_pages.h"

/* Set the place of the texts: PDF_ASIDE for what is printed over or under
 * others, much larger than they are, or pale; PDF_READING for kana at half the
 * size of the text. */
void pdf_asides_mark(struct pdf_pages *pages);

#endif
