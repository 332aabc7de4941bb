/* html_lines.h - the runs of a page as lines with a style, each with its place
 * in the file. */
#ifndef INDEXER_HTML_LINES_H
#define INDEXER_HTML_LINES_H

#include "indexer/html_main.h"
#include "indexer/page.h"

enum { HTML_LINES_MOST = 100000, HTML_TEXT_MOST = 4 * 1024 * 1024 };

/* Set lines and count of the page. Paragraphs, headings, items, quotations are
 * parted by blank lines; the cells of a row of a table stand in one line, with
 * bars between them; what is no main content is LINE_OF_PAGE. Lives in the
 * arena. False: it was too much, the lines of its end are left out. */
bool html_lines_make(const struct html_tree *tree, const struct html_runs *runs,
                     const struct html_main *main, struct arena *arena,
                     struct page *out);

#endif
