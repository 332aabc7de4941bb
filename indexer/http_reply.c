#include "indexer/http_reply.h"

#include "indexer/http_coding.h"
#include "indexer/rfc822.h"

enum { CHUNK_LINE_MOST = 1024 };

/* "HTTP/1.1 200 OK" */
static unsigned read_code(struct slice bytes)
{
    size_t at = slice_find(slice_part(bytes, 0, 16), SLICE(" "), 0);
    unsigned code = 0;

    if (!slice_starts(bytes, SLICE("HTTP/")) || at == SIZE_MAX)
        return 0;
    for (size_t i = at + 1; i < at + 4 && i < bytes.len; i++) {
        if (bytes.bytes[i] < '0' || bytes.bytes[i] > '9')
            return 0;
        code = code * 10 + (unsigned)(bytes.bytes[i] - '0');
    }
    return code;
}

enum status http_reply_read(struct slice bytes, struct arena *arena,
                            struct http_reply *out, struct error *err)
{
    size_t len = rfc822_head_length(bytes);
    struct slice head = slice_part(bytes, 0, len), type;

    *out = (struct http_reply){.code = read_code(bytes)};
    if (!out->code || len == SIZE_MAX)
        return error_set(err, STATUS_BAD_FORMAT, "no reply of a web server");
    type = rfc822_field(head, SLICE("Content-Type"), arena);
    if (slice_is_known(type)) {
        out->type = rfc822_main_value(type);
        out->charset = rfc822_parameter(type, SLICE("charset"), arena);
    }
    out->transfer_encoding =
        rfc822_field(head, SLICE("Transfer-Encoding"), arena);
    out->content_encoding =
        rfc822_field(head, SLICE("Content-Encoding"), arena);
    out->body = slice_part(bytes, len, bytes.len);
    return STATUS_OK;
}

/* ---- chunks ---- */

/* The size of the chunk whose line stands at *at; SIZE_MAX: no such line. */
static size_t chunk_size(struct slice body, size_t *at)
{
    size_t size = 0,
           end = slice_find(slice_part(body, *at, *at + CHUNK_LINE_MOST),
                            SLICE("\n"), 0);
    size_t digits = 0;

    if (end == SIZE_MAX)
        return SIZE_MAX;
    for (; digits < end && size < SIZE_MAX / 32; digits++) {
        char c = body.bytes[*at + digits];
        char letter = (char)(c | 0x20);

        if (c >= '0' && c <= '9')
            size = size * 16 + (size_t)(c - '0');
        else if (letter >= 'a' && letter <= 'f')
            size = size * 16 + (size_t)(letter - 'a' + 10);
        else
            break;
    }
    *at += end + 1;
    return digits ? size : SIZE_MAX;
}

/* The body without its chunks, to *out. False: it has none, whatever the head
 * says: many crawlers undo them and keep the head. The last one may be cut off.
 */
static bool join_chunks(struct slice body, struct strbuf *out)
{
    size_t at = 0, start = out->len;

    while (at < body.len) {
        size_t size = chunk_size(body, &at);

        if (size == SIZE_MAX) {
            strbuf_cut(out, start);
            return false;
        }
        if (!size)
            break;
        if (size > body.len - at)
            size = body.len - at;
        strbuf_add(out, slice_part(body, at, at + size));
        at += size;
        at += at < body.len && body.bytes[at] == '\r';
        at += at < body.len && body.bytes[at] == '\n';
    }
    return true;
}

/* ---- decoding ---- */

static bool says(struct slice field, struct slice word)
{
    return slice_is_known(field) && slice_equal_nocase(slice_trim(field), word);
}

enum status http_reply_decode(struct http_reply *reply, const char *name,
                              size_t most, struct strbuf *held,
                              struct error *err)
{
    struct slice coding = reply->content_encoding;
    struct strbuf packed = STRBUF_INIT;
    enum status status;

    strbuf_reset(held);
    if (says(reply->transfer_encoding, SLICE("chunked")) &&
        join_chunks(reply->body, held))
        reply->body = strbuf_slice(held);
    if (!slice_is_known(coding))
        return STATUS_OK;
    strbuf_add(&packed, reply->body);
    strbuf_reset(held);
    status = http_coding_undo(strbuf_slice(&packed), slice_trim(coding), name,
                              most, held, err);
    strbuf_release(&packed);
    reply->body = strbuf_slice(held);
    return status;
}
