#include "indexer/line_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "common/schema.h"

enum { CHUNK_BYTES = 256 * 1024 };

enum status line_stream_open(const char *path, struct line_stream *out,
                             struct error *err)
{
    struct file_info info;
    enum status status = file_look(path, &info, err);

    *out = (struct line_stream){.hash = SLICE_HASH_NONE};
    if (status)
        return status;
    if (!info.is_regular)
        return error_set(err, STATUS_IO, "%s: not a regular file", path);
    out->descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (out->descriptor < 0)
        return error_set(err, STATUS_IO, "%s: cannot open: %s", path,
                         strerror(errno));
    out->path = heap_resize(NULL, strlen(path) + 1, 1);
    memcpy(out->path, path, strlen(path) + 1);
    out->chunk = heap_alloc(CHUNK_BYTES);
    out->bytes_total = (uint64_t)info.size;
    return STATUS_OK;
}

void line_stream_close(struct line_stream *stream)
{
    if (stream->chunk)
        close(stream->descriptor);
    heap_free(stream->path);
    heap_free(stream->chunk);
    strbuf_release(&stream->line);
    *stream = (struct line_stream){0};
}

static enum status fill_chunk(struct line_stream *stream, struct error *err)
{
    ssize_t got;

    do
        got = read(stream->descriptor, stream->chunk, CHUNK_BYTES);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return error_set(err, STATUS_IO, "%s: cannot read: %s", stream->path,
                         strerror(errno));
    stream->chunk_at = 0;
    stream->chunk_len = (size_t)got;
    stream->bytes_read += (uint64_t)got;
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
