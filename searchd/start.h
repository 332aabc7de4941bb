/* start.h - a daemon of its own process, started from another program. */
#ifndef SEARCHD_START_H
#define SEARCHD_START_H

#include <stdint.h>

#include "common/status.h"
#include "common/str.h"

struct start_options {
    const char *index;   /* absolute, as all paths here */
    struct slice topics; /* parted by ":"; empty: the usual ones */
    const char *socket;
    int64_t idle_exit_s;
    int64_t until_ms; /* on the clock of pool_now_ms(): wait no longer */
};

/* Start it and wait until clients can come. It lives on by itself. BUSY: one
 * is at that socket. Otherwise IO: err says what it said. */
MUST_CHECK enum status daemon_start(const struct start_options *options,
                                    struct error *err);

#endif
