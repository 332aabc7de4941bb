/* pdf_names.h - which of what a document's properties say is true of it: they
 * are mostly those of the program or the typist. */
#ifndef INDEXER_PDF_NAMES_H
#define INDEXER_PDF_NAMES_H

#include "indexer/page.h"
#include "indexer/pdf_info.h"

/* Take the title where the text begins with it, the author where the text
 * names him. */
void pdf_names_take(const struct pdf_info *info, struct page *page);

#endif
