/* split.h - a page to passages: the outline, turns and sides are found, what
 * belongs together is joined, what is too long is cut. */
#ifndef INDEXER_SPLIT_H
#define INDEXER_SPLIT_H

#include "common/arena.h"
#include "common/passage.h"
#include "indexer/page.h"
#include "indexer/sequel.h"

struct passage_list {
    struct passage *items; /* in the order of the page; n from 1 without gap */
    size_t count;
    struct passage *furniture; /* lines left out, kind PASSAGE_FURNITURE, n 0 */
    size_t furniture_count;
};

/* Cut a page (see pieces.h for how long passages are) whose furniture, title
 * and date lines are marked (line_use). statement gives issuer side and
 * language. Everything lives in the arena. */
void split_page(const struct page *page, const struct statement *statement,
                struct arena *arena, struct passage_list *out);

/* The same of a part of a long text, which goes on from what sequel has of the
 * parts before and leaves there what the next one needs. */
void split_part(const struct page *page, const struct statement *statement,
                struct sequel *sequel, struct arena *arena,
                struct passage_list *out);

#endif
