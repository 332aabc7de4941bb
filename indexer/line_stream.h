/* line_stream.h - bytes, however many, line by line. */
#ifndef INDEXER_LINE_STREAM_H
#define INDEXER_LINE_STREAM_H

#include "indexer/input.h"

struct line_stream {
    const struct input *input; /* lent */
    char *chunk;
    size_t chunk_len;
    size_t chunk_at;
    /* The line that was read last. */
    struct strbuf line; /* without its end; of one over
                         * SCHEMA_LINE_BYTES_MOST only the beginning */
    uint64_t len;       /* of the whole line */
    uint64_t start;     /* its offset in the input */
    uint32_t number;    /* from 1 */
    /* The input so far. */
    uint64_t bytes_read;
    uint64_t hash; /* slice_hash() of what was read */
};

/* input is lent until line_stream_close(). */
void line_stream_open(const struct input *input, struct line_stream *out);

/* Go to the next line. END after the last one; else as
 * the input fails: the line that it breaks off is lost. */
MUST_CHECK enum status line_stream_next(struct line_stream *stream,
                                        struct error *err);

bool line_stream_is_too_long(const struct line_stream *stream);

/* A zeroed struct is closed. */
void line_stream_close(struct line_stream *stream);

#endif
