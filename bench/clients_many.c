/* clients.h, of many clients at once. */
#include <stdio.h>

#include "bench/clients_inside.h"
#include "bench/committer.h"
#include "bench/serving.h"
#include "bench/stopwatch.h"

enum {
    MIB = 1 << 20,
    SETTLE_S = 10,      /* after which memory should stay as it is */
    MEMORY_PERCENT = 5, /* more or less */
    PAIRS = 5,          /* of one worker against two */
    WARM_UPS_MOST = 20,
    HURRYING = 8 /* clients that never pause */
};

/* ---- the crowd, with an indexer ---- */

struct memory {
    const struct serving *serving;
    double *resident; /* one a second */
    size_t count, capacity;
};

static void look_at_memory(void *context)
{
    struct memory *memory = context;
    struct serving_state state;

    if (serving_look(memory->serving, &state, NULL))
        return;
    memory->resident = heap_grow(memory->resident, memory->count,
                                 &memory->capacity, sizeof *memory->resident);
    memory->resident[memory->count++] = (double)state.resident / MIB;
}

/* How far it went from the middle after it had settled, in percent. */
static void print_memory(struct clients *clients, struct memory *memory)
{
    size_t from =
        clients->seconds >= 2 * SETTLE_S ? SETTLE_S : memory->count / 2;
    size_t count = memory->count - from;
    double *later = memory->resident + from;
    double least, most;

    if (memory->count < 4)
        return;
    stopwatch_sort(later, count);
    least = later[0];
    most = later[count - 1];
    clients_say("  resident, least and most", "%10.1f %.1f MiB", least, most);
    clients_most(clients, "  its way from the middle",
                 100 * (most - least) / (most + least), "percent",
                 MEMORY_PERCENT);
}

static size_t count_wrong(const struct truth *truth,
                          const struct crowd_result *result)
{
    size_t wrong = 0;

    for (size_t i = 0; i < result->count; i++)
        wrong += result->answers[i].is_result &&
                 !truth_holds(truth, &result->answers[i]);
    return wrong;
}

static void print_times(const char *what, const struct crowd_result *result,
                        double seconds, double *median, double *p99)
{
    double *times = crowd_times(result);

    *median = *p99 = 0;
    if (result->count) {
        *median = stopwatch_quantile(times, result->count, 0.5);
        *p99 = stopwatch_quantile(times, result->count, 0.99);
        clients_say(what, "%10.3f %.3f %.3f ms, %.0f answers/s", *median, *p99,
                    times[result->count - 1], (double)result->count / seconds);
    }
    heap_free(times);
}

/* One client first, who asks again as soon as it is answered; then all. Both
 * while the indexer commits. */
static enum status ask_together(struct clients *clients,
                                const struct serving *serving,
                                struct crowd_result *one,
                                struct crowd_result *all, struct memory *memory,
                                struct error *err)
{
    struct crowd crowd = {.socket = serving->socket,
                          .clients = 1,
                          .seconds = clients->seconds / 4,
                          .messages = truth_messages(clients->truth),
                          .count = clients->queries->count};
    enum status status = crowd_run(&crowd, one, err);

    if (status)
        return status;
    crowd.clients = clients->clients;
    crowd.seconds = clients->seconds;
    crowd.pace_ms = clients->pace_ms;
    crowd.tick = look_at_memory;
    crowd.context = memory;
    return crowd_run(&crowd, all, err);
}

static void print_crowd(struct clients *clients, const struct crowd_result *one,
                        const struct crowd_result *all)
{
    double median_one, median, p99;
    char what[64];

    print_times("one client: median, 99 %, most", one, clients->seconds / 4,
                &median_one, &p99);
    snprintf(what, sizeof what, "%u clients: median, 99 %%, most",
             clients->clients);
    print_times(what, all, clients->seconds, &median, &p99);
    clients_most(clients, "  failed requests",
                 (double)(one->failed + all->failed), "", 0);
    clients_most(clients, "  wrong answers",
                 (double)(count_wrong(clients->truth, one) +
                          count_wrong(clients->truth, all)),
                 "", 0);
    clients_most(clients, "  99 % over the median of one",
                 median_one > 0 ? p99 / median_one : 0, "times", 10);
}

/* folder: for what is committed. */
static enum status run_crowd(struct clients *clients,
                             const struct serving *serving, const char *folder,
                             struct error *err)
{
    struct memory memory = {.serving = serving};
    struct crowd_result one = {0}, all = {0};
    struct committer *committer = NULL;
    size_t commits = 0;
    int64_t now = stopwatch_ns();
    enum status status = truth_learn(clients->truth, now, now, err), ended;

