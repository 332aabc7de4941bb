/* crew.h - items of work done by several threads side by side, and taken in
 * their order, as if one had done them. */
#ifndef BENCH_CREW_H
#define BENCH_CREW_H

#include "common/status.h"

enum { CREW_WORKERS_MOST = 64 };

struct crew {
    unsigned workers; /* 1 to CREW_WORKERS_MOST; 1: no thread is started */
    size_t count;     /* of items */
    /* Do an item, in the thread of a worker (from 0). What it touches must be
     * the worker's or the item's own. */
    enum status (*work)(void *context, unsigned worker, size_t item,
                        struct error *err);
    /* Take what was done, in the caller's thread, item after item. At most
     * CREW_AHEAD items wait to be taken. */
    enum status (*take)(void *context, size_t item, struct error *err);
    void *context;
};

enum { CREW_AHEAD = 256 };

/* Do and take all items. The failure of the first item that failed ends it;
 * what came before was taken. */
MUST_CHECK enum status crew_run(const struct crew *crew, struct error *err);

/* The processors of this machine, at most CREW_WORKERS_MOST. */
unsigned crew_processors(void);

#endif
