/* spelling.h - British and American spellings of English to one form.
 *
 * The form is for comparison, and neither country's: "defense" with an s,
 * "organise" too, so that it stays apart from "organ". Words that only
 * look alike (advise, four, exercise, tour) stay as they are. */
#ifndef COMMON_SPELLING_H
#define COMMON_SPELLING_H

#include "common/str.h"

/* Rewrite *word, a folded English word without apostrophes, in place. */
void spelling_fold(struct strbuf *word);

#endif
