/* index: what each kind of plan matches and how it weighs. */
#include "tests/unit/index_help.h"

#include <math.h>
#include <string.h>

static const char *const texts[] = {
    "Missile defense in the region.",                            /* 1 */
    "North Korea launched a missile. The missile fell.",         /* 2 */
    "The northern territories and Korea, north of the islands.", /* 3 */
    "Trade and energy, energy and trade.",                       /* 4 */
    ("North Korea and the northern territories were discussed at"
     " great length by both ministers in the capital yesterday."), /* 5 */
};

static const struct index_model model = {1.2, 0.25};

static struct plan *word(struct fixture *fixture, const char *text)
{
    return plan_term(&fixture->arena, "", slice_of(text));
}

static struct plan *pair(struct fixture *fixture, enum plan_kind kind,
                         struct plan *a, struct plan *b)
{
    struct plan *children[] = {a, b};
    struct plan *plan = plan_group(&fixture->arena, kind, children, 2);

    plan->window = 2;
    return plan;
}

/* The documents that a plan finds, "2 5 1", best first. */
static void check_found(struct fixture *fixture, const struct plan *plan,
                        const char *expected)
{
    struct index_reader *reader = open_reader(fixture);
    struct strbuf found = STRBUF_INIT, asked = STRBUF_INIT;
    struct index_hit *hits;
    size_t count;
    uint64_t estimate;

    assert_ok(index_reader_search(reader, plan, &model, 0, 10, 100,
                                  &fixture->arena, &hits, &count, &estimate,
                                  &fixture->err),
              &fixture->err);
    for (size_t i = 0; i < count; i++)
        strbuf_add_format(&found, i ? " %u" : "%u", hits[i].document);
    plan_print(plan, &asked);
    if (!slice_equal(strbuf_slice(&found), slice_of(expected)))
        fail_msg("%s: got '%s', expected '%s'", asked.bytes,
                 found.bytes ? found.bytes : "", expected);
    assert_int_equal(estimate, count);
    strbuf_release(&found);
    strbuf_release(&asked);
    index_reader_close(reader);
}

static int begin(void **state)
{
    int failed = fixture_begin(state);

    if (!failed)
        make_index(*state, "/one.txt", texts, COUNT_OF(texts));
    return failed;
}

static void test_terms_groups_and_conditions(void **state)
{
    struct fixture *f = *state;

    check_found(f, word(f, "missil"), "2 1");
    check_found(f, word(f, ""), "");
    check_found(f, plan_new(&f->arena, PLAN_NOTHING), "");
    check_found(f, plan_new(&f->arena, PLAN_ALL), "1 2 3 4 5");
    check_found(f, pair(f, PLAN_AND, word(f, "missil"), word(f, "korea")), "2");
    check_found(f, pair(f, PLAN_AND, word(f, "missil"), word(f, "none")), "");
    check_found(f, pair(f, PLAN_OR, word(f, "missil"), word(f, "energi")),
                "4 2 1");
    check_found(f, pair(f, PLAN_NOT, word(f, "missil"), word(f, "korea")), "1");
    check_found(f, pair(f, PLAN_NOT, word(f, "missil"), word(f, "none")),
                "2 1");
    check_found(f, pair(f, PLAN_FILTER, word(f, "missil"), word(f, "korea")),
                "2");
    check_found(f, pair(f, PLAN_FILTER, word(f, "missil"), word(f, "none")),
                "");
    check_found(f, pair(f, PLAN_MAYBE, word(f, "missil"), word(f, "region")),
                "1 2");
    check_found(f, pair(f, PLAN_MAYBE, word(f, "missil"), word(f, "none")),
                "2 1");
}

static void test_phrases_stand_in_a_row_and_nears_in_any(void **state)
{
    struct fixture *f = *state;

    check_found(f, pair(f, PLAN_PHRASE, word(f, "north"), word(f, "korea")),
                "2 5");
    check_found(f, pair(f, PLAN_NEAR, word(f, "north"), word(f, "korea")),
                "2 3 5");
    check_found(f, pair(f, PLAN_PHRASE, word(f, "north"), word(f, "none")), "");
    check_found(f,
                plan_group(&f->arena, PLAN_PHRASE,
                           (struct plan *[]){word(f, "korea")}, 1),
                "2 3 5");
}

static void test_a_synonym_may_hold_phrases(void **state)
{
    struct fixture *f = *state;
    struct plan *phrase =
        pair(f, PLAN_PHRASE, word(f, "northern"), word(f, "territori"));

    check_found(f, pair(f, PLAN_SYNONYM, phrase, word(f, "trade")), "4 3 5");
    check_found(f, pair(f, PLAN_SYNONYM, phrase, word(f, "none")), "3 5");
}

static void test_a_prefix_takes_the_most_frequent_terms(void **state)
{
    struct fixture *f = *state;
    struct plan *plan = plan_new(&f->arena, PLAN_PREFIX);

    plan->term = SLICE("north");
    plan->window = 1;
    check_found(f, plan, "2 3 5"); /* "north" stands in more than "northern" */
    plan->window = 10;
    check_found(f, plan, "3 5 2");
    plan->term = SLICE("zz");
    check_found(f, plan, "");
}

