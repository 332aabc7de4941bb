/* wire.h - a connection to the daemon, as its clients have it: requests out,
 * replies in, in either form of frames.h. */
#ifndef BENCH_WIRE_H
#define BENCH_WIRE_H

#include "searchd/frames.h"

/* A zeroed struct is a closed one. */
struct wire {
    int fd;
    enum frame_form form;
    struct frames in;
    struct strbuf out;
};

/* Connect. On success the caller ends *out with wire_close(). IO. */
MUST_CHECK enum status wire_open(const char *socket, enum frame_form form,
                                 struct wire *out, struct error *err);
void wire_close(struct wire *wire);

/* Send a whole message. IO. */
MUST_CHECK enum status wire_send(struct wire *wire, struct slice message,
                                 struct error *err);

/* Read once what has come, without waiting; the next reply lives until the
 * next call. END: there is none yet. IO: the daemon has ended the connection,
 * too. */
MUST_CHECK enum status wire_take(struct wire *wire, struct slice *reply,
                                 struct error *err);

/* Send a message and wait for the next reply, at most WIRE_PATIENCE_S. */
enum { WIRE_PATIENCE_S = 60 };
MUST_CHECK enum status wire_ask(struct wire *wire, struct slice message,
                                struct slice *reply, struct error *err);

/* Hash of a reply to a search without how many match in all: that is about so
 * many, and a reader's first search counts otherwise than the next ones. */
uint64_t wire_hash(struct slice reply);

/* Is this reply a result, and no error? */
bool wire_is_result(struct slice reply);

#endif
