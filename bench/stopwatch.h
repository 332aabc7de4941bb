/* stopwatch.h - time: what was measured, and its quantiles. */
#ifndef BENCH_STOPWATCH_H
#define BENCH_STOPWATCH_H

#include "common/base.h"

/* Nanoseconds on a clock that never goes back. */
int64_t stopwatch_ns(void);

void stopwatch_wait_ns(int64_t ns); /* nothing where it is not over 0 */

/* Put times in order, so that the next one can be asked for. */
void stopwatch_sort(double *times, size_t count);

/* The value that a portion (0 to 1) of sorted times do not exceed; count is
 * not 0. */
double stopwatch_quantile(const double *times, size_t count, double portion);

#endif
