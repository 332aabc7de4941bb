/* input.h - bytes that come one after the other, wherever from: a file, or a
 * member of an archive. */
#ifndef INDEXER_INPUT_H
#define INDEXER_INPUT_H

#include "common/status.h"
#include "common/str.h"

struct input {
    const char *name; /* for messages; lent */
    uint64_t total;   /* bytes in all; 0: not known */
    /* Put at most most bytes into `into`; *got is 0 at the end. IO; of a
     * member also BAD_FORMAT and TOO_LARGE: its end follows. */
    enum status (*take)(void *context, char *into, size_t most, size_t *got,
                        struct error *err);
    void *context;
};

/* Open a regular file. On success the caller ends *out with
 * input_file_close(). path is lent. NOT_FOUND, IO. */
MUST_CHECK enum status input_file_open(const char *path, struct input *out,
                                       struct error *err);
void input_file_close(struct input *input); /* a zeroed struct is closed */

/* Append what there is to *out. TOO_LARGE: over most bytes. */
MUST_CHECK enum status input_take_all(const struct input *input, size_t most,
                                      struct strbuf *out, struct error *err);

#endif
