#include "common/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool slice_equal_nocase(struct slice a, struct slice b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (ascii_lower(a.bytes[i]) != ascii_lower(b.bytes[i]))
            return false;
    return true;
}

int slice_compare(struct slice a, struct slice b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.bytes, b.bytes, shorter) : 0;

    if (order)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

static bool is_ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct slice slice_trim(struct slice s)
{
    while (s.len && is_ascii_space(s.bytes[0]))
        s = slice_part(s, 1, s.len);
    while (s.len && is_ascii_space(s.bytes[s.len - 1]))
        s.len--;
    return s;
}

/* Needles are short and mostly not there, which memmem() is not made for: it
 * prepares itself at each call. */
size_t slice_find(struct slice s, struct slice needle, size_t from)
{
    const char *at, *last;

    if (needle.len == 0)
        return from > s.len ? SIZE_MAX : from;
    if (from > s.len || s.len - from < needle.len)
        return SIZE_MAX;
    last = s.bytes + s.len - needle.len;
    for (at = s.bytes + from; at <= last; at++) {
        at = memchr(at, needle.bytes[0], (size_t)(last - at) + 1);
        if (!at)
            break;
        if (!memcmp(at, needle.bytes, needle.len))
            return (size_t)(at - s.bytes);
    }
    return SIZE_MAX;
}

bool slice_next(struct slice *rest, char separator, struct slice *part)
{
    const char *end;

    if (!rest->bytes)
        return false;
    end = rest->len ? memchr(rest->bytes, separator, rest->len) : NULL;
    if (!end) {
        *part = *rest;
        *rest = SLICE_UNKNOWN;
        return true;
    }
    *part = slice_part(*rest, 0, (size_t)(end - rest->bytes));
    *rest = slice_part(*rest, part->len + 1, rest->len);
    return true;
}

struct slice slice_copy(struct arena *arena, struct slice s)
{
    if (!s.bytes)
        return s;
    return (struct slice){arena_copy(arena, s.bytes, s.len), s.len};
}

uint64_t slice_hash(struct slice s)
{
    return slice_hash_more(SLICE_HASH_NONE, s);
}

uint64_t slice_hash_more(uint64_t hash, struct slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        hash ^= (unsigned char)s.bytes[i];
        hash *= 0x100000001b3U;
    }
    return hash;
}

size_t utf8_cut(const char *bytes, size_t len, size_t most)
{
    if (len <= most)
        return len;
    while (most > 0 && ((unsigned char)bytes[most] & 0xC0) == 0x80)
        most--;
    return most;
}

/* Length that the first byte promises, its bits, and the least codepoint that
 * needs such a length; length 0: no first byte of a character. */
static size_t decode_head(unsigned char head, int32_t *bits, int32_t *least)
{
    if (head >= 0xC2 && head < 0xE0) {
        *bits = head & 0x1F;
        *least = 0x80;
        return 2;
    }
    if (head >= 0xE0 && head < 0xF0) {
        *bits = head & 0x0F;
        *least = 0x800;
        return 3;
    }
    if (head >= 0xF0 && head < 0xF5) {
        *bits = head & 0x07;
        *least = 0x10000;
        return 4;
    }
    return 0;
}

size_t utf8_decode_long(const char *bytes, size_t len, int32_t *out)
{
    int32_t codepoint, least;
    size_t wanted = decode_head((unsigned char)bytes[0], &codepoint, &least);

    *out = -1;
    if (wanted == 0 || wanted > len)
        return 1;
    for (size_t i = 1; i < wanted; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if ((byte & 0xC0) != 0x80)
            return 1;
        codepoint = codepoint << 6 | (byte & 0x3F);
    }
    if (codepoint < least || codepoint > 0x10FFFF ||
        (codepoint >= 0xD800 && codepoint < 0xE000))
        return 1;
    *out = codepoint;
    return wanted;
}

