/* daemon_inside.h - the inside of daemon.h, shared by its files.
 *
 * All of it belongs to the thread that has the lock. A thread lets it go only
 * to wait, or to answer a request (pool_answer()). */
#ifndef SEARCHD_DAEMON_INSIDE_H
#define SEARCHD_DAEMON_INSIDE_H

#include <pthread.h>
#include <sys/epoll.h>

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
    int failed; /* why events cannot be waited for; 0: they can */

    pthread_mutex_t lock;
    pthread_cond_t moved; /* there may be a job, or events to wait for */
    bool is_watched;      /* a thread waits for events, until watched_ms */
    int64_t watched_ms;
    pthread_t threads[POOL_SERVICES_MOST]; /* beside the first one */
    unsigned thread_count;
};

/* Wait for events of fd, told by place. False: it cannot be. */
bool daemon_watch(const struct daemon *daemon, int fd, uint64_t place,
                  uint32_t events);

/* ---- threads: daemon_threads.c ---- */

/* Start threads, one more than there are services. Each waits for events, if
 * no other does, and answers one of the requests that came with them itself,
 * so that a request is not handed from thread to thread. IO: no thread. */
MUST_CHECK enum status daemon_start_threads(struct daemon *daemon,
                                            struct error *err);

/* Be one of them, until the daemon is over. */
void daemon_work(struct daemon *daemon);

/* Wait for the others; the daemon is over. */
void daemon_join_threads(struct daemon *daemon);

/* ---- events: daemon.c ---- */

/* When something is to be done though no event comes, on the clock of
 * pool_now_ms(); INT64_MAX: never. */
int64_t daemon_until_ms(const struct daemon *daemon);

/* Do what an event asks. */
void daemon_dispatch(struct daemon *daemon, const struct epoll_event *event);

/* Do what the time asks; set is_over. */
void daemon_look_at_clock(struct daemon *daemon);

/* ---- clients: daemon_clients.c ---- */

/* Take all that wait at the listener. */
void daemon_accept(struct daemon *daemon);

/* Something happened to the connection of the client of this number. */
void daemon_client_event(struct daemon *daemon, uint64_t number,
                         uint32_t events);

/* Send what the pool has done. */
void daemon_take_answers(struct daemon *daemon);

/* Send a message to the client of a job in hand. */
void daemon_send_note(struct daemon *daemon, const struct job *job,
                      struct slice message);

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
