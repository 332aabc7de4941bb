/* furniture_words.h - the words of furniture, in small letters: data only. */
#ifndef INDEXER_FURNITURE_WORDS_H
#define INDEXER_FURNITURE_WORDS_H

#include <stddef.h>

struct furniture_words {
    const char *const *words;
    size_t count;
};

extern const struct furniture_words
    furniture_buttons; /* a line of such words only is a row of buttons */
extern const struct furniture_words furniture_phrases; /* whole lines */
extern const struct furniture_words
    furniture_prefixes; /* beginnings of short lines */
extern const struct furniture_words
    furniture_notices; /* beginnings of lines of any length */
extern const struct furniture_words
    furniture_languages; /* names and codes of languages */
extern const struct furniture_words
    furniture_link_heads; /* what stands above links */

#endif
