#include "bench/significance.h"

#include <math.h>

#include "common/arena.h"

/* Sums that are equal but for the order of addition count as equal. */
#define TOLERANCE 1e-9

/* The continued fraction, from its front (Lentz's way, as changed by Thompson
 * and Barnett 1986): tiny stands for a denominator that is 0. */
static double beta_fraction(double x, double a, double b)
{
    const double tiny = 1e-300;
    double c = 1, d = 1 - (a + b) * x / (a + 1), fraction;

    d = 1 / (fabs(d) < tiny ? tiny : d);
    fraction = d;
    for (int m = 1; m < 10000; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd =
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        const double terms[] = {even, odd};
        double step = 1;

        for (size_t i = 0; i < COUNT_OF(terms); i++) {
            d = 1 + terms[i] * d;
            d = 1 / (fabs(d) < tiny ? tiny : d);
            c = 1 + terms[i] / c;
            c = fabs(c) < tiny ? tiny : c;
            step = c * d;
            fraction *= step;
        }
        if (fabs(step - 1) < 1e-15)
            break;
    }
    return fraction;
}

double significance_beta(double x, double a, double b)
{
    double front;

    if (x <= 0)
        return 0;
    if (x >= 1)
        return 1;
    /* The fraction converges fast on this side only. */
    if (x > (a + 1) / (a + b + 2))
        return 1 - significance_beta(1 - x, b, a);
    front =
        exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b));
    return front * beta_fraction(x, a, b) / a;
}

static double mean_of(const double *values, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum / (double)count;
}

double significance_t_test(const double *differences, size_t count, double *t)
{
    double mean, squares = 0, largest = 0, freedom = (double)count - 1;
    double error;

    *t = NAN;
    if (count < 2)
        return NAN;
    mean = mean_of(differences, count);
    for (size_t i = 0; i < count; i++) {
        squares += (differences[i] - mean) * (differences[i] - mean);
        largest = fmax(largest, fabs(differences[i]));
    }
    error = sqrt(squares / freedom / (double)count);
    if (error <= TOLERANCE * largest)
        return NAN;
    *t = mean / error;
    return significance_beta(freedom / (freedom + *t * *t), freedom / 2, 0.5);
}

/* Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators":
 * 64 fair bits. */
static uint64_t next_bits(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15U;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

static double exact(const double *values, size_t count, double least)
{
    uint32_t ways = 1u << count, hits = 0;

    for (uint32_t signs = 0; signs < ways; signs++) {
        double sum = 0;

        for (size_t i = 0; i < count; i++)
            sum += signs >> i & 1 ? -values[i] : values[i];
        hits += fabs(sum) >= least;
    }
    return (double)hits / (double)ways;
}

static double sampled(const double *values, size_t count, double least,
                      size_t rounds, uint64_t seed)
{
    size_t hits = 0;
    uint64_t state = seed;

    for (size_t round = 0; round < rounds; round++) {
        double sum = 0;
        uint64_t bits = 0;

        for (size_t i = 0; i < count; i++) {
            if (i % 64 == 0)
                bits = next_bits(&state);
            sum += bits & 1 ? -values[i] : values[i];
            bits >>= 1;
        }
        hits += fabs(sum) >= least;
    }
    return (double)(hits + 1) / (double)(rounds + 1);
}

double significance_randomization(const double *differences, size_t count,
                                  size_t rounds, uint64_t seed)
{
    double *values = heap_alloc(count * sizeof *values);
    double sum = 0, size = 0, p;
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        sum += differences[i];
        size += fabs(differences[i]);
        if (fabs(differences[i]) > 0)
            values[kept++] = differences[i];
    }
    sum = fabs(sum) - TOLERANCE * size;
    if (count == 0)
        p = NAN;
    else if (kept <= SIGNIFICANCE_EXACT_MOST)
        p = exact(values, kept, sum);
    else
        p = sampled(values, kept, sum, rounds, seed);
    heap_free(values);
    return p;
}

/* Smallest p over done, equal ones one by one; count when none is left. */
static size_t next_smallest(const double *p, const bool *is_done, size_t count)
{
    size_t best = count;

    for (size_t i = 0; i < count; i++)
        if (!is_done[i] && (best == count || p[i] < p[best]))
            best = i;
    return best;
}

void significance_holm(double *p, size_t count)
{
    bool *is_done = heap_alloc(count * sizeof *is_done);
    size_t left = 0, at;
    double before = 0;

    for (size_t i = 0; i < count; i++) {
        is_done[i] = isnan(p[i]);
        left += !is_done[i];
    }
    while ((at = next_smallest(p, is_done, count)) < count) {
        p[at] = fmin(1, fmax(before, p[at] * (double)left--));
        before = p[at];
        is_done[at] = true;
    }
    heap_free(is_done);
}