void strbuf_reserve(struct strbuf *buf, size_t more)
{
    size_t needed = buf->len + more + 1;
    size_t capacity = buf->capacity ? buf->capacity : 64;

    if (needed <= buf->capacity)
        return;
    while (capacity < needed)
        capacity *= 2;
    buf->bytes = heap_resize(buf->bytes, capacity, 1);
    buf->capacity = capacity;
}

void strbuf_add(struct strbuf *buf, struct slice s)
{
    strbuf_reserve(buf, s.len);
    if (s.len)
        memcpy(buf->bytes + buf->len, s.bytes, s.len);
    buf->len += s.len;
    buf->bytes[buf->len] = '\0';
}

void strbuf_add_text(struct strbuf *buf, const char *text)
{
    strbuf_add(buf, slice_of(text));
}

void strbuf_add_utf8(struct strbuf *buf, int32_t codepoint)
{
    char bytes[4];
    size_t len;

    if (codepoint < 0x80) {
        bytes[0] = (char)codepoint;
        len = 1;
    } else if (codepoint < 0x800) {
        bytes[0] = (char)(0xC0 | codepoint >> 6);
        bytes[1] = (char)(0x80 | (codepoint & 0x3F));
        len = 2;
    } else if (codepoint < 0x10000) {
        bytes[0] = (char)(0xE0 | codepoint >> 12);
        bytes[1] = (char)(0x80 | (codepoint >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (codepoint & 0x3F));
        len = 3;
    } else {
        bytes[0] = (char)(0xF0 | codepoint >> 18);
        bytes[1] = (char)(0x80 | (codepoint >> 12 & 0x3F));
        bytes[2] = (char)(0x80 | (codepoint >> 6 & 0x3F));
        bytes[3] = (char)(0x80 | (codepoint & 0x3F));
        len = 4;
    }
    strbuf_add(buf, (struct slice){bytes, len});
}

bool utf8_is_valid(struct slice s)
{
    int32_t codepoint;

    for (size_t at = 0; at < s.len;) {
        at += utf8_decode(s.bytes + at, s.len - at, &codepoint);
        if (codepoint < 0)
            return false;
    }
    return true;
}

bool utf8_is_steering(int32_t codepoint)
{
    return codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0) ||
           (codepoint >= 0x202A && codepoint <= 0x202E) ||
           (codepoint >= 0x2066 && codepoint <= 0x2069);
}

void strbuf_add_clean(struct strbuf *buf, struct slice s)
{
    size_t at = 0;

    while (at < s.len) {
        int32_t codepoint;

        at += utf8_decode(s.bytes + at, s.len - at, &codepoint);
        strbuf_add_utf8(buf, utf8_is_steering(codepoint) ? ' ' : codepoint);
    }
}

static bool is_space(int32_t codepoint)
{
    return codepoint == ' ' || codepoint == 0xA0 || codepoint == 0x1680 ||
           (codepoint >= 0x2000 && codepoint <= 0x200A) ||
           codepoint == 0x2028 || codepoint == 0x2029 || codepoint == 0x202F ||
           codepoint == 0x205F || codepoint == 0x3000;
}

void strbuf_add_column(struct strbuf *buf, struct slice s)
{
    size_t at = 0;

    while (at < s.len) {
        int32_t codepoint;

        at += utf8_decode(s.bytes + at, s.len - at, &codepoint);
        strbuf_add_utf8(buf, is_space(codepoint) || utf8_is_steering(codepoint)
                                 ? '_'
                                 : codepoint);
    }
}

void strbuf_add_format(struct strbuf *buf, const char *format, ...)
{
    va_list arguments, again;
    int len;

    va_start(arguments, format);
    va_copy(again, arguments);
    len = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (len > 0) {
        strbuf_reserve(buf, (size_t)len);
        vsnprintf(buf->bytes + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

void strbuf_cut(struct strbuf *buf, size_t len)
{
    if (len >= buf->len)
        return;
    buf->len = len;
    buf->bytes[len] = '\0';
}

void strbuf_reset(struct strbuf *buf)
{
    strbuf_cut(buf, 0);
}

void strbuf_release(struct strbuf *buf)
{
    heap_free(buf->bytes);
    *buf = (struct strbuf)STRBUF_INIT;
}
