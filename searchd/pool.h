/* pool.h - requests wait in a row; each of several workers, a thread with its
 * own service, answers one at a time. */
#ifndef SEARCHD_POOL_H
#define SEARCHD_POOL_H

#include <stdatomic.h>

#include "searchd/lsp_session.h"
#include "searchd/rpc.h"
#include "searchd/service.h"

/* A request under way. Who made it fills the first part; the pool has it from
 * pool_put() to pool_done(). */
struct job {
    uint64_t client;            /* whose it is, as the maker numbers them */
    struct rpc_request request; /* its texts live in the arena below */
    struct arena arena;
    int64_t deadline_ms;  /* on the clock of pool_now_ms() */
    struct batch *batch;  /* the maker's: what it is a part of; NULL: nothing */
    struct lsp_task *lsp; /* of a request in that protocol; else NULL */

    struct strbuf reply; /* JSON; empty for a notification */
    bool is_note; /* no job, but a message of one that goes on: the reply */
    atomic_bool is_cancelled;
    struct job *next;
};

struct job *job_new(void);
void job_free(struct job *job); /* NULL is ignored */

struct pool_options {
    struct service_options service;
    unsigned workers;    /* 1 to POOL_WORKERS_MOST */
    size_t waiting_most; /* jobs that no worker has yet */
    int wake_fd;         /* an eventfd, written to when a job is done */
};

enum {
    POOL_WORKERS_MOST = 64,
    POOL_REST_S = 60 /* without a job: then a worker gives its memory back */
};

struct pool;

/* The options' texts must live as long as the pool, which the caller ends with
 * pool_free(). IO: no thread. */
MUST_CHECK enum status pool_new(const struct pool_options *options,
                                struct pool **out, struct error *err);

/* Answer what waits, end the workers, free what nobody took. NULL is ignored.
 */
void pool_free(struct pool *pool);

/* Give a job. BUSY: too many wait; then it stays the caller's. */
MUST_CHECK enum status pool_put(struct pool *pool, struct job *job,
                                struct error *err);

/* The jobs done, and the notes of others, in the order in which they were; the
 * caller's. */
struct job *pool_done(struct pool *pool);

/* Give up a client's jobs: all of them, or where id is known the one with this
 * id. A waiting one is done at once, with a reply that says so. */
void pool_cancel(struct pool *pool, uint64_t client, struct slice id);

/* From the next job on each worker reads index and topics anew. */
void pool_reload(struct pool *pool);

/* Milliseconds on a clock that never goes back. */
int64_t pool_now_ms(void);

#endif
