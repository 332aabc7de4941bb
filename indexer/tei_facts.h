/* tei_facts.h - what a text in TEI says of itself: title, author, date, and who
 * its speakers are. */
#ifndef INDEXER_TEI_FACTS_H
#define INDEXER_TEI_FACTS_H

#include "common/wordmap.h"
#include "indexer/page.h"
#include "indexer/xml_tree.h"

/* Set what is stated of the page. Of a document in a volume its own head tells;
 * of a text alone its header. */
void tei_facts_take(const struct xml_tree *tree, struct page *page,
                    struct arena *arena);

/* The persons that a file lists, read when the first one is asked for. A zeroed
 * struct has read none; tei_persons_release() ends it. */
struct tei_persons {
    struct wordmap ids; /* the number of each */
    struct slice *names;
    size_t capacity;
    bool are_read;
};

/* The name of who speaks by the first reference of his ("#SmithJohn"), as the
 * list of persons in the file has it, forename first; else the reference
 * itself. Unknown: there is none. In the arena, or lent. */
struct slice tei_persons_find(struct tei_persons *persons,
                              const struct xml_tree *tree,
                              struct slice reference, struct arena *arena);

void tei_persons_release(struct tei_persons *persons);

#endif
