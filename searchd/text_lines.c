#include "searchd/text_lines.h"

/* Behind the line end at or after at; the length of text when there is none. */
static size_t next_start(struct slice text, size_t at)
{
    while (at < text.len && text.bytes[at] != '\n' && text.bytes[at] != '\r')
        at++;
    if (at + 1 < text.len && text.bytes[at] == '\r' &&
        text.bytes[at + 1] == '\n')
        at++;
    return at < text.len ? at + 1 : at;
}

static bool ends_line(struct slice text, size_t start, size_t end)
{
    return end > start &&
           (text.bytes[end - 1] == '\n' || text.bytes[end - 1] == '\r');
}

void text_lines_make(struct slice text, struct arena *arena,
                     struct text_lines *out)
{
    size_t *starts;
    size_t count = 1, at, end;

    for (at = 0; at < text.len; at = end) {
        end = next_start(text, at);
        count += ends_line(text, at, end);
    }
    starts = arena_array(arena, count, sizeof *starts);
    *out = (struct text_lines){text, starts, 1};
    for (at = 0; at < text.len; at = end) {
        end = next_start(text, at);
        if (ends_line(text, at, end))
            starts[out->count++] = end;
    }
}

struct slice text_lines_line(const struct text_lines *lines, size_t line)
{
    size_t end =
        line + 1 < lines->count ? lines->starts[line + 1] : lines->text.len;
    struct slice out = slice_part(lines->text, lines->starts[line], end);

    while (out.len &&
           (out.bytes[out.len - 1] == '\n' || out.bytes[out.len - 1] == '\r'))
        out.len--;
    return out;
}

/* The line that holds an offset. */
static size_t find_line(const struct text_lines *lines, size_t offset)
{
    size_t low = 0, high = lines->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (lines->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Units of the character at a place, and its length in bytes. */
static size_t units_at(struct slice text, size_t at, enum text_units units,
                       size_t *len)
{
    int32_t codepoint;

    *len = utf8_decode(text.bytes + at, text.len - at, &codepoint);
    if (units == TEXT_UTF8)
        return *len;
    return units == TEXT_UTF16 && codepoint > 0xFFFF ? 2 : 1;
}

struct text_place text_lines_place(const struct text_lines *lines,
                                   size_t offset, enum text_units units)
{
    size_t line = find_line(lines, offset), len;
    struct slice text = text_lines_line(lines, line);
    size_t within = offset - lines->starts[line];
    struct text_place out = {line, 0};

    for (size_t at = 0; at < within && at < text.len; at += len) {
        size_t wide = units_at(text, at, units, &len);

        if (at + len > within) /* within a character */
            break;
        out.character += wide;
    }
    return out;
}

size_t text_lines_offset(const struct text_lines *lines,
                         struct text_place place, enum text_units units)
{
    struct slice text;
    size_t at = 0, seen = 0, len;

    if (place.line >= lines->count)
        return lines->text.len;
    text = text_lines_line(lines, place.line);
    while (at < text.len) {
        seen += units_at(text, at, units, &len);
        if (seen > place.character)
            break;
        at += len;
    }
    return lines->starts[place.line] + at;
}
