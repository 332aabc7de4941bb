/* pdf_soft.h - words with soft hyphens, as browsers print them: what they draw
 * is a space of no width, so that `pdftohtml` tells of "mis sile"; `pdftotext`
 * knows better. */
#ifndef INDEXER_PDF_SOFT_H
#define INDEXER_PDF_SOFT_H

#include "indexer/pdf_pages.h"

/* May there be such words, by what `pdfinfo` tells of the program? */
bool pdf_soft_may_be(struct slice info);

/* Join, in the texts of the pages, the words that plain, what `pdftotext`
 * gives, has soft hyphens in. At the end of a text the hyphen stays. */
void pdf_soft_join(struct slice plain, struct arena *arena,
                   struct pdf_pages *pages);

#endif
