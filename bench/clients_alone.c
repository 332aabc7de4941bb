/* clients.h, of one client: the way over the socket, the start, the rest. */
#include <stdio.h>

#include "bench/clients_inside.h"
#include "bench/serving.h"
#include "bench/stopwatch.h"
#include "bench/wire.h"
#include "searchd/pool.h"

enum {
    STARTS_MOST = 100,
    IDLE_S_MOST = 10,
    CALM_NS = 300000000,
    NS_A_SECOND = 1000000000,
    MIB = 1 << 20
};

/* ---- the way over the socket ---- */

/* The same request, by each way. */
enum way { WAY_DIRECT, WAY_LINES, WAY_HEADERS, WAYS };

struct ways {
    struct wire wires[WAYS]; /* that of WAY_DIRECT stays closed */
    double *times_ms[WAYS];  /* by query, then by round */
};

static enum status ask_by(struct clients *clients, struct ways *ways,
                          enum way way, size_t at, struct strbuf *direct,
                          struct error *err)
{
    struct slice reply;

    if (way != WAY_DIRECT)
        return wire_ask(&ways->wires[way], truth_messages(clients->truth)[at],
                        &reply, err);
    strbuf_reset(direct);
    return truth_call(clients->truth, at, direct, err);
}

/* Every query by every way, each way first in turn. Rounds before 0 warm up. */
static enum status ask_all(struct clients *clients, struct ways *ways,
                           int64_t round, struct strbuf *direct,
                           struct error *err)
{
    size_t rounds = (size_t)clients->rounds;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < clients->queries->count; i++)
        for (size_t turn = 0; !status && turn < WAYS; turn++) {
            enum way way =
                (enum way)((turn + i + (size_t)(round + WAYS)) % WAYS);
            int64_t begun = stopwatch_ns();

            status = ask_by(clients, ways, way, i, direct, err);
            if (round >= 0)
                ways->times_ms[way][i * rounds + (size_t)round] =
                    (double)(stopwatch_ns() - begun) / 1e6;
        }
    return status;
}

/* The times of a kind by a way, or how much longer they are than the direct
 * ones of the same round; in order, into *out. Returns how many. */
static size_t gather(const struct clients *clients, const struct ways *ways,
                     struct slice kind, enum way way, bool is_difference,
                     double *out)
{
    size_t rounds = (size_t)clients->rounds, count = 0;

    for (size_t i = 0; i < clients->queries->count; i++) {
        if (!slice_equal(clients->queries->items[i].kind, kind))
            continue;
        for (size_t at = i * rounds; at < (i + 1) * rounds; at++)
            out[count++] = ways->times_ms[way][at] -
                           (is_difference ? ways->times_ms[WAY_DIRECT][at] : 0);
    }
    stopwatch_sort(out, count);
    return count;
}

static double middle(const struct clients *clients, const struct ways *ways,
                     struct slice kind, enum way way, bool is_difference)
{
    size_t all = clients->queries->count * (size_t)clients->rounds;
    double *times = heap_resize(NULL, all, sizeof *times);
    size_t count = gather(clients, ways, kind, way, is_difference, times);
    double value = stopwatch_quantile(times, count, 0.5);

    heap_free(times);
    return value;
}

/* The goal is for small queries: the kind that costs least. */
static void print_ways(struct clients *clients, const struct ways *ways)
{
    const struct kind_list *list = clients->queries;
    struct slice small = list->items[0].kind;
    double least = -1;

    for (size_t i = 0; i < list->count; i++) {
        struct slice kind = list->items[i].kind;
        char what[64];
        double direct;

        if (!kinds_is_first(list, i))
            continue;
        direct = middle(clients, ways, kind, WAY_DIRECT, false);
        snprintf(what, sizeof what, "%.*s: direct, a line, LSP",
                 SLICE_ARG(kind));
        clients_say(what, "%10.3f %.3f %.3f ms", direct,
                    middle(clients, ways, kind, WAY_LINES, false),
                    middle(clients, ways, kind, WAY_HEADERS, false));
        if (least < 0 || direct < least) {
            least = direct;
            small = kind;
        }
    }
    clients_most(clients, "the socket over a direct call, a line",
                 middle(clients, ways, small, WAY_LINES, true), "ms", 0.15);
    clients_most(clients, "the socket over a direct call, LSP",
                 middle(clients, ways, small, WAY_HEADERS, true), "ms", 0.15);
}

/* Once for each worker to have everything in memory, and some more. */
static enum status time_ways(struct clients *clients, struct ways *ways,
                             struct error *err)
{
    struct strbuf direct = STRBUF_INIT;
    size_t all = clients->queries->count * (size_t)clients->rounds;
    enum status status = STATUS_OK;

    for (size_t way = 0; way < WAYS; way++)
        ways->times_ms[way] = heap_resize(NULL, all, sizeof(double));
    for (int64_t round = -WAYS; !status && round < clients->rounds; round++)
        status = ask_all(clients, ways, round, &direct, err);
    if (!status)
        print_ways(clients, ways);
    for (size_t way = 0; way < WAYS; way++)
        heap_free(ways->times_ms[way]);
    strbuf_release(&direct);
    return status;
}

