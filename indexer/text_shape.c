#include "indexer/text_shape.h"

enum { UTF8_MARK = 3, UTF16_MARK = 2 };

static size_t mark_of(struct slice bytes)
{
    if (slice_starts(bytes, SLICE("\xEF\xBB\xBF")))
        return UTF8_MARK;
    if (slice_starts(bytes, SLICE("\xFF\xFE")) ||
        slice_starts(bytes, SLICE("\xFE\xFF")))
        return UTF16_MARK;
    return 0;
}

void text_shape_find(struct slice bytes, struct slice declared,
                     struct text_shape *out)
{
    *out = (struct text_shape){.mark = mark_of(bytes), .width = 1};
    out->charset = out->mark == UTF8_MARK ? charset_named(SLICE("utf-8"))
                                          : charset_find(bytes, declared);
    if (charset_is_utf16(out->charset)) {
        out->width = 2;
        out->is_big_endian = out->charset == charset_named(SLICE("utf-16be"));
        bytes.len -= bytes.len % 2;
    }
    out->line_end = '\n';
    if (text_shape_line_end(out, bytes, out->mark) >= bytes.len)
        out->line_end = '\r';
}

int32_t text_shape_unit(const struct text_shape *shape, struct slice bytes,
                        size_t at)
{
    unsigned char first = (unsigned char)bytes.bytes[at];
    unsigned char second;

    if (shape->width == 1)
        return first;
    second = (unsigned char)bytes.bytes[at + 1];
    return shape->is_big_endian ? first << 8 | second : second << 8 | first;
}

size_t text_shape_line_end(const struct text_shape *shape, struct slice bytes,
                           size_t at)
{
    const char *found;

    if (shape->width == 1) {
        if (at >= bytes.len)
            return bytes.len;
        found = memchr(bytes.bytes + at, shape->line_end, bytes.len - at);
        return found ? (size_t)(found - bytes.bytes) : bytes.len;
    }
    for (; at + 2 <= bytes.len; at += 2)
        if (text_shape_unit(shape, bytes, at) == shape->line_end)
            return at;
    return bytes.len;
}

static bool is_blank(const struct text_shape *shape, struct slice bytes,
                     size_t from, size_t end)
{
    for (; from + shape->width <= end; from += shape->width) {
        int32_t unit = text_shape_unit(shape, bytes, from);

        if (unit != ' ' && unit != '\t' && unit != '\r')
            return false;
    }
    return true;
}

/* ---- parts ---- */

size_t text_shape_part(const struct text_shape *shape, struct slice bytes,
                       size_t at, uint32_t *lines)
{
    size_t start = at, gap = 0;
    uint32_t count = 0, gap_lines = 0;

    while (at < bytes.len && count < TEXT_PART_LINES_MOST) {
        size_t end = text_shape_line_end(shape, bytes, at);
        size_t next = end < bytes.len ? end + shape->width : end;

        if (next - start > TEXT_PART_BYTES_MOST && at > start)
            break;
        count += end < bytes.len;
        if (is_blank(shape, bytes, at, end)) {
            gap = next;
            gap_lines = count;
        }
        at = next;
    }
    *lines = count;
    if (at < bytes.len && gap > start + (at - start) / 10 * 9) {
        *lines = gap_lines;
        return gap;
    }
    return at;
}
