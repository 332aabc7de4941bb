#include "indexer/read_text.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/charset.h"
#include "indexer/text_shape.h"

enum {
    BINARY_SPARE = 8,     /* control bytes that any text may have, */
    BINARY_SHARE = 100,   /* and one in so many more */
    COLUMN_LEAST = 45,    /* a full line of wrapped text, in characters */
    COLUMN_MOST = 110,    /* and the longest one */
    LONG_LINE_SHARE = 20, /* one line in so many may be longer */
    WRAPPED_LINES_LEAST = 3,
    SOFT_HYPHEN = 0xAD
};

/* What the reader goes through: the bytes of one file and its next line. */
struct scan {
    const struct raw_file *file;
    struct slice bytes; /* a copy in the arena */
    size_t at;
    struct text_shape shape;
    struct charset_decoder *decoder; /* NULL: UTF-8 or UTF-16 */
    struct line_text made;
    bool is_soft; /* a soft hyphen was the last character, */
    size_t soft;  /* which stands here */
    struct arena *arena;
    struct page *out;
    size_t capacity;
    struct error *err;
};

static bool is_control(unsigned char byte)
{
    return (byte < 0x20 && !(byte >= '\t' && byte <= '\r') && byte != 0x1B) ||
           byte == 0x7F;
}

static enum status refuse_binary(const struct scan *scan)
{
    size_t controls = 0, nuls = 0;

    for (size_t i = 0; i < scan->bytes.len; i++) {
        unsigned char byte = (unsigned char)scan->bytes.bytes[i];
        controls += is_control(byte);
        nuls += byte == 0;
    }
    if (controls > BINARY_SPARE + scan->bytes.len / BINARY_SHARE ||
        (nuls && nuls == scan->bytes.len))
        return error_set(scan->err, STATUS_BAD_FORMAT,
                         "%s: binary, not text (%zu control bytes of %zu); "
                         "convert it to text first",
                         scan->file->path, controls, scan->bytes.len);
    return STATUS_OK;
}

/* Is this run of bytes what its line will say, byte for byte? */
static bool is_clean(struct slice raw)
{
    size_t at = 0;

    while (at < raw.len) {
        unsigned char byte = (unsigned char)raw.bytes[at];
        int32_t codepoint;

        if ((byte >= 0x20 && byte < 0x7F) || byte == '\t') {
            at++;
            continue;
        }
        if (byte < 0x80)
            return false;
        at += utf8_decode(raw.bytes + at, raw.len - at, &codepoint);
        if (codepoint < 0 || line_character(codepoint) != codepoint)
            return false;
    }
    return true;
}

static bool is_ascii(struct slice raw)
{
    for (size_t i = 0; i < raw.len; i++)
        if ((unsigned char)raw.bytes[i] >= 0x80)
            return false;
    return true;
}

static void put_character(struct scan *scan, int32_t codepoint, size_t offset)
{
    if (codepoint <= 0) { /* no character, or NUL */
        scan->out->replaced++;
        codepoint = LINE_REPLACEMENT;
    }
    scan->is_soft = codepoint == SOFT_HYPHEN;
    scan->soft = offset;
    codepoint = line_character(codepoint);
    if (codepoint >= 0)
        line_text_put(&scan->made, codepoint, offset);
}

static void make_utf8(struct scan *scan, size_t start, size_t end)
{
    const char *bytes = scan->bytes.bytes;

    while (start < end) {
        int32_t codepoint;
        size_t len = utf8_decode(bytes + start, end - start, &codepoint);

        put_character(scan, codepoint, start);
        start += len;
    }
}

static void make_decoded(struct scan *scan, size_t start, size_t end)
{
    while (start < end) {
        int32_t codepoint;
        size_t len = charset_decode(scan->decoder, scan->bytes.bytes + start,
                                    end - start, &codepoint);

        put_character(scan, codepoint, start);
        start += len;
    }
}

