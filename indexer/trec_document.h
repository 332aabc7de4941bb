/* trec_document.h - one document of a TREC collection to a page. */
#ifndef INDEXER_TREC_DOCUMENT_H
#define INDEXER_TREC_DOCUMENT_H

#include "indexer/page.h"

/* Make the page of what stands between <DOC> and </DOC>: bytes, whose first
 * line has the number given; offsets are from the beginning of bytes. *id is
 * its DOCNO, unknown when there is none. Everything lives in the arena. */
void trec_document_read(struct slice bytes, uint32_t number,
                        struct arena *arena, struct page *out,
                        struct slice *id);

#endif
