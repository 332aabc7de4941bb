/* bilingual.h - passages in another language than their statement: a
 * communiqué in two, a paragraph of a speech in French, an answer in English.
 *
 * A passage keeps the language of its statement unless there is enough of it
 * to be sure: a few words, a list of names, a title or a quote never change
 * it. Most passages are seen at a glance to be in the statement's language, by
 * its script and its commonest words, for a guess by libcld2 takes longer than
 * all else that is done with a passage. */
#ifndef INDEXER_BILINGUAL_H
#define INDEXER_BILINGUAL_H

#include "common/passage.h"

/* Set the language of each passage that is surely in another one than its
 * statement, or whose statement has none. */
void bilingual_find(const struct statement *statement, struct passage *passages,
                    size_t count);

#endif