    if (!status && clients->is_committing)
        status = committer_start(clients->index, folder, clients->queries,
                                 clients->truth, &committer, err);
    if (!status)
        status = ask_together(clients, serving, &one, &all, &memory, err);
    ended = committer_stop(committer, &commits, status ? NULL : err);
    status = status ? status : ended;
    if (!status) {
        clients_say("commits meanwhile; answers that they changed", "%10zu %zu",
                    commits, truth_changes(clients->truth));
        print_crowd(clients, &one, &all);
        print_memory(clients, &memory);
    }
    heap_free(memory.resident);
    heap_free(one.answers);
    heap_free(all.answers);
    return status;
}

enum status clients_crowd(struct clients *clients, struct error *err)
{
    struct serving serving = {0};
    struct serving_state state = {0};
    struct clients_load load;
    char *folder;
    enum status status = serving_make_folder(&clients->arena, &folder, err);

    if (status)
        return status;
    clients_load_begin(&load, 0);
    status = serving_start(clients->index, clients->folder, clients->workers,
                           &clients->arena, &serving, err);
    if (!status)
        status = run_crowd(clients, &serving, folder, err);
    serving_remove_folder(folder);
    if (!status)
        status = serving_look(&serving, &state, err);
    if (!status)
        clients_say("  processors, others meanwhile", "%10.0f percent",
                    clients_load_others(&load, state.processor_s));
    return serving_stop(&serving, status, err);
}

/* ---- two workers against one ---- */

/* Answers a second, of clients that never pause; errors do not count. */
static enum status hurry(struct clients *clients, const struct serving *serving,
                         double seconds, double *out, struct error *err)
{
    const struct crowd crowd = {.socket = serving->socket,
                                .clients = HURRYING,
                                .seconds = seconds,
                                .messages = truth_messages(clients->truth),
                                .count = clients->queries->count};
    struct crowd_result result;
    enum status status = crowd_run(&crowd, &result, err);

    *out = result.count > result.failed
               ? (double)(result.count - result.failed) / seconds
               : 0;
    heap_free(result.answers);
    return status;
}

/* Until it is hardly faster any more: all its workers have all in memory. */
static enum status warm_up(struct clients *clients,
                           const struct serving *serving, double seconds,
                           struct error *err)
{
    double before = 0, rate = 0;
    enum status status = STATUS_OK;

    for (int i = 0; !status && i < WARM_UPS_MOST; i++) {
        before = rate;
        status = hurry(clients, serving, seconds, &rate, err);
        if (rate < 1.1 * before)
            break;
    }
    return status;
}

/* In turn, so that what else the machine does meets both. */
static enum status compare(struct clients *clients, struct serving *servings,
                           struct error *err)
{
    double rates[2][PAIRS], ratios[PAIRS];
    double seconds = clients->seconds / (2 * PAIRS);
    enum status status = STATUS_OK;

    for (int i = 0; !status && i < 2; i++)
        status = warm_up(clients, &servings[i], seconds, err);
    for (int pair = 0; !status && pair < PAIRS; pair++)
        for (int i = 0; !status && i < 2; i++)
            status =
                hurry(clients, &servings[i], seconds, &rates[i][pair], err);
    if (status)
        return status;
    for (int pair = 0; pair < PAIRS; pair++)
        ratios[pair] = rates[0][pair] > 0 ? rates[1][pair] / rates[0][pair] : 0;
    for (int i = 0; i < 2; i++)
        stopwatch_sort(rates[i], PAIRS);
    stopwatch_sort(ratios, PAIRS);
    clients_say("one worker, two workers, median", "%10.0f %.0f answers/s",
                rates[0][PAIRS / 2], rates[1][PAIRS / 2]);
    clients_least(clients, "two workers against one", ratios[PAIRS / 2],
                  "times", 1.7);
    return STATUS_OK;
}

enum status clients_throughput(struct clients *clients, struct error *err)
{
    struct serving servings[2] = {{0}};
    struct serving_state states[2] = {{0}};
    struct clients_load load;
    enum status status = STATUS_OK;

    clients_load_begin(&load, 0);
    for (unsigned i = 0; !status && i < 2; i++)
        status = serving_start(clients->index, clients->folder, i + 1,
                               &clients->arena, &servings[i], err);
    if (!status)
        status = compare(clients, servings, err);
    for (unsigned i = 0; !status && i < 2; i++)
        status = serving_look(&servings[i], &states[i], err);
    if (!status)
        clients_say("  processors, others meanwhile", "%10.0f percent",
                    clients_load_others(&load, states[0].processor_s +
                                                   states[1].processor_s));
    status = serving_stop(&servings[0], status, err);
    return serving_stop(&servings[1], status, err);
}
