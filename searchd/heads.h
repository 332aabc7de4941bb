/* heads.h - how the words of a text begin: a quick test of whether one text
 * can hold another, before either is analysed.
 *
 * A head is the first letters of a word, small and without marks, since words
 * that have one stem begin alike. The test errs on the side of yes. */
#ifndef SEARCHD_HEADS_H
#define SEARCHD_HEADS_H

#include "common/str.h"

enum { HEAD_LETTERS = 3, HEADS_BITS = 4096 };

/* The heads of a text; all zero: of none. */
struct heads {
    uint64_t bits[HEADS_BITS / 64];
};

/* The head of the first word of text, as a number below HEADS_BITS; different
 * heads may share one. A text without a letter has that of no letters. */
uint16_t heads_first(struct slice text);

/* Add the heads of all words of text, and their beginnings: a stem may be
 * shorter. In scripts without spaces a word may begin at any character. */
void heads_add(struct heads *heads, struct slice text);

bool heads_have(const struct heads *heads, uint16_t head);

/* Has each word of text, as spaces divide it, its head there? */
bool heads_have_all(const struct heads *heads, struct slice text);

#endif
