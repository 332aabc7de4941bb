/* tei_facts.h - what a text in TEI says of itself: title, author, date, and who
 * its speakers are. */
#ifndef INDEXER_TEI_FACTS_H
#define INDEXER_TEI_FACTS_H

#include "indexer/page.h"
#include "indexer/xml_tree.h"

/* Set what is stated of the page. Of a document in a volume its own head tells;
 * of a text alone its header. */
void tei_facts_take(const struct xml_tree *tree, struct page *page,
                    struct arena *arena);

/* The name of who speaks by the first reference of his ("#SmithJohn"), as the
 * list of persons in the file has it, forename first; else the reference
 * itself. Unknown: there is none. In the arena, or lent. */
struct slice tei_facts_person(const struct xml_tree *tree,
                              struct slice reference, struct arena *arena);

#endif
