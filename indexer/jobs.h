/* jobs.h - the same work in several processes side by side.
 *
 * Each worker is a fork of the caller and tells it what it does by messages.
 * SIGINT, SIGTERM and SIGHUP ask all to stop: workers look at
 * jobs_is_stopped() between two pieces of work, finish what is begun and end.
 * When the caller dies, workers are asked to stop, too. */
#ifndef INDEXER_JOBS_H
#define INDEXER_JOBS_H

#include "common/status.h"
#include "common/str.h"

enum { JOBS_MOST = 64, JOBS_MESSAGE_BYTES_MOST = 4000 };

struct jobs {
    unsigned count; /* workers, 1 to JOBS_MOST */
    /* In the worker, whose process ends with it. pipe is for jobs_send(). */
    enum status (*work)(void *context, unsigned worker, int pipe);
    /* In the caller: a message came. It lives until the function returns. */
    void (*take)(void *context, struct slice message);
    /* In the caller, some times a second while it waits. */
    void (*tick)(void *context);
    /* In the caller: a worker was killed or crashed. */
    void (*lost)(void *context, unsigned worker, const char *how);
    void *context;
};

/* Run all workers to their end. The worst status of them; IO when a process
 * cannot be started or one was lost; INTERRUPTED when asked to stop. */
MUST_CHECK enum status jobs_run(const struct jobs *jobs, struct error *err);

/* Was this process asked to stop? Only while jobs_run() runs. */
bool jobs_is_stopped(void);

/* Send a message, of at most JOBS_MESSAGE_BYTES_MOST (longer ones are cut). A
 * caller that is gone is no failure of the worker. */
void jobs_send(int pipe, struct slice message);

#endif
