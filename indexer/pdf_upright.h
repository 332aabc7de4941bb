/* pdf_upright.h - pages whose lines run from top to bottom, as of Japanese. */
#ifndef INDEXER_PDF_UPRIGHT_H
#define INDEXER_PDF_UPRIGHT_H

#include "indexer/pdf_pages.h"

/* Turn the places on such pages, so that their lines run from left to right,
 * the right one of the page on top. */
void pdf_upright_turn(struct pdf_pages *pages);

#endif
