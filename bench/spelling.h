/* spelling.h - does one analyser join what is one word in two spellings, and
 * nothing else? Measured on a list in the format of VarCon. */
#ifndef BENCH_SPELLING_H
#define BENCH_SPELLING_H

#include "common/arena.h"
#include "common/str.h"

/* How many pairs there are and how many of them meet. */
struct spelling_count {
    size_t pairs;
    size_t met;
};

struct spelling_pair {
    struct slice american;
    struct slice british;
};

/* Words that meet only because their spelling is folded, though no cluster
 * holds both: the terms of two of them, and how many such sets of words. */
struct spelling_join {
    struct slice term;
    struct slice first;
    struct slice second;
};

struct spelling_report {
    struct spelling_count plain;    /* with Snowball alone */
    struct spelling_count all;      /* with all that the analyser does */
    struct spelling_count verified; /* those that a person has checked */
    struct spelling_pair *missed;   /* of the verified ones */
    size_t missed_count;
    struct spelling_join *joins;
    size_t join_count;
    size_t words; /* that were tried for joins */
};

/* Measure on list (VarCon's format), trying for wrong joins also the words
 * of vocabulary, a text of any kind. The report lives in the arena. */
void spelling_measure(struct slice list, struct slice vocabulary,
                      struct arena *arena, struct spelling_report *out);

#endif
