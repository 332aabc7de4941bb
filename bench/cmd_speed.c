#include "bench/cmd_speed.h"

#include <stdio.h>

#include "bench/kinds.h"
#include "bench/session.h"
#include "bench/stopwatch.h"
#include "common/command.h"
#include "common/log.h"
#include "common/schema.h"

enum { ROUNDS_MOST = 10000 };

static const struct option_spec table[] = {
    SESSION_OPTIONS,
    {"number", 'n', "N", "the best N passages of each [10]"},
    {"rounds", 'r', "N", "ask everything N times, after once unmeasured [20]"},
    {"each", 'q', NULL, "print the times of each query, too"},
};

static const struct options_usage usage = {
    "demarche bench speed [OPTION...] QUERIES",
    "Time queries in one process, warm: from the text of a query to its best\n"
    "passages. A line of QUERIES is \"KIND<tab>QUERY\", in the query language.",
    table,
    COUNT_OF(table),
    "Prints for each kind, in milliseconds: median, 95th percentile, most.",
};

struct timing {
    struct session session;
    struct kind_list queries;
    double **times_ms; /* of each query, one a round */
    int64_t rounds;
    int64_t most;
};

static double now_ms(void)
{
    return (double)stopwatch_ns() / 1e6;
}

/* Ask once; the round that warms up is not kept. */
static enum status ask(struct timing *timing, size_t at, int64_t round,
                       struct arena *scratch, struct error *err)
{
    struct slice text = timing->queries.items[at].text;
    struct service_reply reply;
    double start, took;
    enum status status;

    arena_reset(scratch);
    start = now_ms();
    status = session_search(&timing->session, text, SLICE_UNKNOWN,
                            (size_t)timing->most, scratch, &reply, err);
    took = now_ms() - start;
    if (status) {
        error_prefix(err, "query '%.*s'", SLICE_ARG(text));
        return status;
    }
    if (round >= 0)
        timing->times_ms[at][round] = took;
    else if (reply.result.count == 0)
        log_warning("nothing found for '%.*s'", SLICE_ARG(text));
    return STATUS_OK;
}

static enum status ask_all(struct timing *timing, struct arena *arena,
                           struct error *err)
{
    struct arena scratch = ARENA_INIT;
    enum status status = STATUS_OK;

    timing->times_ms =
        arena_array(arena, timing->queries.count, sizeof *timing->times_ms);
    for (size_t i = 0; i < timing->queries.count; i++)
        timing->times_ms[i] =
            arena_array(arena, (size_t)timing->rounds, sizeof(double));
    for (int64_t round = -1; !status && round < timing->rounds; round++)
        for (size_t i = 0; !status && i < timing->queries.count; i++)
            status = ask(timing, i, round, &scratch, err);
    arena_release(&scratch);
    return status;
}

static void print_times(struct slice name, size_t queries, double *times,
                        size_t count)
{
    stopwatch_sort(times, count);
    printf("%-24.*s %8zu %8zu %9.3f %9.3f %9.3f\n", SLICE_ARG(name), queries,
           count, stopwatch_quantile(times, count, 0.5),
           stopwatch_quantile(times, count, 0.95), times[count - 1]);
}

static void print_kind(const struct timing *timing, struct slice kind)
{
    size_t rounds = (size_t)timing->rounds, queries = 0;
    double *times =
        heap_resize(NULL, timing->queries.count * rounds, sizeof *times);

    for (size_t i = 0; i < timing->queries.count; i++) {
        if (!slice_equal(timing->queries.items[i].kind, kind))
            continue;
        for (size_t round = 0; round < rounds; round++)
            times[queries * rounds + round] = timing->times_ms[i][round];
        queries++;
    }
    print_times(kind, queries, times, queries * rounds);
    heap_free(times);
}

static void print_head(void)
{
    printf("%-24s %8s %8s %9s %9s %9s\n", "ms", "queries", "times", "median",
           "95 %", "most");
}

static void print_all(struct timing *timing, bool is_each)
{
    print_head();
    for (size_t i = 0; i < timing->queries.count; i++)
        if (kinds_is_first(&timing->queries, i))
            print_kind(timing, timing->queries.items[i].kind);
    for (size_t i = 0; is_each && i < timing->queries.count; i++)
        print_times(timing->queries.items[i].text, 1, timing->times_ms[i],
                    (size_t)timing->rounds);
}

static enum status time_all(const struct options *options,
                            struct timing *timing, struct arena *arena,
                            struct error *err)
{
    struct rank_settings settings;
    enum status status = options_number(options, "number", 1, SCHEMA_HITS_MOST,
                                        10, &timing->most, err);

    if (!status)
        status = options_number(options, "rounds", 1, ROUNDS_MOST, 20,
                                &timing->rounds, err);
    if (!status)
        status =
            kinds_read(options->arguments[0], arena, &timing->queries, err);
    if (!status)
        status = session_settings(options, &settings, err);
    if (!status)
        status = session_open(options, NULL, &settings, &timing->session, err);
    if (!status)
        status = ask_all(timing, arena, err);
    if (!status)
        print_all(timing, options_has(options, "each"));
    return status;
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct timing timing = {0};
    enum status status = time_all(options, &timing, arena, err);

    (void)code;
    session_close(&timing.session);
    return status;
}

int cmd_speed(int argc, char **argv)
{
    return command_run(&usage, 1, 1, "one file of queries", argc, argv, run);
}
