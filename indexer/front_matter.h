/* front_matter.h - the YAML block at the head of a Markdown file. */
#ifndef INDEXER_FRONT_MATTER_H
#define INDEXER_FRONT_MATTER_H

#include "indexer/page.h"

/* If the page begins with a block between "---" lines, mark its lines
 * LINE_MATTER and set page->stated by it (fields.h has the names; others are
 * passed over). What stands before a fault counts, and page->warning tells of
 * the first one. Returns the number of lines of the block, 0 for none. */
size_t front_matter_read(struct page *page, struct arena *arena);

#endif
