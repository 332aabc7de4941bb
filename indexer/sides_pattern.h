/* sides_pattern.h - does a name of the table stand at this place of a text?
 *
 * Only letters are compared here: words around are the business of sides.c. */
#ifndef INDEXER_SIDES_PATTERN_H
#define INDEXER_SIDES_PATTERN_H

#include "common/base.h"
#include "common/str.h"

/* The end of the longest form of name (see sides_table.h, without its '?' or
 * '=') that begins at byte at of text and ends at the end of a word; 0 when
 * there is none. */
size_t sides_pattern_match(struct slice name, struct slice text, size_t at);

/* A hash of the first letters of a text or name, case folded: count is 2 or
 * 3. False when there are not so many before the first '~' or '*'. */
bool sides_pattern_key(struct slice text, size_t at, unsigned count,
                       uint32_t *key);

/* A letter or digit of a script that parts words by spaces. */
bool sides_is_letter(int32_t c);
bool sides_is_katakana(int32_t c);

/* The capital of a Latin or Cyrillic letter; others as they are. */
int32_t sides_upper(int32_t c);

/* The character before byte at, 0 at the beginning of the text. */
int32_t sides_before(struct slice text, size_t at);

#endif
