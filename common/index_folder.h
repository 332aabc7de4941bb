/* index_folder.h - the folder of an index as files: marker, lock, shards.
 *
 * The marker is what makes the folder an index; it names the shards that
 * count. Whatever else is called shard-N is a stray: left by a process that
 * died while it made or merged shards. The marker is replaced in one step, so
 * the index is always the old one or the new one.
 *
 *     demarche index          first line
 *     version 3               SCHEMA_VERSION
 *     revision 12             added to the sum of the shards' own
 *     shard shard-0           one line a shard, in their order
 *     end                     last line */
#ifndef COMMON_INDEX_FOLDER_H
#define COMMON_INDEX_FOLDER_H

#include "common/status.h"
#include "common/str.h"

BEGIN_C

#define INDEX_MARKER "demarche-index"
#define INDEX_LOCK   "demarche-index.lock"

enum { INDEX_SHARDS_MOST = 64 };

struct index_marker {
    uint64_t revision;
    uint32_t shards[INDEX_SHARDS_MOST]; /* the N of each shard-N */
    unsigned shard_count;
};

/* Read the marker of folder. NOT_FOUND: there is none, or no folder (the text
 * says how to make an index). VERSION, CORRUPT, IO. */
MUST_CHECK enum status index_marker_read(const char *folder,
                                         struct index_marker *out,
                                         struct error *err);

/* Replace it, whole or not at all. IO. */
MUST_CHECK enum status index_marker_write(const char *folder,
                                          const struct index_marker *marker,
                                          struct error *err);

bool index_marker_equal(const struct index_marker *a,
                        const struct index_marker *b);

/* A number that no shard of the marker has, above all of them. */
uint32_t index_marker_next(const struct index_marker *marker);

/* FOLDER/shard-N in the arena. */
char *index_shard_path(struct arena *arena, const char *folder, uint32_t n);

/* May an index be made here: nothing is there, an empty folder, or what a
 * process left that died while it made one? BAD_FORMAT: a folder of other
 * things, or no folder. IO. An index itself is fine. */
MUST_CHECK enum status index_folder_may_hold(const char *folder,
                                             struct error *err);

/* Take the lock file: a descriptor to close. BUSY, IO. */
MUST_CHECK enum status index_folder_lock(const char *folder, int *descriptor,
                                         struct error *err);

/* Remove the strays; only for who holds the lock. What cannot be removed
 * stays: the next writer tries again. */
void index_folder_clean(const char *folder, const struct index_marker *marker);

/* Bytes on disk, of the shards that count. */
uint64_t index_folder_bytes(const char *folder,
                            const struct index_marker *marker);

/* Make the files of a shard, and its place in the folder, durable. IO. */
MUST_CHECK enum status index_shard_sync(const char *path, struct error *err);

END_C

#endif
