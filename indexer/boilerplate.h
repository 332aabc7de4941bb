/* boilerplate.h - which lines belong to the page and not to the statement:
 * breadcrumbs, print and share buttons, language switches, captions, running
 * heads, lists of tags, disclaimers. */
#ifndef INDEXER_BOILERPLATE_H
#define INDEXER_BOILERPLATE_H

#include "indexer/page.h"

/* Mark as LINE_OF_PAGE the lines of the page that are furniture. Only lines
 * that are LINE_OF_STATEMENT change; what is in doubt stays. Title, dateline
 * and issuer may be found before or after. */
void boilerplate_mark(struct page *page);

#endif
