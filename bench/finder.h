/* finder.h - the passages of an index that judgements and runs name: by their
 * names, and by their content when the cut has given them another number. */
#ifndef BENCH_FINDER_H
#define BENCH_FINDER_H

#include "common/index.h"
#include "searchd/hits.h"

struct finder;

/* Open an index. On success the caller ends *out with finder_close(). Fails
 * as index_reader_open(). */
MUST_CHECK enum status finder_open(const char *folder, struct finder **out,
                                   struct error *err);
void finder_close(struct finder *finder); /* NULL is ignored */

/* The passage that docno names: its id, or that of a statement of one passage
 * (a record). Everything in *out lives in the arena. NOT_FOUND, without a
 * text in err; others of the index. */
MUST_CHECK enum status finder_docno(struct finder *finder, struct slice docno,
                                    struct arena *arena, struct hit *out,
                                    struct error *err);

/* The passages with this content hash in the statement of docno, *count of
 * them. The same, but none is no failure. */
MUST_CHECK enum status finder_hash(struct finder *finder, struct slice docno,
                                   uint64_t hash, struct arena *arena,
                                   struct hit **out, size_t *count,
                                   struct error *err);

/* STATEMENT#N in two; n is 0 where docno is not of that form, and then the
 * statement is all of it. */
struct slice finder_statement(struct slice docno, uint32_t *n);

/* By statement, then by number, then by bytes. */
int finder_compare(struct slice a, struct slice b);

#endif
