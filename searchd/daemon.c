#include "searchd/daemon.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "common/log.h"
#include "searchd/answer.h"
#include "searchd/client.h"
#include "searchd/listener.h"
#include "searchd/pool.h"

enum {
    EVENTS_AT_ONCE = 64,
    ENDING_MS = 3000, /* for clients that do not take their last replies */
    PLACE_LISTENER = DAEMON_CLIENTS_MOST,
    PLACE_SIGNALS,
    PLACE_WAKE
};

struct daemon {
    const struct daemon_options *options;
    struct listener *listener;
    struct pool *pool;
    int epoll_fd, signal_fd, wake_fd;
    struct client *clients[DAEMON_CLIENTS_MOST];
    size_t client_count;
    size_t asked;         /* jobs that the pool has */
    uint64_t accepted;    /* clients so far */
    int64_t last_busy_ms; /* when there was a client last */
    int64_t ending_ms;    /* when to be over; 0: not ending */
    bool is_over;
};

/* ---- epoll ---- */

static int watch(struct daemon *daemon, int fd, uint64_t place, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.u64 = place};

    return epoll_ctl(daemon->epoll_fd, EPOLL_CTL_ADD, fd, &event);
}

static void watch_client(struct daemon *daemon, struct client *client)
{
    uint32_t wants = client_wants(client);
    struct epoll_event event = {
        .events = wants, .data.u64 = client->number % DAEMON_CLIENTS_MOST};

    if (wants == client->watching)
        return;
    client->watching = wants;
    epoll_ctl(daemon->epoll_fd, EPOLL_CTL_MOD, client->fd, &event);
}

/* ---- clients ---- */

static void drop(struct daemon *daemon, struct client *client)
{
    pool_cancel(daemon->pool, client->number, SLICE_UNKNOWN);
    daemon->clients[client->number % DAEMON_CLIENTS_MOST] = NULL;
    daemon->client_count--;
    daemon->last_busy_ms = pool_now_ms();
    client_free(client);
}

static struct client *client_of(struct daemon *daemon, uint64_t number)
{
    struct client *client = daemon->clients[number % DAEMON_CLIENTS_MOST];

    return client && client->number == number ? client : NULL;
}

static void send_error(struct client *client, struct slice id,
                       enum rpc_code code, const char *text)
{
    struct strbuf reply = STRBUF_INIT;

    rpc_add_error(&reply, id, code, text);
    client_send(client, strbuf_slice(&reply));
    strbuf_release(&reply);
}

static void give_place(struct daemon *daemon, int fd)
{
    bool is_full = daemon->client_count >= daemon->options->clients;
    uint64_t number = daemon->accepted++;
    struct client *client;

    while (!is_full && daemon->clients[number % DAEMON_CLIENTS_MOST])
        number = daemon->accepted++;
    client = client_new(fd, number);
    if (is_full || watch(daemon, fd, number % DAEMON_CLIENTS_MOST, EPOLLIN)) {
        send_error(client, SLICE("null"), RPC_BUSY,
                   "too many connections: try again");
        client_free(client);
        return;
    }
    client->watching = EPOLLIN;
    daemon->clients[number % DAEMON_CLIENTS_MOST] = client;
    daemon->client_count++;
}

static void accept_clients(struct daemon *daemon)
{
    int fd;

    while (daemon->listener && (fd = listener_accept(daemon->listener)) >= 0)
        give_place(daemon, fd);
}

/* ---- messages ---- */

/* The id of {"id": ...} as JSON. */
static void cancel(struct daemon *daemon, struct client *client,
                   const struct job *job)
{
    const json_t *id = json_object_get(job->request.params, "id");
    char text[256];
    size_t len =
        id ? json_dumpb(id, text, sizeof text, JSON_ENCODE_ANY | JSON_COMPACT)
           : 0;

    if (len && len <= sizeof text)
        pool_cancel(daemon->pool, client->number, (struct slice){text, len});
}

static void refuse(struct client *client, const struct job *job)
{
    struct strbuf reply = STRBUF_INIT;

    answer_unknown(&job->request, &reply);
    if (reply.len)
        client_send(client, strbuf_slice(&reply));
    strbuf_release(&reply);
}

/* What the request wants; true: the pool has it now. */
static bool take_request(struct daemon *daemon, struct client *client,
                         struct job *job)
{
    struct error err;

    if (slice_equal(job->request.method, SLICE("$/cancelRequest"))) {
        cancel(daemon, client, job);
        return false;
    }
    if (!answer_knows(&job->request)) {
        refuse(client, job);
        return false;
    }
    if (!slice_is_known(job->request.id))
        return false; /* nobody waits for what it finds */
    job->client = client->number;
    job->deadline_ms = pool_now_ms() + daemon->options->deadline_ms;
    if (pool_put(daemon->pool, job, &err)) {
        send_error(client, job->request.id, RPC_BUSY, err.text);
        return false;
    }
    client->asked++;
    daemon->asked++;
    return true;
}

static void take_message(struct daemon *daemon, struct client *client,
                         struct slice message)
{
    struct job *job = job_new();
    enum rpc_code code;
    struct error err;
    enum status status =
        rpc_read(message, &job->arena, &job->request, &code, &err);

    if (status == STATUS_BAD_FORMAT)
        send_error(client, job->request.id, code, err.text);
    if (status || !take_request(daemon, client, job))
        job_free(job);
}

