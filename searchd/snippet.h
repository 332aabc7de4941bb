/* snippet.h - text for a screen: the best window of a long passage, lines no
 * wider than the screen, marks highlighted. */
#ifndef SEARCHD_SNIPPET_H
#define SEARCHD_SNIPPET_H

#include "searchd/hits.h"

struct snippet {
    size_t start, end; /* bytes of the text */
};

/* The window of at most most columns, begun at a sentence or a word, that
 * holds the most marks; the whole text when it fits. */
void snippet_choose(struct slice text, const struct hit_mark *marks,
                    size_t mark_count, size_t most, struct snippet *out);

/* Columns that text takes on a terminal: East Asian wide characters two,
 * combining marks none. */
size_t snippet_width(struct slice text);

/* How to show a mark; empty texts: not at all. */
struct snippet_style {
    const char *mark_on, *mark_off;
};

/* Append text[window] as lines of at most width columns, each behind indent;
 * an ellipsis where text was left out. Control characters become spaces. */
void snippet_print(struct slice text, const struct snippet *window,
                   const struct hit_mark *marks, size_t mark_count,
                   const char *indent, size_t width,
                   const struct snippet_style *style, struct strbuf *out);

#endif
