/* issuer.h - who published a statement, by marks that are the issuer's own. */
#ifndef INDEXER_ISSUER_H
#define INDEXER_ISSUER_H

#include "common/statement.h"
#include "indexer/page.h"

/* Find the issuer and its side, unless statement has them already: from the
 * host of its URL, a site's header or copyright line, a department that only
 * one issuer has, "Statement by the Ministry of ...". A line that is only such
 * a mark is marked LINE_ISSUER. Never guessed from who is mentioned. Texts
 * live in the arena or for ever. Run after dateline_find and title_find. */
void issuer_find(struct page *page, struct statement *statement,
                 struct arena *arena);

/* Is the line nothing but an issuer's mark, "Ministry of Foreign Affairs of
 * Japan"? */
bool issuer_is_mark(struct slice line);

/* Set issuer and side of the statement, as far as they are not known, by a text
 * that is such a mark; false: it is none. */
bool issuer_take_mark(struct slice text, struct statement *statement,
                      struct arena *arena);

/* As issuer_find() by what is known of the statement alone: its URL's host; the
 * side that the issuer's name has; a side written in another way ("JPN") gets
 * its everyday name. */
void issuer_complete(struct statement *statement);

#endif
