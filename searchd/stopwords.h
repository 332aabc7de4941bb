/* stopwords.h - words that only hold a sentence together.
 *
 * The index keeps them ("freedom of information" is a phrase); a free query
 * does better without them. A word that means something in another language
 * of the list ("war", "die") is in none. */
#ifndef SEARCHD_STOPWORDS_H
#define SEARCHD_STOPWORDS_H

#include "common/str.h"

/* Is word (folded) such a word of this language? */
bool stopwords_have(struct slice language, struct slice word);

#endif
