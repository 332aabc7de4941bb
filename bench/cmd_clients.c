#include "bench/cmd_clients.h"

#include <stdio.h>

#include "bench/clients.h"
#include "bench/crew.h"
#include "bench/serving.h"
#include "common/command.h"
#include "common/settings.h"

enum {
    SECONDS_MOST = 24 * 3600,
    PACE_MS_MOST = 60 * 1000,
    ROUNDS_MOST = 10000
};

static const struct option_spec table[] = {
    {"dir", 'd', "DIR", "the index [$DEMARCHE_INDEX, else the user's]"},
    {"clients", 'c', "N", "clients at once [64]"},
    {"seconds", 's', "N", "ask so long [60]"},
    {"pace", 0, "MS", "each client asks once in MS milliseconds [500]"},
    {"rounds", 'r', "N", "queries asked one by one: N times each [50]"},
    {"workers", 0, "N", "of the daemon [as many as processors]"},
    {"commits", 0, NULL,
     "commit to the index every second meanwhile: give it a copy"},
};

static const struct options_usage usage = {
    "demarche bench clients [OPTION...] QUERIES",
    "Start the daemon and measure what its clients wait for, what it costs\n"
    "while nobody asks, and whether each answer is right. A line of QUERIES "
    "is\n"
    "\"KIND<tab>QUERY\", in the query language.",
    table,
    COUNT_OF(table),
    "Exit status 1 when a goal was missed.",
};

static enum status read_numbers(const struct options *options,
                                struct clients *out, struct error *err)
{
    int64_t count, seconds, workers;
    enum status status = options_number(options, "clients", 1,
                                        CROWD_CLIENTS_MOST, 64, &count, err);

    if (!status)
        status = options_number(options, "seconds", 1, SECONDS_MOST, 60,
                                &seconds, err);
    if (!status)
        status = options_number(options, "pace", 0, PACE_MS_MOST, 500,
                                &out->pace_ms, err);
    if (!status)
        status = options_number(options, "rounds", 1, ROUNDS_MOST, 50,
                                &out->rounds, err);
    if (!status)
        status = options_number(options, "workers", 1, CREW_WORKERS_MOST,
                                crew_processors(), &workers, err);
    if (status)
        return status;
    out->clients = (unsigned)count;
    out->seconds = (double)seconds;
    out->workers = (unsigned)workers;
    out->is_committing = options_has(options, "commits");
    return STATUS_OK;
}

static enum status measure_all(struct clients *clients, struct error *err)
{
    enum status status = clients_start(clients, err);

    if (!status)
        status = clients_idle(clients, err);
    if (!status)
        status = clients_overhead(clients, err);
    if (!status)
        status = clients_throughput(clients, err);
    if (!status)
        status = clients_crowd(clients, err);
    return status;
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct clients clients = {0};
    struct kind_list queries;
    char *folder = NULL;
    enum status status = read_numbers(options, &clients, err);

    clients.index = settings_index_folder(options_get(options, "dir"), arena);
    clients.queries = &queries;
    if (!status)
        status = kinds_read(options->arguments[0], arena, &queries, err);
    if (!status)
        status = truth_open(clients.index, &queries, &clients.truth, err);
    if (!status)
        status = serving_make_folder(arena, &folder, err);
    clients.folder = folder;
    if (!status)
        status = measure_all(&clients, err);
    if (folder)
        serving_remove_folder(folder);
    truth_close(clients.truth);
    arena_release(&clients.arena);
    *code = clients.missed > 0;
    return status;
}

int cmd_clients(int argc, char **argv)
{
    return command_run(&usage, 1, 1, "one file of queries", argc, argv, run);
}
