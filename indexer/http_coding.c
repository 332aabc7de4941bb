#include "indexer/http_coding.h"

#include <brotli/decode.h>
#include <zlib.h>

#include "indexer/unpack.h"

enum { CHUNK_BYTES = 64 * 1024, ZLIB_WINDOW = 15 };

static enum status damaged(const char *name, struct error *err)
{
    return error_set(err, STATUS_BAD_FORMAT,
                     "%s: cannot be unpacked: damaged, or cut off", name);
}

/* Room for a chunk more; false: there are over most bytes. */
static bool has_room(struct strbuf *out, size_t start, size_t most)
{
    if (out->len - start > most)
        return false;
    strbuf_reserve(out, CHUNK_BYTES);
    return true;
}

static enum status too_large(const char *name, struct error *err)
{
    return error_set(err, STATUS_TOO_LARGE,
                     "%s: unpacks to more bytes than can be read", name);
}

/* ---- deflate ---- */

/* With the head of zlib, as is right, or bare, as many servers send it. */
static bool has_zlib_head(struct slice body)
{
    unsigned first, second;

    if (body.len < 2)
        return false;
    first = (unsigned char)body.bytes[0];
    second = (unsigned char)body.bytes[1];
    return (first & 0x0F) == Z_DEFLATED && (first * 256 + second) % 31 == 0;
}

static enum status inflate_body(struct slice body, const char *name,
                                size_t most, struct strbuf *out,
                                struct error *err)
{
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)body.bytes,
                       .avail_in = (uInt)body.len};
    size_t start = out->len;
    int code =
        inflateInit2(&stream, has_zlib_head(body) ? ZLIB_WINDOW : -ZLIB_WINDOW);
    enum status status = STATUS_OK;

    while (code == Z_OK && !status) {
        if (!has_room(out, start, most)) {
            status = too_large(name, err);
            break;
        }
        stream.next_out = (Bytef *)out->bytes + out->len;
        stream.avail_out = CHUNK_BYTES;
        code = inflate(&stream, Z_NO_FLUSH);
        out->len += CHUNK_BYTES - stream.avail_out;
        out->bytes[out->len] = '\0';
    }
    inflateEnd(&stream);
    if (status)
        return status;
    return code == Z_STREAM_END ? STATUS_OK : damaged(name, err);
}

/* ---- br ---- */

static enum status unbrotli(struct slice body, const char *name, size_t most,
                            struct strbuf *out, struct error *err)
{
    BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    const uint8_t *in = (const uint8_t *)body.bytes;
    size_t in_len = body.len, start = out->len;
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    enum status status = STATUS_OK;

    while (state && !status &&
           result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
        size_t room = CHUNK_BYTES;
        uint8_t *into;

        if (!has_room(out, start, most)) {
            status = too_large(name, err);
            break;
        }
        into = (uint8_t *)out->bytes + out->len;
        result = BrotliDecoderDecompressStream(state, &in_len, &in, &room,
                                               &into, NULL);
        out->len += CHUNK_BYTES - room;
        out->bytes[out->len] = '\0';
    }
    BrotliDecoderDestroyInstance(state);
    if (status)
        return status;
    return result == BROTLI_DECODER_RESULT_SUCCESS ? STATUS_OK
                                                   : damaged(name, err);
}

/* ---- whichever ---- */

static bool is_one_of(struct slice coding, const char *a, const char *b)
{
    return slice_equal_nocase(coding, slice_of(a)) ||
           slice_equal_nocase(coding, slice_of(b));
}

static bool has_mark(struct slice body)
{
    return slice_starts(body, SLICE("\x1F\x8B")) ||
           slice_starts(body, SLICE("\x28\xB5\x2F\xFD"));
}

/* It reads as text as it is. */
static bool is_plain(struct slice body)
{
    struct slice head = slice_part(body, 0, utf8_cut(body.bytes, body.len, 64));

    for (size_t i = 0; i < head.len; i++)
        if ((unsigned char)head.bytes[i] < '\t')
            return false;
    return utf8_is_valid(head);
}

enum status http_coding_undo(struct slice body, struct slice coding,
                             const char *name, size_t most, struct strbuf *out,
                             struct error *err)
{
    bool is_deflate = is_one_of(coding, "deflate", "x-deflate");
    bool is_brotli = is_one_of(coding, "br", "brotli");

    if (has_mark(body))
        return unpack_bytes(name, body, most, out, err);
    if (is_plain(body) || is_one_of(coding, "gzip", "x-gzip") ||
        is_one_of(coding, "identity", "")) {
        strbuf_add(out, body);
        return STATUS_OK;
    }
    if (!is_deflate && !is_brotli)
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: compressed as '%.*s', which cannot be read", name,
                         (int)utf8_cut(coding.bytes, coding.len, 40),
                         coding.bytes);
    most = most / UNPACK_RATIO_MOST < body.len + CHUNK_BYTES
               ? most
               : UNPACK_RATIO_MOST * (body.len + CHUNK_BYTES);
    return is_deflate ? inflate_body(body, name, most, out, err)
                      : unbrotli(body, name, most, out, err);
}
