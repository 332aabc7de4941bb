/* measure.h - one topic's ranking and judgements to figures, as trec_eval 9
 * counts them: what is not judged is not relevant (bpref and judged_K aside),
 * and ndcg's gain is the grade, whatever the level. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include "bench/qrels.h"
#include "bench/runfile.h"

enum measure_kind {
    MEASURE_NUM_RET,     /* retrieved */
    MEASURE_NUM_REL,     /* relevant */
    MEASURE_NUM_REL_RET, /* both */
    MEASURE_MAP,         /* average precision; the mean of it over topics */
    MEASURE_GM_MAP,      /* the same, its geometric mean over topics */
    MEASURE_RPREC,       /* precision at the number of relevant ones */
    MEASURE_BPREF,       /* relevant ones above judged others */
    MEASURE_RECIP_RANK,  /* 1 / rank of the first relevant one */
    MEASURE_NDCG,        /* log2 discount; ideal over all judged */
    MEASURE_P,           /* P_K: precision at K */
    MEASURE_RECALL,      /* recall_K */
    MEASURE_NDCG_CUT,    /* ndcg_cut_K */
    MEASURE_MAP_CUT,     /* map_cut_K: average precision, cut at K */
    MEASURE_JUDGED       /* judged_K: share of the first K that is judged */
};

struct measure {
    enum measure_kind kind;
    unsigned k; /* cut-off, 0 for kinds without */
};

/* trec_eval's names: "map", "Rprec", "ndcg_cut_10", and "judged_10". */
bool measure_from_name(struct slice name, struct measure *out);
void measure_add_name(struct measure measure, struct strbuf *out);

/* A count, summed over topics and printed whole; others are averaged. */
bool measure_is_count(struct measure measure);

/* What is measured of one topic. */
struct measure_topic {
    int32_t *grades; /* of the ranked ones, best first; or QRELS_UNJUDGED */
    size_t count;
    int32_t *ideal; /* grades over 0 of all judged, largest first */
    size_t ideal_count;
    size_t relevant;     /* judged, grade >= level */
    size_t not_relevant; /* judged, 0 <= grade < level */
    int32_t level;       /* least grade that is relevant, 1 or more */
};

enum measure_list {
    MEASURE_WHOLE,    /* the run as it is */
    MEASURE_CONDENSED /* what is not judged is taken out of it first */
};

/* Set *out from a topic's judgements and ranking (NULL: nothing was found);
 * its arrays live in the arena. */
void measure_prepare(const struct qrels_topic *judged,
                     const struct run_topic *found, int32_t level,
                     enum measure_list list, struct arena *arena,
                     struct measure_topic *out);

double measure_value(struct measure measure, const struct measure_topic *topic);

/* Sum values of one measure over topics: add each, then ask. */
struct measure_sum {
    double total;
    size_t topics;
};
void measure_sum_add(struct measure_sum *sum, struct measure measure,
                     double value);
double measure_sum_value(const struct measure_sum *sum, struct measure measure);

#endif
