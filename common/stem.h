/* stem.h - stem one word; the only user of libstemmer.
 *
 * Snowball's stemmers join some words that a reader of statements keeps apart
 * (organ and organization, policy and police, univers-al and -ity) and miss
 * some pairs (crisis and crises): a list of exceptions mends those of
 * English. */
#ifndef COMMON_STEM_H
#define COMMON_STEM_H

#include "common/base.h"
#include "common/script.h"
#include "common/str.h"

/* Stemmers that were needed so far; one for each thread. A zeroed struct is
 * ready; stem_release() ends it. */
enum { STEM_LANGUAGES_MOST = 32 };
struct stem {
    struct sb_stemmer *stemmers[STEM_LANGUAGES_MOST];
};
void stem_release(struct stem *stem);

/* A language with a stemmer; 0: none. English is STEM_ENGLISH. */
typedef unsigned char stem_language;
enum { STEM_NONE = 0, STEM_ENGLISH = 1, STEM_FRENCH, STEM_ITALIAN };

/* The stemmer for a word of script in a text of language (BCP 47, any case;
 * what follows the first - or _ is ignored). A word in a script that is not
 * the language's own is taken for English, Russian, Greek, Arabic or Armenian
 * by its script. Of a language not known here no word is stemmed. */
stem_language stem_language_for(struct slice language, enum script script);

/* Is there a stemmer for the words of the language's own script? */
bool stem_is_offered(struct slice language);

/* The stem of a folded word; valid until the next call or stem_release(). */
struct slice stem_word(struct stem *stem, stem_language language,
                       struct slice word);

#endif
