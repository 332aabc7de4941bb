#include "indexer/pdf_info.h"

enum { VALUE_MOST = 400, PAGES_MOST = 1000000 };

/* Valid UTF-8 without control characters. */
static struct slice clean(struct slice value, struct arena *arena)
{
    struct strbuf made = STRBUF_INIT;
    struct slice out;

    value = slice_trim(value);
    value.len = utf8_cut(value.bytes, value.len, VALUE_MOST);
    for (size_t at = 0; at < value.len;) {
        int32_t c;

        at += utf8_decode(value.bytes + at, value.len - at, &c);
        if (c < 0 || utf8_is_steering(c))
            strbuf_add_byte(&made, ' ');
        else
            strbuf_add_utf8(&made, c);
    }
    out = made.len ? slice_copy(arena, slice_trim(strbuf_slice(&made)))
                   : SLICE_UNKNOWN;
    strbuf_release(&made);
    return out;
}

static size_t number_of(struct slice value)
{
    size_t number = 0;

    value = slice_trim(value);
    for (size_t i = 0; i < value.len && value.bytes[i] >= '0' &&
                       value.bytes[i] <= '9' && number < PAGES_MOST;
         i++)
        number = number * 10 + (size_t)(value.bytes[i] - '0');
    return number;
}

/* The value of a line "Name:   value"; false: it is another one's. */
static bool take(struct slice line, struct slice name, struct slice *value)
{
    if (!slice_starts(line, name))
        return false;
    *value = slice_part(line, name.len, line.len);
    return true;
}

void pdf_info_read(struct slice output, struct arena *arena,
                   struct pdf_info *out)
{
    struct slice line, value;

    *out = (struct pdf_info){0};
    while (slice_next(&output, '\n', &line)) {
        if (take(line, SLICE("Title:"), &value))
            out->title = clean(value, arena);
        else if (take(line, SLICE("Author:"), &value))
            out->author = clean(value, arena);
        else if (take(line, SLICE("Pages:"), &value))
            out->page_count = number_of(value);
    }
}
