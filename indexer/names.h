/* names.h - how a text names a person: honorific, office, name and side kept
 * apart.
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

/* Read a name of two words or more that stands at token i with its office
 * behind it: "Sergey Lavrov, Minister of Foreign Affairs of Russia". */
bool name_read_first(const struct token_list *tokens, size_t i,
                     struct name_match *out);

#endif
