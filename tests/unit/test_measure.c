/* measure: figures worked out by hand. */
#include "tests/unit/unit.h"

#include <math.h>

#include "bench/measure.h"

/* Seven judged passages; e and g are relevant and never found. */
static struct judgement judgements[] = {
    {{"a", 1}, 3, 0}, {{"b", 1}, 0, 0}, {{"c", 1}, 1, 0}, {{"d", 1}, 0, 0},
    {{"e", 1}, 2, 0}, {{"f", 1}, 0, 0}, {{"g", 1}, 1, 0},
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
        /* recall 1/4 at rank 2, 2/4 at rank 4 */
        {"iprec_at_recall_0.25", 1.0 / 2},
        {"iprec_at_recall_0.50", 2.0 / 4},
        {"iprec_at_recall_0.51", 2.0 / 4}, /* 2.94 is 2 to trec_eval */
        {"iprec_at_recall_0.60", 0},
        {"11pt_avg", 6 * (1.0 / 2) / 11},
        {"Rprec_mult_0.50", 1.0 / 2}, /* 2 of 4: rank 2 */
        {"Rprec_mult_2.00", 2.0 / 8},
        {"relative_P_2", 1.0 / 2},
        {"relative_P_10", 2.0 / 4},
        {"success_1", 0},
        {"success_2", 1},
        {"set_P", 2.0 / 5},
        {"set_recall", 2.0 / 4},
        {"set_relative_P", 2.0 / 4},
        {"set_map", (2.0 / 5) * (2.0 / 4)},
        {"set_F", 2 * (2.0 / 5) * (2.0 / 4) / (2.0 / 5 + 2.0 / 4)},
        {"set_F.3", 4 * (2.0 / 5) * (2.0 / 4) / (3 * (2.0 / 5) + 2.0 / 4)},
        {"utility", 2 - 3},
        {"num_nonrel_judged_ret", 2},
        {"binG", (1 / log3 + 1 / log2(4)) / 4}, /* b above a; b, x above c */
        /* costs 3, 2, 1, 1, 1 add up to 3, 5, 6, 7, 8; gains 0, 3, 3, 4, 4 */
        {"G", (3 / log2(2 + 5 - 3) + 1 / log2(2 + 7 - 4)) / 7},
        {"RR@1", 0},
        {"RR@10", 1.0 / 2},
        {"AP@3", (1.0 / 2) / 4},
        {"AP(rel=2)", (1.0 / 2) / 2},
        {"P(rel=3)@2", 1.0 / 2},
        {"nDCG@3", (3 / log3) / ideal3},
        {"nDCG(dcg='exp-log2')@2", (7 / log3) / (7 + 3 / log3)},
        {"AP(judged_only=True)", (1.0 / 2 + 2.0 / 3) / 4},
        {"NumRet(rel=3)", 1},
        {"IPrec@0.5", 2.0 / 4},
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
    static const char *const good[] = {
        "map",     "gm_map",      "P_5",
        "ndcg",    "ndcg_cut_10", "judged_99999",
        "nDCG@10", "AP(rel=2)",   "iprec_at_recall_0.10",
        "set_F_2", "11pt_avg"};
    static const char *const bad[] = {"",
                                      "P_",
                                      "P_0",
                                      "P_05",
                                      "P_5x",
                                      "P_-5",
                                      "Map",
                                      "ndcg_cut_",
                                      "map_10",
                                      "P_100000000",
                                      "P@0",
                                      "P",
                                      "AP(rel=0)",
                                      "AP(rel=2",
                                      "AP@",
                                      "AP(x=1)",
                                      "nDCG@10x",
                                      "iprec_at_recall_",
                                      "iprec_at_recall_.",
                                      "iprec_at_recall_1e3",
                                      "official"};
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

/* From a sample of a pool: u is in it, with a grade below 0, x is not.
 * Ranked: u, a (3), x, c (1). At a: 1/2 + 1/2 * 1/1 * e/2e = 0.75. At c, with
 * 1 relevant and 1 pooled one among 3 above: 1/4 + 3/4 * 2/3 *
 * (1 + e)/(1 + 2e), e = 0.00001. */
static void test_infap_infers_from_what_was_pooled(void **state)
{
    static struct judgement sampled[] = {
        {{"a", 1}, 3, 0}, {{"c", 1}, 1, 0}, {{"u", 1}, -1, 0}};
    static struct run_entry ranked[] = {
        {{"u", 1}, 4}, {{"a", 1}, 3}, {{"x", 1}, 2}, {{"c", 1}, 1}};
    const struct qrels_topic sample = {{"t", 1}, sampled, COUNT_OF(sampled)};
    const struct run_topic run = {{"t", 1}, ranked, COUNT_OF(ranked)};
    const struct measure measure = {.kind = MEASURE_INFAP};
    struct arena arena = ARENA_INIT;
    struct measure_topic topic;
    double expected = (0.75 + 0.25 + 0.5 * (1.00001 / 1.00002)) / 2;

    (void)state;
    measure_prepare(&sample, &run, 1, MEASURE_WHOLE, &arena, &topic);
    assert_true(fabs(measure_value(measure, &topic) - expected) < 1e-9);
    arena_release(&arena);
}

/* Ranked b (0), a (3), x, c (1), d (0); the ideal gains are 3, 2, 1, 1. */
static void test_ndcg_averaged_over_ranks(void **state)
{
    double log3 = log2(3), log5 = log2(5);
    double ideal1 = 3, ideal2 = ideal1 + 2 / log3, ideal3 = ideal2 + 0.5;
    double ideal4 = ideal3 + 1 / log5;
    double found2 = 3 / log3, found4 = found2 + 1 / log5;
    const struct row rows[] = {
        /* at a and c, and twice at the end for e and g */
        {"ndcg_rel", (found2 / ideal2 + 3 * found4 / ideal4) / 4},
        /* the ideal gain changes behind ranks 1, 2 and 4 */
        {"Rndcg", (0 / ideal1 + found2 / ideal2 + found4 / ideal4) / 3},
    };

    (void)state;
    check_rows(rows, COUNT_OF(rows), 1, MEASURE_WHOLE, &found);
}

/* A topic whose passages are named by their ranks; grades in order, and how
 * many more are relevant and not found. */
static double value_of_ranking(const char *name, const int *grades,
                               size_t count, size_t not_found)
{
    struct judgement known[32];
    struct run_entry ranked[32];
    struct qrels_topic topic = {{"t", 1}, known, 0};
    const struct run_topic ranking = {{"t", 1}, ranked, count};
    static const char names[] = "abcdefghijklmnopqrstuvwxyzABCDEF";
    struct arena arena = ARENA_INIT;
    struct measure_topic prepared;
    struct measure measure;
    double value;

    /* Judgements are in byte order: capitals come first. */
    for (size_t i = 0; i < not_found; i++)
        known[topic.count++] = (struct judgement){{names + 26 + i, 1}, 1, 0};
    for (size_t i = 0; i < count; i++) {
        known[topic.count++] = (struct judgement){{names + i, 1}, grades[i], 0};
        ranked[i] = (struct run_entry){{names + i, 1}, -(double)i};
    }
    assert_true(measure_from_name(slice_of(name), &measure));
    measure_prepare(&topic, &ranking, 1, MEASURE_WHOLE, &arena, &prepared);
    value = measure_value(measure, &prepared);
    arena_release(&arena);
    return value;
}

static void check_published(const char *name, const int *grades, size_t count,
                            size_t not_found, double expected, double tolerance)
{
    double got = value_of_ranking(name, grades, count, not_found);

    if (fabs(got - expected) > tolerance)
        fail_msg("%s: got %.6f, published is %.6f", name, got, expected);
}

/* Manning, Raghavan and Schuetze 2008, Introduction to Information Retrieval,
 * exercise 8.8: R N R N N N N N R R and N R N N R R R N N N, four relevant
 * documents. MAP is (1 + 2/3 + 3/9 + 4/10)/4 = 0.6 and (1/2 + 2/5 + 3/6 +
 * 4/7)/4 = 0.493; R-precision 0.5 and 0.25. */
static void test_published_average_precision(void **state)
{
    static const int one[] = {1, 0, 1, 0, 0, 0, 0, 0, 1, 1};
    static const int two[] = {0, 1, 0, 0, 1, 1, 1, 0, 0, 0};

    (void)state;
    check_published("map", one, 10, 0, 0.6, 5e-4);
    check_published("map", two, 10, 0, 0.493, 5e-4);
    check_published("Rprec", one, 10, 0, 0.5, 1e-9);
    check_published("Rprec", two, 10, 0, 0.25, 1e-9);
}

/* The same book, exercise 8.9: R R N N N, N N N R N, R N N N R, N N N N R
 * among the first 20 of 10,000, eight relevant ones in all. Precision 6/20,
 * F1 3/7; interpolated precision 1 at
 * recall 25 %, 0.36 at 33 %: 4 of the first 11. */
static void test_published_interpolated_precision(void **state)
{
    static const int grades[] = {1, 1, 0, 0, 0, 0, 0, 0, 1, 0,
                                 1, 0, 0, 0, 1, 0, 0, 0, 0, 1};

    (void)state;
    check_published("P_20", grades, 20, 2, 0.3, 1e-9);
    check_published("set_F", grades, 20, 2, 3.0 / 7, 1e-9);
    check_published("iprec_at_recall_0.25", grades, 20, 2, 1, 1e-9);
    check_published("iprec_at_recall_0.33", grades, 20, 2, 4.0 / 11, 1e-9);
    /* (1 + 1 + 3/9 + 4/11 + 5/15 + 6/20) / 8 = 0.416 */
    check_published("map", grades, 20, 2, 0.416, 5e-4);
}

/* The example by which encyclopaedias explain nDCG: grades 3 2 3 0 1 2 give
 * DCG 6.861, of 7.141 that 3 3 2 2 1 0 would: 0.961. */
static void test_published_ndcg(void **state)
{
    static const int grades[] = {3, 2, 3, 0, 1, 2};

    (void)state;
    check_published("ndcg_cut_6", grades, 6, 0, 0.961, 5e-4);
    check_published("nDCG@6", grades, 6, 0, 6.861 / 7.141, 2e-4);
}

static void check_set(const char *list, const char *expected)
{
    struct measure_set set = {.count = 0};
    struct strbuf names = STRBUF_INIT;
    struct error err;

    assert_ok(measure_set_add(&set, slice_of(list), &err), &err);
    measure_set_sort(&set);
    for (size_t i = 0; i < set.count; i++) {
        measure_add_name(set.items[i], &names);
        strbuf_add_byte(&names, ' ');
    }
    assert_string_equal(names.bytes, expected);
    strbuf_release(&names);
}

static void test_lists_are_in_the_order_of_trec_eval(void **state)
{
    struct measure_set set = {.count = 0};
    struct error err;

    (void)state;
    check_set("ndcg_cut.20,10,map", "map ndcg_cut_10 ndcg_cut_20 ");
    check_set("success,P_5,map,map", "map P_5 success_1 success_5 success_10 ");
    check_set("iprec_at_recall.0,.5,1,11pt_avg",
              "iprec_at_recall_0.00 iprec_at_recall_0.50 "
              "iprec_at_recall_1.00 11pt_avg ");
    check_set("nDCG(dcg='exp-log2', rel=2)@10,AP,map",
              "map nDCG(dcg='exp-log2', rel=2)@10 AP ");
    check_set("set", "runid num_q num_ret num_rel num_rel_ret utility set_P "
                     "set_relative_P set_recall set_map set_F ");
    assert_int_equal(measure_set_add(&set, SLICE("map,P.5,x"), &err),
                     STATUS_USAGE);
    assert_string_equal(err.text, "no measure 'x' (see --help)");
}

static void test_sums_add_counts_and_average_the_rest(void **state)
{
    static const struct measure count = {.kind = MEASURE_NUM_RET};
    static const struct measure map = {.kind = MEASURE_MAP};
    static const struct measure geometric = {.kind = MEASURE_GM_MAP};
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
        cmocka_unit_test(test_published_average_precision),
        cmocka_unit_test(test_published_interpolated_precision),
        cmocka_unit_test(test_published_ndcg),
        cmocka_unit_test(test_infap_infers_from_what_was_pooled),
        cmocka_unit_test(test_ndcg_averaged_over_ranks),
        cmocka_unit_test(test_lists_are_in_the_order_of_trec_eval),
        cmocka_unit_test(test_sums_add_counts_and_average_the_rest),
    };

    return cmocka_run_group_tests_name("measure", tests, NULL, NULL);
}
