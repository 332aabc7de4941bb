/* related.h - passages like a given one: those that share the words by which
 * it differs from others. */
#ifndef SEARCHD_RELATED_H
#define SEARCHD_RELATED_H

#include "searchd/rank.h"

enum { RELATED_MOST = 1000 };

struct related_request {
    size_t most;       /* at most RELATED_MOST */
    bool is_elsewhere; /* in other statements only */
    bool is_placed;    /* fill the hits' paths: service_related() does */
};

/* The passages like one that is in the index, the most like it first, itself
 * left out; its words are marked. Those whose text is that of the passage or of
 * one before them come last, as copies. A passage without a word that another
 * has is like none. Lives in arena. STALE and others of the index. */
MUST_CHECK enum status related_find(const struct planner_context *context,
                                    const struct hit *passage,
                                    const struct related_request *request,
                                    struct arena *arena,
                                    struct rank_result *out, struct error *err);

#endif
