/* rank.h - a planned query to its best hits, checked, ordered and marked. */
#ifndef SEARCHD_RANK_H
#define SEARCHD_RANK_H

#include "searchd/feedback.h"
#include "searchd/hits.h"
#include "searchd/planner.h"

/* How passages are weighed. The defaults are measured: see demarche(1),
 * RANKING, and bench/RESULTS.md. */
struct rank_settings {
    struct index_model model;
    struct planner_weights weights;
    struct feedback_settings feedback;
};

extern const struct rank_settings rank_default;

/* Settings that have a name, for runs that are to be compared. */
struct rank_model {
    const char *name;  /* "default", "bm25", ... */
    const char *about; /* one line for a list of them */
    struct rank_settings settings;
};

/* The model of a name, NULL when there is none. */
const struct rank_model *rank_model_find(struct slice name);

/* All of them, the default first. */
const struct rank_model *rank_models(size_t *count);

struct rank_result {
    struct hit *hits;  /* in the order of hit_compare() */
    struct plan *more; /* what feedback added to the query; NULL: nothing */
    size_t count;
    uint64_t estimate; /* how many match in all, about, copies too */
    bool is_cut;       /* more candidates than SCHEMA_HITS_MOST were there to
                        * check: some that match were not looked at */
};

/* What is done with the hits once they are found. */
enum {
    RANK_MARKS = 1 << 0,        /* fill each hit's marks and forms */
    RANK_EXPLANATIONS = 1 << 1, /* fill each hit's detail */
    RANK_COPIES = 1 << 2        /* of copies of a passage one is a hit, in the
                                 * place of the best; it has the others */
};

/* The hits from offset on, at most most of them (together at most
 * SCHEMA_HITS_MOST). Everything lives in arena. STALE and others of the
 * index. */
MUST_CHECK enum status rank_run(const struct planner_context *context,
                                const struct rank_settings *settings,
                                const struct planned *planned, size_t offset,
                                size_t most, unsigned wants,
                                struct arena *arena, struct rank_result *out,
                                struct error *err);

#endif
