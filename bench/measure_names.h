/* measure_names.h - inside of measure: trec_eval's names, one a kind, and what
 * stands behind them. */
#ifndef BENCH_MEASURE_NAMES_H
#define BENCH_MEASURE_NAMES_H

#include "bench/measure.h"

enum measure_parameter {
    MEASURE_WITH_NONE,
    MEASURE_WITH_CUT,     /* _K, a rank */
    MEASURE_WITH_FRACTION /* _X */
};

/* Groups of measures, which have a name of their own. */
enum measure_group {
    MEASURE_GROUP_OFFICIAL = 1 << 0,
    MEASURE_GROUP_SET = 1 << 1,
    MEASURE_GROUP_ALL_TREC = 1 << 2,
    MEASURE_GROUP_USUAL = 1 << 3
};

enum { MEASURE_KINDS = MEASURE_JUDGED + 1 };

struct measure_trec_name {
    const char *name;
    enum measure_parameter parameter;
    unsigned groups;
    const double *defaults; /* for a name without its parameter; NULL: none */
    size_t default_count;
};

const struct measure_trec_name *measure_trec_name(enum measure_kind kind);

/* Digits with at most one point among them, 1000 at most. */
bool measure_fraction(struct slice text, double *out);

#endif
