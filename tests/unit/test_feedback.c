/* feedback: which words the best passages give, and what they weigh. */
#include "tests/unit/index_help.h"

#include <math.h>
#include <string.h>

#include "searchd/feedback.h"

static const char *const texts[] = {
    "The treaty on missile defense limits interceptors and radars.", /* 1 */
    "Missile defense: interceptors and radars in the treaty.",       /* 2 */
    "Interceptors and radars were sold.",                            /* 3 */
    "Trade in fish.",                                                /* 4 */
    "Trade in fish and in the nets.",                                /* 5 */
    "Talks about trade.",                                            /* 6 */
    "Talks in the capital.",                                         /* 7 */
    "Nothing else was said.",                                        /* 8 */
};
enum { COPIES = 5 }; /* so that a word of two texts is no frequent one */

static const struct index_model model = {1.2, 0.4};
static const struct feedback_settings settings = {
    .passages = 4, .words = 4, .portion = 0.3, .sharpness = 10, .depth = 100};

static int begin(void **state)
{
    const char *all[COUNT_OF(texts) * COPIES];
    int failed = fixture_begin(state);

    for (size_t i = 0; i < COUNT_OF(all); i++)
        all[i] = i < COUNT_OF(texts) ? texts[i] : texts[7];
    if (!failed)
        make_index(*state, "/one.txt", all, COUNT_OF(all));
    return failed;
}

/* Search for free words of English and make the plan of what they have in
 * common. */
static struct plan *plan_of(struct fixture *f, struct index_reader *reader,
                            const struct feedback_settings *with,
                            const char *text, struct strbuf *found)
{
    struct planner_context context = {
        .reader = reader, .analyser = f->analyser, .weights = {1, 1, false}};
    struct planned planned;
    struct index_hit *hits;
    struct query *query;
    struct plan *plan;
    uint64_t estimate;
    size_t count;

    assert_ok(query_parse(slice_of(text), &f->arena, &query, &f->err), &f->err);
    assert_ok(planner_languages(&context, &f->arena, &f->err), &f->err);
    assert_ok(
        planner_plan(&context, query, false, &f->arena, &planned, &f->err),
        &f->err);
    assert_ok(index_reader_search(reader, planned.plan, &model, 0, 100, 0,
                                  &f->arena, &hits, &count, &estimate, &f->err),
              &f->err);
    plan = plan_new(&f->arena, PLAN_NOTHING);
    if (feedback_is_wanted(with, &planned))
        assert_ok(feedback_plan(&context, with, &model, &planned, hits, count,
                                &f->arena, &plan, &f->err),
                  &f->err);
    for (size_t i = 0; i < plan->child_count; i++) {
        strbuf_add(found, plan->children[i]->children[0]->term);
        strbuf_add_byte(found, ' ');
    }
    planned_release(&planned);
    return plan;
}

static void test_words_in_common_are_found_and_small_ones_not(void **state)
{
    struct fixture *f = *state;
    struct index_reader *reader = open_reader(f);
    struct strbuf found = STRBUF_INIT;
    struct plan *plan =
        plan_of(f, reader, &settings, "missile defense", &found);
    double sum = 0;

    assert_slice(strbuf_slice(&found), "defens interceptor missil radar ");
    for (size_t i = 0; i < plan->child_count; i++)
        sum += plan->children[i]->factor;
    assert_true(fabs(sum - 2 * 0.3 / 0.7) < 1e-9); /* two words weigh 0.7 */
    strbuf_release(&found);
    index_reader_close(reader);
}

static void test_only_free_words_are_added_to(void **state)
{
    static const char *const queries[] = {"\"missile defense\"",
                                          "+missile",
                                          "missile AND defense",
                                          "=missile",
                                          "missil*",
                                          "zebra"};
    struct fixture *f = *state;
    struct index_reader *reader = open_reader(f);

    for (size_t i = 0; i < COUNT_OF(queries); i++) {
        struct strbuf found = STRBUF_INIT;

        if (plan_of(f, reader, &settings, queries[i], &found)->kind !=
            PLAN_NOTHING)
            fail_msg("%s gave %s", queries[i], found.bytes);
        strbuf_release(&found);
    }
    index_reader_close(reader);
}

