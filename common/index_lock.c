/* The writer's side of index.h's folder: who may write, and to which shards. */
#include <assert.h>
#include <unistd.h>

#include "common/file.h"
#include "common/index.h"
#include "common/index_folder.h"
#include "common/index_shard.h"

struct index_lock {
    int descriptor;
    unsigned shards;
};

/* The marker comes before the first shard, so that a folder with shards and
 * no marker is never ours to change. */
static enum status read_or_make(const char *folder, struct index_marker *marker,
                                struct error *err)
{
    enum status status = index_marker_read(folder, marker, err);

    if (status != STATUS_NOT_FOUND)
        return status;
    *marker = (struct index_marker){0};
    return index_marker_write(folder, marker, err);
}

static enum status add_shards(const char *folder, unsigned shards,
                              struct index_marker *marker, struct error *err)
{
    struct arena scratch = ARENA_INIT;
    enum status status = STATUS_OK;

    if (marker->shard_count >= shards)
        return STATUS_OK;
    while (marker->shard_count < shards && !status) {
        uint32_t n = index_marker_next(marker);

        status = index_shard_make(index_shard_path(&scratch, folder, n), err);
        if (!status)
            marker->shards[marker->shard_count++] = n;
    }
    if (!status)
        status = index_marker_write(folder, marker, err);
    arena_release(&scratch);
    return status;
}

enum status index_lock_take(const char *folder, unsigned shards,
                            struct index_lock **out, struct error *err)
{
    struct index_marker marker;
    int descriptor = -1;
    enum status status;

    assert(shards >= 1 && shards <= INDEX_SHARDS_MOST);
    *out = NULL;
    status = index_folder_may_hold(folder, err);
    if (!status)
        status = file_make_folders(folder, err);
    if (!status)
        status = index_folder_lock(folder, &descriptor, err);
    if (!status)
        status = read_or_make(folder, &marker, err);
    if (!status) {
        index_folder_clean(folder, &marker);
        status = add_shards(folder, shards, &marker, err);
    }
    if (status) {
        if (descriptor >= 0)
            close(descriptor);
        return status;
    }
    *out = heap_alloc(sizeof **out);
    (*out)->descriptor = descriptor;
    (*out)->shards = marker.shard_count;
    return STATUS_OK;
}

unsigned index_lock_shards(const struct index_lock *lock)
{
    return lock->shards;
}

/* Closing, not unlocking: a worker process that still writes shares the lock
 * and keeps it until it ends too. */
void index_lock_release(struct index_lock *lock)
{
    if (!lock)
        return;
    close(lock->descriptor);
    heap_free(lock);
}
