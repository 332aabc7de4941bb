#include "bench/crowd.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "bench/stopwatch.h"
#include "bench/wire.h"

enum { EVENTS_AT_ONCE = 64, NS_A_MS = 1000000, NS_A_SECOND = 1000000000 };

struct guest {
    struct wire wire;
    uint64_t chance; /* a row of pseudo-random numbers of its own */
    struct crowd_answer asking;
    bool is_asking;
};

struct gathering {
    const struct crowd *crowd;
    struct guest guests[CROWD_CLIENTS_MOST];
    struct crowd_result *result;
    size_t capacity;
    int epoll_fd;
    int64_t end_ns, tick_ns;
    unsigned asking; /* how many wait for an answer */
};

/* Numerical Recipes' generator; the high bits are the better ones. */
static uint32_t chance(struct guest *guest)
{
    guest->chance = guest->chance * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(guest->chance >> 33);
}

/* ---- one client ---- */

/* When it asks next: pauses of half to one and a half of the pace. */
static void plan_next(const struct crowd *crowd, struct guest *guest,
                      int64_t now)
{
    int64_t pace = crowd->pace_ms * NS_A_MS;

    guest->asking.message = chance(guest) % (uint32_t)crowd->count;
    guest->asking.due_ns =
        pace ? guest->asking.due_ns + pace / 2 + (int64_t)chance(guest) % pace
             : now;
}

static enum status ask(struct gathering *all, struct guest *guest,
                       struct error *err)
{
    guest->asking.asked_ns = stopwatch_ns();
    guest->is_asking = true;
    all->asking++;
    return wire_send(&guest->wire, all->crowd->messages[guest->asking.message],
                     err);
}

static void keep(struct gathering *all, struct guest *guest, struct slice reply)
{
    struct crowd_result *result = all->result;

    guest->asking.got_ns = stopwatch_ns();
    guest->asking.hash = wire_hash(reply);
    guest->asking.is_result = wire_is_result(reply);
    guest->is_asking = false;
    all->asking--;
    result->failed += !guest->asking.is_result;
    result->answers = heap_grow(result->answers, result->count, &all->capacity,
                                sizeof *result->answers);
    result->answers[result->count++] = guest->asking;
    plan_next(all->crowd, guest, guest->asking.got_ns);
}

static enum status take(struct gathering *all, struct guest *guest,
                        struct error *err)
{
    struct slice reply;
    enum status status = wire_take(&guest->wire, &reply, err);

    if (status)
        return status == STATUS_END ? STATUS_OK : status;
    keep(all, guest, reply);
    return STATUS_OK;
}

/* ---- all of them ---- */

static enum status join(struct gathering *all, unsigned at, struct error *err)
{
    struct guest *guest = &all->guests[at];
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = at};
    enum status status = wire_open(
        all->crowd->socket, at % 2 ? FRAME_FORM_HEADERS : FRAME_FORM_LINES,
        &guest->wire, err);

    if (status)
        return status;
    if (epoll_ctl(all->epoll_fd, EPOLL_CTL_ADD, guest->wire.fd, &event))
        return error_set(err, STATUS_IO, "cannot watch: %s", strerror(errno));
    guest->chance = at + 1;
    guest->asking.due_ns = stopwatch_ns() - all->crowd->pace_ms * NS_A_MS / 2;
    plan_next(all->crowd, guest, guest->asking.due_ns);
    return STATUS_OK;
}

/* Ask where it is time; *patience_ms: until the next time. */
static enum status ask_due(struct gathering *all, int *patience_ms,
                           struct error *err)
{
    int64_t now = stopwatch_ns(), next = now + NS_A_SECOND / 10;
    enum status status = STATUS_OK;

    for (unsigned i = 0; !status && i < all->crowd->clients; i++) {
        struct guest *guest = &all->guests[i];

        if (guest->is_asking || now >= all->end_ns)
            continue;
        if (guest->asking.due_ns <= now)
            status = ask(all, guest, err);
        else if (guest->asking.due_ns < next)
            next = guest->asking.due_ns;
    }
    *patience_ms = (int)((next - now + NS_A_MS - 1) / NS_A_MS);
    return status;
}

static void tick(struct gathering *all)
{
    int64_t now = stopwatch_ns();

    if (!all->crowd->tick || now < all->tick_ns)
        return;
    all->tick_ns = now + NS_A_SECOND;
    all->crowd->tick(all->crowd->context);
}

static enum status move(struct gathering *all, struct error *err)
{
    struct epoll_event events[EVENTS_AT_ONCE];
    int64_t patience_ns = (int64_t)WIRE_PATIENCE_S * NS_A_SECOND;
    enum status status = STATUS_OK;

    while (!status && (stopwatch_ns() < all->end_ns || all->asking)) {
        int patience_ms, count;

        if (stopwatch_ns() > all->end_ns + patience_ns)
            return STATUS_OK; /* who waits still has no answer: counted */
        status = ask_due(all, &patience_ms, err);
        if (status)
            break;
        count = epoll_wait(all->epoll_fd, events, EVENTS_AT_ONCE, patience_ms);
        for (int i = 0; !status && i < count; i++)
            status = take(all, &all->guests[events[i].data.u32], err);
        tick(all);
    }
    return status;
}

enum status crowd_run(const struct crowd *crowd, struct crowd_result *out,
                      struct error *err)
{
    struct gathering *all = heap_alloc(sizeof *all);
    enum status status = STATUS_OK;

    *out = (struct crowd_result){0};
    *all = (struct gathering){.crowd = crowd, .result = out};
    all->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    for (unsigned i = 0; !status && i < crowd->clients; i++)
        status = join(all, i, err);
    all->end_ns = stopwatch_ns() + (int64_t)(crowd->seconds * NS_A_SECOND);
    if (!status)
        status = move(all, err);
    out->failed += all->asking;
    for (unsigned i = 0; i < crowd->clients; i++)
        wire_close(&all->guests[i].wire);
    close(all->epoll_fd);
    heap_free(all);
    return status;
}

double *crowd_times(const struct crowd_result *result)
{
    double *times = heap_resize(NULL, result->count + 1, sizeof *times);

    for (size_t i = 0; i < result->count; i++)
        times[i] =
            (double)(result->answers[i].got_ns - result->answers[i].due_ns) /
            1e6;
    stopwatch_sort(times, result->count);
    return times;
}
