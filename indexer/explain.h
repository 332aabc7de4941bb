/* explain.h - why a statement is believed to be its issuer's, and a passage to
 * speak for a side: for people, a line each. */
#ifndef INDEXER_EXPLAIN_H
#define INDEXER_EXPLAIN_H

#include "common/passage.h"

/* "issuer: by a mark of the page, bytes 12-51"; nothing where there is no
 * issuer. Appended to *out, with a line end. */
void explain_issuer(struct strbuf *out, const struct statement *statement);

/* "why: collective, "both sides agreed", bytes 811-828; about: Syria". */
void explain_passage(struct strbuf *out, const struct passage *passage);

#endif
