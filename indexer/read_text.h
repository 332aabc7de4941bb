/* read_text.h - plain text to lines.
 *
 * Line ends are LF, CRLF, or CR where the file has no LF at all, as editors
 * count them. A byte order mark is left out; without one the character set is
 * found by the bytes (charset.h). No-break, typographic and ideographic spaces
 * become plain ones, invisible characters (soft hyphen, zero width space) go,
 * other control bytes are white space. A byte that is no character and a NUL
 * become U+FFFD and are counted. A text that was spoilt by a wrong character
 * set before it was saved has a warning. */
#ifndef INDEXER_READ_TEXT_H
#define INDEXER_READ_TEXT_H

#include "common/status.h"
#include "indexer/page.h"

/* BAD_FORMAT: binary. TOO_LARGE: a line over SCHEMA_LINE_BYTES_MOST, or over
 * TEXT_PART_LINES_MOST lines (text_shape.h; long_text.h reads longer ones). An
 * empty file is a page without lines. All of *out lives in the arena, with a
 * copy of the bytes. */
MUST_CHECK enum status read_text(const struct raw_file *file,
                                 struct arena *arena, struct page *out,
                                 struct error *err);

/* The same without telling whether the text is wrapped, for formats that
 * begin with lines: is_wrapped is false. */
MUST_CHECK enum status read_text_lines(const struct raw_file *file,
                                       struct arena *arena, struct page *out,
                                       struct error *err);

/* Are line ends in this page only layout? The lines of a paragraph fill a
 * column and go on in the middle of a sentence. */
bool read_text_is_wrapped(const struct page *page);

#endif
