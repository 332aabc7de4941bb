/* lexicon.h - words that say who speaks: offices, honorifics, verbs of
 * saying, and what stands between them, in the languages of the statements.
 *
 * A word may have several flags. Case does not matter in Latin and Cyrillic
 * script. */
#ifndef INDEXER_LEXICON_H
#define INDEXER_LEXICON_H

#include "common/str.h"

enum lexicon_flag {
    LEX_ROLE = 1 << 0,        /* president, minister, spokesperson */
    LEX_ROLE_PART = 1 << 1,   /* foreign, affairs, deputy, of, for */
    LEX_HONORIFIC = 1 << 2,   /* Mr, Ms, Dr */
    LEX_PARTICLE = 1 << 3,    /* inside a name: von, de, bin */
    LEX_NO_NAME = 1 << 4,     /* begins with a capital, is no name: July, The */
    LEX_SAY = 1 << 5,         /* stated, agreed, considers */
    LEX_SKIP = 1 << 6,        /* between subject and verb: also, has, both */
    LEX_GROUP = 1 << 7,       /* ministers, sides, leaders: several speak */
    LEX_BODY = 1 << 8,        /* side, government, delegation: speaks for it */
    LEX_PREPOSITION = 1 << 9, /* what follows is no subject */
    LEX_TWO = 1 << 10,        /* both, two */
    LEX_WE = 1 << 11,         /* we, our: the issuer speaks */
    LEX_QUESTION = 1 << 12,   /* a label of who asks */
    LEX_ANSWER = 1 << 13,     /* a label of who answers */
    LEX_AGENCY = 1 << 14,     /* news agencies: they ask */
    LEX_NO_LABEL = 1 << 15,   /* looks like a speaker's label, is none */
    LEX_MEETING = 1 << 16,    /* meeting, talks: its parties act together */
    LEX_SMALL = 1 << 17,      /* of, the, and: no role begins or ends so */
    LEX_BY = 1 << 18,         /* by: who follows is the one who acts */
    LEX_TOWARD = 1 << 19,     /* "ambassador to": no side of his own */
    LEX_PLURAL = 1 << 20,     /* of LEX_SAY: after a plural only, else a noun */
    LEX_ARTICLE = 1 << 21,    /* the, le */
    LEX_ME = 1 << 22,         /* I, my: one person speaks */
    LEX_SHORT = 1 << 23       /* with a stop behind it an office: Sen., Gov. */
};

/* The flags of a word, 0 for one that is not in it. */
unsigned lexicon_look(struct slice word);

#endif
