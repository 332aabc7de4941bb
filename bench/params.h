/* params.h - the numbers of a ranking by name, for --set and tune. */
#ifndef BENCH_PARAMS_H
#define BENCH_PARAMS_H

#include "searchd/rank.h"

enum { PARAM_VALUES_MOST = 64 };

struct param {
    const char *name;
    size_t offset; /* in struct rank_settings, of a double, */
    double most;   /* the least is 0 */
    bool is_whole; /* or of an unsigned */
};

/* NULL when there is none of that name. */
const struct param *param_find(struct slice name);

double param_get(const struct param *param,
                 const struct rank_settings *settings);
void param_set(const struct param *param, double value,
               struct rank_settings *settings);

/* A value as text; false: it is no number within bounds. */
bool param_value(const struct param *param, struct slice text, double *out);

/* "NAME=VALUE" or "NAME=VALUE,VALUE,...": the param, and at most
 * PARAM_VALUES_MOST values in values. USAGE: no such name (those there are are
 * listed), or a value that is no number within bounds. */
MUST_CHECK enum status param_read(struct slice text, const struct param **out,
                                  double values[PARAM_VALUES_MOST],
                                  size_t *count, struct error *err);

#endif