static void test_title_terms_count_without_making_passages_longer(void **state)
{
    struct fixture *f = *state;
    struct index_reader *reader = open_reader(f);
    struct plan *plan = plan_term(&f->arena, PREFIX_TITLE, SLICE("titl"));
    struct index_hit *hits;
    size_t count;
    uint64_t estimate;

    assert_ok(index_reader_search(reader, plan, &model, 0, 10, 100, &f->arena,
                                  &hits, &count, &estimate, &f->err),
              &f->err);
    assert_int_equal(count, COUNT_OF(texts));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(hits[i].document, i + 1);
        assert_true(fabs(hits[i].weight - log(1 + 0.5 / 5.5)) < 1e-8);
    }
    index_reader_close(reader);
}

static void test_dates_are_a_range(void **state)
{
    static const struct {
        const char *low, *high, *expected;
    } rows[] = {
        {"\x01\x33\xEE\x00", "\x01\x33\xF0\x00", "1 2 3 4 5"},
        {"\x01\x33\xEE\x00", NULL, "1 2 3 4 5"},
        {"\x01\x33\xF0\x00", NULL, ""},
        {"\x01\x01\x01\x01", "\x01\x33\x01\x01", ""},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct plan *plan = plan_new(&f->arena, PLAN_RANGE);

        plan->slot = SLOT_DATE_FIRST;
        plan->low = (struct slice){rows[i].low, 4};
        plan->high = (struct slice){rows[i].high, rows[i].high ? 4 : 0};
        check_found(f, plan, rows[i].expected);
    }
}

/* ---- stopping ---- */

/* Counts down; over at 0. */
static bool is_over(void *context)
{
    unsigned *left = context;

    if (*left)
        --*left;
    return *left == 0;
}

/* What a search finds, "2 5 1", or its status. */
static struct slice search(struct fixture *fixture, struct index_reader *reader,
                           const struct plan *plan)
{
    struct strbuf found = STRBUF_INIT;
    struct index_hit *hits;
    size_t count;
    uint64_t estimate;
    struct slice out;
    enum status status =
        index_reader_search(reader, plan, &model, 0, 10, 100, &fixture->arena,
                            &hits, &count, &estimate, &fixture->err);

    if (status)
        return slice_of(status_name(status));
    for (size_t i = 0; i < count; i++)
        strbuf_add_format(&found, "%u ", hits[i].document);
    out = slice_copy(&fixture->arena, strbuf_slice(&found));
    strbuf_release(&found);
    return out;
}

/* Each search twice, since the second may go by lists kept in memory. */
static void check_stopping(struct fixture *f, const struct plan *plan)
{
    struct index_reader *reader = open_reader(f);
    struct slice expected = search(f, reader, plan);
    unsigned left = 1000000;
    const struct index_stop stop = {is_over, &left};

    index_reader_close(reader);
    reader = open_reader(f);
    index_reader_stop_when(reader, &stop);
    for (int i = 0; i < 2; i++)
        assert_slice(search(f, reader, plan), expected.bytes);
    assert_true(left < 1000000); /* it was asked */
    index_reader_close(reader);
    reader = open_reader(f);
    index_reader_stop_when(reader, &stop);
    for (int i = 0; i < 2; i++) {
        left = 1;
        assert_slice(search(f, reader, plan), status_name(STATUS_INTERRUPTED));
    }
    index_reader_stop_when(reader, NULL);
    assert_slice(search(f, reader, plan), expected.bytes);
    index_reader_close(reader);
}

static void test_a_search_can_be_stopped_and_is_the_same_else(void **state)
{
    struct fixture *f = *state;
    struct plan *day = plan_new(&f->arena, PLAN_RANGE);

    day->slot = SLOT_DATE_FIRST;
    day->low = (struct slice){"\x01\x33\xEE\x00", 4};
    check_stopping(f, word(f, "missil"));
    check_stopping(f, pair(f, PLAN_OR, word(f, "missil"), word(f, "korea")));
    check_stopping(f, pair(f, PLAN_AND, word(f, "north"), word(f, "korea")));
    check_stopping(f, pair(f, PLAN_PHRASE, word(f, "north"), word(f, "korea")));
    check_stopping(f, pair(f, PLAN_NOT, word(f, "korea"), word(f, "missil")));
    check_stopping(f, day);
}

static void write_many(struct fixture *f, const char *const *of, size_t count,
                       uint32_t passages)
{
    struct index_lock *lock = take_lock(f, 1);
    struct index_writer *writer = open_writer(f, 0);

    write_file(f, writer, "/many.txt", of, count, passages);
    assert_ok(index_writer_close(writer, &f->err), &f->err);
    index_lock_release(lock);
}

/* Few passages of frequent words are weighed by their own terms; where the
 * words' lists are at hand, by these. */
