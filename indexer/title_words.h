/* title_words.h - what the words of a line say for and against its being the
 * title of a statement. */
#ifndef INDEXER_TITLE_WORDS_H
#define INDEXER_TITLE_WORDS_H

#include "common/base.h"
#include "common/str.h"

/* "Mr. President, distinguished delegates": a speech begins. */
bool title_is_salutation(struct slice text);

/* It ends in "of", "the" and the like: a sentence that was cut. */
bool title_is_cut(struct slice text);

/* "I", "you", "Let me": spoken, as no title is. */
bool title_is_spoken(struct slice text);

/* "Statement", "Visit", "会談": words of titles. */
bool title_has_word(struct slice text);

/* Words, or four signs of a script without spaces each. */
int title_count_words(struct slice text);

/* "Green Bay, WI", "San Francisco, California": a few words, all with a
 * capital, and one comma. */
bool title_is_town(struct slice text);

/* "East Room", "Paris, France", "Aboard Air Force One". */
bool title_is_place(struct slice text);

/* A place for certain, though it has a word of titles: "Via Teleconference",
 * "Press Briefing Room". */
bool title_is_venue(struct slice text);

/* "THE PRESIDENT: Thank you. (Applause.)" but not "FACT SHEET: ...". */
bool title_is_turn(struct slice text);

#endif