static int32_t unit(const struct scan *scan, size_t at)
{
    return text_shape_unit(&scan->shape, scan->bytes, at);
}

static void make_utf16(struct scan *scan, size_t start, size_t end)
{
    while (start < end) {
        int32_t codepoint = unit(scan, start);
        int32_t low = start + 4 <= end ? unit(scan, start + 2) : 0;
        size_t len = 2;

        if (codepoint >= 0xD800 && codepoint < 0xDC00 && low >= 0xDC00 &&
            low < 0xE000) {
            codepoint = 0x10000 + ((codepoint - 0xD800) << 10) + low - 0xDC00;
            len = 4;
        } else if (codepoint >= 0xD800 && codepoint < 0xE000) {
            codepoint = -1;
        }
        put_character(scan, codepoint, start);
        start += len;
    }
}

static bool is_blank(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.bytes[i] != ' ' && text.bytes[i] != '\t')
            return false;
    return true;
}

/* A soft hyphen at the end of a line parts a word as any hyphen there. */
static void end_soft(struct scan *scan)
{
    if (scan->is_soft && scan->made.text.len)
        line_text_put(&scan->made, '-', scan->soft);
    scan->is_soft = false;
}

static void set_text(struct scan *scan, struct line *line)
{
    struct slice raw = slice_part(scan->bytes, line->start, line->end);

    if (scan->shape.width == 1 && (!scan->decoder || is_ascii(raw)) &&
        is_clean(raw)) {
        while (raw.len && (raw.bytes[raw.len - 1] == ' ' ||
                           raw.bytes[raw.len - 1] == '\t'))
            raw.len--;
        line->text = raw;
    } else {
        if (scan->decoder)
            make_decoded(scan, line->start, line->end);
        else if (scan->shape.width == 1)
            make_utf8(scan, line->start, line->end);
        else
            make_utf16(scan, line->start, line->end);
        end_soft(scan);
        line_text_finish(&scan->made, line->end, scan->arena, line);
    }
    if (is_blank(line->text))
        line->style = LINE_BLANK;
}

static enum status next_line(struct scan *scan)
{
    struct page *page = scan->out;
    size_t found = text_shape_line_end(&scan->shape, scan->bytes, scan->at);
    struct line line = {.number = scan->file->lines_before +
                                  (uint32_t)page->count + 1,
                        .start = scan->at,
                        .end = found};

    scan->at = found < scan->bytes.len ? found + scan->shape.width : found;
    if (line.end - line.start >= scan->shape.width &&
        scan->shape.line_end == '\n' &&
        unit(scan, line.end - scan->shape.width) == '\r')
        line.end -= scan->shape.width;
    if (line.end - line.start > SCHEMA_LINE_BYTES_MOST)
        return error_set(scan->err, STATUS_TOO_LARGE,
                         "%s:%u: a line of %zu bytes, over the limit of %d; "
                         "break it into paragraphs",
                         scan->file->path, line.number, line.end - line.start,
                         SCHEMA_LINE_BYTES_MOST);
    if (page->count == TEXT_PART_LINES_MOST)
        return error_set(scan->err, STATUS_TOO_LARGE,
                         "%s: over the limit of %d lines; split it",
                         scan->file->path, TEXT_PART_LINES_MOST);
    set_text(scan, &line);
    page->lines =
        heap_grow(page->lines, page->count, &scan->capacity, sizeof line);
    page->lines[page->count++] = line;
    return STATUS_OK;
}

static void look_at_shape(struct scan *scan)
{
    const struct raw_file *file = scan->file;

    if (file->shape)
        scan->shape = *file->shape;
    else
        text_shape_find(scan->bytes, file->charset, &scan->shape);
    scan->at = file->lines_before ? 0 : scan->shape.mark;
    if (scan->shape.width == 2)
        scan->bytes.len -= scan->bytes.len % 2;
    else if (!charset_is_utf8(scan->shape.charset))
        scan->decoder = charset_decoder_new(scan->shape.charset);
}

