/* significance: figures worked out by hand, and from published tables. */
#include "tests/unit/unit.h"

#include <math.h>

#include "bench/significance.h"

static void check_near(double got, double expected, double tolerance)
{
    if (!(fabs(got - expected) <= tolerance))
        fail_msg("got %.12f, expected %.12f", got, expected);
}

static void test_beta_in_closed_form(void **state)
{
    static const double places[] = {0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        double x = places[i];

        /* I_x(1, b) = 1 - (1 - x)^b; I_x(a, 1) = x^a; I_x(1/2, 1/2) is the
         * arcsine law; I_x(2, 2) = 3 x^2 - 2 x^3. */
        check_near(significance_beta(x, 1, 3), 1 - pow(1 - x, 3), 1e-13);
        check_near(significance_beta(x, 40, 1), pow(x, 40), 1e-13);
        check_near(significance_beta(x, 0.5, 0.5), 2 / acos(-1) * asin(sqrt(x)),
                   1e-13);
        check_near(significance_beta(x, 2, 2), 3 * x * x - 2 * x * x * x,
                   1e-13);
    }
    check_near(significance_beta(0, 2, 3), 0, 0);
    check_near(significance_beta(1, 2, 3), 1, 0);
}

/* Two-sided points of Student's t as every table has them. */
static void test_t_has_the_points_of_the_tables(void **state)
{
    static const struct {
        double t, freedom, p;
    } rows[] = {
        {12.7062, 1, 0.05}, {4.3027, 2, 0.05},  {2.2281, 10, 0.05},
        {3.1693, 10, 0.01}, {2.0423, 30, 0.05}, {1.9840, 100, 0.05},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        double f = rows[i].freedom, t = rows[i].t;

        check_near(significance_beta(f / (f + t * t), f / 2, 0.5), rows[i].p,
                   5e-6);
    }
}

/* 1, 2, 3, 4, 5: mean 3, s^2 = 10/4, t = 3 / sqrt(2.5 / 5) = 4.2426. With 4
 * degrees of freedom p = 1 - 3/2 u + 1/2 u^3, u = t / sqrt(4 + t^2) =
 * sqrt(18/22): 0.01324. */
static void test_t_of_five_differences(void **state)
{
    static const double differences[] = {1, 2, 3, 4, 5};
    static const double same[] = {0.1, 0.1, 0.1};
    double u = sqrt(18.0 / 22), t;

    (void)state;
    check_near(significance_t_test(differences, 5, &t),
               1 - 1.5 * u + 0.5 * u * u * u, 1e-12);
    check_near(t, 3 / sqrt(0.5), 1e-12);
    assert_true(isnan(significance_t_test(same, 3, &t)));
    assert_true(isnan(t));
    assert_true(isnan(significance_t_test(differences, 1, &t)));
}

/* Additional hours of sleep by two drugs, ten patients (Student 1908): t is
 * 4.0621 with 9 degrees of freedom, p = 0.002833 as R documents it. */
static void test_t_of_the_sleep_of_student(void **state)
{
    static const double differences[] = {1.2, 2.4, 1.3, 1.3, 0,
                                         1,   1.8, 0.8, 4.6, 1.4};
    double t;

    (void)state;
    check_near(significance_t_test(differences, 10, &t), 0.002833, 5e-7);
    check_near(t, 4.0621, 5e-5);
}

/* Darwin's maize, 15 pairs in eighths of an inch (Fisher 1935, The Design of
 * Experiments, 17 and 21): t is 2.148, and 863 of 32768 ways to give signs sum
 * up to 314 or more: 1726 for both sides. */
static void test_all_signs_of_the_maize_of_darwin(void **state)
{
    static const double differences[] = {49, -67, 8,  16, 6,  23, 28, 41,
                                         14, 29,  56, 24, 75, 60, -48};
    double t, p = significance_t_test(differences, 15, &t);

    (void)state;
    check_near(t, 2.148, 5e-4);
    check_near(p, 0.0497, 5e-5);
    check_near(significance_randomization(differences, 15, 1, 1),
               1726.0 / 32768, 1e-12);
}

/* Sums of +-1 +-2 +-3 that are 4 or more from 0: 6, 4 and their negatives: 4 of
 * 8 for 1 + 3; for -1 + 2 + 3 likewise. A 0 changes nothing. */
static void test_few_signs_are_all_tried(void **state)
{
    static const double differences[] = {-1, 2, 3, 0};
    static const double largest[] = {1, 2, 3};
    static const double none[] = {0, 0};
    /* In tenths the same sums differ in their last bits. */
    static const double tenths[] = {-0.1, 0.2, 0.3, 0};

    (void)state;
    check_near(significance_randomization(differences, 4, 10, 1), 4.0 / 8, 0);
    check_near(significance_randomization(tenths, 4, 10, 1), 4.0 / 8, 0);
    check_near(significance_randomization(largest, 3, 10, 1), 2.0 / 8, 0);
    check_near(significance_randomization(none, 2, 10, 1), 1, 0);
    assert_true(isnan(significance_randomization(none, 0, 10, 1)));
}

/* 40 differences of which 26 are +1 and 14 are -1: their sum is 12 from 0 when
 * at least 26 signs agree. p = 2 P(X >= 26), X binomial (40, 1/2). */
static void test_many_signs_are_drawn(void **state)
{
    double differences[40], term = 1, tail = 0, drawn;

    (void)state;
    for (int i = 0; i < 40; i++) {
        differences[i] = i < 26 ? 1 : -1;
        term = i == 0 ? pow(0.5, 40) : term;
    }
    for (int k = 0; k <= 14; k++) {
        tail += term;
        term = term * (40 - k) / (k + 1);
    }
    drawn = significance_randomization(differences, 40, 100000, 7);
    check_near(drawn, 2 * tail, 0.003);
    assert_true(drawn ==
                significance_randomization(differences, 40, 100000, 7));
    assert_true(drawn !=
                significance_randomization(differences, 40, 100000, 8));
    /* None as far as this: the one seen still counts. */
    for (int i = 0; i < 40; i++)
        differences[i] = 1;
    check_near(significance_randomization(differences, 40, 999, 7), 0.001, 0);
}

/* 0.01 x 4, 0.02 x 3, 0.03 x 2 (under the one before), 0.7. */
static void test_holm_steps_down(void **state)
{
    double p[] = {0.03, 0.01, NAN, 0.7, 0.02};
    double high[] = {0.6, 0.9};

    (void)state;
    significance_holm(p, COUNT_OF(p));
    check_near(p[1], 0.04, 1e-15);
    check_near(p[4], 0.06, 1e-15);
    check_near(p[0], 0.06, 1e-15);
    check_near(p[3], 0.7, 1e-15);
    assert_true(isnan(p[2]));
    significance_holm(high, 2);
    check_near(high[0], 1, 0);
    check_near(high[1], 1, 0);
    significance_holm(NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beta_in_closed_form),
        cmocka_unit_test(test_t_has_the_points_of_the_tables),
        cmocka_unit_test(test_t_of_five_differences),
        cmocka_unit_test(test_t_of_the_sleep_of_student),
        cmocka_unit_test(test_all_signs_of_the_maize_of_darwin),
        cmocka_unit_test(test_few_signs_are_all_tried),
        cmocka_unit_test(test_many_signs_are_drawn),
        cmocka_unit_test(test_holm_steps_down),
    };

    return cmocka_run_group_tests_name("significance", tests, NULL, NULL);
}
