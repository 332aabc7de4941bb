/* frames.h - messages in a stream of bytes, in the two forms that clients
 * speak on one socket, told apart by the first byte:
 *
 *     {"jsonrpc":"2.0",...}\n                     a message a line
 *     Content-Length: N\r\n\r\n{"jsonrpc":...}    as in the Language Server
 *                                                 Protocol
 *
 * The form of the first message is that of all, both ways. */
#ifndef SEARCHD_FRAMES_H
#define SEARCHD_FRAMES_H

#include "common/status.h"
#include "common/str.h"

enum {
    FRAME_BYTES_MOST = 1 << 20,       /* of a message */
    FRAME_HEADER_BYTES_MOST = 4 << 10 /* of the headers before it */
};

enum frame_form { FRAME_FORM_UNKNOWN, FRAME_FORM_LINES, FRAME_FORM_HEADERS };

/* A zeroed struct is an empty one. */
struct frames {
    enum frame_form form;
    struct strbuf in;
    size_t at;       /* behind what was taken */
    size_t searched; /* bytes behind at that hold no end of a line */
    bool is_ended;   /* no more will come */
    size_t most;     /* bytes of a message; 0: FRAME_BYTES_MOST */
};

/* Add what has arrived. It may take the place of messages given out before. */
void frames_feed(struct frames *frames, struct slice bytes);

/* No more will come: what is left of a line is a message, but a body that is
 * shorter than promised is BAD_FORMAT. */
void frames_end(struct frames *frames);

/* The next whole message, valid until the next frames_feed(); empty lines
 * between messages are passed over. END: none yet. TOO_LARGE, BAD_FORMAT:
 * what follows cannot be read any more. */
MUST_CHECK enum status frames_next(struct frames *frames, struct slice *out,
                                   struct error *err);
void frames_release(struct frames *frames);

/* Append a message in the form; lines where it is not known. The message has
 * no line break in it. */
void frame_add(enum frame_form form, struct slice message, struct strbuf *out);

#endif
