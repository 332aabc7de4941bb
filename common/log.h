/* log.h - messages for the user on stderr; stdout carries results only. */
#ifndef COMMON_LOG_H
#define COMMON_LOG_H

#include "common/base.h"
#include "common/status.h"

/* The program's name before each message ("demarche index"); it is copied, and
 * a long one is cut. Without a call it is "demarche". */
void log_set_program(const char *name);

/* Each prints one line: the program's name, "error: " or "warning: " (a note
 * has none), the text. Control bytes in it are shown as \xNN. The line goes out
 * whole: any thread, and any process beside, may print one. */
void log_error(const char *format, ...) PRINTF_LIKE(1, 2);
void log_warning(const char *format, ...) PRINTF_LIKE(1, 2);
void log_note(const char *format, ...) PRINTF_LIKE(1, 2);

/* Print err as an error and return its exit code: the end of a command. */
int log_failure(const struct error *err);

/* Show or replace one line of progress on stderr; does nothing where stderr
 * is no terminal. An empty text removes the line. Any message above removes
 * it first. */
void log_progress(const char *format, ...) PRINTF_LIKE(1, 2);

/* Does this stream go to a terminal, and may it be coloured (NO_COLOR, TERM)?
 */
bool log_is_terminal(int descriptor);
bool log_may_colour(int descriptor);

#endif
