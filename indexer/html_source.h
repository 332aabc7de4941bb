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

/* Lives in the arena and lends raw, which is under 4 GiB. The character set is
 * found by what the head of the reply says, unknown when it says nothing, or
 * the page; see charset_find(). */
void html_source_read(struct slice raw, struct slice charset,
                      struct arena *arena, struct html_source *out);

/* The character that the parser is given for one of the file, or -1 for none.
 */
int32_t html_source_character(int32_t codepoint);

#endif
