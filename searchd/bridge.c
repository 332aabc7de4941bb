#include "searchd/bridge.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/str.h"

enum { CARRIED_BYTES = 64 << 10, TAIL_BYTES = 256 };

/* One direction: what was read and not yet written. */
struct lane {
    int from, to;
    size_t most; /* bytes written at once, so that it does not block */
    char bytes[CARRIED_BYTES];
    size_t start, end;
    bool is_ended; /* no more will come */
};

struct bridge {
    struct lane there, back;
    char tail[TAIL_BYTES]; /* the last that went there */
    size_t tail_len;
};

static bool is_passing(void)
{
    return errno == EAGAIN || errno == EINTR;
}

static void keep_tail(struct bridge *bridge, const char *bytes, size_t len)
{
    size_t kept = bridge->tail_len;

    if (len >= TAIL_BYTES) {
        bytes += len - TAIL_BYTES;
        len = TAIL_BYTES;
    }
    if (kept > TAIL_BYTES - len)
        kept = TAIL_BYTES - len;
    memmove(bridge->tail, bridge->tail + bridge->tail_len - kept, kept);
    memcpy(bridge->tail + kept, bytes, len);
    bridge->tail_len = kept + len;
}

/* Did the client say that it is over? That is the last thing it says. */
static bool said_exit(const struct bridge *bridge)
{
    struct slice tail = {bridge->tail, bridge->tail_len};

    return slice_find(tail, SLICE("\"exit\""), 0) != SIZE_MAX;
}

static void fill(struct bridge *bridge, struct lane *lane)
{
    ssize_t len = read(lane->from, lane->bytes, sizeof lane->bytes);

    if (len < 0 && is_passing())
        return;
    lane->start = 0;
    lane->end = len > 0 ? (size_t)len : 0;
    lane->is_ended = len <= 0;
    if (lane == &bridge->there && len > 0)
        keep_tail(bridge, lane->bytes, lane->end);
}

static enum status empty(struct lane *lane, struct error *err)
{
    size_t left = lane->end - lane->start;
    ssize_t len = write(lane->to, lane->bytes + lane->start,
                        left < lane->most ? left : lane->most);

    if (len < 0 && !is_passing())
        return error_set(err, STATUS_IO, "cannot write: %s", strerror(errno));
    lane->start += len > 0 ? (size_t)len : 0;
    return STATUS_OK;
}

/* What to wait for on a lane: to be read when it is empty, else written. */
static struct pollfd wish(const struct lane *lane)
{
    if (lane->start < lane->end)
        return (struct pollfd){.fd = lane->to, .events = POLLOUT};
    return (struct pollfd){.fd = lane->is_ended ? -1 : lane->from,
                           .events = POLLIN};
}

static enum status move(struct bridge *bridge, struct lane *lane,
                        struct error *err)
{
    if (lane->start < lane->end)
        return empty(lane, err);
    fill(bridge, lane);
    if (lane->is_ended && lane == &bridge->there)
        shutdown(lane->to, SHUT_WR);
    return STATUS_OK;
}

static enum status carry(struct bridge *bridge, struct error *err)
{
    struct lane *const lanes[] = {&bridge->there, &bridge->back};
    enum status status = STATUS_OK;

    while (!status && !bridge->back.is_ended) {
        struct pollfd waits[] = {wish(lanes[0]), wish(lanes[1])};

        if (poll(waits, COUNT_OF(waits), -1) < 0 && errno != EINTR)
            return error_set(err, STATUS_IO, "cannot wait: %s",
                             strerror(errno));
        for (size_t i = 0; !status && i < COUNT_OF(lanes); i++)
            if (waits[i].revents) {
                status = move(bridge, lanes[i], err);
                /* A daemon that takes no more still has its last words. */
                if (status && i == 0) {
                    lanes[0]->start = lanes[0]->end = 0;
                    lanes[0]->is_ended = true;
                    status = STATUS_OK;
                }
            }
    }
    return status;
}

enum status bridge_run(int socket, struct error *err)
{
    struct bridge *bridge = heap_alloc(sizeof *bridge);
    enum status status;

    bridge->there.from = STDIN_FILENO;
    bridge->there.to = bridge->back.from = socket;
    bridge->back.to = STDOUT_FILENO;
    bridge->there.most = CARRIED_BYTES;
    bridge->back.most = PIPE_BUF;
    (void)fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
    status = carry(bridge, err);
    if (!status && !bridge->there.is_ended && !said_exit(bridge))
        status = error_set(err, STATUS_IO, "the daemon has ended");
    heap_free(bridge);
    return status;
}
