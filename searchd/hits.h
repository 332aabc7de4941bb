/* hits.h - what a search finds, and the order in which it is shown: by score,
 * then by passage: statement id, then number. */
#ifndef SEARCHD_HITS_H
#define SEARCHD_HITS_H

#include "common/passage.h"

/* Bytes [start, end) of the passage's text. */
struct hit_mark {
    uint32_t start, end;
};

struct hit {
    struct statement statement;
    struct passage passage;
    struct slice id;              /* of the passage */
    struct slice path;            /* absolute, of its file; unknown unless it
                                   * was asked for */
    double score;                 /* rounded to 6 decimals */
    uint32_t document;            /* handle in the index, this revision only */
    struct slice detail;          /* how the score came about, for --explain */
    const struct hit_mark *marks; /* in order, apart from each other */
    size_t mark_count;
    const struct slice *forms; /* which forms of a topic, words of a query it
                                * has; the most frequent first */
    size_t form_count;
    const struct hit *copies; /* the same passage in copies of its statement,
                               * see copies.h; NULL: they were not asked for */
    size_t copy_count;
    bool is_copy; /* its text is that of a hit before it, or of the passage
                   * that it was found by */
};

/* Bytes as passage_encode() made them; the texts point into them, the id
 * lives in arena. Fails with CORRUPT or VERSION. */
MUST_CHECK enum status hit_decode(struct slice bytes, struct arena *arena,
                                  struct hit *out, struct error *err);

/* Below 0 when a comes first. */
int hit_compare(const struct hit *a, const struct hit *b);

/* score as it is compared and shown. */
double hit_round(double score);

void hits_sort(struct hit *hits, size_t count);

#endif
