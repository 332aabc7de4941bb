#include "bench/columns.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "common/schema.h"

enum { PIECE_BYTES = 256 * 1024 };

/* What was read of a file and is not yet parted into lines. */
struct columns_file {
    int descriptor;
    struct strbuf buffer;
    bool is_at_end;
    struct error err; /* status OK: none */
};

void columns_begin(struct columns *columns, const char *path, struct slice text,
                   bool is_tabbed)
{
    static const struct slice mark = {"\xEF\xBB\xBF", 3};

    if (slice_starts(text, mark))
        text = slice_part(text, mark.len, text.len);
    *columns =
        (struct columns){.path = path, .rest = text, .is_tabbed = is_tabbed};
}

/* Read another piece behind what is left. False at the end of the file. */
static bool read_piece(struct columns *columns)
{
    struct columns_file *file = columns->file;
    struct strbuf *buffer = &file->buffer;
    size_t got = 0;

    if (columns->rest.len)
        memmove(buffer->bytes, columns->rest.bytes, columns->rest.len);
    strbuf_cut(buffer, columns->rest.len);
    if (file_take(file->descriptor, columns->path, PIECE_BYTES, buffer, &got,
                  &file->err))
        got = 0;
    columns->rest = strbuf_slice(buffer);
    file->is_at_end = got == 0;
    return got > 0;
}

enum status columns_open(struct columns *columns, const char *path,
                         bool is_tabbed, struct error *err)
{
    static const struct slice mark = {"\xEF\xBB\xBF", 3};
    bool is_stdin = !strcmp(path, "-");
    int descriptor = STDIN_FILENO;
    enum status status =
        is_stdin ? STATUS_OK : file_open(path, &descriptor, err);

    *columns = (struct columns){.path = is_stdin ? "stdin" : path,
                                .is_tabbed = is_tabbed};
    if (status)
        return status;
    columns->file = heap_alloc(sizeof *columns->file);
    columns->file->descriptor = descriptor;
    while (columns->rest.len < mark.len && read_piece(columns))
        continue;
    if (slice_starts(columns->rest, mark))
        columns->rest = slice_part(columns->rest, mark.len, SIZE_MAX);
    return STATUS_OK;
}

void columns_close(struct columns *columns)
{
    if (columns->file) {
        if (columns->file->descriptor != STDIN_FILENO)
            close(columns->file->descriptor);
        strbuf_release(&columns->file->buffer);
    }
    heap_free(columns->file);
    *columns = (struct columns){.path = NULL};
}

enum status columns_status(const struct columns *columns, struct error *err)
{
    const struct columns_file *file = columns->file;

    if (file && file->err.status && err)
        *err = file->err;
    return file ? file->err.status : STATUS_OK;
}

static bool has_whole_line(const struct columns *columns, size_t from)
{
    return columns->rest.len > from &&
           memchr(columns->rest.bytes + from, '\n', columns->rest.len - from);
}

static bool give_up(struct columns *columns, const char *what, int most)
{
    struct columns_file *file = columns->file;

    error_set(&file->err, STATUS_TOO_LARGE, "%s:%u: more than %d %s",
              columns->path, (unsigned)columns->line + 1, most, what);
    file->is_at_end = true;
    return false;
}

/* Cut the next line off what is left, reading on where that has none. */
static bool next_line(struct columns *columns)
{
    struct columns_file *file = columns->file;
    size_t looked = 0;

    if (file && columns->line == COLUMNS_LINES_MOST)
        return give_up(columns, "lines", COLUMNS_LINES_MOST);
    while (file && !file->is_at_end && !has_whole_line(columns, looked)) {
        looked = columns->rest.len;
        if (looked > SCHEMA_LINE_BYTES_MOST)
            return give_up(columns, "bytes in a line", SCHEMA_LINE_BYTES_MOST);
        read_piece(columns);
    }
    if (file && file->err.status)
        return false;
    return slice_next(&columns->rest, '\n', &columns->text);
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
    while (next_line(columns)) {
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

enum status columns_fail_line(const char *path, uint32_t line, size_t at,
                              struct error *err, const char *format, ...)
{
    struct columns columns = {.path = NULL};
    size_t column = 1;
    char text[512];
    struct file_info info;
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (!file_look(path, &info, NULL) && info.is_regular &&
        !columns_open(&columns, path, false, NULL)) {
        while (columns_next(&columns) && columns.line < line)
            continue;
        if (columns.line == line)
            column = columns_place(&columns, at);
    }
    columns_close(&columns);
    return error_set(err, STATUS_BAD_FORMAT, "%s:%u:%zu: %s", path,
                     (unsigned)line, column, text);
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
