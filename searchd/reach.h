/* reach.h - the daemon that serves an index: found at its socket, or
 * started. */
#ifndef SEARCHD_REACH_H
#define SEARCHD_REACH_H

#include <stdint.h>

#include "common/status.h"
#include "searchd/service.h"

struct reach_options {
    const struct service_options *service;
    const char *socket;  /* NULL: the default one, or when that daemon serves
                          * something else one of this index's own */
    int64_t idle_exit_s; /* of a daemon that is started */
};

/* Connect to a daemon that serves this index with these topics; start one when
 * none does. Several that do so at once share what one of them starts. The
 * caller closes *fd, which speaks with a Content-Length from now on. USAGE: no
 * place for a socket, or --socket is of another index; NOT_FOUND: no index; IO:
 * it does not start: err says what it said. */
MUST_CHECK enum status reach_daemon(const struct reach_options *options,
                                    int *fd, struct error *err);

/* Is there a place for sockets, $XDG_RUNTIME_DIR? */
bool reach_has_place(void);

#endif
