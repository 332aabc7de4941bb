/* measure: figures worked out by hand. */
#include "tests/unit/unit.h"

#include <math.h>

#include "bench/measure.h"

/* Seven judged passages; e and g are relevant and never found. */
static struct judgement judgements[] = {
    {{"a", 1}, 3}, {{"b", 1}, 0}, {{"c", 1}, 1}, {{"d", 1}, 0},
    {{"e", 1}, 2}, {{"f", 1}, 0}, {{"g", 1}, 1},
};
static const struct qrels_topic judged = {
    {"t", 1}, judgements, COUNT_OF(judgements)};

/* Ranked: b (0), a (3), x (not judged), c (1), d (0). */
static struct run_entry entries[] = {
    {{"b", 1}, 9}, {{"a", 1}, 8}, {{"x", 1}, 7}, {{"c", 1}, 6}, {{"d", 1}, 5},
};
static const struct run_topic found = {{"t", 1}, entries, COUNT_OF(entries)};

static double value_of(const char *name, int32_t level, enum measure_list list,
                       const struct run_topic *ranking)
{
    struct arena arena = ARENA_INIT;
    struct measure_topic topic;
    struct measure measure;
    double value;

    if (!measure_from_name(slice_of(name), &measure))
        fail_msg("%s is no measure", name);
    measure_prepare(&judged, ranking, level, list, &arena, &topic);
    value = measure_value(measure, &topic);
    arena_release(&arena);
    return value;
}

struct row {
    const char *name;
    double expected;
};

static void check_rows(const struct row *rows, size_t count, int32_t level,
                       enum measure_list list, const struct run_topic *ranking)
{
    for (size_t i = 0; i < count; i++) {
        double got = value_of(rows[i].name, level, list, ranking);

        if (fabs(got - rows[i].expected) > 1e-9)
            fail_msg("%s: got %.10f, expected %.10f", rows[i].name, got,
                     rows[i].expected);
    }
}

static void test_every_measure_of_a_short_ranking(void **state)
{
    double log3 = log2(3), log5 = log2(5);
    double ideal3 = 3 + 2 / log3 + 1.0 / 2;
    double ideal = ideal3 + 1 / log5;
    const struct row rows[] = {
        {"num_ret", 5},
        {"num_rel", 4},
        {"num_rel_ret", 2},
        {"map", (1.0 / 2 + 2.0 / 4) / 4},
        {"map_cut_3", (1.0 / 2) / 4},
        {"Rprec", 2.0 / 4},
        /* one other above a and above c, of at most three */
        {"bpref", ((1 - 1.0 / 3) + (1 - 1.0 / 3)) / 4},
        {"recip_rank", 1.0 / 2},
        {"P_1", 0},
        {"P_5", 2.0 / 5},
        {"P_10", 2.0 / 10},
        {"recall_2", 1.0 / 4},
        {"recall_1000", 2.0 / 4},
        {"ndcg", (3 / log3 + 1 / log5) / ideal},
        {"ndcg_cut_3", (3 / log3) / ideal3},
        {"judged_2", 1},
        {"judged_3", 2.0 / 3},
        {"judged_10", 4.0 / 5},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows), 1, MEASURE_WHOLE, &found);
}

static void test_level_moves_relevance_but_not_gain(void **state)
{
    double log3 = log2(3);
    const struct row rows[] = {
        {"num_rel", 2},
        {"map", (1.0 / 2) / 2},
        {"Rprec", 1.0 / 2},
        {"bpref", (1 - 1.0 / 2) / 2},
        {"ndcg_cut_2", (3 / log3) / (3 + 2 / log3)},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows), 2, MEASURE_WHOLE, &found);
}

static void test_condensed_list_leaves_unjudged_out(void **state)
{
    const struct row rows[] = {
        {"num_ret", 4},
        {"map", (1.0 / 2 + 2.0 / 3) / 4},
        {"judged_10", 1},
        {"ndcg_cut_3", (3 / log2(3) + 1.0 / 2) / (3 + 2 / log2(3) + 1.0 / 2)},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows), 1, MEASURE_CONDENSED, &found);
}

static void test_nothing_found_is_zero(void **state)
{
    const struct row rows[] = {
        {"num_rel", 4},   {"map", 0},        {"Rprec", 0},
        {"bpref", 0},     {"ndcg", 0},       {"P_10", 0},
        {"judged_10", 0}, {"recip_rank", 0}, {"recall_10", 0},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows), 1, MEASURE_WHOLE, NULL);
}

static void test_names_come_back(void **state)
{
    static const char *const good[] = {"map",  "gm_map",      "P_5",
                                       "ndcg", "ndcg_cut_10", "judged_99999"};
    static const char *const bad[] = {"",       "P_",      "P_0", "P_05",
                                      "P_5x",   "P_-5",    "MAP", "ndcg_cut_",
                                      "map_10", "P_100000"};
    struct measure measure;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        struct strbuf name = STRBUF_INIT;

        assert_true(measure_from_name(slice_of(good[i]), &measure));
        measure_add_name(measure, &name);
        assert_string_equal(name.bytes, good[i]);
        strbuf_release(&name);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (measure_from_name(slice_of(bad[i]), &measure))
            fail_msg("'%s' was taken", bad[i]);
}

static void test_sums_add_counts_and_average_the_rest(void **state)
{
    static const struct measure count = {MEASURE_NUM_RET, 0};
    static const struct measure map = {MEASURE_MAP, 0};
    static const struct measure geometric = {MEASURE_GM_MAP, 0};
    struct measure_sum counts = {0}, maps = {0}, geometrics = {0};

    (void)state;
    measure_sum_add(&counts, count, 5);
    measure_sum_add(&counts, count, 7);
    measure_sum_add(&maps, map, 0.5);
    measure_sum_add(&maps, map, 0.25);
    measure_sum_add(&geometrics, geometric, 0.1);
    measure_sum_add(&geometrics, geometric, 0); /* counts as 0.00001 */
    assert_true(measure_sum_value(&counts, count) == 12);
    assert_true(measure_sum_value(&maps, map) == 0.375);
    assert_true(fabs(measure_sum_value(&geometrics, geometric) - 0.001) <
                1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_measure_of_a_short_ranking),
        cmocka_unit_test(test_level_moves_relevance_but_not_gain),
        cmocka_unit_test(test_condensed_list_leaves_unjudged_out),
        cmocka_unit_test(test_nothing_found_is_zero),
        cmocka_unit_test(test_names_come_back),
        cmocka_unit_test(test_sums_add_counts_and_average_the_rest),
    };

    return cmocka_run_group_tests_name("measure", tests, NULL, NULL);
}
