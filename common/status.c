#include "common/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Length of the UTF-8 character that this byte begins. */
static size_t character_len(unsigned char head)
{
    if (head < 0xC0)
        return 1;
    return head < 0xE0 ? 2 : head < 0xF0 ? 3 : 4;
}

/* Take away a character at the end of text that is not there as a whole. */
static void trim_to_character(char *text, size_t len)
{
    size_t start = len;

    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    start--;
    if (start + character_len((unsigned char)text[start]) > len)
        text[start] = '\0';
}

static PRINTF_LIKE(2, 0) void set_text(struct error *err, const char *format,
                                       va_list arguments)
{
    int len = vsnprintf(err->text, sizeof err->text, format, arguments);

    if (len < 0)
        err->text[0] = '\0';
    else if ((size_t)len >= sizeof err->text)
        trim_to_character(err->text, sizeof err->text - 1);
}

enum status error_set(struct error *err, enum status status, const char *format,
                      ...)
{
    va_list arguments;

    if (!err)
        return status;
    err->status = status;
    va_start(arguments, format);
    set_text(err, format, arguments);
    va_end(arguments);
    return status;
}

enum status error_prefix(struct error *err, const char *format, ...)
{
    struct error old;
    va_list arguments;
    size_t len;

    if (!err)
        return STATUS_BUG;
    old = *err;
    va_start(arguments, format);
    set_text(err, format, arguments);
    va_end(arguments);
    len = strlen(err->text);
    if ((size_t)snprintf(err->text + len, sizeof err->text - len, ": %s",
                         old.text) >= sizeof err->text - len)
        trim_to_character(err->text, sizeof err->text - 1);
    return err->status;
}

const char *status_name(enum status status)
{
    static const char *const names[] = {
        [STATUS_OK] = "done",
        [STATUS_END] = "end",
        [STATUS_NOT_FOUND] = "not found",
        [STATUS_USAGE] = "wrong usage",
        [STATUS_BAD_FORMAT] = "bad format",
        [STATUS_TOO_LARGE] = "too large",
        [STATUS_IO] = "input or output failed",
        [STATUS_BUSY] = "busy",
        [STATUS_STALE] = "stale",
        [STATUS_CORRUPT] = "damaged",
        [STATUS_VERSION] = "other version",
        [STATUS_INTERRUPTED] = "interrupted",
        [STATUS_NO_MEMORY] = "out of memory",
        [STATUS_BUG] = "bug",
    };

    if ((size_t)status >= COUNT_OF(names))
        return "unknown status";
    return names[status];
}

int status_exit_code(enum status status)
{
    switch (status) {
    case STATUS_OK:
    case STATUS_END:
        return 0;
    case STATUS_BUSY:
    case STATUS_STALE:
        return 75;
    case STATUS_INTERRUPTED:
        return 130;
    default:
        return 2;
    }
}
