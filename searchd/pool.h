/* pool.h - requests wait in a row for one of several services, each of which
 * answers one at a time.
 *
 * The pool has no threads of its own. Several may share it: pool_answer() runs
 * beside everything else; all other calls are the callers' to keep apart. */
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
    atomic_bool is_cancelled;
    struct desk *desk; /* where it is answered; NULL: it waits, or is done */
    struct job *next;
};

struct job *job_new(void);
void job_free(struct job *job); /* NULL is ignored */

struct pool_options {
    struct service_options service;
    unsigned services;   /* open at once, 1 to POOL_SERVICES_MOST */
    size_t waiting_most; /* jobs that no service has yet */
};

enum {
    POOL_SERVICES_MOST = 64,
    POOL_REST_S = 60 /* without a job: then a service gives its memory back */
};

struct pool;

/* The options' texts must live as long as the pool, which the caller ends with
 * pool_free(). */
struct pool *pool_new(const struct pool_options *options);

/* Close the services, free the jobs that nobody took. None may be in hand.
 * NULL is ignored. */
void pool_free(struct pool *pool);

/* Give a job. BUSY: too many wait; then it stays the caller's. */
MUST_CHECK enum status pool_put(struct pool *pool, struct job *job,
                                struct error *err);

/* The job that waits longest, with a service of its own until it is settled;
 * NULL: none waits, or no service is free. */
struct job *pool_take(struct pool *pool);

/* Would pool_take() give one? */
bool pool_is_waiting(struct pool *pool);

/* Fill the reply of a job taken. What its client is to be told meanwhile goes
 * to tell(teller, message); tell may be NULL. */
void pool_answer(struct pool *pool, struct job *job,
                 void (*tell)(void *teller, struct slice message),
                 void *teller);

/* A job taken is answered: it is among those done, its service free. */
void pool_settle(struct pool *pool, struct job *job);

/* The next job done, in the order in which they were; the caller's. NULL:
 * none. */
struct job *pool_done(struct pool *pool);

/* Give up a client's jobs: all of them, or where id is known the one with this
 * id. A waiting one is done at once, with a reply that says so. */
void pool_cancel(struct pool *pool, uint64_t client, struct slice id);

/* From the next job on each service reads index and topics anew. */
void pool_reload(struct pool *pool);

/* When pool_rest() has something to do, on the clock of pool_now_ms();
 * INT64_MAX: not before there is another job. */
int64_t pool_rest_ms(const struct pool *pool);

/* Close what had no job for long, once; the next job opens it again: nobody
 * pays for what nobody asks. */
void pool_rest(struct pool *pool);

/* Milliseconds on a clock that never goes back. */
int64_t pool_now_ms(void);

#endif
