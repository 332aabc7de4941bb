/* http_coding.h - in what a web server packs the body of a reply, undone: gzip,
 * zstd, deflate, br. The only user of brotli. */
#ifndef INDEXER_HTTP_CODING_H
#define INDEXER_HTTP_CODING_H

#include "common/status.h"
#include "common/str.h"

/* Append what body is to *out; coding is the value of Content-Encoding. What is
 * not packed, whatever the head says, since the crawler undid it and kept the
 * head, stays as it is. BAD_FORMAT: it is packed as cannot be read, or damaged;
 * TOO_LARGE: over most bytes, or far more than are packed.
 * name is for messages. */
MUST_CHECK enum status http_coding_undo(struct slice body, struct slice coding,
                                        const char *name, size_t most,
                                        struct strbuf *out, struct error *err);

#endif
