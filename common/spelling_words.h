/* spelling_words.h - spellings that no rule can tell: inside of spelling. */
#ifndef COMMON_SPELLING_WORDS_H
#define COMMON_SPELLING_WORDS_H

struct spelling_change {
    const char *from; /* NULL ends a table */
    const char *to;
};

/* Applied in this order: to whole words, to how a word begins, to what stands
 * anywhere in it (the first place). What is on the left occurs in no other
 * English words than those meant. */
extern const struct spelling_change spelling_whole[];
extern const struct spelling_change spelling_begin[];
extern const struct spelling_change spelling_anywhere[];

#endif
