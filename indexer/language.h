/* language.h - the language of a text, or that it is not certain. */
#ifndef INDEXER_LANGUAGE_H
#define INDEXER_LANGUAGE_H

#include "common/statement.h"
#include "indexer/page.h"

/* BCP 47 code without region ("en", "ru", "ja", "zh"), living for ever, of
 * valid UTF-8; unknown when the text is too short or mixed to be certain. At
 * most a few thousand bytes are looked at. */
struct slice language_of(struct slice text);

/* The same of a part of a text in another language: unknown unless so many
 * letters, and nearly all of them, are surely in it. */
struct slice language_of_part(struct slice text, int letters_least);

/* Set statement->language by the lines of the page that are the statement's,
 * unless it is known. */
void language_find(const struct page *page, struct statement *statement);

#endif
