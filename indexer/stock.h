/* stock.h - what a file holds to be read: itself; or, of a compressed file or
 * an archive, its members, each as if it were a file.
 *
 * Members are read as they come and not kept, so that an archive may be of any
 * size. What archives hold beside documents (folders, links, hidden files) is
 * passed over. */
#ifndef INDEXER_STOCK_H
#define INDEXER_STOCK_H

#include "indexer/input.h"

struct stock;

/* Until the next one. */
struct stock_item {
    const char *path;    /* for messages: FILE, or FILE:MEMBER */
    const char *name;    /* of the file; without ".gz" and the like */
    struct slice member; /* its path in the archive, the name of what is
                          * compressed by itself; else unknown */
    struct slice id;     /* what tells it from the other members, which no
                          * other member has; unknown: there are no others */
    struct slice head;   /* its first bytes, as many as were asked for */
    struct input input;  /* all of them, the first ones included */
};

/* path is lent. NOT_FOUND, IO; BAD_FORMAT and TOO_LARGE as unpack_open(). */
MUST_CHECK enum status stock_open(const char *path, size_t head_bytes,
                                  struct stock **out, struct error *err);

/* The next one; what is left of the one before is passed over. END after the
 * last one. BAD_FORMAT, TOO_LARGE: err names file and member; the call after
 * it goes on. IO. */
MUST_CHECK enum status stock_next(struct stock *stock, struct stock_item *out,
                                  struct error *err);

bool stock_is_archive(const struct stock *stock); /* or compressed */
/* Of an archive: see unpack_bytes_in(). */
uint64_t stock_bytes_in(const struct stock *stock);
uint64_t stock_passed_over(const struct stock *stock);

void stock_close(struct stock *stock); /* NULL is ignored */

#endif
