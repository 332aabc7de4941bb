/* markup.h - the inline markup of Markdown, taken out of lines. */
#ifndef INDEXER_MARKUP_H
#define INDEXER_MARKUP_H

#include "indexer/page.h"

/* Take the markup out of the count lines of one block (paragraph, heading,
 * list item), which may run over line ends: emphasis, code marks, links and
 * spans (their text stays), images, HTML tags and comments, backslash escapes,
 * character references. Sets text, offsets and the first bold run of each
 * line; a line of which only an image is left becomes LINE_OF_PAGE with the
 * image's description. Offsets stay right. Time is linear in the text. */
void markup_take_out(struct line *lines, size_t count, struct arena *arena);

#endif
