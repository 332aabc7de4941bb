#include "bench/cmd_speed.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "bench/columns.h"
#include "bench/session.h"
#include "common/command.h"
#include "common/file.h"
#include "common/log.h"
#include "common/schema.h"

enum { QUERIES_BYTES_MOST = 16 * 1024 * 1024, ROUNDS_MOST = 10000 };

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

struct timed_query {
    struct slice kind;
    struct slice text;
    double *times_ms; /* one a round */
};

struct timing {
    struct session session;
    struct timed_query *queries;
    size_t count;
    int64_t rounds;
    int64_t most;
};

static enum status read_queries(const char *path, struct arena *arena,
                                struct timing *out, struct error *err)
{
    struct strbuf buffer = STRBUF_INIT;
    struct columns columns;
    size_t capacity = 0;
    enum status status = file_read(path, QUERIES_BYTES_MOST, &buffer, err);
    struct slice text = slice_copy(arena, strbuf_slice(&buffer));

    strbuf_release(&buffer);
    columns_begin(&columns, path, text, true);
    while (!status && columns_next(&columns)) {
        if (columns.count != 2) {
            status = columns_fail(&columns, columns.count, err,
                                  "expected a kind, one tab, and a query");
            break;
        }
        out->queries = heap_grow(out->queries, out->count, &capacity,
                                 sizeof *out->queries);
        out->queries[out->count++] =
            (struct timed_query){columns.words[0], columns.words[1], NULL};
    }
    if (!status && out->count == 0)
        status = error_set(err, STATUS_BAD_FORMAT, "%s: no query in it", path);
    return status;
}

static double now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Ask once; the round that warms up is not kept. */
static enum status ask(struct timing *timing, struct timed_query *query,
                       int64_t round, struct arena *scratch, struct error *err)
{
    struct service_reply reply;
    double start, took;
    enum status status;

    arena_reset(scratch);
    start = now_ms();
    status = session_search(&timing->session, query->text, SLICE_UNKNOWN,
                            (size_t)timing->most, scratch, &reply, err);
    took = now_ms() - start;
    if (status) {
        error_prefix(err, "query '%.*s'", SLICE_ARG(query->text));
        return status;
    }
    if (round >= 0)
        query->times_ms[round] = took;
    else if (reply.result.count == 0)
        log_warning("nothing found for '%.*s'", SLICE_ARG(query->text));
    return STATUS_OK;
}

static enum status ask_all(struct timing *timing, struct arena *arena,
                           struct error *err)
{
    struct arena scratch = ARENA_INIT;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < timing->count; i++)
        timing->queries[i].times_ms =
            arena_array(arena, (size_t)timing->rounds, sizeof(double));
    for (int64_t round = -1; !status && round < timing->rounds; round++)
        for (size_t i = 0; !status && i < timing->count; i++)
            status = ask(timing, &timing->queries[i], round, &scratch, err);
    arena_release(&scratch);
    return status;
}

static int compare_times(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

/* The value that share of the sorted times do not exceed. */
static double quantile(const double *times, size_t count, double portion)
{
    size_t at = (size_t)(portion * (double)count);

    return times[at < count ? at : count - 1];
}

static void print_times(struct slice name, size_t queries, double *times,
                        size_t count)
{
    qsort(times, count, sizeof *times, compare_times);
    printf("%-24.*s %8zu %8zu %9.3f %9.3f %9.3f\n", SLICE_ARG(name), queries,
           count, quantile(times, count, 0.5), quantile(times, count, 0.95),
           times[count - 1]);
}

static bool is_first_of_kind(const struct timing *timing, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (slice_equal(timing->queries[i].kind, timing->queries[at].kind))
            return false;
    return true;
}

static void print_kind(const struct timing *timing, struct slice kind)
{
    size_t rounds = (size_t)timing->rounds, queries = 0;
    double *times = heap_resize(NULL, timing->count * rounds, sizeof *times);

    for (size_t i = 0; i < timing->count; i++) {
        if (!slice_equal(timing->queries[i].kind, kind))
            continue;
        for (size_t round = 0; round < rounds; round++)
            times[queries * rounds + round] =
                timing->queries[i].times_ms[round];
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
    for (size_t i = 0; i < timing->count; i++)
        if (is_first_of_kind(timing, i))
            print_kind(timing, timing->queries[i].kind);
    for (size_t i = 0; is_each && i < timing->count; i++)
        print_times(timing->queries[i].text, 1, timing->queries[i].times_ms,
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
        status = read_queries(options->arguments[0], arena, timing, err);
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
    heap_free(timing.queries);
    return status;
}

int cmd_speed(int argc, char **argv)
{
    return command_run(&usage, 1, 1, "one file of queries", argc, argv, run);
}
