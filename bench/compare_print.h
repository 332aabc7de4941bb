/* compare_print.h - a comparison of runs as text for reading, as JSON, and as
 * plots. */
#ifndef BENCH_COMPARE_PRINT_H
#define BENCH_COMPARE_PRINT_H

#include "bench/compare.h"
#include "bench/plot.h"

/* Tables: each run's means, and each pair's differences with p. is_each: the
 * values of every topic before them. */
void compare_add_text(const struct comparison *comparison, bool is_each,
                      struct strbuf *out);

/* One JSON object, and a line end. is_each adds "values", topic by topic. */
void compare_add_json(const struct comparison *comparison, bool is_each,
                      struct strbuf *out);

/* The plot of a pair; everything in *out lives in the arena. */
void compare_plot(const struct comparison *comparison,
                  const struct compare_pair *pair, struct arena *arena,
                  struct plot *out);

#endif
