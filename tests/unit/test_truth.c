/* What the daemon should have answered, and when that was so. */
#include "tests/unit/index_help.h"

#include "bench/truth.h"
#include "bench/wire.h"

enum { MS = 1000000 };

static const char *const texts[] = {
    "The two ministers spoke about missile defence.",
    "They agreed to meet again in the autumn.",
};

static struct kind_query items[] = {
    {{"word", 4}, {"ministers", 9}},
    {{"word", 4}, {"unicorn", 7}},
};
static const struct kind_list queries = {items, COUNT_OF(items)};

static void add_file(struct fixture *fixture, const char *file,
                     const char *text)
{
    struct index_lock *lock = take_lock(fixture, 1);
    struct index_writer *writer = open_writer(fixture, 0);

    write_file(fixture, writer, file, &text, 1, 1);
    assert_ok(index_writer_close(writer, &fixture->err), &fixture->err);
    index_lock_release(lock);
}

static struct truth *open_truth(struct fixture *fixture)
{
    struct truth *truth;

    make_index(fixture, "a", texts, COUNT_OF(texts));
    assert_ok(truth_open(fixture->folder, &queries, &truth, &fixture->err),
              &fixture->err);
    return truth;
}

static void learn(struct fixture *fixture, struct truth *truth, int64_t ms)
{
    assert_ok(truth_learn(truth, ms * MS, (ms + 10) * MS, &fixture->err),
              &fixture->err);
}

/* A right answer of now to a query, asked and answered at such times. */
static struct crowd_answer answer_of(struct fixture *fixture,
                                     struct truth *truth, uint32_t query,
                                     int64_t asked_ms, int64_t got_ms)
{
    struct crowd_answer answer = {.message = query,
                                  .is_result = true,
                                  .asked_ns = asked_ms * MS,
                                  .got_ns = got_ms * MS};
    struct strbuf reply = STRBUF_INIT;

    assert_ok(truth_call(truth, query, &reply, &fixture->err), &fixture->err);
    answer.hash = wire_hash(strbuf_slice(&reply));
    strbuf_release(&reply);
    return answer;
}

static void what_a_direct_call_gives_holds_and_no_other(void **state)
{
    struct fixture *fixture = *state;
    struct truth *truth = open_truth(fixture);
    struct crowd_answer answer;

    learn(fixture, truth, 0);
    answer = answer_of(fixture, truth, 0, 100, 101);
    assert_true(truth_holds(truth, &answer));
    answer.message = 1;
    assert_false(truth_holds(truth, &answer));
    answer.message = 0;
    answer.hash++;
    assert_false(truth_holds(truth, &answer));
    truth_close(truth);
}

static void an_answer_of_before_a_commit_holds_for_a_while_only(void **state)
{
    struct fixture *fixture = *state;
    struct truth *truth = open_truth(fixture);
    struct crowd_answer before, after;

    learn(fixture, truth, 0);
    before = answer_of(fixture, truth, 1, 100, 101);
    add_file(fixture, "b", "A unicorn is a rare animal.");
    learn(fixture, truth, 1000);
    assert_true(truth_changes(truth) > 0);
    after = answer_of(fixture, truth, 1, 2000, 2001);
    assert_true(after.hash != before.hash);
    assert_true(truth_holds(truth, &after));
    before.asked_ns = (1010 + TRUTH_PATIENCE_MS - 1) * (int64_t)MS;
    before.got_ns = 9000 * (int64_t)MS;
    assert_true(truth_holds(truth, &before));
    before.asked_ns = (1010 + TRUTH_PATIENCE_MS + 1) * (int64_t)MS;
    assert_false(truth_holds(truth, &before));
    truth_close(truth);
}

static void an_answer_of_what_is_yet_to_come_does_not_hold(void **state)
{
    struct fixture *fixture = *state;
    struct truth *truth = open_truth(fixture);
    struct crowd_answer early;

    learn(fixture, truth, 0);
    add_file(fixture, "b", "A unicorn is a rare animal.");
    learn(fixture, truth, 1000);
    early = answer_of(fixture, truth, 1, 900, 999);
    assert_false(truth_holds(truth, &early));
    early.got_ns = 1000 * (int64_t)MS;
    assert_true(truth_holds(truth, &early));
    truth_close(truth);
}

static void only_the_count_of_all_is_left_out_of_a_hash(void **state)
{
    uint64_t hash =
        wire_hash(SLICE("{\"hits\":[\"a\"],\"total\":12,\"parse\":\"a\"}"));

    (void)state;
    assert_true(hash == wire_hash(SLICE("{\"hits\":[\"a\"],\"total\":345,"
                                        "\"parse\":\"a\"}")));
    assert_true(hash != wire_hash(SLICE("{\"hits\":[\"a\"],\"total\":12,"
                                        "\"parse\":\"b\"}")));
    assert_true(hash != wire_hash(SLICE("{\"hits\":[\"b\"],\"total\":12,"
                                        "\"parse\":\"a\"}")));
    assert_true(wire_hash(SLICE("{}")) != wire_hash(SLICE("{")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_count_of_all_is_left_out_of_a_hash),
        cmocka_unit_test_setup_teardown(
            what_a_direct_call_gives_holds_and_no_other, fixture_begin,
            fixture_end),
        cmocka_unit_test_setup_teardown(
            an_answer_of_before_a_commit_holds_for_a_while_only, fixture_begin,
            fixture_end),
        cmocka_unit_test_setup_teardown(
            an_answer_of_what_is_yet_to_come_does_not_hold, fixture_begin,
            fixture_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