enum status clients_overhead(struct clients *clients, struct error *err)
{
    struct ways ways = {0};
    struct serving serving = {0};
    enum status status =
        serving_start(clients->index, clients->folder, clients->workers,
                      &clients->arena, &serving, err);

    if (!status)
        status = wire_open(serving.socket, FRAME_FORM_LINES,
                           &ways.wires[WAY_LINES], err);
    if (!status)
        status = wire_open(serving.socket, FRAME_FORM_HEADERS,
                           &ways.wires[WAY_HEADERS], err);
    if (!status)
        status = time_ways(clients, &ways, err);
    wire_close(&ways.wires[WAY_LINES]);
    wire_close(&ways.wires[WAY_HEADERS]);
    return serving_stop(&serving, status, err);
}

/* ---- the start ---- */

/* A daemon and a connection to it. The caller ends both in any case. */
static enum status start(struct clients *clients, struct serving *serving,
                         struct wire *wire, struct error *err)
{
    enum status status =
        serving_start(clients->index, clients->folder, clients->workers,
                      &clients->arena, serving, err);

    return status ? status
                  : wire_open(serving->socket, FRAME_FORM_LINES, wire, err);
}

/* Milliseconds from the daemon's being started to the first answer. */
static enum status time_start(struct clients *clients, size_t query,
                              double *out_ms, struct error *err)
{
    int64_t begun = stopwatch_ns();
    struct serving serving = {0};
    struct wire wire = {0};
    struct slice reply;
    enum status status = start(clients, &serving, &wire, err);

    if (!status)
        status =
            wire_ask(&wire, truth_messages(clients->truth)[query], &reply, err);
    *out_ms = (double)(stopwatch_ns() - begun) / 1e6;
    wire_close(&wire);
    return serving_stop(&serving, status, err);
}

/* The median of a kind of query, "words 51.2". */
static void add_kind(const struct clients *clients, const double *times_ms,
                     size_t count, struct slice kind, struct strbuf *out)
{
    double of_kind[STARTS_MOST];
    size_t found = 0;

    for (size_t i = 0; i < count; i++)
        if (slice_equal(clients->queries->items[i].kind, kind))
            of_kind[found++] = times_ms[i];
    stopwatch_sort(of_kind, found);
    strbuf_add_format(out, "%s%.*s %.1f", out->len ? ", " : "", SLICE_ARG(kind),
                      stopwatch_quantile(of_kind, found, 0.5));
}

static void print_starts(struct clients *clients, double *times_ms,
                         size_t count)
{
    struct strbuf kinds = STRBUF_INIT;

    for (size_t i = 0; i < count; i++)
        if (kinds_is_first(clients->queries, i))
            add_kind(clients, times_ms, count, clients->queries->items[i].kind,
                     &kinds);
    stopwatch_sort(times_ms, count);
    clients_most(clients, "start to first answer, median",
                 stopwatch_quantile(times_ms, count, 0.5), "ms", 50);
    clients_say("  the longest of these; medians by kind", "%10.3f ms; %s",
                times_ms[count - 1], kinds.bytes);
    strbuf_release(&kinds);
}

/* A daemon for each query, in turn. */
enum status clients_start(struct clients *clients, struct error *err)
{
    double times_ms[STARTS_MOST];
    size_t all = clients->queries->count;
    size_t count = all < STARTS_MOST ? all : STARTS_MOST;
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < count; i++)
        status = time_start(clients, i, &times_ms[i], err);
    if (!status)
        print_starts(clients, times_ms, count);
    return status;
}

/* ---- nobody asks ---- */

/* Wait, and see how often it woke up. */
static enum status rest(struct clients *clients, const struct serving *serving,
                        double seconds, struct error *err)
{
    struct serving_state before, after;
    enum status status;

    status = serving_look(serving, &before, err);
    if (status)
        return status;
    clients_say("daemon after one round, resident", "%10.3f MiB",
                (double)before.resident / MIB);
    /* To fall asleep after the last answer; to give memory back. */
    stopwatch_wait_ns(seconds < IDLE_S_MOST
                          ? CALM_NS
                          : (int64_t)(POOL_REST_S + 1) * NS_A_SECOND);
    status = serving_look(serving, &before, err);

    stopwatch_wait_ns((int64_t)(seconds * 1e9));
    if (!status)
        status = serving_look(serving, &after, err);
    if (status)
        return status;
    clients_most(clients, "idle daemon, resident", (double)after.resident / MIB,
                 "MiB", 30);
    clients_most(clients, "idle daemon, wake-ups",
                 (double)(after.wakeups - before.wakeups), "", 0);
    clients_say("  in", "%10.1f s", seconds);
    return STATUS_OK;
}

enum status clients_idle(struct clients *clients, struct error *err)
{
    double seconds =
        clients->seconds < IDLE_S_MOST ? clients->seconds : IDLE_S_MOST;
    struct serving serving = {0};
    struct wire wire = {0};
    struct slice reply;
    enum status status = start(clients, &serving, &wire, err);

    for (size_t i = 0; !status && i < clients->queries->count; i++)
        status =
            wire_ask(&wire, truth_messages(clients->truth)[i], &reply, err);
    if (!status)
        status = rest(clients, &serving, seconds, err);
    wire_close(&wire);
    return serving_stop(&serving, status, err);
}
