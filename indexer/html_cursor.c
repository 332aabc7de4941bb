#include "indexer/html_cursor.h"

#include <string.h>

void html_cursor_init(struct html_cursor *cursor,
                      const struct html_source *source)
{
    *cursor = (struct html_cursor){.source = source};
    if (source->decoding_count)
        cursor->decoder = charset_decoder_new(source->charset);
}

void html_cursor_release(struct html_cursor *cursor)
{
    charset_decoder_free(cursor->decoder);
    cursor->decoder = NULL;
}

/* The stretch that holds `at`, looked for from the last one found on. */
static size_t find_stretch(const struct html_stretch *list, size_t count,
                           size_t last, size_t at)
{
    size_t low = 0, high = count;

    if (last < count && list[last].at <= at) {
        low = last;
        if (last + 1 == count || at < list[last + 1].at)
            return last;
        if (last + 2 == count || at < list[last + 2].at)
            return last + 1;
    }
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (list[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static size_t decoded_offset(struct html_cursor *cursor, size_t at)
{
    const struct html_source *source = cursor->source;
    const struct html_stretch *stretch;

    if (!source->kept_count)
        return 0;
    cursor->stretch =
        find_stretch(source->kept, source->kept_count, cursor->stretch, at);
    stretch = &source->kept[cursor->stretch];
    at = stretch->from + (at - stretch->at);
    return at < source->decoded.len ? at : source->decoded.len;
}

static size_t utf8_length(int32_t c)
{
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

static size_t raw_offset(struct html_cursor *cursor, size_t decoded)
{
    const struct html_source *source = cursor->source;
    const struct html_stretch *stretch;
    size_t last = cursor->decoding;

    if (!source->decoding_count)
        return decoded;
    cursor->decoding =
        find_stretch(source->decodings, source->decoding_count, last, decoded);
    stretch = &source->decodings[cursor->decoding];
    if (cursor->decoding != last || cursor->decoded > decoded ||
        cursor->decoded < stretch->at) {
        cursor->decoded = stretch->at;
        cursor->raw = stretch->from;
    }
    while (cursor->decoded < decoded && cursor->raw < source->raw.len) {
        int32_t c;
        size_t len =
            charset_decode(cursor->decoder, source->raw.bytes + cursor->raw,
                           source->raw.len - cursor->raw, &c);

        if (cursor->decoded + utf8_length(html_source_character(c)) > decoded)
            break;
        cursor->raw += len;
        cursor->decoded += utf8_length(html_source_character(c));
    }
    return cursor->raw;
}

size_t html_cursor_offset(struct html_cursor *cursor, size_t at)
{
    return raw_offset(cursor, decoded_offset(cursor, at));
}

uint32_t html_cursor_line(struct html_cursor *cursor, size_t at)
{
    const char *bytes = cursor->source->decoded.bytes;
    size_t to = decoded_offset(cursor, at);

    if (to < cursor->line_at)
        cursor->line_at = cursor->line_count = 0;
    while (cursor->line_at < to) {
        const char *found =
            memchr(bytes + cursor->line_at, '\n', to - cursor->line_at);

        if (!found)
            break;
        cursor->line_count++;
        cursor->line_at = (size_t)(found - bytes) + 1;
    }
    cursor->line_at = to;
    return (uint32_t)cursor->line_count + 1;
}

bool html_cursor_is_plain(struct html_cursor *cursor, size_t at, size_t len)
{
    const struct html_source *source = cursor->source;
    size_t first;

    if (source->decoding_count || !source->kept_count)
        return false;
    decoded_offset(cursor, at);
    first = cursor->stretch;
    return first + 1 == source->kept_count ||
           at + len <= source->kept[first + 1].at;
}
