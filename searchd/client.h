/* client.h - one connection of the daemon: bytes in, bytes out, and how much
 * it may ask for at once. Knows no protocol above the frames, but keeps the
 * session of one. */
#ifndef SEARCHD_CLIENT_H
#define SEARCHD_CLIENT_H

#include "searchd/frames.h"
#include "searchd/lsp_session.h"

enum {
    CLIENT_ASKED_MOST = 64,         /* requests under way */
    CLIENT_OUT_BYTES_MOST = 4 << 20 /* replies that it has not taken */
};

struct client {
    int fd;
    uint64_t number; /* never used again; the low bits are its place */
    struct frames frames;
    struct strbuf out;
    size_t sent;             /* bytes of out */
    unsigned asked;          /* requests under way */
    bool is_ended;           /* it sends no more, or nothing that can be read */
    bool is_refused;         /* what it has sent is not read on */
    bool is_broken;          /* it takes no more */
    uint32_t watching;       /* epoll events asked for */
    struct lsp_session *lsp; /* once it speaks that protocol; else NULL */
};

/* A client for an accepted connection, which is closed by client_free(). */
struct client *client_new(int fd, uint64_t number);
void client_free(struct client *client); /* NULL is ignored */

/* Read what is there into the frames, once. */
void client_read(struct client *client);

/* Put a message into its form, and send what can be sent. */
void client_send(struct client *client, struct slice message);
void client_flush(struct client *client);

/* Read nothing more of what it has sent, or will. */
void client_refuse(struct client *client);

/* May it ask for more? Not when it asks faster than it takes. */
bool client_may_ask(const struct client *client);

/* Is there nothing more to do for it? */
bool client_is_over(const struct client *client);

/* EPOLLIN, EPOLLOUT: what to wait for. */
uint32_t client_wants(const struct client *client);

#endif
