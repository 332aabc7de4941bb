/* title.h - which line is a statement's title. */
#ifndef INDEXER_TITLE_H
#define INDEXER_TITLE_H

#include "common/statement.h"
#include "indexer/page.h"

/* Find the title of a page whose furniture and dateline are marked, unless
 * statement has one already, and set statement->title (white space collapsed,
 * in the arena). Its lines are marked LINE_TITLE, also where the title was
 * known; captions that only repeat it are marked LINE_OF_PAGE. A text that
 * begins with a paragraph has no title. */
void title_find(struct page *page, struct statement *statement,
                struct arena *arena);

#endif
