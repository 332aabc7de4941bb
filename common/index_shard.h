/* index_shard.h - what the index's own C files ask of libxapian; everybody
 * else uses index.h. Paths are those of shards. */
#ifndef COMMON_INDEX_SHARD_H
#define COMMON_INDEX_SHARD_H

#include "common/status.h"
#include "common/str.h"

BEGIN_C

/* Make an empty shard. IO. */
MUST_CHECK enum status index_shard_make(const char *path, struct error *err);

/* The library's own check; what it finds is added to *report, a line each.
 * CORRUPT when it finds anything. */
MUST_CHECK enum status
index_shard_check(const char *path, struct strbuf *report, struct error *err);

/* Merge count shards into a new compact one at to, which must not exist. */
MUST_CHECK enum status index_shard_merge(char *const *paths, size_t count,
                                         const char *to, struct error *err);

END_C

#endif