enum status read_text_lines(const struct raw_file *file, struct arena *arena,
                            struct page *out, struct error *err)
{
    struct scan scan = {.file = file, .arena = arena, .out = out, .err = err};
    enum status status = STATUS_OK;

    *out = (struct page){0};
    scan.bytes = slice_copy(arena, file->bytes);
    look_at_shape(&scan);
    if (scan.shape.width == 1)
        status = refuse_binary(&scan);
    while (!status && scan.at < scan.bytes.len)
        status = next_line(&scan);
    out->lines = arena_adopt(
        arena, heap_resize(out->lines, out->count, sizeof *out->lines));
    line_text_release(&scan.made);
    charset_decoder_free(scan.decoder);
    return status;
}

static size_t characters(struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
    return count;
}

/* Does the text stop in the middle of a sentence? */
static bool is_unfinished(struct slice text)
{
    char last = text.len ? text.bytes[text.len - 1] : '.';

    return (last >= 'a' && last <= 'z') || (last >= '0' && last <= '9') ||
           last == ',' || last == '-' || (unsigned char)last >= 0x80;
}

/* Does the text begin as the rest of a sentence may? Script with small
 * letters: by one of them; else nothing speaks against it. */
static bool goes_on(struct slice text)
{
    return text.len && ((text.bytes[0] >= 'a' && text.bytes[0] <= 'z') ||
                        (unsigned char)text.bytes[0] >= 0x80);
}

bool read_text_is_wrapped(const struct page *page)
{
    size_t lines = 0, longer = 0, joints = 0, wrapped = 0;

    for (size_t i = 0; i < page->count; i++) {
        const struct line *line = &page->lines[i];
        size_t width = characters(line->text);

        if (line->style == LINE_BLANK)
            continue;
        lines++;
        longer += width > COLUMN_MOST;
        if (i + 1 == page->count || page->lines[i + 1].style == LINE_BLANK)
            continue;
        joints++;
        wrapped += width >= COLUMN_LEAST && is_unfinished(line->text) &&
                   goes_on(page->lines[i + 1].text);
    }
    return wrapped >= WRAPPED_LINES_LEAST && wrapped * 3 >= joints &&
           longer * LONG_LINE_SHARE <= lines;
}

/* A drawn line: one mark three times or more, and nothing else. */
static bool is_rule(struct slice text)
{
    static const char *const marks[] = {"-", "=", "_", "*", "~",
                                        "─", "━", "―", "—", "═"};

    text = slice_trim(text);
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        struct slice mark = slice_of(marks[i]);
        size_t at = 0;

        while (slice_starts(slice_part(text, at, text.len), mark))
            at += mark.len;
        if (at == text.len && at >= 3 * mark.len)
            return true;
    }
    return false;
}

static void mark_rules(struct page *page)
{
    for (size_t i = 0; i < page->count; i++)
        if (page->lines[i].style == LINE_PLAIN && is_rule(page->lines[i].text))
            page->lines[i].style = LINE_RULE;
}

/* A text that was read in a wrong character set before it was saved. */
static void warn(struct page *page, struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    size_t places = 0, len = 0;

    for (size_t i = 0; i < page->count; i++) {
        places += charset_count_mojibake(page->lines[i].text);
        len += page->lines[i].text.len;
    }
    if (charset_is_mojibake(places, len)) {
        strbuf_add_format(&text,
                          " the text was spoilt before it was saved: UTF-8 "
                          "taken for windows-1252 in %zu places",
                          places);
        page->warning = slice_copy(arena, strbuf_slice(&text));
    }
    strbuf_release(&text);
}

enum status read_text(const struct raw_file *file, struct arena *arena,
                      struct page *out, struct error *err)
{
    enum status status = read_text_lines(file, arena, out, err);

    if (status)
        return status;
    mark_rules(out);
    out->is_wrapped = read_text_is_wrapped(out);
    warn(out, arena);
    return STATUS_OK;
}
