/* index_removals.hh - what the last commits took out of a shard, told in the
 * shard, so that a reader who saw an earlier one need not go through all
 * passages to see which have gone.
 *
 * It is a help, no contract: of bounded length, the oldest goes first, and
 * whoever does not find in it what he needs looks at all passages. */
#ifndef COMMON_INDEX_REMOVALS_HH
#define COMMON_INDEX_REMOVALS_HH

#include <cstdint>
#include <vector>

#include "common/index_xapian.hh"

/* Note the documents that the next commit takes out, ascending or not. Within
 * the transaction that takes them out. Throws as the library does. */
void index_removals_note(Xapian::WritableDatabase *shard,
                         std::vector<uint32_t> documents);

/* All that commits after the one of this revision took out. False: it is not
 * told any more. Throws as the library does. */
bool index_removals_since(const Xapian::Database &shard, uint64_t revision,
                          std::vector<uint32_t> *documents);

#endif