static void test_no_feedback_where_none_is_asked_for(void **state)
{
    struct fixture *f = *state;
    struct index_reader *reader = open_reader(f);
    struct feedback_settings none = {0};
    struct strbuf found = STRBUF_INIT;

    assert_int_equal(plan_of(f, reader, &none, "missile", &found)->kind,
                     PLAN_NOTHING);
    index_reader_close(reader);
}

/* Hits that weigh alike stand in an order that means nothing. */
static void test_ties_at_the_end_do_not_count(void **state)
{
    static const struct {
        double weights[5];
        size_t count, most, expected;
    } rows[] = {
        {{5, 4, 3, 2, 1}, 5, 3, 3},
        {{5, 4, 4, 4, 1}, 5, 3, 1},
        {{5, 4, 4, 3, 1}, 5, 3, 3},
        {{4, 4, 4, 4, 4}, 5, 3, 0},
        {{4, 4, 4}, 3, 3, 3},
        {{4, 4}, 2, 3, 2},
        {{0}, 0, 3, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct index_hit hits[5];

        for (size_t j = 0; j < COUNT_OF(hits); j++)
            hits[j] = (struct index_hit){(uint32_t)j + 1, rows[i].weights[j]};
        if (feedback_reach(hits, rows[i].count, rows[i].most) !=
            rows[i].expected)
            fail_msg("row %zu", i);
    }
}

/* What is weighed afterwards weighs as it does in a search. */
static void test_hits_weigh_more_as_a_search_would_have_it(void **state)
{
    struct fixture *f = *state;
    struct index_reader *reader = open_reader(f);
    struct plan *parts[] = {plan_term(&f->arena, "", SLICE("trade")),
                            plan_term(&f->arena, "", SLICE("talk")),
                            plan_term(&f->arena, "", SLICE("radar"))};
    struct plan *any = plan_group(&f->arena, PLAN_OR, parts, COUNT_OF(parts));
    struct index_hit *hits;
    uint64_t estimate;
    size_t count;

    for (int round = 0; round < 2; round++) { /* by the library, by lists */
        assert_ok(index_reader_search(reader, any, &model, 0, 100, 0, &f->arena,
                                      &hits, &count, &estimate, &f->err),
                  &f->err);
        assert_int_equal(count, 7);
        for (size_t i = 0; i < count; i++) {
            struct index_hit again[3] = {{1, 0}, {hits[i].document, 0}, {8, 0}};

            assert_ok(
                index_reader_weigh(reader, any, &model, again, 3, &f->err),
                &f->err);
            assert_true(hits[i].document == 1 ||
                        again[0].document == hits[i].document ||
                        again[1].document == hits[i].document);
            for (size_t j = 0; j < 3; j++)
                if (again[j].document == hits[i].document)
                    assert_true(fabs(again[j].weight - hits[i].weight) < 1e-8);
            assert_int_equal(again[2].document, 8);
            assert_true(again[2].weight == 0);
        }
    }
    assert_int_equal(index_reader_weigh(reader,
                                        plan_group(&f->arena, PLAN_AND, parts,
                                                   COUNT_OF(parts)),
                                        &model, hits, count, &f->err),
                     STATUS_BUG);
    index_reader_close(reader);
}

static void test_words_of_a_passage_have_no_prefix(void **state)
{
    struct fixture *f = *state;
    struct index_reader *reader = open_reader(f);
    struct strbuf found = STRBUF_INIT;
    struct index_word *words;
    size_t count;

    assert_ok(index_reader_words(reader, 5, &f->arena, &words, &count, &f->err),
              &f->err);
    for (size_t i = 0; i < count; i++)
        strbuf_add_format(&found, "%.*s %u ", SLICE_ARG(words[i].text),
                          words[i].count);
    assert_slice(strbuf_slice(&found),
                 "and 1 fish 1 in 2 net 1 the 1 trade 1 ");
    assert_int_equal(
        index_reader_words(reader, 999, &f->arena, &words, &count, &f->err),
        STATUS_NOT_FOUND);
    strbuf_release(&found);
    index_reader_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_in_common_are_found_and_small_ones_not),
        cmocka_unit_test(test_only_free_words_are_added_to),
        cmocka_unit_test(test_no_feedback_where_none_is_asked_for),
        cmocka_unit_test(test_ties_at_the_end_do_not_count),
        cmocka_unit_test(test_hits_weigh_more_as_a_search_would_have_it),
        cmocka_unit_test(test_words_of_a_passage_have_no_prefix),
    };

    return cmocka_run_group_tests_name("feedback", tests, begin, fixture_end);
}