/* Go on with a client after anything happened to it. */
static void serve(struct daemon *daemon, struct client *client)
{
    struct slice message;
    struct error err;
    enum status status = STATUS_OK;

    while (!daemon->ending_ms && client_may_ask(client)) {
        status = frames_next(&client->frames, &message, &err);
        if (status)
            break;
        take_message(daemon, client, message);
    }
    if (status && status != STATUS_END) {
        send_error(client, SLICE("null"),
                   status == STATUS_TOO_LARGE ? RPC_TOO_LARGE : RPC_PARSE_ERROR,
                   err.text);
        client->is_ended = true;
    }
    if (client_is_over(client))
        drop(daemon, client);
    else
        watch_client(daemon, client);
}

static void client_event(struct daemon *daemon, struct client *client,
                         uint32_t events)
{
    if (events & EPOLLIN)
        client_read(client);
    if (events & (EPOLLHUP | EPOLLERR)) /* it is gone, both ways */
        client->is_ended = client->is_broken = true;
    if (events & EPOLLOUT)
        client_flush(client);
    serve(daemon, client);
}

/* ---- the pool's answers ---- */

static void take_answers(struct daemon *daemon)
{
    uint64_t count;
    ssize_t got = read(daemon->wake_fd, &count, sizeof count);
    struct job *job = pool_done(daemon->pool);

    (void)got;
    while (job) {
        struct job *next = job->next;
        struct client *client = client_of(daemon, job->client);

        daemon->asked--;
        if (client) {
            client->asked--;
            client_send(client, strbuf_slice(&job->reply));
            serve(daemon, client);
        }
        job_free(job);
        job = next;
    }
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
    for (size_t i = 0; i < DAEMON_CLIENTS_MOST; i++)
        if (daemon->clients[i]) {
            daemon->clients[i]->is_ended = true;
            serve(daemon, daemon->clients[i]);
        }
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

/* How long to wait for events: -1, for ever, unless an end is near. */
static int patience_ms(const struct daemon *daemon)
{
    int64_t until = daemon->ending_ms;

    if (!until && daemon->options->idle_exit_s && !daemon->client_count)
        until = daemon->last_busy_ms + daemon->options->idle_exit_s * 1000;
    if (!until)
        return -1;
    until -= pool_now_ms();
    return until < 0 ? 0 : until > 60000 ? 60000 : (int)until;
}

static void look_at_clock(struct daemon *daemon)
{
    int64_t now = pool_now_ms();

    if (!daemon->ending_ms && daemon->options->idle_exit_s &&
        !daemon->client_count &&
        now >= daemon->last_busy_ms + daemon->options->idle_exit_s * 1000)
        begin_end(daemon);
    daemon->is_over =
        daemon->ending_ms &&
        ((!daemon->asked && !daemon->client_count) || now >= daemon->ending_ms);
}

/* ---- all of it ---- */

static void dispatch(struct daemon *daemon, const struct epoll_event *event)
{
    uint64_t place = event->data.u64;

    if (place == PLACE_LISTENER)
        accept_clients(daemon);
    else if (place == PLACE_SIGNALS)
        take_signal(daemon);
    else if (place == PLACE_WAKE)
        take_answers(daemon);
    else if (daemon->clients[place])
        client_event(daemon, daemon->clients[place], event->events);
}

static enum status loop(struct daemon *daemon, struct error *err)
{
    struct epoll_event events[EVENTS_AT_ONCE];

    while (!daemon->is_over) {
        int count = epoll_wait(daemon->epoll_fd, events, EVENTS_AT_ONCE,
                               patience_ms(daemon));

        if (count < 0 && errno != EINTR)
            return error_set(err, STATUS_IO, "cannot wait for clients: %s",
                             strerror(errno));
        for (int i = 0; i < count; i++)
            dispatch(daemon, &events[i]);
        look_at_clock(daemon);
    }
    return STATUS_OK;
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
        watch(daemon, daemon->signal_fd, PLACE_SIGNALS, EPOLLIN) ||
        watch(daemon, daemon->wake_fd, PLACE_WAKE, EPOLLIN))
        return error_set(err, STATUS_IO, "cannot set up: %s", strerror(errno));
    return STATUS_OK;
}

static enum status set_up(struct daemon *daemon, struct error *err)
{
    const struct pool_options pool = {.service = daemon->options->service,
                                      .workers = daemon->options->workers,
                                      .waiting_most = daemon->options->waiting,
                                      .wake_fd = daemon->wake_fd};
    enum status status =
        listener_open(daemon->options->socket, &daemon->listener, err);

    if (!status)
        status = pool_new(&pool, &daemon->pool, err);
    if (status)
        return status;
    if (watch(daemon, listener_fd(daemon->listener), PLACE_LISTENER, EPOLLIN))
        return error_set(err, STATUS_IO, "cannot listen: %s", strerror(errno));
    daemon->last_busy_ms = pool_now_ms();
    return STATUS_OK;
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
    heap_free(daemon);
}

enum status daemon_run(const struct daemon_options *options, struct error *err)
{
    struct daemon *daemon = heap_alloc(sizeof *daemon);
    enum status status;

    daemon->options = options;
    daemon->epoll_fd = daemon->signal_fd = daemon->wake_fd = -1;
    status = set_up_events(daemon, err);
    if (!status)
        status = set_up(daemon, err);
    if (!status) {
        tell_ready(daemon);
        status = loop(daemon, err);
    }
    tear_down(daemon);
    return status;
}
