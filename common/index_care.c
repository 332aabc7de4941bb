/* index.h's check and compact. */
#include <errno.h>
#include <inttypes.h>
#include <unistd.h>

#include "common/file.h"
#include "common/index.h"
#include "common/index_entry.h"
#include "common/index_folder.h"
#include "common/index_shard.h"
#include "common/passage.h"

enum { TRIES_MOST = 3 }; /* to check an index that others write */

/* ---- check ---- */

/* The library opens a shard for writing to check it, and changes nothing. */
static bool may_check(const char *path)
{
    struct arena scratch = ARENA_INIT;
    const char *table = file_join(&scratch, path, "postlist.glass");
    bool is_barred =
        access(table, W_OK) != 0 && (errno == EROFS || errno == EACCES);

    arena_release(&scratch);
    return !is_barred;
}

/* One check under way. */
struct checking {
    const char *folder;
    struct index_reader *reader;
    struct strbuf *report;
    size_t problems;
};

/* A failure to read is a problem to report; that the index moved on while it
 * was read, or that memory ended, says nothing about it. */
static enum status note_failure(struct checking *checking, enum status status,
                                struct error *err)
{
    if (status == STATUS_STALE || status == STATUS_NO_MEMORY)
        return status;
    if (status) {
        checking->problems++;
        strbuf_add_format(checking->report, "%s\n", err->text);
    }
    return STATUS_OK;
}

static enum status check_shards(struct checking *checking,
                                const struct index_marker *marker,
                                struct error *err)
{
    struct arena scratch = ARENA_INIT;
    enum status status = STATUS_OK;

    for (unsigned i = 0; i < marker->shard_count && !status; i++) {
        const char *path =
            index_shard_path(&scratch, checking->folder, marker->shards[i]);
        size_t len = checking->report->len;

        if (!may_check(path)) {
            strbuf_add_format(checking->report,
                              "note: %s: not yours to write, so it is read "
                              "without the library's own check\n",
                              path);
            continue;
        }
        status = index_shard_check(path, checking->report, err);
        if (status && checking->report->len > len) {
            checking->problems++; /* it has said so itself */
            status = STATUS_OK;
        }
        status = note_failure(checking, status, err);
    }
    arena_release(&scratch);
    return status;
}

static enum status check_passage(struct checking *checking, uint32_t document,
                                 struct arena *arena, struct error *err)
{
    struct statement statement;
    struct passage passage;
    struct slice data;
    enum status status =
        index_reader_data(checking->reader, document, arena, &data, err);

    if (!status) {
        status = passage_decode(data, &statement, &passage, err);
        if (status)
            error_prefix(err, "%s: passage %" PRIu32, checking->folder,
                         document);
    }
    return note_failure(checking, status, err);
}

static enum status check_passages(struct checking *checking, size_t *count,
                                  struct error *err)
{
    struct arena arena = ARENA_INIT, scratch = ARENA_INIT;
    uint32_t *documents;
    enum status status =
        index_reader_holding(checking->reader, SLICE(""), UINT32_MAX, &arena,
                             &documents, count, err);

    status = note_failure(checking, status, err);
    for (size_t i = 0; i < *count && !status; i++) {
        arena_reset(&scratch);
        status = check_passage(checking, documents[i], &scratch, err);
    }
    arena_release(&scratch);
    arena_release(&arena);
    return status;
}

static enum status check_file(struct checking *checking,
                              const struct index_file *file, struct error *err)
{
    char term[INDEX_FILE_TERM_SIZE];
    uint64_t held;
    enum status status;

    index_file_term(file->key, term);
    status =
        index_reader_frequency(checking->reader, slice_of(term), &held, err);
    if (!status && held != file->passages) {
        checking->problems++;
        strbuf_add_format(
            checking->report,
            "%s: %.*s: %" PRIu64 " passages instead of %" PRIu32 "\n",
            checking->folder, SLICE_ARG(file->key), held, file->passages);
    }
    return note_failure(checking, status, err);
}

/* Passages without an entry are no damage: a writer died in the middle of a
 * long file, and the next run replaces them. */
static void compare_totals(struct checking *checking, size_t passages,
                           size_t of_files)
{
    if (checking->problems || passages == of_files)
        return;
    if (passages > of_files) {
        strbuf_add_format(checking->report,
                          "note: %zu passages of files that were not read to "
                          "their end; index these files again\n",
                          passages - of_files);
        return;
    }
    checking->problems++;
    strbuf_add_format(checking->report, "%s: %zu passages are missing\n",
                      checking->folder, of_files - passages);
}

static enum status check_files(struct checking *checking, size_t passages,
                               struct error *err)
{
    struct arena arena = ARENA_INIT;
    struct index_file *files;
    unsigned *shards;
    size_t count, of_files = 0;
    enum status status = index_reader_files(checking->reader, &arena, &files,
                                            &shards, &count, err);

