/* persons.h - the register of the persons that one statement names. */
#ifndef INDEXER_PERSONS_H
#define INDEXER_PERSONS_H

#include "indexer/names.h"

struct person {
    struct slice name;    /* as full as it was met, in ordinary case */
    struct slice surname; /* its last part */
    struct slice role;    /* unknown, or the first office met with him */
    struct slice side;
    bool is_split_side;               /* two sides were named: neither holds */
    uint64_t name_head, surname_head; /* how they begin, to look them up by */
};

enum { PERSONS_MOST = 512, PERSONS_HEAD_BITS = 13 };

/* The persons of a statement. A zeroed struct is an empty register. */
struct persons {
    struct person items[PERSONS_MOST];
    size_t count;
    /* A bit for each head that one of them may have: most words have none. */
    uint64_t heads[(1 << PERSONS_HEAD_BITS) / 64];
};

/* Put down what a text of the statement says of a person. Texts are copied
 * into the arena when they must be put together anew. */
void persons_note(struct persons *names, struct slice text,
                  const struct token_list *tokens,
                  const struct name_match *match, struct arena *arena);

/* Go through a text and put down every person in it. */
void persons_gather(struct persons *names, struct slice text,
                    const struct token_list *tokens, struct arena *arena);

/* The one person whose surname, or whole name, this is (case is ignored) and
 * whose office may be role (unknown: any). NULL for none, and for two persons
 * of one surname. */
const struct person *persons_find(const struct persons *names,
                                  struct slice name, struct slice role);

/* Put down the side of that one person, where none is known yet. */
void persons_learn_side(struct persons *names, struct slice name,
                        struct slice side);

/* A name in capitals in ordinary case: "VON DER LEYEN", "JEAN-PIERRE",
 * "O'BRIEN". Others stay. In the arena. */
struct slice persons_ordinary_case(struct slice name, struct arena *arena);

#endif
