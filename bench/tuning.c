#include "bench/tuning.h"

/* Sums in other orders differ in their last bits; that must not choose. */
#define EQUAL_WITHIN 1e-12

double *score_at(const struct score_table *table, size_t setting, size_t query)
{
    return &table->values[(setting * table->queries + query) * table->measures];
}

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15U;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

void tuning_deal(size_t queries, unsigned folds, uint64_t seed,
                 unsigned *fold_of)
{
    for (size_t i = 0; i < queries; i++)
        fold_of[i] = (unsigned)(i % folds);
    for (size_t i = queries; i > 1; i--) {
        size_t other = (size_t)(next_random(&seed) % i);
        unsigned fold = fold_of[i - 1];

        fold_of[i - 1] = fold_of[other];
        fold_of[other] = fold;
    }
}

size_t tuning_choose_for_fold(const struct score_table *table,
                              const unsigned *fold_of, unsigned fold)
{
    double best_sum = -1;
    size_t best = 0;

    for (size_t s = 0; s < table->settings; s++) {
        double sum = 0;

        for (size_t q = 0; q < table->queries; q++)
            if (fold_of[q] != fold)
                sum += score_at(table, s, q)[0];
        if (s == 0 || sum > best_sum + EQUAL_WITHIN) {
            best_sum = sum;
            best = s;
        }
    }
    return best;
}

double tuning_mean(const struct score_table *table, size_t setting,
                   size_t measure)
{
    double sum = 0;

    for (size_t q = 0; q < table->queries; q++)
        sum += score_at(table, setting, q)[measure];
    return table->queries ? sum / (double)table->queries : 0;
}

size_t tuning_choose_for_collection(const struct score_table *tables,
                                    size_t count, size_t left_out)
{
    double best_sum = -1;
    size_t best = 0;

    for (size_t s = 0; s < tables[0].settings; s++) {
        double sum = 0;

        for (size_t i = 0; i < count; i++)
            if (i != left_out)
                sum += tuning_mean(&tables[i], s, 0);
        if (s == 0 || sum > best_sum + EQUAL_WITHIN) {
            best_sum = sum;
            best = s;
        }
    }
    return best;
}
