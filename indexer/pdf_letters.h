/* pdf_letters.h - characters as a PDF names them by what is drawn, as those
 * that are written. */
#ifndef INDEXER_PDF_LETTERS_H
#define INDEXER_PDF_LETTERS_H

#include "common/str.h"

/* Add the characters that one stands for: of letters drawn as one, of a radical
 * that looks like an ideograph, of a mark for lines from top to bottom. Forms
 * of Arabic letters stay: pdf_leftward_read() knows them. */
void pdf_letters_add(int32_t codepoint, struct strbuf *out);

/* A character of a script that is written without spaces. */
bool pdf_letters_are_wide(int32_t codepoint);

/* A syllable of Korean. */
bool pdf_letters_is_hangul(int32_t codepoint);

/* The first and the last character of a text; 0: it has none. */
int32_t pdf_letters_first(struct slice text);
int32_t pdf_letters_last(struct slice text);

#endif
