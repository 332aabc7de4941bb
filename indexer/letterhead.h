/* letterhead.h - lines that name an office and no statement: "PRIME MINISTER",
 * "Ministry of Foreign Affairs of the Republic of ...". */
#ifndef INDEXER_LETTERHEAD_H
#define INDEXER_LETTERHEAD_H

#include "common/str.h"

/* Is the line nothing but the name of an office, of who holds it, or of a
 * state, as it stands over letters? */
bool letterhead_is(struct slice text);

#endif
