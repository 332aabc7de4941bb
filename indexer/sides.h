/* sides.h - names of states and organizations in running text.
 *
 * A side is known by its everyday English name: Japan, Russia, United States,
 * North Korea, European Union, NATO. The table has the members and observers
 * of the United Nations, states of the recent past and the organizations that
 * statements speak of, with their names, adjectives and seats of government in
 * English, French, Russian (all cases) and Japanese, and the names of many in
 * German, Spanish and Chinese. What is no side though it looks like one ("Sea
 * of Japan", "Latin America", "The Japan Times", "Michael Jordan") does not
 * match; nor does "Korea" alone, which may be either. */
#ifndef INDEXER_SIDES_H
#define INDEXER_SIDES_H

#include "common/base.h"
#include "common/str.h"

enum side_kind {
    SIDE_NAME,      /* "Japan", "the Russian Federation", "USA", "DPRK" */
    SIDE_ADJECTIVE, /* "Japanese", "российской", "soviétique" */
    SIDE_PEOPLE,    /* "Russians", "Americans", "японцы" */
    SIDE_SEAT       /* a capital or house that stands for it: "Tokyo" */
};

struct side_match {
    struct slice side; /* its everyday English name; lives for ever */
    enum side_kind kind;
    bool is_organization;
    size_t start, end; /* byte range in the text, no article, no "'s" */
};

/* The first side named at or after byte from; the longest name wins. Words
 * are matched whole, a space in a name by any white space. Capitals may stand
 * for small letters ("JAPAN") but not the reverse. */
bool sides_find(struct slice text, size_t from, struct side_match *out);

/* The same, but the name must begin at byte at. */
bool sides_at(struct slice text, size_t at, struct side_match *out);

/* The side that a whole text names, as users and metadata write it: any name
 * of the table in any case, with or without "the", ISO 3166 codes of two and
 * three letters, "Iran (Islamic Republic of)". Unknown when it names none. */
struct slice side_of_name(struct slice name);

/* Put a side behind those of a list, unless it is among them. False: it is not,
 * and most of them are there already. */
bool sides_add(struct slice *sides, size_t *count, size_t most,
               struct slice side);

/* Is this everyday name an organization's and no state's? */
bool side_is_organization(struct slice side);

#endif
