/* place.h - where a passage stands in its file, as editors and terminals want
 * it. */
#ifndef SEARCHD_PLACE_H
#define SEARCHD_PLACE_H

#include "common/passage.h"

struct place {
    unsigned line;   /* from 1 */
    unsigned column; /* in bytes, from 1 */
};

/* Append FILE:LINE, or FILE:MEMBER:LINE of what stands in a member, fit for a
 * terminal; the page behind it, or in the place of a line that is not the
 * file's: "talks.pdf, page 3". */
void place_add(struct strbuf *out, const struct statement *statement,
               const struct passage *passage);

/* The place of word (the first marked one, as the passage has it) within the
 * passage's range of the file; the passage's own beginning when the file does
 * not have it so, and its line, column 1, when the file cannot be read. */
void place_find(struct slice file, const struct passage *passage,
                struct slice word, struct place *out);

/* file://HOST/PATH for a file that exists, in the arena; else NULL. */
char *place_url(struct arena *arena, const char *host, struct slice file);

#endif
