/* daemon_inside.h - the inside of daemon.h, shared by its files: one thread
 * has all of it. */
#ifndef SEARCHD_DAEMON_INSIDE_H
#define SEARCHD_DAEMON_INSIDE_H

#include "searchd/client.h"
#include "searchd/daemon.h"
#include "searchd/listener.h"
#include "searchd/pool.h"

struct daemon {
    const struct daemon_options *options;
    struct listener *listener;
    struct pool *pool;
    int epoll_fd, signal_fd, wake_fd;
    struct client *clients[DAEMON_CLIENTS_MOST];
    size_t client_count, clients_most;
    size_t asked;         /* jobs that the pool has */
    uint64_t accepted;    /* clients so far */
    int64_t last_busy_ms; /* when there was a client last */
    int64_t ending_ms;    /* when to be over; 0: not ending */
    bool is_over;
};

/* Wait for events of fd, told by place. False: it cannot be. */
bool daemon_watch(const struct daemon *daemon, int fd, uint64_t place,
                  uint32_t events);

/* ---- clients: daemon_clients.c ---- */

/* Take all that wait at the listener. */
void daemon_accept(struct daemon *daemon);

/* Something happened to the connection of the client of this number. */
void daemon_client_event(struct daemon *daemon, uint64_t number,
                         uint32_t events);

/* Send what the pool has answered. */
void daemon_take_answers(struct daemon *daemon);

/* Read no more from any client; what was asked is still answered. */
void daemon_end_clients(struct daemon *daemon);

/* ---- messages: daemon_requests.c ---- */

/* Do what a client's message asks, a request or a batch: give it to the pool,
 * or answer at once. */
void daemon_take_message(struct daemon *daemon, struct client *client,
                         struct slice message);

/* Send the reply of a job that the pool has done, with those of its batch.
 * client: NULL when it has gone. */
void daemon_take_reply(struct client *client, struct job *job);

/* Send an error that is of no request. */
void daemon_send_error(struct client *client, enum rpc_code code,
                       const char *text);

#endif
