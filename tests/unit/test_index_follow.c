/* A reader that lives through many commits finds what a fresh one finds. */
#include "tests/unit/index_help.h"

enum { COMMITS = 60, FILES = 7, WORDS = 9, PLANS = 11, SHARDS = 2 };

/* Words that are their own stems. */
static const char *const vocabulary[WORDS] = {
    "accord", "port", "pact",   "island", "trust",
    "trend",  "gulf", "export", "summit",
};
static const struct index_model model = {1.2, 0.25};

/* The same on every machine. */
static uint32_t chance(uint64_t *seed, uint32_t below)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(*seed >> 33) % below;
}

static struct plan *word(struct fixture *fixture, size_t i)
{
    return plan_term(&fixture->arena, "", slice_of(vocabulary[i]));
}

static struct plan *group(struct fixture *fixture, enum plan_kind kind,
                          struct plan *a, struct plan *b)
{
    struct plan *children[] = {a, b};
    struct plan *plan = plan_group(&fixture->arena, kind, children, 2);

    plan->window = 2;
    return plan;
}

static void make_plans(struct fixture *f, struct plan **plans)
{
    plans[0] = word(f, 4);
    plans[1] = group(f, PLAN_OR, word(f, 2), word(f, 3));
    plans[2] = group(f, PLAN_PHRASE, word(f, 4), word(f, 2));
    plans[3] = group(f, PLAN_NEAR, word(f, 5), word(f, 7));
    plans[4] = group(f, PLAN_SYNONYM, plans[2], word(f, 8));
    plans[5] = group(f, PLAN_OR, plans[4], plans[0]);
    plans[6] = group(f, PLAN_AND, word(f, 3), word(f, 5));
    plans[7] = group(f, PLAN_PHRASE, word(f, 8), word(f, 8));
    plans[8] = group(f, PLAN_OR, plans[7], plans[3]);
    plans[9] = plan_new(&f->arena, PLAN_PREFIX);
    plans[9]->term = SLICE("tr");
    plans[10] = group(f, PLAN_SYNONYM, plans[9], plans[2]);
}

/* Put new passages in the place of a file's, or, for none, take them away. */
static void commit(struct fixture *f, uint64_t *seed)
{
    unsigned file = chance(seed, FILES), shard = file % SHARDS;
    uint32_t count = chance(seed, 4);
    struct index_lock *lock = take_lock(f, SHARDS);
    struct index_writer *writer = open_writer(f, shard);
    char name[16], texts[4][200];
    const char *list[4];

    snprintf(name, sizeof name, "/%u.txt", file);
    for (uint32_t i = 0; i < count; i++) {
        size_t len = 0;

        for (uint32_t words = 1 + chance(seed, 15); words; words--)
            len += (size_t)snprintf(texts[i] + len, sizeof texts[i] - len,
                                    "%s ", vocabulary[chance(seed, WORDS)]);
        list[i] = texts[i];
    }
    if (count)
        write_file(f, writer, name, list, count, count);
    else
        assert_ok(index_writer_remove(writer, slice_of(name), &f->err),
                  &f->err);
    assert_ok(index_writer_close(writer, &f->err), &f->err);
    index_lock_release(lock);
}

static void search(struct fixture *f, struct index_reader *reader,
                   const struct plan *plan, struct index_hit **hits,
                   size_t *count, uint64_t *estimate)
{
    assert_ok(index_reader_search(reader, plan, &model, 0, 100, 100, &f->arena,
                                  hits, count, estimate, &f->err),
              &f->err);
}

/* The one that is right is asked twice: lists are made for the second time. */
static void compare_with(struct fixture *f, struct index_reader *fresh,
                         struct index_reader *old, struct plan **plans)
{
    struct index_hit *expected, *hits;
    size_t expected_count, count;
    uint64_t expected_estimate, estimate;

    for (size_t i = 0; i < PLANS; i++) {
        for (int turn = 0; turn < 2; turn++)
            search(f, fresh, plans[i], &expected, &expected_count,
                   &expected_estimate);
        search(f, old, plans[i], &hits, &count, &estimate);
        assert_int_equal(count, expected_count);
        assert_int_equal(estimate, expected_estimate);
        for (size_t hit = 0; hit < count; hit++) {
            assert_int_equal(hits[hit].document, expected[hit].document);
            assert_true(hits[hit].weight == expected[hit].weight);
        }
    }
}

static void compare(struct fixture *f, struct index_reader *old,
                    struct plan **plans)
{
    struct index_reader *fresh = open_reader(f);

    compare_with(f, fresh, old, plans);
    index_reader_close(fresh);
}

