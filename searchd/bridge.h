/* bridge.h - bytes both ways between a program that started us and a
 * daemon. */
#ifndef SEARCHD_BRIDGE_H
#define SEARCHD_BRIDGE_H

#include "common/status.h"

/* Carry stdin to the socket and the socket to stdout, until the daemon has
 * ended its side; the end of stdin is told to it. IO: stdout takes no more, or
 * the daemon has gone before the client said "exit" or ended. */
MUST_CHECK enum status bridge_run(int socket, struct error *err);

#endif
