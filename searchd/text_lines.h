/* text_lines.h - places in a text as editors count them: lines that end with
 * LF, CRLF or CR, and characters in UTF-8, UTF-16 or UTF-32 units. */
#ifndef SEARCHD_TEXT_LINES_H
#define SEARCHD_TEXT_LINES_H

#include "common/arena.h"
#include "common/str.h"

enum text_units { TEXT_UTF16, TEXT_UTF8, TEXT_UTF32 };

struct text_place {
    size_t line;      /* from 0 */
    size_t character; /* units from the beginning of the line */
};

struct text_lines {
    struct slice text;
    const size_t *starts; /* of each line; there is at least one */
    size_t count;
};

/* The lines of a text, which is lent. Lives in arena. */
void text_lines_make(struct slice text, struct arena *arena,
                     struct text_lines *out);

/* Where byte offset (at most the length) stands; within a line end: before
 * it. A byte that is no UTF-8 counts as one unit. */
struct text_place text_lines_place(const struct text_lines *lines,
                                   size_t offset, enum text_units units);

/* The reverse. A place behind the end of its line is that end, one behind the
 * last line the end of the text, one within a character its beginning. */
size_t text_lines_offset(const struct text_lines *lines,
                         struct text_place place, enum text_units units);

/* A line without its end. */
struct slice text_lines_line(const struct text_lines *lines, size_t line);

#endif
