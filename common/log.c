#include "common/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/str.h"

static char program[64] = "demarche";
static bool progress_is_shown;

void log_set_program(const char *name)
{
    snprintf(program, sizeof program, "%s", name);
}

static void clear_progress(void)
{
    if (progress_is_shown)
        fputs("\r\033[K", stderr);
    progress_is_shown = false;
}

/* A file name may hold anything; none of it may steer the terminal. */
static void put_safely(const char *text)
{
    struct slice rest = slice_of(text);

    while (rest.len) {
        int32_t codepoint;
        size_t len = utf8_decode(rest.bytes, rest.len, &codepoint);

        for (size_t i = 0; i < len; i++)
            fprintf(stderr, utf8_is_steering(codepoint) ? "\\x%02X" : "%c",
                    (unsigned char)rest.bytes[i]);
        rest = slice_part(rest, len, rest.len);
    }
}

static PRINTF_LIKE(2, 0) void put_message(const char *kind, const char *format,
                                          va_list arguments)
{
    char text[2048];

    vsnprintf(text, sizeof text, format, arguments);
    clear_progress();
    fprintf(stderr, "%s: %s", program, kind);
    put_safely(text);
    fputc('\n', stderr);
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
    char text[256];
    va_list arguments;

    if (!log_is_terminal(STDERR_FILENO))
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    clear_progress();
    if (!text[0])
        return;
    put_safely(text);
    fflush(stderr);
    progress_is_shown = true;
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
