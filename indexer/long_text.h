/* long_text.h - a text too long for one page, such as the record of a whole
 * conference: read part by part, so that no more than a part is in memory. It
 * is one statement, and its passages are numbered through; who speaks and the
 * headings are found within each part anew. */
#ifndef INDEXER_LONG_TEXT_H
#define INDEXER_LONG_TEXT_H

#include "indexer/assemble.h"

struct long_text;

/* As read_text(). */
typedef enum status long_text_read(const struct raw_file *file,
                                   struct arena *arena, struct page *out,
                                   struct error *err);

/* A file that is read so is too long: *out is the caller's, who ends it with
 * long_text_close(), and the file's bytes and path are lent until then. It is
 * not: *out is NULL. TOO_LARGE: it has so many lines of so few bytes that
 * nobody reads them. */
MUST_CHECK enum status long_text_open(const struct raw_file *file,
                                      long_text_read *read,
                                      struct long_text **out,
                                      struct error *err);
void long_text_close(struct long_text *text); /* NULL is ignored */

/* Read the next part, in the arena. END after the last one; an error costs one.
 */
MUST_CHECK enum status long_text_next(struct long_text *text,
                                      struct arena *arena, struct page *page,
                                      struct error *err);

/* The statement, which is the same each time, and the passages of the part that
 * was read; origin is that of the file. All lives in the arena, or where origin
 * has it. */
void long_text_cut(struct long_text *text, const struct origin *origin,
                   struct arena *arena, struct page *page,
                   struct statement *statement, struct passage_list *passages);

#endif
