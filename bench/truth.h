/* truth.h - what the daemon should have answered: the replies of a direct call
 * at each state of the index, so that an answer can be held against those that
 * were right while its client waited. */
#ifndef BENCH_TRUTH_H
#define BENCH_TRUTH_H

#include "bench/crowd.h"
#include "bench/kinds.h"

struct truth;

/* Requests for the best passages of each query, and the direct way to answer
 * them. On success the caller ends *out with truth_close(). Fails as
 * service_open() does; BAD_FORMAT. */
MUST_CHECK enum status truth_open(const char *index,
                                  const struct kind_list *queries,
                                  struct truth **out, struct error *err);
void truth_close(struct truth *truth); /* NULL is ignored */

/* The requests as a client sends them, one a query; lent by the truth. */
const struct slice *truth_messages(const struct truth *truth);

/* Append the reply to request `at` by a direct call. Fails as the search. */
MUST_CHECK enum status truth_call(struct truth *truth, size_t at,
                                  struct strbuf *reply, struct error *err);

/* Take the replies as they are now for right from begun_ns on, when a commit
 * began that was over at done_ns. They stay right for some time after the next
 * commit: the daemon must see that within TRUTH_PATIENCE_MS. */
enum { TRUTH_PATIENCE_MS = 1000 };
MUST_CHECK enum status truth_learn(struct truth *truth, int64_t begun_ns,
                                   int64_t done_ns, struct error *err);

/* Was this answer right at any time between its asking and its coming? */
bool truth_holds(const struct truth *truth, const struct crowd_answer *answer);

/* In how many states of the index the replies to a query differ from those
 * before, over all queries: without any, truth_holds() says little. */
size_t truth_changes(const struct truth *truth);

#endif
