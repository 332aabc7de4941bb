/* str.h - text as bytes and a length: a view (slice) and a buffer (strbuf).
 *
 * A slice owns nothing. One whose bytes are NULL is "unknown", which is not
 * the same as an empty text; both have len 0. */
#ifndef COMMON_STR_H
#define COMMON_STR_H

#include <string.h>

#include "common/arena.h"
#include "common/base.h"

BEGIN_C

struct slice {
    const char *bytes;
    size_t len;
};

#define SLICE(literal) ((struct slice){"" literal, sizeof(literal) - 1})
#define SLICE_UNKNOWN  ((struct slice){NULL, 0})
/* For printf's "%.*s". */
#define SLICE_ARG(slice) (int)(slice).len, (slice).bytes ? (slice).bytes : ""

/* The smallest ones are here, so that the compiler sees through them: the
 * indexer calls them for every byte of a text. */

/* View of a NUL-terminated text; NULL gives SLICE_UNKNOWN. */
static inline struct slice slice_of(const char *text)
{
    struct slice s = {text, text ? strlen(text) : 0};

    return s;
}

/* Bytes are not NULL. */
static inline bool slice_is_known(struct slice s)
{
    return s.bytes != NULL;
}

static inline bool slice_equal(struct slice a, struct slice b)
{
    return a.len == b.len && (a.len == 0 || !memcmp(a.bytes, b.bytes, a.len));
}

/* Bytes [start, end) of s; both are clamped to s. */
static inline struct slice slice_part(struct slice s, size_t start, size_t end)
{
    struct slice part;

    if (end > s.len)
        end = s.len;
    if (start > end)
        start = end;
    part.bytes = s.bytes ? s.bytes + start : NULL;
    part.len = end - start;
    return part;
}

static inline bool slice_starts(struct slice s, struct slice prefix)
{
    return s.len >= prefix.len &&
           slice_equal(slice_part(s, 0, prefix.len), prefix);
}

static inline bool slice_ends(struct slice s, struct slice suffix)
{
    return s.len >= suffix.len &&
           slice_equal(slice_part(s, s.len - suffix.len, s.len), suffix);
}

bool slice_equal_nocase(struct slice a, struct slice b); /* ASCII only */
/* As strcmp: by bytes, a prefix before what it begins. */
int slice_compare(struct slice a, struct slice b);

/* Without ASCII white space at both ends. */
struct slice slice_trim(struct slice s);

/* Offset of the first needle in s at or after from, else SIZE_MAX. */
size_t slice_find(struct slice s, struct slice needle, size_t from);

/* Cut the next part up to separator off *rest; false when none is left. */
bool slice_next(struct slice *rest, char separator, struct slice *part);

/* A copy in the arena, NUL-terminated; unknown stays unknown. */
struct slice slice_copy(struct arena *arena, struct slice s);

/* FNV-1a, 64 bits; the same on every machine. The second one goes on from the
 * hash of what came before, which is SLICE_HASH_NONE for nothing. */
#define SLICE_HASH_NONE 0xcbf29ce484222325U
uint64_t slice_hash(struct slice s);
uint64_t slice_hash_more(uint64_t hash, struct slice s);

/* len cut back, if need be, to at most most bytes at a character boundary. */
size_t utf8_cut(const char *bytes, size_t len, size_t most);

/* What utf8_decode() does with a character that is not ASCII. */
size_t utf8_decode_long(const char *bytes, size_t len, int32_t *out);

/* Decode the character at bytes (len > 0). Returns its length in bytes, 1 to
 * 4; a byte that begins no valid character gives *out = -1 and length 1. */
static inline size_t utf8_decode(const char *bytes, size_t len, int32_t *out)
{
    if ((unsigned char)bytes[0] >= 0x80)
        return utf8_decode_long(bytes, len, out);
    *out = bytes[0];
    return 1;
}

/* Is every byte part of a character? An unknown text is. */
bool utf8_is_valid(struct slice s);

/* Would this character steer a terminal, or turn the words around it: C0, DEL,
 * C1, embeddings, overrides and isolates of direction, or none (-1)? */
bool utf8_is_steering(int32_t codepoint);

/* A growing text, always NUL-terminated once something was added. A zeroed
 * struct is an empty one; strbuf_release() ends it. */
struct strbuf {
    char *bytes;
    size_t len;
    size_t capacity;
};

#define STRBUF_INIT                                                            \
    {                                                                          \
        NULL, 0, 0                                                             \
    }

/* Make room for more bytes and a NUL. */
void strbuf_reserve(struct strbuf *buf, size_t more);
void strbuf_add(struct strbuf *buf, struct slice s);
void strbuf_add_text(struct strbuf *buf, const char *text);
static inline void strbuf_add_byte(struct strbuf *buf, char byte)
{
    if (buf->len + 2 > buf->capacity)
        strbuf_reserve(buf, 1);
    buf->bytes[buf->len++] = byte;
    buf->bytes[buf->len] = '\0';
}
void strbuf_add_utf8(struct strbuf *buf, int32_t codepoint);
/* A space for each character that steers: for a line on a terminal. */
void strbuf_add_clean(struct strbuf *buf, struct slice s);
/* An underscore for each space and each character that steers: for a column
 * of a file whose columns are parted by spaces. */
void strbuf_add_column(struct strbuf *buf, struct slice s);
void strbuf_add_format(struct strbuf *buf, const char *format, ...)
    PRINTF_LIKE(2, 3);
void strbuf_cut(struct strbuf *buf, size_t len); /* shorten to len */
/* Until it changes. */
static inline struct slice strbuf_slice(const struct strbuf *buf)
{
    struct slice s = {buf->bytes ? buf->bytes : "", buf->len};

    return s;
}
void strbuf_reset(struct strbuf *buf);
void strbuf_release(struct strbuf *buf);

END_C

#endif
