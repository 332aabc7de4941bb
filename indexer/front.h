/* front.h - what stands between the title of a transcript and its first words:
 * the place, the names of who speaks, and above them the sort of page. */
#ifndef INDEXER_FRONT_H
#define INDEXER_FRONT_H

#include "indexer/page.h"

enum { FRONT_LINES_MOST = 40 };

/* Mark those lines as furniture. Title and date have been found. */
void front_mark(struct page *page);

#endif
