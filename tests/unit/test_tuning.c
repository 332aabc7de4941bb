/* tuning: the setting is chosen by other queries than it is measured on. */
#include "tests/unit/unit.h"

#include <string.h>

#include "bench/params.h"
#include "bench/tuning.h"

static void test_folds_are_even_and_seeded(void **state)
{
    unsigned one[103], again[103], other[103], counts[5] = {0};

    (void)state;
    tuning_deal(103, 5, 1, one);
    tuning_deal(103, 5, 1, again);
    tuning_deal(103, 5, 2, other);
    for (size_t i = 0; i < 103; i++)
        counts[one[i]]++;
    for (size_t i = 0; i < 5; i++)
        assert_true(counts[i] == 20 || counts[i] == 21);
    assert_memory_equal(one, again, sizeof one);
    assert_memory_not_equal(one, other, sizeof one);
}

/* Setting 1 is best on query 0 alone, setting 2 on the others. */
static void test_a_fold_does_not_choose_for_itself(void **state)
{
    double values[] = {0.5, 0.5, 0.5, 0.9, 0.1, 0.1, 0.1, 0.6, 0.6};
    const struct score_table table = {3, 3, 1, values};
    const unsigned fold_of[] = {0, 1, 2};

    (void)state;
    assert_int_equal(tuning_choose_for_fold(&table, fold_of, 0), 2);
    /* Without query 1: 0.5 + 0.5, 0.9 + 0.1, 0.1 + 0.6: the first of equals. */
    assert_int_equal(tuning_choose_for_fold(&table, fold_of, 1), 0);
    assert_true(tuning_mean(&table, 1, 0) > 0.366);
    assert_true(tuning_mean(&table, 1, 0) < 0.367);
}

/* A large collection does not outvote a small one. */
static void test_collections_count_the_same(void **state)
{
    double small[] = {0.2, 0.8}, large[] = {0.5, 0.5, 0.5, 0.4, 0.4, 0.4};
    double third[] = {1, 0};
    const struct score_table tables[] = {
        {2, 1, 1, small}, {2, 3, 1, large}, {2, 1, 1, third}};

    (void)state;
    assert_int_equal(tuning_choose_for_collection(tables, 3, 2), 1);
    assert_int_equal(tuning_choose_for_collection(tables, 3, 0), 0);
}

static void test_params_by_name(void **state)
{
    struct rank_settings settings = rank_default;
    double values[PARAM_VALUES_MOST];
    const struct param *param;
    struct error err;
    size_t count;

    (void)state;
    assert_ok(param_read(SLICE("k1=0.5, 1,2"), &param, values, &count, &err),
              &err);
    assert_int_equal(count, 3);
    param_set(param, values[2], &settings);
    assert_true(settings.model.k1 == 2 && param_get(param, &settings) == 2);
    assert_int_equal(param_read(SLICE("k9=1"), &param, values, &count, &err),
                     STATUS_USAGE);
    assert_non_null(strstr(err.text, "there are k1, b,"));
    assert_int_equal(param_read(SLICE("b=2"), &param, values, &count, &err),
                     STATUS_USAGE);
    assert_int_equal(param_read(SLICE("b="), &param, values, &count, &err),
                     STATUS_USAGE);
    assert_int_equal(param_read(SLICE(""), &param, values, &count, &err),
                     STATUS_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folds_are_even_and_seeded),
        cmocka_unit_test(test_a_fold_does_not_choose_for_itself),
        cmocka_unit_test(test_collections_count_the_same),
        cmocka_unit_test(test_params_by_name),
    };

    return cmocka_run_group_tests_name("tuning", tests, NULL, NULL);
}
