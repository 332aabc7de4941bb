/* pdf_leftward.h - text of scripts that run from right to left (Arabic,
 * Hebrew): a PDF has it as it is seen, from left to right. */
#ifndef INDEXER_PDF_LEFTWARD_H
#define INDEXER_PDF_LEFTWARD_H

#include "common/arena.h"
#include "common/str.h"

/* Letters of such scripts, less those of others. */
long pdf_leftward_weight(struct slice text);

/* The text of a line as it is read, in the arena, or seen itself, if no letter
 * of such a script is in it: what runs from right to left is turned, which is
 * all of it on a page whose lines do, but for words of other scripts and
 * numbers. */
struct slice pdf_leftward_read(struct slice seen, bool is_page_leftward,
                               struct arena *arena);

#endif
