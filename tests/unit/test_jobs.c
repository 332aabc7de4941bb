/* jobs: workers, their messages, their ends. */
#include "tests/unit/unit.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "indexer/jobs.h"

struct seen {
    size_t messages[3]; /* of each worker */
    size_t bytes;
    unsigned lost;
};

static void take(void *context, struct slice message)
{
    struct seen *seen = context;

    assert_true(message.len >= 1);
    seen->messages[message.bytes[0] - '0']++;
    seen->bytes += message.len;
}

static void tick(void *context)
{
    (void)context;
}

static void lost(void *context, unsigned worker, const char *how)
{
    struct seen *seen = context;

    (void)worker;
    assert_non_null(strstr(how, "9"));
    seen->lost++;
}

static enum status talk(void *context, unsigned worker, int pipe)
{
    char text[JOBS_MESSAGE_BYTES_MOST + 100];

    (void)context;
    memset(text, 'x', sizeof text);
    text[0] = (char)('0' + worker);
    for (size_t i = 0; i < 500; i++)
        jobs_send(pipe, (struct slice){text, i % 2 ? sizeof text : i + 1});
    return STATUS_OK;
}

static enum status fall(void *context, unsigned worker, int pipe)
{
    if (worker == 1)
        raise(SIGKILL);
    return talk(context, worker, pipe);
}

static enum status fail_one(void *context, unsigned worker, int pipe)
{
    (void)context;
    (void)pipe;
    return worker == 2 ? STATUS_CORRUPT : STATUS_OK;
}

static enum status wait_for_stop(void *context, unsigned worker, int pipe)
{
    (void)context;
    (void)pipe;
    if (worker == 0)
        kill(getppid(), SIGTERM);
    while (!jobs_is_stopped())
        usleep(1000);
    return STATUS_INTERRUPTED;
}

static enum status run(enum status (*work)(void *, unsigned, int),
                       struct seen *seen)
{
    const struct jobs jobs = {3, work, take, tick, lost, seen};
    struct error err;

    *seen = (struct seen){.lost = 0};
    return jobs_run(&jobs, &err);
}

static void test_every_message_arrives_whole(void **state)
{
    struct seen seen;

    (void)state;
    assert_int_equal(run(talk, &seen), STATUS_OK);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(seen.messages[i], 500);
    assert_int_equal(seen.bytes,
                     3 * (250 * JOBS_MESSAGE_BYTES_MOST + 250 * 250));
}

static void test_a_killed_worker_is_told(void **state)
{
    struct seen seen;

    (void)state;
    assert_int_equal(run(fall, &seen), STATUS_IO);
    assert_int_equal(seen.lost, 1);
    assert_int_equal(seen.messages[0], 500);
    assert_int_equal(seen.messages[2], 500);
}

static void test_the_worst_status_counts(void **state)
{
    struct seen seen;

    (void)state;
    assert_int_equal(run(fail_one, &seen), STATUS_CORRUPT);
    assert_int_equal(seen.lost, 0);
}

static void test_a_signal_stops_all(void **state)
{
    struct seen seen;

    (void)state;
    assert_int_equal(run(wait_for_stop, &seen), STATUS_INTERRUPTED);
    assert_int_equal(run(talk, &seen), STATUS_OK); /* and is over then */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_message_arrives_whole),
        cmocka_unit_test(test_a_killed_worker_is_told),
        cmocka_unit_test(test_the_worst_status_counts),
        cmocka_unit_test(test_a_signal_stops_all),
    };

    return cmocka_run_group_tests_name("jobs", tests, NULL, NULL);
}
