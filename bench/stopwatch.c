#include "bench/stopwatch.h"

#include <stdlib.h>
#include <time.h>

enum { NS_A_SECOND = 1000000000 };

int64_t stopwatch_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * NS_A_SECOND + now.tv_nsec;
}

void stopwatch_wait_ns(int64_t ns)
{
    struct timespec left = {.tv_sec = ns / NS_A_SECOND,
                            .tv_nsec = ns % NS_A_SECOND};

    while (ns > 0 && nanosleep(&left, &left))
        continue;
}

static int compare_times(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

void stopwatch_sort(double *times, size_t count)
{
    if (count)
        qsort(times, count, sizeof *times, compare_times);
}

double stopwatch_quantile(const double *times, size_t count, double portion)
{
    size_t at = (size_t)(portion * (double)count);

    return times[at < count ? at : count - 1];
}
