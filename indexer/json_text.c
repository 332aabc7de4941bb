#include "indexer/json_text.h"

#include <string.h>

/* ---- the place of the text in the line ---- */

static size_t skip_space(struct slice raw, size_t at)
{
    while (at < raw.len && strchr(" \t\r\n", raw.bytes[at]))
        at++;
    return at;
}

/* Behind the closing quote of the string whose opening quote is at byte at. */
static size_t skip_string(struct slice raw, size_t at)
{
    for (at++; at < raw.len && raw.bytes[at] != '"'; at++)
        if (raw.bytes[at] == '\\')
            at++;
    return at < raw.len ? at + 1 : raw.len;
}

/* Offset behind the opening quote of the record's "text", or 0: it is there,
 * but its name is written in some odd way. The line is good JSON. */
static size_t find_text(struct slice raw)
{
    int depth = 0;
    size_t at = 0;

    while (at < raw.len) {
        char c = raw.bytes[at];
        size_t end;

        if (c == '{' || c == '[')
            depth++;
        if (c == '}' || c == ']')
            depth--;
        if (c != '"') {
            at++;
            continue;
        }
        end = skip_string(raw, at);
        if (depth == 1 &&
            slice_equal(slice_part(raw, at, end), SLICE("\"text\""))) {
            at = skip_space(raw, end);
            if (at < raw.len && raw.bytes[at] == ':') {
                at = skip_space(raw, at + 1);
                return at < raw.len && raw.bytes[at] == '"' ? at + 1 : 0;
            }
        }
        end = skip_space(raw, end);
        at = end;
    }
    return 0;
}

static int32_t hex4(struct slice raw, size_t at)
{
    int32_t value = 0;

    for (size_t i = at; i < at + 4 && i < raw.len; i++) {
        char c = raw.bytes[i];
        value = value * 16 + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value;
}

/* Decode the character of a JSON string at byte at; its length. */
static size_t next_character(struct slice raw, size_t at, int32_t *codepoint)
{
    static const char names[] = "bfnrt", meant[] = "\b\f\n\r\t";
    const char *name;
    char c;

    if (raw.bytes[at] != '\\')
        return utf8_decode(raw.bytes + at, raw.len - at, codepoint);
    c = at + 1 < raw.len ? raw.bytes[at + 1] : '\\';
    if (c == 'u') {
        *codepoint = hex4(raw, at + 2);
        if (*codepoint >= 0xD800 && *codepoint < 0xDC00) {
            int32_t low = hex4(raw, at + 8);
            *codepoint = 0x10000 + ((*codepoint - 0xD800) << 10) + low - 0xDC00;
            return 12;
        }
        return 6;
    }
    name = strchr(names, c);
    *codepoint = name ? meant[name - names] : c;
    return 2;
}

/* ---- the text as lines ---- */

struct making {
    struct page *page;
    uint32_t number;
    struct arena *arena;
    struct line_text text;
    size_t capacity;
    size_t line_start;
};

static void end_line(struct making *making, size_t end)
{
    struct page *page = making->page;
    struct line line = {
        .number = making->number, .start = making->line_start, .end = end};

    line_text_finish(&making->text, end, making->arena, &line);
    if (slice_trim(line.text).len == 0)
        line.style = LINE_BLANK;
    page->lines =
        heap_grow(page->lines, page->count, &making->capacity, sizeof line);
    page->lines[page->count++] = line;
}

static void put_character(struct making *making, int32_t codepoint,
                          size_t offset)
{
    if (codepoint <= 0 || codepoint == JSON_BAD_BYTE)
        codepoint = LINE_REPLACEMENT;
    codepoint = line_character(codepoint);
    if (codepoint >= 0)
        line_text_put(&making->text, codepoint, offset);
}

void json_text_lines(struct slice raw, uint32_t number, struct arena *arena,
                     struct page *page)
{
    struct making making = {.page = page, .number = number, .arena = arena};
    size_t at = find_text(raw);
    struct line *lines;

    making.line_start = at;
    while (at && at < raw.len && raw.bytes[at] != '"') {
        int32_t codepoint;
        size_t len = next_character(raw, at, &codepoint);

        if (codepoint == '\n') {
            end_line(&making, at);
            making.line_start = at + len;
        } else {
            put_character(&making, codepoint, at);
        }
        at += len;
    }
    end_line(&making, at);
    lines = arena_array(arena, page->count, sizeof *lines);
    memcpy(lines, page->lines, page->count * sizeof *lines);
    heap_free(page->lines);
    page->lines = lines;
    line_text_release(&making.text);
}
