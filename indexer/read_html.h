/* read_html.h - web pages to lines: the main content as lines of the statement,
 * the rest of the page as lines that are left out.
 *
 * A line is a paragraph (is_wrapped is false). Its place is that of its text in
 * the file, tags inside it included: the bytes from its first character to
 * its last one, in the file's own character set, and the line of the file. */
#ifndef INDEXER_READ_HTML_H
#define INDEXER_READ_HTML_H

#include "common/status.h"
#include "indexer/page.h"

/* As read_text(). A page that is spoilt (letters that were read in a wrong
 * character set before it was saved) or too much to read whole has a warning.
 */
MUST_CHECK enum status read_html(const struct raw_file *file,
                                 struct arena *arena, struct page *out,
                                 struct error *err);

/* Do the first bytes of a file look like a page? */
bool read_html_is(struct slice head);

#endif
