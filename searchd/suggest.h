/* suggest.h - what might have been meant: words and ids near those that are
 * not in the index. */
#ifndef SEARCHD_SUGGEST_H
#define SEARCHD_SUGGEST_H

#include "searchd/planner.h"

/* For the words of a query that no passage has: a text such as "no passage has
 * 'misile'; did you mean 'missile'?"; unknown when all are there. */
MUST_CHECK enum status suggest_words(const struct planner_context *context,
                                     const struct planned *planned,
                                     struct arena *arena, struct slice *out,
                                     struct error *err);

/* Ids that begin as id does, as far as any do, parted by ", ". */
MUST_CHECK enum status suggest_ids(struct index_reader *reader, struct slice id,
                                   struct arena *arena, struct strbuf *out,
                                   struct error *err);

#endif
