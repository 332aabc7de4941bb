/* parties.h - the parties of a meeting that a statement tells of: who "the
 * two sides" and "the ministers" are. */
#ifndef INDEXER_PARTIES_H
#define INDEXER_PARTIES_H

#include "common/statement.h"
#include "indexer/tokens.h"

enum { PARTIES_MOST = 4 };

struct parties {
    struct slice sides[PARTIES_MOST]; /* in the order of the alphabet */
    size_t count;                     /* 0: not known; else 2 or more */
};

/* Find the parties in the statement's title ("Japan-Russia Foreign
 * Ministers' Meeting"), else in its opening paragraph. Where one side is named
 * beside a known issuer, these are the two. None unless a meeting, visit or
 * call is spoken of. */
void parties_find(const struct statement *statement, struct slice opening,
                  struct parties *out);

#endif
