/* dial.h - from the client's end: a connection to a daemon's socket. */
#ifndef SEARCHD_DIAL_H
#define SEARCHD_DIAL_H

#include <stdbool.h>

#include "common/str.h"

/* Connect to the socket at path, as a client that waits patience_s seconds at
 * most for each piece that it sends or receives; 0: for ever. Returns the
 * descriptor, closed on exec, which is the caller's; or -1: nobody listens
 * there, the path is too long, or it is another user's (EPERM). errno tells. */
int dial(const char *path, int patience_s);

/* Send all of bytes; false: the connection has gone, or patience has ended. */
bool dial_send(int fd, struct slice bytes);

#endif
