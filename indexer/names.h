/* names.h - persons in a text: honorific, office, name and side kept apart,
 * and the register of those that one statement names.
 *
 * "Mr. Sergey Viktorovich Lavrov, the Minister for Foreign Affairs of Russia"
 * is the person Sergey Viktorovich Lavrov of Russia. */
#ifndef INDEXER_NAMES_H
#define INDEXER_NAMES_H

#include "indexer/tokens.h"

/* A person as one place of a text names him; token indices, [begin, end). */
struct name_match {
    size_t begin, end;           /* all of it */
    size_t name_begin, name_end; /* equal: an office without a name */
    size_t role_begin, role_end; /* equal: no office */
    size_t rest_begin, rest_end; /* "Lavrov, Sergey": the given names */
    struct slice side;           /* unknown, or of the office */
    bool has_honorific;
};

/* Read a person that begins at token i. False when none does: an office, an
 * honorific or both must stand there. With is_label true an office without a
 * name will do, and the whole list is one person. */
bool name_read(const struct token_list *tokens, size_t i, bool is_label,
               struct name_match *out);

/* Read tokens [i, end) as a bare name: one to five capitalised words. */
bool name_is_bare(const struct token_list *tokens, size_t i, size_t end);

struct person {
    struct slice name;    /* as full as it was met, in ordinary case */
    struct slice surname; /* its last part */
    struct slice role;    /* unknown, or the first office met with him */
    struct slice side;
    bool is_split_side; /* two sides were named: neither holds */
};

enum { NAMES_PERSONS_MOST = 512 };

/* The persons of a statement. A zeroed struct is an empty register. */
struct register_of_names {
    struct person items[NAMES_PERSONS_MOST];
    size_t count;
};

/* Put down what a text of the statement says of a person. Texts are copied
 * into the arena when they must be put together anew. */
void names_note(struct register_of_names *names, struct slice text,
                const struct token_list *tokens, const struct name_match *match,
                struct arena *arena);

/* Go through a text and put down every person in it. */
void names_gather(struct register_of_names *names, struct slice text,
                  const struct token_list *tokens, struct arena *arena);

/* The one person whose surname, or whole name, this is (case is ignored) and
 * whose office may be role (unknown: any). NULL for none, and for two persons
 * of one surname. */
const struct person *names_find(const struct register_of_names *names,
                                struct slice name, struct slice role);

/* Put down the side of that one person, where none is known yet. */
void names_learn_side(struct register_of_names *names, struct slice name,
                      struct slice side);

/* A name in capitals in ordinary case: "VON DER LEYEN", "JEAN-PIERRE",
 * "O'BRIEN". Others stay. In the arena. */
struct slice names_in_ordinary_case(struct slice name, struct arena *arena);

#endif
