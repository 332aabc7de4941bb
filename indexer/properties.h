/* properties.h - which of what a document's properties say is true of it: they
 * are mostly those of the program or the typist. */
#ifndef INDEXER_PROPERTIES_H
#define INDEXER_PROPERTIES_H

#include "indexer/page.h"

/* Take the title where the text begins with it, the author where the text
 * names him. The page has its text (page.text); unknown ones are none. */
void properties_take(struct slice title, struct slice author,
                     struct page *page);

#endif
