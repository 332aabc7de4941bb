/* fields.h - what is said of a statement from outside its text: by front
 * matter, a metadata file, a record, or on the command line. One set of names
 * and one way to read the values, wherever they stand. */
#ifndef INDEXER_FIELDS_H
#define INDEXER_FIELDS_H

#include "common/status.h"
#include "indexer/page.h"

/* Set the field by a value as people write it:
 *
 *   title                                       as it stands
 *   date published published_time date_published   "2018-07-31", "2018-07",
 *                     "2018", with a time behind it or not, or in words; the
 *                     first field given counts, "date" before the others
 *   date_end end_date                           the same
 *   language lang                               "en", "en-US", "English"
 *   url source_url link canonical_url           http or https
 *   issuer publisher                            as it stands
 *   side issuer_side country                    a name or ISO 3166 code: the
 *                     everyday English name; others as they stand
 *   speaker, role post position                 who speaks throughout
 *   author byline                               who signs it; as it stands
 *   id                                          as it stands
 *
 * White space is made single spaces; an empty value says nothing. NOT_FOUND:
 * no such field. BAD_FORMAT: no such value, err says why (without the place).
 * Texts live in the arena or for ever. */
MUST_CHECK enum status fields_set(struct said *said, struct slice name,
                                  struct slice value, struct arena *arena,
                                  struct error *err);

bool fields_are_known(struct slice name);

/* What more says wins over what *said has. */
void fields_apply(struct said *said, const struct said *more);

/* The same with its texts in the arena. */
struct statement fields_copy_statement(const struct statement *from,
                                       struct arena *arena);
struct said fields_copy(const struct said *from, struct arena *arena);

/* White space of all kinds made single spaces, ends trimmed; in the arena. */
struct slice fields_clean(struct slice value, struct arena *arena);

#endif
