/* dateline.h - when a statement was made, and how that is known. */
#ifndef INDEXER_DATELINE_H
#define INDEXER_DATELINE_H

#include "common/statement.h"
#include "indexer/page.h"

/* Find the date of a page whose furniture is marked, unless statement has one
 * already, and set its date, date_end and date_basis; none found: they stay
 * empty. A line that is only the date (and place, time, "For immediate
 * release" and the like) is marked LINE_DATE in either case; one that begins a
 * paragraph ("TOKYO, 31 July 2018 - The ...") stays a line of the statement.
 * The arena is for what is needed on the way. */
void dateline_find(struct page *page, struct statement *statement,
                   struct arena *arena);

/* Is this text only a date, with its place, time and label? *out is then the
 * first date in it. */
bool dateline_is(struct slice text, struct date_match *out);

#endif
