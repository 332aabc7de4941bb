/* listener.h - the daemon's socket: where it is, who may have it, who may
 * speak on it. */
#ifndef SEARCHD_LISTENER_H
#define SEARCHD_LISTENER_H

#include "common/arena.h"
#include "common/status.h"

struct listener;

/* $XDG_RUNTIME_DIR/demarche/searchd.sock, in the arena; NULL without the
 * variable. */
const char *listener_default_path(struct arena *arena);

/* Take the socket that systemd hands over, else make one at path (NULL: the
 * default one): mode 0600, in a folder that is made 0700 where it is missing.
 * A lock file beside it tells a living daemon from what a dead one left. On
 * success the caller ends *out with listener_close(). BUSY: another daemon has
 * it. USAGE: no path, or one that is too long. IO: also a folder that is open
 * to others, or a file there that is no socket. */
MUST_CHECK enum status listener_open(const char *path, struct listener **out,
                                     struct error *err);
int listener_fd(const struct listener *listener);
const char *listener_path(const struct listener *listener); /* for messages */

/* The next client, non-blocking and closed on exec; -1: none is waiting, or
 * the one that was is another user and was refused. *is_last: the process has
 * no descriptor left for another; close this one soon. */
int listener_accept(struct listener *listener, bool *is_last);

/* Take no more clients; the file goes, unless it is systemd's. NULL is
 * ignored. */
void listener_close(struct listener *listener);

#endif
