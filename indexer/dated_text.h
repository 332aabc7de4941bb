/* dated_text.h - the date of a statement by what its text says. */
#ifndef INDEXER_DATED_TEXT_H
#define INDEXER_DATED_TEXT_H

#include "common/statement.h"
#include "indexer/opening.h"

/* A date with a year in the title or the first sentences that is the day of
 * what the statement reports ("On May 30-31, 2019, ... visited"), not one of
 * history ("the agreement of July 2, 1986"). */
bool dated_text_find(const struct page *page, const struct opening *opening,
                     struct date_match *out);

/* A day without a year in the opening, with its year worked out: the first
 * year that has it on the weekday named, not before the latest past year that
 * the text names. */
bool dated_text_infer(const struct page *page, const struct opening *opening,
                      struct date_match *out);

#endif
