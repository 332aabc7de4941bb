/* pdf_words.h - words broken at line ends: the words of the whole text tell
 * which hyphens are the words' own. */
#ifndef INDEXER_PDF_WORDS_H
#define INDEXER_PDF_WORDS_H

#include "common/wordmap.h"
#include "indexer/pdf_layout.h"

/* A zeroed struct knows no words. */
struct pdf_words {
    struct wordmap map;
};

/* Learn the words of the lines, but those at line ends with a hyphen; the
 * lines are lent. */
void pdf_words_learn(struct pdf_words *words, const struct pdf_lines *lines);

/* A text that ends with a hyphen goes on with next: does the hyphen stay? */
bool pdf_words_keep_hyphen(const struct pdf_words *words, struct slice text,
                           struct slice next);

void pdf_words_release(struct pdf_words *words);

#endif
