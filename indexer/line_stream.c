#include "indexer/line_stream.h"

#include <string.h>

#include "common/schema.h"

enum { CHUNK_BYTES = 256 * 1024 };

void line_stream_open(const struct input *input, struct line_stream *out)
{
    *out = (struct line_stream){.input = input,
                                .chunk = heap_alloc(CHUNK_BYTES),
                                .hash = SLICE_HASH_NONE};
}

void line_stream_close(struct line_stream *stream)
{
    heap_free(stream->chunk);
    strbuf_release(&stream->line);
    *stream = (struct line_stream){0};
}

static enum status fill_chunk(struct line_stream *stream, struct error *err)
{
    size_t got;
    enum status status = stream->input->take(
        stream->input->context, stream->chunk, CHUNK_BYTES, &got, err);

    if (status)
        return status;
    stream->chunk_at = 0;
    stream->chunk_len = got;
    stream->bytes_read += got;
    stream->hash = slice_hash_more(
        stream->hash, (struct slice){stream->chunk, stream->chunk_len});
    return got ? STATUS_OK : STATUS_END;
}

enum status line_stream_next(struct line_stream *stream, struct error *err)
{
    const char *end = NULL;
    enum status status;

    strbuf_reset(&stream->line);
    stream->len = 0;
    stream->start = stream->bytes_read - (stream->chunk_len - stream->chunk_at);
    stream->number++;
    while (!end) {
        struct slice rest;

        if (stream->chunk_at == stream->chunk_len) {
            status = fill_chunk(stream, err);
            if (status == STATUS_END && stream->len)
                return STATUS_OK;
            if (status)
                return status;
        }
        rest = (struct slice){stream->chunk + stream->chunk_at,
                              stream->chunk_len - stream->chunk_at};
        end = memchr(rest.bytes, '\n', rest.len);
        if (end)
            rest.len = (size_t)(end - rest.bytes);
        if (!line_stream_is_too_long(stream))
            strbuf_add(&stream->line, rest);
        stream->len += rest.len;
        stream->chunk_at += rest.len + (end ? 1 : 0);
    }
    return STATUS_OK;
}

bool line_stream_is_too_long(const struct line_stream *stream)
{
    return stream->len > SCHEMA_LINE_BYTES_MOST;
}
