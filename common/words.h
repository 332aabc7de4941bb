/* words.h - where the words of a folded text begin and end.
 *
 * A word is a run of letters, marks and digits. Besides:
 *   Japan's, Sana'a    an apostrophe between letters belongs to the word
 *   l'accord, d'État   two words: French, Catalan and Italian elisions are
 *                      split (d' and l' everywhere, the others by language)
 *   U.S., D.P.R.K.     single letters with points are one acronym, last point
 *                      included; "U.S.-Japan" is two words
 *   1,000 18.3 2,5     a number with its separators; dates and section
 *                      numbers (31.07.2018, 2.1.3) are cut at the points
 *   2+2, P5+1          a + between digits belongs to the word
 *   S-400, Covid-19    two words, side by side
 *   co-operation       the hyphen of co-, and one between two equal vowels
 *                      (re-elect, pre-empt), belongs to the word
 *   nonproliferation   two words in English, as non-proliferation is;
 *                      counterterrorism, antimissile and some more likewise
 * Scripts without spaces, and Hangul, give each two neighbouring characters
 * as a word (bigrams); one that stands alone is a word by itself. */
#ifndef COMMON_WORDS_H
#define COMMON_WORDS_H

#include "common/fold.h"
#include "common/script.h"
#include "common/str.h"

enum word_kind {
    WORD_PLAIN,   /* letters, digits, apostrophes, joining hyphens */
    WORD_ACRONYM, /* single letters with points */
    WORD_NUMBER,  /* begins with a digit; may hold separators */
    WORD_GRAM     /* one or two characters of a script without spaces */
};

/* A language with habits of its own. */
enum words_habit { WORDS_COMMON, WORDS_ENGLISH, WORDS_FRENCH, WORDS_ITALIAN };

struct word {
    struct slice text; /* in the folded text, as it stands there */
    uint32_t start;    /* raw byte range */
    uint32_t end;
    enum word_kind kind;
    enum script script; /* of its first letter; NONE: it has none */
};

/* A walk over the words of a text, which must outlive it. */
struct words {
    const struct folded *folded;
    enum words_habit habit;
    size_t at;      /* in the folded text */
    bool is_in_run; /* at is the second half of the gram before */
};

void words_begin(struct words *words, const struct folded *folded,
                 enum words_habit habit);

/* The next word; false when there are no more. */
bool words_next(struct words *words, struct word *out);

#endif
