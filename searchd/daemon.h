/* daemon.h - the service for many clients at once, on one socket: of some
 * threads one waits for what clients send, the others answer. */
#ifndef SEARCHD_DAEMON_H
#define SEARCHD_DAEMON_H

#include "searchd/service.h"

struct daemon_options {
    struct service_options service;
    const char *socket; /* path; NULL: listener_default_path() */
    unsigned workers;   /* requests answered at once, 1 to POOL_SERVICES_MOST */
    unsigned clients;   /* connections at once, 1 to DAEMON_CLIENTS_MOST */
    size_t waiting;     /* requests that no worker has yet */
    int64_t deadline_ms; /* of a request, from when it was read */
    int64_t idle_exit_s; /* end after so long without a client; 0: never */
    int ready_fd;        /* told a line when clients can come; -1: none */
};

enum { DAEMON_CLIENTS_MOST = 4096 };

/* Serve until SIGTERM or SIGINT, or idle_exit_s. SIGHUP reads index and topics
 * anew. What was asked before the end is answered. Fails as listener_open()
 * does, or for want of a thread (IO). */
MUST_CHECK enum status daemon_run(const struct daemon_options *options,
                                  struct error *err);

#endif
