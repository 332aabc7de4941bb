#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "common/log.h"
#include "searchd/daemon_inside.h"

enum { ENDING_MS = 3000 /* for clients that do not take their last replies */ };

/* What an event is of, beside the numbers of clients. */
#define PLACE_LISTENER UINT64_MAX
#define PLACE_SIGNALS  (UINT64_MAX - 1)
#define PLACE_WAKE     (UINT64_MAX - 2)

bool daemon_watch(const struct daemon *daemon, int fd, uint64_t place,
                  uint32_t events)
{
    struct epoll_event event = {.events = events, .data.u64 = place};

    return !epoll_ctl(daemon->epoll_fd, EPOLL_CTL_ADD, fd, &event);
}

/* ---- signals, the end ---- */

static void begin_end(struct daemon *daemon)
{
    if (daemon->ending_ms)
        return;
    sd_notify(0, "STOPPING=1");
    daemon->ending_ms = pool_now_ms() + ENDING_MS;
    listener_close(daemon->listener);
    daemon->listener = NULL;
    daemon_end_clients(daemon);
}

static void take_signal(struct daemon *daemon)
{
    struct signalfd_siginfo info;

    while (read(daemon->signal_fd, &info, sizeof info) == sizeof info) {
        if (info.ssi_signo == SIGHUP)
            pool_reload(daemon->pool);
        else
            begin_end(daemon);
    }
}

/* ---- the clock ---- */

/* When the daemon is over, as far as the clock is asked. */
static int64_t end_ms(const struct daemon *daemon)
{
    if (daemon->ending_ms)
        return daemon->asked || daemon->client_count ? daemon->ending_ms : 0;
    if (daemon->options->idle_exit_s && !daemon->client_count)
        return daemon->last_busy_ms + daemon->options->idle_exit_s * 1000;
    return INT64_MAX;
}

int64_t daemon_until_ms(const struct daemon *daemon)
{
    const int64_t end = end_ms(daemon), rest = pool_rest_ms(daemon->pool);

    return end < rest ? end : rest;
}

void daemon_look_at_clock(struct daemon *daemon)
{
    if (!daemon->ending_ms && end_ms(daemon) <= pool_now_ms())
        begin_end(daemon);
    daemon->is_over = daemon->ending_ms && end_ms(daemon) <= pool_now_ms();
    pool_rest(daemon->pool);
}

/* ---- all of it ---- */

static void clear_wake(const struct daemon *daemon)
{
    uint64_t count;
    ssize_t got = read(daemon->wake_fd, &count, sizeof count);

    (void)got; /* what it is for is done whenever an event came */
}

void daemon_dispatch(struct daemon *daemon, const struct epoll_event *event)
{
    uint64_t place = event->data.u64;

    if (place == PLACE_LISTENER)
        daemon_accept(daemon);
    else if (place == PLACE_SIGNALS)
        take_signal(daemon);
    else if (place == PLACE_WAKE)
        clear_wake(daemon);
    else
        daemon_client_event(daemon, place, event->events);
}

static enum status set_up_events(struct daemon *daemon, struct error *err)
{
    sigset_t signals;

    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    daemon->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    daemon->signal_fd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    daemon->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (daemon->epoll_fd < 0 || daemon->signal_fd < 0 || daemon->wake_fd < 0 ||
        !daemon_watch(daemon, daemon->signal_fd, PLACE_SIGNALS, EPOLLIN) ||
        !daemon_watch(daemon, daemon->wake_fd, PLACE_WAKE, EPOLLIN))
        return error_set(err, STATUS_IO, "cannot set up: %s", strerror(errno));
    return STATUS_OK;
}

/* As many clients as are asked for, but half of the descriptors at most: the
 * workers need some to read the index. */
static void set_limits(struct daemon *daemon)
{
    struct rlimit files;

    daemon->clients_most = daemon->options->clients;
    if (getrlimit(RLIMIT_NOFILE, &files))
        return;
    files.rlim_cur = files.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &files);
    if (!getrlimit(RLIMIT_NOFILE, &files) &&
        files.rlim_cur / 2 < daemon->clients_most) {
        daemon->clients_most = (size_t)(files.rlim_cur / 2);
        log_warning("only %zu clients at once: the limit is %zu open files",
                    daemon->clients_most, (size_t)files.rlim_cur);
    }
}

static enum status set_up(struct daemon *daemon, struct error *err)
{
    const struct pool_options pool = {.service = daemon->options->service,
                                      .services = daemon->options->workers,
                                      .waiting_most = daemon->options->waiting};
    enum status status =
        listener_open(daemon->options->socket, &daemon->listener, err);

    if (status)
        return status;
    daemon->pool = pool_new(&pool);
    if (!daemon_watch(daemon, listener_fd(daemon->listener), PLACE_LISTENER,
                      EPOLLIN))
        return error_set(err, STATUS_IO, "cannot listen: %s", strerror(errno));
    daemon->last_busy_ms = pool_now_ms();
    return daemon_start_threads(daemon, err);
}

static void tell_ready(const struct daemon *daemon)
{
    const struct daemon_options *options = daemon->options;

    log_note("serving %s at %s", options->service.index_folder,
             listener_path(daemon->listener));
    sd_notify(0, "READY=1");
    if (options->ready_fd < 0)
        return;
    if (write(options->ready_fd, "ready\n", 6) != 6)
        log_warning("nobody reads --ready-fd");
    close(options->ready_fd);
}

static void tear_down(struct daemon *daemon)
{
    daemon_join_threads(daemon);
    listener_close(daemon->listener);
    pool_free(daemon->pool);
    for (size_t i = 0; i < DAEMON_CLIENTS_MOST; i++)
        client_free(daemon->clients[i]);
    if (daemon->wake_fd >= 0)
        close(daemon->wake_fd);
    if (daemon->signal_fd >= 0)
        close(daemon->signal_fd);
    if (daemon->epoll_fd >= 0)
        close(daemon->epoll_fd);
    pthread_cond_destroy(&daemon->moved);
    pthread_mutex_destroy(&daemon->lock);
    heap_free(daemon);
}

enum status daemon_run(const struct daemon_options *options, struct error *err)
{
    struct daemon *daemon = heap_alloc(sizeof *daemon);
    enum status status;

    (void)signal(SIGPIPE, SIG_IGN); /* who has gone is seen by the write */
    daemon->options = options;
    pthread_mutex_init(&daemon->lock, NULL);
    pthread_cond_init(&daemon->moved, NULL);
    set_limits(daemon);
    daemon->epoll_fd = daemon->signal_fd = daemon->wake_fd = -1;
    status = set_up_events(daemon, err);
    if (!status)
        status = set_up(daemon, err);
    if (!status) {
        tell_ready(daemon);
        daemon_work(daemon);
        if (daemon->failed)
            status = error_set(err, STATUS_IO, "cannot wait for clients: %s",
                               strerror(daemon->failed));
    }
    tear_down(daemon);
    return status;
}