static void test_weighing_is_the_same_by_passages_and_by_lists(void **state)
{
    static const char *const many[] = {"Fish and trade in fish.",
                                       "Trade, more trade and yet more trade.",
                                       "A net for fish."};
    struct fixture *f;
    void *fresh = NULL;
    struct plan *any;
    struct index_reader *reader;
    struct index_hit *hits, weighed[2] = {{2, 0.5}, {900, 0.25}}, again[2];
    uint64_t estimate;
    size_t count;

    (void)state;
    assert_int_equal(fixture_begin(&fresh), 0);
    f = fresh;
    write_many(f, many, COUNT_OF(many), 3000);
    any = pair(f, PLAN_OR, word(f, "trade"), word(f, "fish"));
    reader = open_reader(f);
    memcpy(again, weighed, sizeof again);
    assert_ok(index_reader_weigh(reader, any, &model, weighed, 2, &f->err),
              &f->err);
    for (int i = 0; i < 3; i++)
        assert_ok(index_reader_search(reader, any, &model, 0, 1, 0, &f->arena,
                                      &hits, &count, &estimate, &f->err),
                  &f->err);
    assert_ok(index_reader_weigh(reader, any, &model, again, 2, &f->err),
              &f->err);
    assert_memory_equal(weighed, again, sizeof again);
    assert_int_equal(again[0].document, 2);
    assert_true(again[0].weight > 0.5 && again[1].weight > 0.25);
    index_reader_close(reader);
    fixture_end(&fresh);
}

/* ---- several shards ---- */

/* Two shards with three files each. */
static void write_shards(struct fixture *f)
{
    static const char *const files[] = {"/a.txt", "/b.txt", "/c.txt",
                                        "/d.txt", "/e.txt", "/f.txt"};
    struct index_lock *lock = take_lock(f, 2);

    for (unsigned shard = 0; shard < 2; shard++) {
        struct index_writer *writer = open_writer(f, shard);

        for (size_t i = shard; i < COUNT_OF(files); i += 2)
            write_file(f, writer, files[i], texts + i % 3, 3, 40);
        assert_ok(index_writer_close(writer, &f->err), &f->err);
    }
    index_lock_release(lock);
}

static bool is_always_over(void *context)
{
    (void)context;
    return true;
}

/* A search of all kinds of rows, from offset on. */
static enum status search_rows(struct fixture *f, struct index_reader *reader,
                               size_t offset, struct index_hit **hits,
                               size_t *count, uint64_t *estimate)
{
    struct plan *north =
        pair(f, PLAN_PHRASE, word(f, "north"), word(f, "korea"));
    struct plan *energy =
        pair(f, PLAN_NEAR, word(f, "trade"), word(f, "energi"));
    struct plan *rows = pair(f, PLAN_SYNONYM, north, energy);

    return index_reader_search(
        reader, pair(f, PLAN_OR, rows, word(f, "missil")), &model, offset, 300,
        1000, &f->arena, hits, count, estimate, &f->err);
}

static void assert_same(const struct index_hit *a, const struct index_hit *b,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(a[i].document, b[i].document);
        assert_true(a[i].weight == b[i].weight);
    }
}

/* A first search asks the shards at once, later ones go by what is kept. */
static void test_several_shards_at_once_find_the_same(void **state)
{
    const struct index_stop stop = {is_always_over, NULL};
    struct index_hit *first, *later;
    size_t count, later_count;
    uint64_t estimate, later_estimate;
    void *fresh = NULL;
    struct fixture *f;
    struct index_reader *reader;

    (void)state;
    assert_int_equal(fixture_begin(&fresh), 0);
    f = fresh;
    write_shards(f);
    reader = open_reader(f);
    assert_ok(search_rows(f, reader, 0, &first, &count, &estimate), &f->err);
    assert_true(count > 100);
    assert_int_equal(estimate, count);
    for (int i = 0; i < 2; i++) {
        assert_ok(search_rows(f, reader, (size_t)i * 7, &later, &later_count,
                              &later_estimate),
                  &f->err);
        assert_int_equal(later_count, count - (size_t)i * 7);
        assert_int_equal(later_estimate, estimate);
        assert_same(later, first + i * 7, later_count);
    }
    index_reader_close(reader);
    reader = open_reader(f);
    index_reader_stop_when(reader, &stop);
    assert_int_equal(search_rows(f, reader, 0, &later, &count, &estimate),
                     STATUS_INTERRUPTED);
    index_reader_stop_when(reader, NULL);
    assert_ok(search_rows(f, reader, 0, &later, &count, &estimate), &f->err);
    assert_same(later, first, count);
    index_reader_close(reader);
    fixture_end(&fresh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terms_groups_and_conditions),
        cmocka_unit_test(test_phrases_stand_in_a_row_and_nears_in_any),
        cmocka_unit_test(test_a_synonym_may_hold_phrases),
        cmocka_unit_test(test_a_prefix_takes_the_most_frequent_terms),
        cmocka_unit_test(test_title_terms_count_without_making_passages_longer),
        cmocka_unit_test(test_dates_are_a_range),
        cmocka_unit_test(test_a_search_can_be_stopped_and_is_the_same_else),
        cmocka_unit_test(test_weighing_is_the_same_by_passages_and_by_lists),
        cmocka_unit_test(test_several_shards_at_once_find_the_same),
    };

    return cmocka_run_group_tests_name("index_search", tests, begin,
                                       fixture_end);
}
