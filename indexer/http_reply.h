/* http_reply.h - what a web server answered, as crawlers keep it. */
#ifndef INDEXER_HTTP_REPLY_H
#define INDEXER_HTTP_REPLY_H

#include "common/arena.h"
#include "common/status.h"
#include "common/str.h"

struct http_reply {
    unsigned code;        /* 200 */
    struct slice type;    /* "text/html"; unknown: it is not said */
    struct slice charset; /* the same */
    struct slice body;    /* as it came */
    struct slice transfer_encoding;
    struct slice content_encoding;
};

/* Read the head. Lives in the arena; the body is lent. BAD_FORMAT: no such
 * reply (err without the place). */
MUST_CHECK enum status http_reply_read(struct slice bytes, struct arena *arena,
                                       struct http_reply *out,
                                       struct error *err);

/* Undo chunks and compression of the body, which *held keeps where it is not
 * as it came. BAD_FORMAT: it is compressed as cannot be read, or damaged;
 * TOO_LARGE: over most bytes. name is for messages. */
MUST_CHECK enum status http_reply_decode(struct http_reply *reply,
                                         const char *name, size_t most,
                                         struct strbuf *held,
                                         struct error *err);

#endif
