/* page_text.h - for readers whose files hold no text that one could point
 * into: the text they take out, as the lines of a page. */
#ifndef INDEXER_PAGE_TEXT_H
#define INDEXER_PAGE_TEXT_H

#include "indexer/page.h"

/* A zeroed struct is an empty text. */
struct page_text {
    struct strbuf text;
    struct line *lines;
    size_t count, capacity;
};

/* Add a line with this text, which has no line end; style, use and the like
 * are those of like. An empty text is no line. */
void page_text_add(struct page_text *made, struct slice text,
                   const struct line *like);

/* Add an empty line, unless there is one, or nothing yet. */
void page_text_add_blank(struct page_text *made);

/* Set lines, count and text of the page, in the arena. The text made is gone.
 */
void page_text_finish(struct page_text *made, struct arena *arena,
                      struct page *out);

#endif