static void a_reader_follows_every_commit(void **state)
{
    struct fixture *f = *state;
    struct plan *plans[PLANS];
    struct index_reader *old;
    uint64_t seed = 7;
    size_t most = 0;

    make_plans(f, plans);
    commit(f, &seed);
    old = open_reader(f);
    for (int i = 0; i < COMMITS; i++) {
        struct index_hit *hits;
        size_t count;
        uint64_t estimate;

        /* Sometimes several at once, and not everything is asked for. */
        for (uint32_t times = 1 + chance(&seed, 3); times; times--)
            commit(f, &seed);
        assert_ok(index_reader_reopen(old, &f->err), &f->err);
        search(f, old, plans[chance(&seed, PLANS)], &hits, &count, &estimate);
        most = count > most ? count : most;
        if (i % 3 == 0)
            compare(f, old, plans);
    }
    assert_true(most > 3);
    index_reader_close(old);
}

/* Open one in the place of another. */
static void open_anew(struct fixture *f, struct index_circle *circle,
                      struct index_reader **reader)
{
    index_reader_close(*reader);
    *reader = open_reader(f);
    index_reader_join(*reader, circle);
}

/* Each takes lists from others that are before or behind it, or as it is. */
static void readers_of_a_circle_follow_too(void **state)
{
    enum { READERS = 3 };
    struct fixture *f = *state;
    struct plan *plans[PLANS];
    struct index_circle *circle = index_circle_new();
    struct index_reader *readers[READERS] = {NULL};
    uint64_t seed = 11;

    make_plans(f, plans);
    commit(f, &seed);
    for (int i = 0; i < READERS; i++)
        open_anew(f, circle, &readers[i]);
    for (int i = 0; i < 2 * COMMITS; i++) {
        struct index_reader **reader = &readers[chance(&seed, READERS)];

        if (i % 2)
            commit(f, &seed);
        if (chance(&seed, 8) == 0)
            open_anew(f, circle, reader);
        assert_ok(index_reader_reopen(*reader, &f->err), &f->err);
        compare(f, *reader, plans);
    }
    for (int i = 0; i < READERS; i++)
        index_reader_close(readers[i]);
    index_circle_free(circle);
}

/* What a reader ahead of it has is not yet so for one behind. */
static void a_reader_takes_nothing_from_the_future(void **state)
{
    struct fixture *f = *state;
    struct plan *plans[PLANS];
    struct index_circle *circle = index_circle_new();
    struct index_reader *ahead = NULL, *behind = NULL;
    uint64_t seed = 5;

    make_plans(f, plans);
    commit(f, &seed);
    open_anew(f, circle, &ahead);
    compare(f, ahead, plans);
    for (int i = 0; i < COMMITS; i++) {
        struct index_reader *alone = open_reader(f);

        open_anew(f, circle, &behind);
        commit(f, &seed);
        assert_ok(index_reader_reopen(ahead, &f->err), &f->err);
        compare(f, ahead, plans);
        compare_with(f, alone, behind, plans);
        index_reader_close(alone);
    }
    index_reader_close(behind);
    index_reader_close(ahead);
    index_circle_free(circle);
}

/* More than a shard tells of what was removed: all passages are looked at. */
static void a_reader_follows_a_large_removal(void **state)
{
    enum { PASSAGES = 2100 };
    struct fixture *f = *state;
    const char *texts[PASSAGES];
    struct plan *plans[PLANS];
    struct index_hit *hits;
    struct index_reader *old = NULL;
    uint64_t seed = 3, estimate;
    size_t count;

    for (size_t i = 0; i < PASSAGES; i++)
        texts[i] = vocabulary[i % WORDS];
    make_plans(f, plans);
    commit(f, &seed);
    for (int turn = 0; turn < 2; turn++) {
        struct index_lock *lock = take_lock(f, SHARDS);
        struct index_writer *writer = open_writer(f, 0);

        if (turn)
            assert_ok(index_writer_remove(writer, SLICE("/large"), &f->err),
                      &f->err);
        else
            write_file(f, writer, "/large", texts, PASSAGES, PASSAGES);
        assert_ok(index_writer_close(writer, &f->err), &f->err);
        index_lock_release(lock);
        if (turn)
            break;
        old = open_reader(f);
        for (int times = 0; times < 2; times++)
            search(f, old, plans[0], &hits, &count, &estimate);
        assert_true(estimate >= PASSAGES / WORDS);
    }
    commit(f, &seed);
    assert_ok(index_reader_reopen(old, &f->err), &f->err);
    compare(f, old, plans);
    search(f, old, plans[0], &hits, &count, &estimate);
    assert_true(estimate < 10);
    index_reader_close(old);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_reader_follows_every_commit,
                                        fixture_begin, fixture_end),
        cmocka_unit_test_setup_teardown(readers_of_a_circle_follow_too,
                                        fixture_begin, fixture_end),
        cmocka_unit_test_setup_teardown(a_reader_takes_nothing_from_the_future,
                                        fixture_begin, fixture_end),
        cmocka_unit_test_setup_teardown(a_reader_follows_a_large_removal,
                                        fixture_begin, fixture_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
