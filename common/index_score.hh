/* index_score.hh - the search of plans in which any word may match, over lists
 * that are kept. */
#ifndef COMMON_INDEX_SCORE_HH
#define COMMON_INDEX_SCORE_HH

#include <cstdint>
#include <vector>

#include "common/index.h"

/* Weights are sums whose order depends on the layout of the shards: the last
 * bits are noise and must not decide about the order. */
double index_without_noise(double weight);

/* Does a come before b? */
bool index_is_better(const struct index_hit &a, const struct index_hit &b);

/* The best hits of plan, at most most, in their order; *matched: how many match
 * in all. False, and nothing done: the plan has conditions; the library is to
 * search. Throws as the library does. */
bool index_score(struct index_reader *reader, const struct plan *plan,
                 const struct index_model *model, size_t most,
                 std::vector<struct index_hit> *hits, uint64_t *matched);

/* Add to the weight of each hit what plan gives its passage; in the new order.
 * False, and nothing done: the plan is of
 * more than words. */
bool index_score_more(struct index_reader *reader, const struct plan *plan,
                      const struct index_model *model, struct index_hit *hits,
                      size_t count);

#endif
