/* stem_words.h - English words that Snowball joins or parts wrongly: inside of
 * stem. */
#ifndef COMMON_STEM_WORDS_H
#define COMMON_STEM_WORDS_H

#include "common/str.h"

/* The stem of an English word that Snowball stems to stem: mostly that, else
 * one of its own, which lives for ever. */
struct slice stem_words_mend(struct slice word, struct slice stem);

/* What to stem instead of word: an irregular form's base, or SLICE_UNKNOWN. */
struct slice stem_words_base(struct slice word);

#endif
