/* split.h - a page to passages: the outline, turns and sides are found, what
 * belongs together is joined, what is too long is cut. */
#ifndef INDEXER_SPLIT_H
#define INDEXER_SPLIT_H

#include "common/arena.h"
#include "common/passage.h"
#include "indexer/page.h"

enum {
    SPLIT_LEAD_IN_CHARACTERS =
        200,                     /* a lead-in under this joins what follows */
    SPLIT_LONG_CHARACTERS = 1500 /* a passage over this is cut */
};

struct passage_list {
    struct passage *items; /* in the order of the page; n from 1 without gap */
    size_t count;
    struct passage *furniture; /* lines left out, kind PASSAGE_FURNITURE, n 0 */
    size_t furniture_count;
};

/* Cut a page whose furniture, title and date lines are marked (line_use).
 * statement gives issuer side and language. Everything lives in the arena. */
void split_page(const struct page *page, const struct statement *statement,
                struct arena *arena, struct passage_list *out);

#endif
