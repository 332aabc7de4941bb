/* measure_gain.h - inside of measure: the measures that add up gains. The gain
 * of a passage is its grade where that is over 0; see measure.h. */
#ifndef BENCH_MEASURE_GAIN_H
#define BENCH_MEASURE_GAIN_H

#include "bench/measure.h"

/* k 0 is no cut-off. With is_exponential the gain is 2^grade - 1. */
double measure_ndcg(const struct measure_topic *topic, size_t k,
                    bool is_exponential);

/* ndcg at the rank of each passage with a gain that was found, and at the
 * ranking's end for each that was not; the mean of that. */
double measure_ndcg_rel(const struct measure_topic *topic);

/* ndcg at each rank where the ideal gain changes, and at the end of a ranking
 * that is longer than the ideal one; the mean of that. */
double measure_rndcg(const struct measure_topic *topic);

/* Sum of gain / log2(2 + cost - gains so far), over the sum of ideal gains,
 * where the cost of a rank is its ideal gain, or 1 where that is less. */
double measure_g(const struct measure_topic *topic);

#endif
