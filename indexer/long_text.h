/* long_text.h - a text too long for one page, such as the record of a whole
 * conference: read part by part, so that no more than a part is in memory. It
 * is one statement, and its passages are numbered through; who is known, who
 * speaks and the section go on from part to part, but what is a heading or a
 * label is found within each anew. */
#ifndef INDEXER_LONG_TEXT_H
#define INDEXER_LONG_TEXT_H

#include "indexer/assemble.h"

struct long_text;

/* As read_text(). */
typedef enum status long_text_read(const struct raw_file *file,
                                   struct arena *arena, struct page *out,
                                   struct error *err);

/* Is a file that is read so too long for one page? */
bool long_text_is(const struct raw_file *file, long_text_read *read);

/* One that is. The caller ends it with long_text_close(); until then all of
 * the file is lent. */
struct long_text *long_text_open(const struct raw_file *file,
                                 long_text_read *read);
void long_text_close(struct long_text *text); /* NULL is ignored */

/* Read the next part, in the arena. END after the last one; an error costs one,
 * but where it is too much for one text (effort.h): TOO_LARGE, END follows. */
MUST_CHECK enum status long_text_next(struct long_text *text,
                                      struct arena *arena, struct page *page,
                                      struct error *err);

/* Where the part that was read begins in the file. */
size_t long_text_start(const struct long_text *text);

/* The statement, which is the same each time, and the passages of the part that
 * was read; origin is that of the part. All lives in the arena, or where origin
 * has it. */
void long_text_cut(struct long_text *text, const struct origin *origin,
                   struct arena *arena, struct page *page,
                   struct statement *statement, struct passage_list *passages);

#endif
