/* line_stream.h - a file of any size, line by line. */
#ifndef INDEXER_LINE_STREAM_H
#define INDEXER_LINE_STREAM_H

#include "common/status.h"
#include "common/str.h"

struct line_stream {
    char *path;
    int descriptor;
    char *chunk;
    size_t chunk_len;
    size_t chunk_at;
    /* The line that was read last. */
    struct strbuf line; /* without its end; of one over
                         * SCHEMA_LINE_BYTES_MOST only the beginning */
    uint64_t len;       /* of the whole line */
    uint64_t start;     /* its offset in the file */
    uint32_t number;    /* from 1 */
    /* The file so far. */
    uint64_t bytes_read;
    uint64_t bytes_total;
    uint64_t hash; /* slice_hash() of what was read */
};

/* NOT_FOUND, IO. The caller ends *out with line_stream_close(), also after a
 * failure. */
MUST_CHECK enum status
line_stream_open(const char *path, struct line_stream *out, struct error *err);

/* Go to the next line. END after the last one; IO. */
MUST_CHECK enum status line_stream_next(struct line_stream *stream,
                                        struct error *err);

bool line_stream_is_too_long(const struct line_stream *stream);

/* A zeroed struct is closed. */
void line_stream_close(struct line_stream *stream);

#endif
