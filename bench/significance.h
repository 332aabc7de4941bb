/* significance.h - may a difference between two runs be chance? Tests over the
 * differences of paired figures, one a topic.
 *
 * Two tests, as Smucker, Allan and Carterette 2007 ("A comparison of
 * statistical significance tests for information retrieval evaluation")
 * recommend, both two-sided; and Holm 1979 ("A simple sequentially rejective
 * multiple test procedure") for several of them at once. */
#ifndef BENCH_SIGNIFICANCE_H
#define BENCH_SIGNIFICANCE_H

#include "common/base.h"

enum { SIGNIFICANCE_EXACT_MOST = 20 };

/* The regularized incomplete beta function I_x(a, b), for a, b > 0 and x from 0
 * to 1, by its continued fraction (NIST Digital Library of Mathematical
 * Functions, 8.17.22), to about 14 digits. */
double significance_beta(double x, double a, double b);

/* Student's paired t-test: t = mean / (s / sqrt(n)) with s the sample standard
 * deviation, p = I_{f/(f+t^2)}(f/2, 1/2) with f = n - 1 (ibid. 8.17.21).
 * Returns p; both are NAN for less than two differences, or when all are the
 * same. */
double significance_t_test(const double *differences, size_t count, double *t);

/* Fisher's randomization test: p is the share of all ways to change signs that
 * give a mean at least as far from 0. Exact for at most SIGNIFICANCE_EXACT_MOST
 * differences that are not 0; else of rounds ways drawn by chance, counting the
 * one seen: (hits + 1) / (rounds + 1). The same seed gives the same p on every
 * machine. NAN without any difference to look at. */
double significance_randomization(const double *differences, size_t count,
                                  size_t rounds, uint64_t seed);

/* Correct count values p for being looked at together: the k-th smallest times
 * (count - k + 1), at least the one before it, at most 1. NAN ones are left
 * alone, and not counted. */
void significance_holm(double *p, size_t count);

#endif
