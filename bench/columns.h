/* columns.h - a file of lines of words (judgements, runs), read line by line,
 * with the place of everything that is wrong. */
#ifndef BENCH_COLUMNS_H
#define BENCH_COLUMNS_H

#include "common/status.h"
#include "common/str.h"

enum {
    COLUMNS_MOST = 8,
    COLUMNS_LINES_MOST = 100 * 1000 * 1000 /* of one file */
};

struct columns_file;

/* Words are parted by spaces and tabs, or by single tabs when is_tabbed: then
 * they may be empty or hold spaces. Blank lines are passed over. */
struct columns {
    const char *path; /* for messages */
    struct slice rest;
    uint32_t line; /* of words, from 1 */
    bool is_tabbed;
    struct slice text; /* the line */
    struct slice words[COLUMNS_MOST];
    size_t count; /* of words on the line, also when over COLUMNS_MOST */
    struct columns_file *file; /* of columns_open(), else NULL */
};

/* Begin to read text, which is lent until the last call, as path's content. */
void columns_begin(struct columns *columns, const char *path, struct slice text,
                   bool is_tabbed);

/* Begin to read a file, or a pipe, piece by piece, however long it is; "-" is
 * stdin. Words are lent until the next call of columns_next(). The caller
 * ends *columns with columns_close(), also after a failure. NOT_FOUND, IO. */
MUST_CHECK enum status columns_open(struct columns *columns, const char *path,
                                    bool is_tabbed, struct error *err);
void columns_close(struct columns *columns); /* a zeroed one is ignored */

/* Go to the next line that is not blank; false after the last one. */
bool columns_next(struct columns *columns);

/* Why columns_next() said false: OK at the end of the text, IO when a file
 * could not be read on, TOO_LARGE when a line of it is over the limit of
 * schema.h, or there are more than COLUMNS_LINES_MOST. */
MUST_CHECK enum status columns_status(const struct columns *columns,
                                      struct error *err);

/* Column of word `at` of the line, in characters from 1; with at >= count the
 * one behind the line's end. */
size_t columns_place(const struct columns *columns, size_t at);

/* BAD_FORMAT, "PATH:LINE:COLUMN: " and the text. */
enum status columns_fail(const struct columns *columns, size_t at,
                         struct error *err, const char *format, ...)
    PRINTF_LIKE(4, 5);

/* The same, of a line that was read before: path is read once more for the
 * column, which is 1 where that cannot be done (a pipe). */
enum status columns_fail_line(const char *path, uint32_t line, size_t at,
                              struct error *err, const char *format, ...)
    PRINTF_LIKE(5, 6);

/* Word `at` as a whole number or as a finite number. BAD_FORMAT. what names
 * it in the message: "a grade". */
MUST_CHECK enum status columns_integer(const struct columns *columns, size_t at,
                                       const char *what, int32_t *out,
                                       struct error *err);
MUST_CHECK enum status columns_number(const struct columns *columns, size_t at,
                                      const char *what, double *out,
                                      struct error *err);

#endif
