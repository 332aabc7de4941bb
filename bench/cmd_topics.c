#include "bench/cmd_topics.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "common/log.h"
#include "common/options.h"
#include "searchd/service.h"

enum { ROUNDS_MOST = 10000, PATHS_MOST = 256 };

static const struct option_spec table[] = {
    {"rounds", 'r', "N", "load them N times, after once unmeasured [20]"},
};

static const struct options_usage usage = {
    "demarche bench topics [OPTION...] [PATH...]",
    "Count what the table of topics holds, and time how it is loaded, in CPU\n"
    "time: from its files to where any name can be looked up. PATH: Turtle\n"
    "files or folders; otherwise the topics that a search takes.",
    table,
    COUNT_OF(table),
    NULL,
};

/* Of our own CPU time, so that what else the machine does counts less. */
static double now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare_times(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

static void print_counts(const struct topic_table *topics)
{
    size_t count = topic_table_count(topics), subjects = 0, labels = 0;

    for (size_t i = 0; i < count; i++) {
        const struct topic *topic = topic_table_at(topics, i);

        subjects += topic->is_topic;
        labels += topic->form_count;
    }
    printf("%-24s %9zu\n%-24s %9zu\n%-24s %9zu\n", "topics", subjects,
           "concepts", count - subjects, "labels", labels);
}

/* Load once; the round that warms up is not kept, but counted. */
static enum status load_once(const struct service_options *where, int64_t round,
                             double *times, struct error *err)
{
    const struct topic_table *topics = NULL;
    struct service *service = NULL;
    struct slice source;
    double start = now_ms();
    enum status status = service_open(where, &service, err);

    if (!status)
        status = service_topics(service, &topics, &source, err);
    if (!status && round >= 0)
        times[round] = now_ms() - start;
    else if (!status)
        print_counts(topics);
    service_close(service);
    return status;
}

static enum status run(const struct options *options, struct arena *arena,
                       struct error *err)
{
    struct service_options where = {.topic_paths = options->arguments,
                                    .topic_path_count =
                                        options->argument_count};
    int64_t rounds;
    double *times;
    enum status status =
        options_number(options, "rounds", 1, ROUNDS_MOST, 20, &rounds, err);

    if (!status && options->argument_count > PATHS_MOST)
        return error_set(err, STATUS_USAGE, "at most %d paths", PATHS_MOST);
    if (status)
        return status;
    times = arena_array(arena, (size_t)rounds, sizeof *times);
    for (int64_t round = -1; !status && round < rounds; round++)
        status = load_once(&where, round, times, err);
    if (status)
        return status;
    qsort(times, (size_t)rounds, sizeof *times, compare_times);
    printf("%-24s %9.3f\n%-24s %9.3f\n", "load, median CPU ms",
           times[rounds / 2], "load, most CPU ms", times[rounds - 1]);
    return STATUS_OK;
}

int cmd_topics(int argc, char **argv)
{
    struct arena arena = ARENA_INIT;
    struct options options;
    struct error err = {.status = STATUS_OK};
    enum status status =
        options_parse(&usage, argc, argv, &arena, &options, &err);

    if (status == STATUS_OK)
        status = run(&options, &arena, &err);
    if (status && status != STATUS_END)
        log_error("%s", err.text);
    arena_release(&arena);
    return status_exit_code(status);
}
