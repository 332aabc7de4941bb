/* committer.h - an indexer that commits a small statement every second, in a
 * thread of its own, and learns what is right after each, with what the
 * others leave of the processors. */
#ifndef BENCH_COMMITTER_H
#define BENCH_COMMITTER_H

#include "bench/truth.h"

struct committer;

/* Begin: statements are written to folder and indexed from there, a few files
 * in turn, so that the index does not grow. They speak of what the queries
 * ask for. truth is the committer's until committer_stop(). IO: no thread. */
MUST_CHECK enum status committer_start(const char *index, const char *folder,
                                       const struct kind_list *queries,
                                       struct truth *truth,
                                       struct committer **out,
                                       struct error *err);

/* Wait for the commit at hand, take away what was added, and end. *commits: how
 * many there were. IO: the indexer failed; fails as truth_learn(). NULL is
 * ignored. */
MUST_CHECK enum status committer_stop(struct committer *committer,
                                      size_t *commits, struct error *err);

#endif
