#include <sys/epoll.h>
#include <unistd.h>

#include "searchd/daemon_inside.h"

static void watch_client(struct daemon *daemon, struct client *client)
{
    uint32_t wants = client_wants(client);
    struct epoll_event event = {.events = wants, .data.u64 = client->number};

    if (wants == client->watching)
        return;
    client->watching = wants;
    epoll_ctl(daemon->epoll_fd, EPOLL_CTL_MOD, client->fd, &event);
}

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

static void give_place(struct daemon *daemon, int fd, bool is_full)
{
    uint64_t number = daemon->accepted++;
    struct client *client;

    while (!is_full && daemon->clients[number % DAEMON_CLIENTS_MOST])
        number = daemon->accepted++;
    client = client_new(fd, number);
    if (is_full || !daemon_watch(daemon, fd, number, EPOLLIN)) {
        daemon_send_error(client, RPC_BUSY, "too many connections: try again");
        client_free(client);
        return;
    }
    client->watching = EPOLLIN;
    daemon->clients[number % DAEMON_CLIENTS_MOST] = client;
    daemon->client_count++;
}

void daemon_accept(struct daemon *daemon)
{
    bool is_last;
    int fd;

    while (daemon->listener &&
           (fd = listener_accept(daemon->listener, &is_last)) >= 0)
        give_place(daemon, fd,
                   is_last || daemon->client_count >= daemon->clients_most);
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
        daemon_take_message(daemon, client, message);
    }
    if (status && status != STATUS_END) {
        daemon_send_error(client,
                          status == STATUS_TOO_LARGE ? RPC_TOO_LARGE
                                                     : RPC_PARSE_ERROR,
                          err.text);
        client_refuse(client);
    }
    if (client_is_over(client))
        drop(daemon, client);
    else
        watch_client(daemon, client);
}

void daemon_client_event(struct daemon *daemon, uint64_t number,
                         uint32_t events)
{
    struct client *client = client_of(daemon, number);

    if (!client)
        return; /* it went with an event before this one */
    if (events & EPOLLIN)
        client_read(client);
    if (events & (EPOLLHUP | EPOLLERR)) /* it is gone, both ways */
        client->is_ended = client->is_broken = true;
    if (events & EPOLLOUT)
        client_flush(client);
    serve(daemon, client);
}

static void take_answer(struct daemon *daemon, struct job *job)
{
    struct client *client = client_of(daemon, job->client);

    daemon->asked--;
    daemon_take_reply(client, job);
    if (client) {
        client->asked--;
        serve(daemon, client);
    }
}

void daemon_take_answers(struct daemon *daemon)
{
    struct job *job;

    while ((job = pool_done(daemon->pool))) {
        take_answer(daemon, job);
        job_free(job);
    }
}

void daemon_send_note(struct daemon *daemon, const struct job *job,
                      struct slice message)
{
    struct client *client = client_of(daemon, job->client);

    if (client)
        client_send(client, message);
}

void daemon_end_clients(struct daemon *daemon)
{
    for (size_t i = 0; i < DAEMON_CLIENTS_MOST; i++)
        if (daemon->clients[i]) {
            daemon->clients[i]->is_ended = true;
            serve(daemon, daemon->clients[i]);
        }
}