    status = note_failure(checking, status, err);
    for (size_t i = 0; i < count && !status; i++) {
        status = check_file(checking, &files[i], err);
        of_files += files[i].passages;
        if (i == 0 || !slice_equal(files[i - 1].key, files[i].key))
            continue;
        checking->problems++;
        strbuf_add_format(checking->report, "%s: %.*s is in two shards\n",
                          checking->folder, SLICE_ARG(files[i].key));
    }
    if (!status)
        compare_totals(checking, passages, of_files);
    arena_release(&arena);
    return status;
}

static enum status check_content(struct checking *checking, struct error *err)
{
    size_t passages = 0;
    enum status status =
        index_reader_open(checking->folder, &checking->reader, err);

    if (status)
        return note_failure(checking, status, err);
    status = check_passages(checking, &passages, err);
    if (!status)
        status = check_files(checking, passages, err);
    index_reader_close(checking->reader);
    return status;
}

static enum status total_revision(const char *folder, uint64_t *out,
                                  struct error *err)
{
    struct index_reader *reader = NULL;
    struct index_counts counts = {0};
    enum status status = index_reader_open(folder, &reader, err);

    if (!status)
        status = index_reader_counts(reader, &counts, err);
    if (!status)
        *out = counts.revision;
    index_reader_close(reader);
    return status;
}

/* Has it moved on since its marker and its revision were read? was_read: the
 * latter could be. */
static bool has_moved(const char *folder, const struct index_marker *marker,
                      uint64_t revision, bool was_read)
{
    struct index_marker now;
    uint64_t after;

    if (!index_marker_read(folder, &now, NULL) &&
        !index_marker_equal(&now, marker))
        return true;
    return !total_revision(folder, &after, NULL) &&
           (!was_read || after != revision);
}

/* Problems of an index that moved on while it was read are none of its own:
 * the library's check reads files that a merge removes, and blocks that a
 * second commit overwrites. */
static enum status check_once(struct checking *checking, struct error *err)
{
    struct index_marker marker;
    uint64_t before = 0;
    enum status status = index_marker_read(checking->folder, &marker, err);
    bool is_read = !status && !total_revision(checking->folder, &before, NULL);

    if (!status)
        status = check_shards(checking, &marker, err);
    if (!status)
        status = check_content(checking, err);
    if (!status && checking->problems &&
        has_moved(checking->folder, &marker, before, is_read))
        status = error_set(err, STATUS_STALE,
                           "%s: the index has changed while it was read; try "
                           "again when nothing is indexed",
                           checking->folder);
    return status;
}

enum status index_check(const char *folder, struct strbuf *report,
                        struct error *err)
{
    size_t len = report->len;
    struct checking checking = {.folder = folder, .report = report};
    enum status status = STATUS_STALE;

    for (int i = 0; i < TRIES_MOST && status == STATUS_STALE; i++) {
        strbuf_cut(report, len);
        checking.problems = 0;
        status = check_once(&checking, err);
    }
    if (!status && checking.problems)
        status = error_set(err, STATUS_CORRUPT,
                           "%s: the index is damaged: restore it from a "
                           "backup, or remove the folder and index anew",
                           folder);
    return status;
}

/* ---- compact ---- */

static enum status merge_into(const char *folder,
                              const struct index_marker *marker, uint32_t n,
                              struct error *err)
{
    struct arena scratch = ARENA_INIT;
    char *paths[INDEX_SHARDS_MOST];
    const char *to = index_shard_path(&scratch, folder, n);
    enum status status;

    for (unsigned i = 0; i < marker->shard_count; i++)
        paths[i] = index_shard_path(&scratch, folder, marker->shards[i]);
    status = index_shard_merge(paths, marker->shard_count, to, err);
    if (!status)
        status = index_shard_sync(to, err);
    arena_release(&scratch);
    return status;
}

/* The new shard stands and is durable before the marker names it; the old
 * ones go after that. Whoever dies in between leaves a stray. */
static enum status merge_all(const char *folder, struct error *err)
{
    struct index_marker marker, merged = {.shard_count = 1};
    uint64_t revision = 0;
    enum status status = index_marker_read(folder, &marker, err);

    if (!status)
        status = total_revision(folder, &revision, err);
    if (status)
        return status;
    merged.shards[0] = index_marker_next(&marker);
    merged.revision = revision + 1;
    status = merge_into(folder, &marker, merged.shards[0], err);
    if (!status)
        status = index_marker_write(folder, &merged, err);
    index_folder_clean(folder, status ? &marker : &merged);
    return status;
}

enum status index_compact(const char *folder, struct error *err)
{
    struct index_lock *lock = NULL;
    struct index_marker marker;
    enum status status = index_marker_read(folder, &marker, err);

    if (!status)
        status = index_lock_take(folder, 1, &lock, err);
    if (!status)
        status = merge_all(folder, err);
    index_lock_release(lock);
    return status;
}
