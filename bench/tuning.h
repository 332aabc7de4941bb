/* tuning.h - which setting is best, judged by other queries than those that it
 * is then measured on. */
#ifndef BENCH_TUNING_H
#define BENCH_TUNING_H

#include "common/base.h"

/* What each setting scores on each query of a collection. Setting 0 is the one
 * there was before: it is chosen where no other is better. */
struct score_table {
    size_t settings;
    size_t queries;
    size_t measures; /* the first one is tuned */
    double *values;  /* [setting][query][measure] */
};

double *score_at(const struct score_table *table, size_t setting, size_t query);

/* Deal queries to folds (0 to folds - 1) by chance, as even as can be; the same
 * seed deals the same on every machine. */
void tuning_deal(size_t queries, unsigned folds, uint64_t seed,
                 unsigned *fold_of);

/* The setting with the best mean of the first measure over the queries outside
 * of a fold; the first of equals. */
size_t tuning_choose_for_fold(const struct score_table *table,
                              const unsigned *fold_of, unsigned fold);

/* The setting with the best mean of the first measure over all collections but
 * one, each collection counting the same; the first of equals. */
size_t tuning_choose_for_collection(const struct score_table *tables,
                                    size_t count, size_t left_out);

/* Mean of a measure over all queries of a collection. */
double tuning_mean(const struct score_table *table, size_t setting,
                   size_t measure);

#endif
