#include "bench/columns.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void columns_begin(struct columns *columns, const char *path, struct slice text,
                   bool is_tabbed)
{
    static const struct slice mark = {"\xEF\xBB\xBF", 3};

    if (slice_starts(text, mark))
        text = slice_part(text, mark.len, text.len);
    *columns =
        (struct columns){.path = path, .rest = text, .is_tabbed = is_tabbed};
}

static bool is_gap(char c)
{
    return c == ' ' || c == '\t';
}

static void add_word(struct columns *columns, struct slice word)
{
    if (columns->count < COLUMNS_MOST)
        columns->words[columns->count] = word;
    columns->count++;
}

static void part_at_gaps(struct columns *columns)
{
    struct slice line = columns->text;
    size_t at = 0;

    for (;;) {
        size_t start;

        while (at < line.len && is_gap(line.bytes[at]))
            at++;
        if (at == line.len)
            return;
        start = at;
        while (at < line.len && !is_gap(line.bytes[at]))
            at++;
        add_word(columns, slice_part(line, start, at));
    }
}

static void part_at_tabs(struct columns *columns)
{
    struct slice rest = columns->text, word;

    while (slice_next(&rest, '\t', &word))
        add_word(columns, word);
}

bool columns_next(struct columns *columns)
{
    while (slice_next(&columns->rest, '\n', &columns->text)) {
        columns->line++;
        columns->count = 0;
        if (slice_ends(columns->text, SLICE("\r")))
            columns->text.len--;
        if (slice_trim(columns->text).len == 0)
            continue;
        if (columns->is_tabbed)
            part_at_tabs(columns);
        else
            part_at_gaps(columns);
        return true;
    }
    return false;
}

size_t columns_place(const struct columns *columns, size_t at)
{
    size_t end = columns->text.len, characters = 1;

    if (at < columns->count && at < COLUMNS_MOST)
        end = (size_t)(columns->words[at].bytes - columns->text.bytes);
    for (size_t i = 0; i < end; characters++) {
        int32_t codepoint;

        i += utf8_decode(columns->text.bytes + i, columns->text.len - i,
                         &codepoint);
    }
    return characters;
}

enum status columns_fail(const struct columns *columns, size_t at,
                         struct error *err, const char *format, ...)
{
    char text[256];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return error_set(err, STATUS_BAD_FORMAT, "%s:%u:%zu: %s", columns->path,
                     (unsigned)columns->line, columns_place(columns, at), text);
}

/* strtol and strtod want a NUL, which a word of a line has not. */
static bool copy_number(struct slice word, char *out, size_t size)
{
    if (word.len == 0 || word.len >= size)
        return false;
    memcpy(out, word.bytes, word.len);
    out[word.len] = '\0';
    return true;
}

enum status columns_integer(const struct columns *columns, size_t at,
                            const char *what, int32_t *out, struct error *err)
{
    struct slice word = columns->words[at];
    char text[32], *end = text;
    long number = 0;

    errno = 0;
    if (copy_number(word, text, sizeof text))
        number = strtol(text, &end, 10);
    if (end == text || *end || errno || number < INT32_MIN ||
        number > INT32_MAX)
        return columns_fail(columns, at, err,
                            "expected %s, a whole number, not '%.*s'", what,
                            SLICE_ARG(word));
    *out = (int32_t)number;
    return STATUS_OK;
}

enum status columns_number(const struct columns *columns, size_t at,
                           const char *what, double *out, struct error *err)
{
    struct slice word = columns->words[at];
    char text[64], *end = text;

    *out = 0;
    if (copy_number(word, text, sizeof text))
        *out = strtod(text, &end);
    if (end == text || *end || !isfinite(*out))
        return columns_fail(columns, at, err,
                            "expected %s, a number, not '%.*s'", what,
                            SLICE_ARG(word));
    return STATUS_OK;
}
