/* copies.h - the same passage in copies of its statement: saved twice, printed
 * and on the web, repeated by others.
 *
 * Two things must hold. The statements are copies by what they were sealed with
 * (likeness_is_copy() of common/likeness.h): formulas that many statements
 * share make no copies. And the passages say the same: their words are the
 * same, or most of the shorter one's stand in the longer one, for another page
 * may be cut otherwise. So nothing is hidden behind a passage but the same
 * text. */
#ifndef SEARCHD_COPIES_H
#define SEARCHD_COPIES_H

#include "common/index.h"
#include "common/terms.h"
#include "searchd/hits.h"

enum { COPIES_MOST = 100 }; /* of one passage */

/* The copies of a hit, without score and marks, by date, then as
 * hit_compare() has them; at most COPIES_MOST. Lives in arena. STALE and others
 * of the index. */
MUST_CHECK enum status copies_find(struct index_reader *reader,
                                   struct analyser *analyser,
                                   const struct hit *hit, struct arena *arena,
                                   struct hit **out, size_t *count,
                                   struct error *err);

/* The statements that are copies of the one a passage is of, which is *own; in
 * the arena. */
MUST_CHECK enum status
copies_of_statement(struct index_reader *reader, uint32_t document,
                    struct arena *arena, struct index_unit *own,
                    struct index_unit **out, size_t *count, struct error *err);

/* Which of a passage and its copies is to be shown: the one of a page by the
 * issuer itself before others. Higher is better; of equal ones the better
 * ranked, then the first of copies_find(). */
int copies_worth(const struct statement *statement);

/* How many statements of the index have a copy in it. */
MUST_CHECK enum status copies_count(struct index_reader *reader, uint64_t *out,
                                    struct error *err);

#endif
