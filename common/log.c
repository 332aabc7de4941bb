#include "common/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/str.h"

static char program[64] = "demarche";
static atomic_bool progress_is_shown;

void log_set_program(const char *name)
{
    snprintf(program, sizeof program, "%s", name);
}

/* A line goes out in one write, so that no other process or thread, nor a
 * crash, tears it; nothing of it waits in a buffer that a fork would copy. */
static void put(const struct strbuf *line)
{
    size_t done = 0;

    while (done < line->len) {
        ssize_t len =
            write(STDERR_FILENO, line->bytes + done, line->len - done);

        if (len < 0 && errno != EINTR)
            return; /* and there is nobody to tell */
        if (len > 0)
            done += (size_t)len;
    }
}

static void add_clear_progress(struct strbuf *line)
{
    if (progress_is_shown)
        strbuf_add_text(line, "\r\033[K");
    progress_is_shown = false;
}

/* A file name may hold anything; none of it may steer the terminal. */
static void add_safely(struct strbuf *line, const char *text)
{
    struct slice rest = slice_of(text);

    while (rest.len) {
        int32_t codepoint;
        size_t len = utf8_decode(rest.bytes, rest.len, &codepoint);

        if (!utf8_is_steering(codepoint))
            strbuf_add(line, slice_part(rest, 0, len));
        else
            for (size_t i = 0; i < len; i++)
                strbuf_add_format(line, "\\x%02X",
                                  (unsigned char)rest.bytes[i]);
        rest = slice_part(rest, len, rest.len);
    }
}

static PRINTF_LIKE(2, 0) void put_message(const char *kind, const char *format,
                                          va_list arguments)
{
    struct strbuf line = STRBUF_INIT;
    char text[2048];

    vsnprintf(text, sizeof text, format, arguments);
    add_clear_progress(&line);
    strbuf_add_format(&line, "%s: %s", program, kind);
    add_safely(&line, text);
    strbuf_add_byte(&line, '\n');
    put(&line);
    strbuf_release(&line);
}

void log_error(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    put_message("error: ", format, arguments);
    va_end(arguments);
}

void log_warning(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    put_message("warning: ", format, arguments);
    va_end(arguments);
}

void log_note(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    put_message("", format, arguments);
    va_end(arguments);
}

int log_failure(const struct error *err)
{
    log_error("%s", err->text);
    return status_exit_code(err->status);
}

void log_progress(const char *format, ...)
{
    struct strbuf line = STRBUF_INIT;
    char text[256];
    va_list arguments;

    if (!log_is_terminal(STDERR_FILENO))
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    add_clear_progress(&line);
    add_safely(&line, text);
    progress_is_shown = text[0] != '\0';
    put(&line);
    strbuf_release(&line);
}

bool log_is_terminal(int descriptor)
{
    return isatty(descriptor);
}

bool log_may_colour(int descriptor)
{
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");

    if (no_color && no_color[0])
        return false;
    return log_is_terminal(descriptor) && term && strcmp(term, "dumb") != 0;
}
