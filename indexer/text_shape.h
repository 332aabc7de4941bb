/* text_shape.h - how the bytes of a text are made up: character set, line ends;
 * and where a long one is best cut into parts.
 *
 * Line ends are LF, or CR where the text has no LF at all, as editors count
 * them. */
#ifndef INDEXER_TEXT_SHAPE_H
#define INDEXER_TEXT_SHAPE_H

#include "common/str.h"
#include "indexer/charset.h"

struct text_shape {
    const struct charset *charset;
    size_t mark;    /* bytes of the byte order mark */
    unsigned width; /* bytes of a code unit: 1, or 2 for UTF-16 */
    bool is_big_endian;
    char line_end; /* '\n' or '\r' */
};

/* declared: the character set that was said from outside; or unknown. */
void text_shape_find(struct slice bytes, struct slice declared,
                     struct text_shape *out);

/* The code unit at byte `at`. */
int32_t text_shape_unit(const struct text_shape *shape, struct slice bytes,
                        size_t at);

/* Where the line that `at` is in ends; bytes.len: at the end. */
size_t text_shape_line_end(const struct text_shape *shape, struct slice bytes,
                           size_t at);

enum {
    TEXT_PART_LINES_MOST = 125 * 1000, /* as many passages need 100 MiB */
    TEXT_PART_BYTES_MOST = 32 * 1024 * 1024
};

/* Where the part that begins at byte `at` ends, so that it can be held: behind
 * a blank line, where one stands in its last tenth, else behind any line; a
 * part has at least one. *lines is how many line ends it has. */
size_t text_shape_part(const struct text_shape *shape, struct slice bytes,
                       size_t at, uint32_t *lines);

#endif
