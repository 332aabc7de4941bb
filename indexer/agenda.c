#include "indexer/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "common/file.h"
#include "indexer/fields.h"
#include "indexer/ids.h"

struct making {
    const struct walk *walk;
    const struct agenda_options *options;
    unsigned shards;
    struct arena *arena;
    struct agenda *out;
    struct index_file *known; /* by key */
    unsigned *known_shards;
    size_t known_count;
    bool *is_walked; /* of each known one */
    struct slice *ids;
};

static enum status read_known(struct making *making, const char *folder,
                              struct error *err)
{
    struct index_reader *reader = NULL;
    enum status status = index_reader_open(folder, &reader, err);

    if (!status)
        status = index_reader_files(reader, making->arena, &making->known,
                                    &making->known_shards, &making->known_count,
                                    err);
    index_reader_close(reader);
    return status;
}

/* Place of the key among the known ones, else SIZE_MAX. */
static size_t find_known(const struct making *making, struct slice key)
{
    size_t low = 0, high = making->known_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = slice_compare(making->known[middle].key, key);

        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

static bool is_below(struct slice key, struct slice root)
{
    return slice_equal(key, root) ||
           (slice_starts(key, root) &&
            (root.len == 1 || key.bytes[root.len] == '/'));
}

/* Gone: below a folder that was named, and no longer there. What only cannot
 * be reached now stays. */
static bool is_gone(const struct making *making, struct slice key)
{
    struct file_info info;

    for (size_t i = 0; i < making->walk->root_count; i++)
        if (is_below(key, making->walk->roots[i].key))
            return file_look(slice_copy(making->arena, key).bytes, &info,
                             NULL) == STATUS_NOT_FOUND;
    return false;
}

/* Ids tell all files of the index apart, not only those walked now. */
static void make_ids(struct making *making)
{
    const struct walk *walk = making->walk;
    size_t most = walk->count + making->known_count, count = 0;
    struct slice *keys = arena_array(making->arena, most, sizeof *keys);

    making->ids = arena_array(making->arena, most, sizeof *making->ids);
    for (size_t i = 0; i < walk->count; i++)
        keys[count++] = walk->files[i].key;
    for (size_t i = 0; i < making->known_count; i++)
        if (!making->is_walked[i])
            keys[count++] = making->known[i].key;
    ids_make(keys, count, making->ids);
}

static void hash_text(uint64_t *hash, struct slice text)
{
    *hash = slice_hash_more(*hash, text);
    *hash = slice_hash_more(*hash, SLICE("\n"));
}

static void hash_date(uint64_t *hash, struct date date)
{
    const int32_t parts[] = {date.year, date.month, date.day};

    hash_text(hash, (struct slice){(const char *)parts, sizeof parts});
}

/* All but its bytes that decides what becomes of a file. */
static uint64_t hash_settings(const struct making *making,
                              const struct walk_file *file, struct slice id)
{
    const struct source_options *source = making->options->source;
    struct said said = {.speaker = SLICE_UNKNOWN};
    struct said given = {.statement = source->given};
    struct sites_scope sites = {.count = 0};
    uint64_t hash = SLICE_HASH_NONE;

    metadata_find(source->metadata, file->key.bytes, &said);
    fields_apply(&said, &given);
    if (source->sites)
        sites_scope_find(source->sites, file->key.bytes, &sites);
    hash = slice_hash_more(
        hash, (struct slice){(const char *)&sites.hash, sizeof sites.hash});
    hash_text(&hash, SLICE(DEMARCHE_VERSION));
    hash_text(&hash, source->format);
    hash_text(&hash, source->split_records ? SLICE("split") : SLICE(""));
    hash_text(&hash, id);
    hash_text(&hash, said.statement.id);
    hash_text(&hash, said.statement.title);
    hash_text(&hash, said.statement.issuer);
    hash_text(&hash, said.statement.issuer_side);
    hash_text(&hash, said.statement.language);
    hash_text(&hash, said.statement.url);
    hash_text(&hash, said.statement.author);
    hash_text(&hash, said.speaker);
    hash_text(&hash, said.role);
    hash_date(&hash, said.statement.date);
    hash_date(&hash, said.statement.date_end);
    return hash;
}

static struct ingest_task *add_task(struct making *making,
                                    enum ingest_kind kind)
{
    struct ingest_task *task = &making->out->tasks[making->out->count++];

    task->kind = kind;
    return task;
}

static void plan_removals(struct making *making)
{
    for (size_t i = 0; i < making->known_count; i++) {
        struct ingest_task *task;

        if (making->is_walked[i] || !is_gone(making, making->known[i].key))
            continue;
        task = add_task(making, INGEST_REMOVE);
        task->entry = making->known[i];
        task->shard = making->known_shards[i];
        making->is_walked[i] = true; /* its id is free */
    }
}

static void find_missing(struct making *making)
{
    struct agenda *out = making->out;

    for (size_t i = 0; i < making->walk->root_count && !out->missing; i++) {
        const struct walk_root *root = &making->walk->roots[i];
        size_t removals = 0;

        for (size_t j = 0; j < out->count && root->is_gone; j++)
            removals += is_below(out->tasks[j].entry.key, root->key);
        if (root->is_gone && !removals)
            out->missing = root->path;
    }
}

static void plan_file(struct making *making, size_t place)
{
    const struct walk_file *file = &making->walk->files[place];
    struct slice id = making->ids[place];
    uint64_t settings = hash_settings(making, file, id);
    size_t at = find_known(making, file->key);
    const struct index_file *known = at == SIZE_MAX ? NULL : &making->known[at];
    bool is_same = known && !making->options->is_forced &&
                   known->size == file->size && known->settings == settings;
    struct ingest_task *task;

    if (is_same && known->mtime_ns == file->mtime_ns) {
        making->out->unchanged++;
        return;
    }
    task = add_task(making, is_same ? INGEST_LOOK : INGEST_READ);
    if (known)
        task->entry = *known;
    task->path = file->path;
    task->id = id;
    task->is_named = file->is_named;
    task->shard = known ? making->known_shards[at]
                        : (unsigned)(slice_hash(file->key) % making->shards);
    task->entry.key = file->key;
    task->entry.size = file->size;
    task->entry.mtime_ns = file->mtime_ns;
    task->entry.settings = settings;
    making->out->bytes += (uint64_t)file->size;
}

enum status agenda_make(const struct walk *walk, const char *folder,
                        unsigned shards, const struct agenda_options *options,
                        struct arena *arena, struct agenda *out,
                        struct error *err)
{
    struct making making = {.walk = walk,
                            .options = options,
                            .shards = shards,
                            .arena = arena,
                            .out = out};
    enum status status = read_known(&making, folder, err);

    *out = (struct agenda){.count = 0};
    if (status)
        return status;
    out->tasks = arena_array(arena, walk->count + making.known_count,
                             sizeof *out->tasks);
    making.is_walked =
        arena_array(arena, making.known_count, sizeof *making.is_walked);
    for (size_t i = 0; i < walk->count; i++) {
        size_t at = find_known(&making, walk->files[i].key);

        if (at != SIZE_MAX)
            making.is_walked[at] = true;
    }
    if (options->prunes)
        plan_removals(&making);
    find_missing(&making);
    make_ids(&making);
    for (size_t i = 0; i < walk->count; i++)
        plan_file(&making, i);
    return STATUS_OK;
}
