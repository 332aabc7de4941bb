/* compare.h - runs held against each other, measure by measure: means, the
 * topics on which one does better, and whether that may be chance. */
#ifndef BENCH_COMPARE_H
#define BENCH_COMPARE_H

#include "bench/evaluate.h"

struct compare_run {
    struct slice name; /* its tag, or its file where tags are not different */
    const char *path;
    struct evaluated evaluated;
    double unjudged; /* mean share of its first ten that nobody has judged */
};

struct compare_settings {
    struct evaluate_settings evaluate;
    bool is_complete;     /* also topics that no run has */
    bool is_of_all_pairs; /* else each run with the first */
    size_t rounds;        /* of the randomization test */
    uint64_t seed;
};

/* Run `run` less run `against`, by one measure, over all topics. */
struct compare_pair {
    size_t measure, run, against; /* places */
    double *differences;          /* one a topic */
    double mean;
    size_t better, equal, worse; /* topics, for run */
    double t, t_p, t_holm;       /* NAN where there is none */
    double random_p, random_holm;
};

struct comparison {
    const struct measure_set *set;
    struct compare_run *runs;
    size_t run_count;
    struct slice *topics; /* judged, and in at least one run unless complete;
                           * a run without one counts as 0 there */
    size_t *places;       /* of these topics in each run's evaluated */
    size_t topic_count;
    size_t left_out;            /* judged, but in no run */
    struct compare_pair *pairs; /* by measure, then by run */
    size_t pair_count;
};

/* Compare runs, whose evaluated are of the same judgements and set; Holm's
 * correction is over the pairs of one measure. Everything lives in the arena.
 * BAD_FORMAT when there is no topic. */
MUST_CHECK enum status compare_runs(struct compare_run *runs, size_t count,
                                    const struct measure_set *set,
                                    const struct compare_settings *settings,
                                    struct arena *arena, struct comparison *out,
                                    struct error *err);

/* The value of a run for topic number topic of the comparison. */
double compare_value(const struct comparison *comparison, size_t run,
                     size_t topic, size_t measure);

/* Over the topics of the comparison. */
double compare_mean(const struct comparison *comparison, size_t run,
                    size_t measure);

#endif
