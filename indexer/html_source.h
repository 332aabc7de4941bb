/* html_source.h - the bytes of a page made ready for the parser: UTF-8 without
 * scripts, styles, drawings and comments, with the way back to the file.
 *
 * Half of a page of our day is script; it never comes to the parser. Tags are
 * bounded too: what is over HTML_TAG_MOST bytes or HTML_ATTRIBUTES_MOST
 * attributes of one is left out. */
#ifndef INDEXER_HTML_SOURCE_H
#define INDEXER_HTML_SOURCE_H

#include "indexer/charset.h"

enum { HTML_TAG_MOST = 16384, HTML_ATTRIBUTES_MOST = 100, HTML_DATA_MOST = 32 };

/* From here on an offset in one text goes with an offset in another. */
struct html_stretch {
    uint32_t at, from;
};

struct html_source {
    struct slice text;    /* for the parser; a NUL stands behind it */
    struct slice decoded; /* the whole page as UTF-8: lent by the file, or in
                           * the arena */
    struct slice raw;
    const struct charset *charset;
    size_t replaced;                   /* characters that were none */
    struct slice data[HTML_DATA_MOST]; /* JSON-LD, parts of decoded */
    size_t data_count;
    bool is_cut; /* a tag was over its bounds, or a script never ended */
    struct html_stretch *kept; /* of text from decoded */
    size_t kept_count;
    struct html_stretch *decodings; /* of decoded from raw; 0: they are one */
    size_t decoding_count;
};

/* Lives in the arena and lends raw, which is under 4 GiB. */
void html_source_read(struct slice raw, struct arena *arena,
                      struct html_source *out);

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
