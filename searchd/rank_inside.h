/* rank_inside.h - the inside of rank.h, shared by its files. */
#ifndef SEARCHD_RANK_INSIDE_H
#define SEARCHD_RANK_INSIDE_H

#include "searchd/rank.h"

/* A search that goes on. */
struct ranking {
    const struct planner_context *context;
    const struct rank_settings *settings;
    const struct planned *planned;
    struct arena *arena;
    struct error *err;
    struct rank_result *out;
    struct plan *plan;       /* of the query, or with the words of feedback */
    size_t wanted;           /* hits, copies too: at least offset and most */
    size_t capacity;         /* of out->hits */
    size_t sorted;           /* hits there were when they were sorted last */
    struct index_hit *batch; /* of candidates */
    size_t batch_count, batch_at;
    size_t from;  /* place of the next batch */
    bool is_last; /* there is none */
};

/* Find as many hits as are wanted, in order, or all there are. Called again
 * with more wanted it goes on. */
MUST_CHECK enum status rank_gather(struct ranking *ranking);

/* The same, but copies of a passage count as one, which has the others; goal:
 * so many. */
MUST_CHECK enum status rank_gather_groups(struct ranking *ranking, size_t goal);

#endif
