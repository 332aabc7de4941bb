/* index_threads.hh - what is done for each shard, done for several at once.
 *
 * For what a first search reads, which is the most. Two threads must not use
 * one database, nor a query or a list that the other has: the library counts
 * who shares what without a care for threads. */
#ifndef COMMON_INDEX_THREADS_HH
#define COMMON_INDEX_THREADS_HH

#include <cstddef>
#include <functional>

/* Call work(i) for each i below count; at once on as many threads as there are
 * processors, of which the caller's is one, or else on that one alone. Returns
 * when all have ended. Throws what one of the calls threw: that of the lowest
 * i. */
void index_for_each_shard(size_t count, bool is_at_once,
                          const std::function<void(size_t)> &work);

#endif
