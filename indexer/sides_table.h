/* sides_table.h - what sides.c knows: the names of states and organizations.
 *
 * Names stand in one text, parted by '|'. In a name,
 *   ~ends  stands for all case endings of that class: "Япони~я", "Иран~"
 *          (the classes are in sides_pattern.c);
 *   *      at the end of a word may be nothing or an ending of gender, number
 *          or case in English, French or German: "Russian*", "japonais*".
 * A name after '?' is also a person's or a town's name, one after '=' a word
 * in capitals too: both need a look at the words around. */
#ifndef INDEXER_SIDES_TABLE_H
#define INDEXER_SIDES_TABLE_H

#include "common/base.h"

/* A side and what English calls it. */
struct side_row {
    const char *code;  /* ISO 3166 alpha-2; organizations: their short name */
    const char *code3; /* alpha-3, or "" */
    const char *name;  /* everyday English name */
    const char *names; /* others */
    const char *adjectives;
    const char *seats;
};

/* The same side, found by its code, in another language. */
struct side_words {
    const char *code;
    const char *names;
    const char *adjectives;
    const char *seats;
};

extern const struct side_row sides_states[];
extern const size_t sides_states_count;
extern const struct side_row sides_organizations[];
extern const size_t sides_organizations_count;
extern const struct side_words sides_french[];
extern const size_t sides_french_count;
extern const struct side_words sides_russian[];
extern const size_t sides_russian_count;
extern const struct side_words sides_japanese[]; /* and Chinese */
extern const size_t sides_japanese_count;
extern const struct side_words sides_other[]; /* German, Spanish, ... */
extern const size_t sides_other_count;

/* What only looks like a side, parted by '|'. */
extern const char *const sides_not[];
extern const size_t sides_not_count;

#endif
