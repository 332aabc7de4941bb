/* status.h - how a function says that it failed, and what the user is told.
 *
 * A function that can fail returns enum status; STATUS_OK is 0. It may also
 * fill the caller's struct error with one line for the user: what is wrong,
 * where, and what to do. A struct error is a plain value, needs no release,
 * and may be NULL wherever a function takes one. */
#ifndef COMMON_STATUS_H
#define COMMON_STATUS_H

#include "common/base.h"

BEGIN_C

enum status {
    STATUS_OK = 0,
    STATUS_END,         /* no more of what is read one by one */
    STATUS_NOT_FOUND,   /* no such file, index, passage or topic */
    STATUS_USAGE,       /* the command line or the query is wrong */
    STATUS_BAD_FORMAT,  /* the input is not what it should be */
    STATUS_TOO_LARGE,   /* the input is over a limit of schema.h */
    STATUS_IO,          /* the operating system refused */
    STATUS_BUSY,        /* somebody else is writing: try again */
    STATUS_STALE,       /* the index has moved on: reopen, try again */
    STATUS_CORRUPT,     /* the index is damaged */
    STATUS_VERSION,     /* the index was made by another version */
    STATUS_INTERRUPTED, /* the user asked us to stop */
    STATUS_NO_MEMORY,   /* in the shim only; elsewhere arena.h aborts */
    STATUS_BUG          /* we are wrong */
};

struct error {
    enum status status;
    char text[1024];
};

/* Fill *err (unless NULL) with a printf-like text, cut at a character, and
 * return status, so that failing is one statement. */
enum status error_set(struct error *err, enum status status, const char *format,
                      ...) PRINTF_LIKE(3, 4);

/* Put a printf-like text and ": " before the text already in *err (unless
 * NULL) and return err's status (STATUS_BUG when err is NULL). */
enum status error_prefix(struct error *err, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* The name of a status for messages and tests ("not found"); never NULL. */
const char *status_name(enum status status);

/* Process exit code of a command that ended with status: 0 done, 2 failed or
 * wrong usage, 75 try again (BUSY, STALE), 130 interrupted. Exit code 1,
 * "nothing found", is no status: the command that looked returns it. */
int status_exit_code(enum status status);

END_C

#endif
