/* docx_numbers.h - the numbers that Word writes before paragraphs of lists and
 * before headings, which no text of the document has. */
#ifndef INDEXER_DOCX_NUMBERS_H
#define INDEXER_DOCX_NUMBERS_H

#include "indexer/docx_styles.h"

enum { DOCX_NUMBER_LEVELS = 9, DOCX_LABEL_MOST = 80 /* bytes */ };

/* The lists of a document, and how far each has been counted.
 * docx_numbers_release() ends it. */
struct docx_numbers {
    struct wordmap abstracts, nums; /* the number of each by its id */
    struct docx_list *lists;
    struct docx_num *uses;
};

/* Read numbering.xml; unknown: there are no lists. Lends xml, the styles' names
 * and the arena. */
void docx_numbers_read(struct slice xml, const struct docx_styles *styles,
                       struct arena *arena, struct docx_numbers *out);

void docx_numbers_release(struct docx_numbers *numbers);

/* Count the next paragraph of the list with this w:numId, at a level from 0,
 * and set the text of its number, as "12." or "(a)"; "": a bullet, or a number
 * that is not known for sure. */
void docx_numbers_next(struct docx_numbers *numbers, struct slice id,
                       unsigned level, struct strbuf *out);

#endif
