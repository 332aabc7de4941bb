/* html_cursor.h - from a place in the text that the parser was given back to
 * the file: its offset and line. */
#ifndef INDEXER_HTML_CURSOR_H
#define INDEXER_HTML_CURSOR_H

#include "indexer/html_source.h"

/* Where we are in a source, for questions that mostly go forward. */
struct html_cursor {
    const struct html_source *source;
    struct charset_decoder *decoder; /* NULL where none is needed */
    size_t stretch, decoding;
    size_t decoded, raw;        /* a place known in both */
    size_t line_at, line_count; /* line ends before an offset in decoded */
};

void html_cursor_init(struct html_cursor *cursor,
                      const struct html_source *source);
void html_cursor_release(struct html_cursor *cursor);

/* The offset in the file of the character of text that stands at `at`. */
size_t html_cursor_offset(struct html_cursor *cursor, size_t at);

/* Its line, from 1. */
uint32_t html_cursor_line(struct html_cursor *cursor, size_t at);

/* Do bytes of text from `at` on stand so, byte for byte, in the file? */
bool html_cursor_is_plain(struct html_cursor *cursor, size_t at, size_t len);

#endif
