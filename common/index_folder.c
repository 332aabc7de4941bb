#include "common/index_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/file.h"
#include "common/schema.h"

enum { MARKER_BYTES_MOST = 16 * 1024, SHARD_NUMBER_MOST = 999999999 };

static enum status fail_errno(struct error *err, const char *path,
                              const char *what)
{
    return error_set(err, STATUS_IO, "%s: cannot %s: %s", path, what,
                     strerror(errno));
}

/* ---- the marker ---- */

/* A whole number and nothing else. */
static bool parse_number(struct slice text, uint64_t most, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned digit = (unsigned)(text.bytes[i] - '0');

        if (digit > 9 || *out > (most - digit) / 10)
            return false;
        *out = *out * 10 + digit;
    }
    return text.len > 0;
}

/* Take a line of word and a number off *rest, which stays when it is none. */
static bool take_line(struct slice *rest, struct slice word, uint64_t most,
                      uint64_t *out)
{
    struct slice after = *rest, line;

    if (!slice_next(&after, '\n', &line) || !slice_starts(line, word) ||
        !parse_number(slice_part(line, word.len, line.len), most, out))
        return false;
    *rest = after;
    return true;
}

/* The last line tells a whole marker from one that was cut. */
static bool parse_shards(struct slice rest, struct index_marker *out)
{
    uint64_t number;

    while (out->shard_count < INDEX_SHARDS_MOST &&
           take_line(&rest, SLICE("shard shard-"), SHARD_NUMBER_MOST, &number))
        out->shards[out->shard_count++] = (uint32_t)number;
    return slice_equal(rest, SLICE("end\n"));
}

static enum status parse_marker(const char *folder, struct slice text,
                                struct index_marker *out, struct error *err)
{
    struct slice first;
    uint64_t version;

    *out = (struct index_marker){0};
    if (!slice_next(&text, '\n', &first) ||
        !slice_equal(first, SLICE("demarche index")) ||
        !take_line(&text, SLICE("version "), UINT32_MAX, &version))
        goto damaged;
    if (version != SCHEMA_VERSION)
        return error_set(err, STATUS_VERSION,
                         "%s: an index of version %" PRIu64
                         ", this program has version %d: remove the folder, "
                         "or name another with -d, and index anew",
                         folder, version, SCHEMA_VERSION);
    if (take_line(&text, SLICE("revision "), UINT64_MAX, &out->revision) &&
        parse_shards(text, out))
        return STATUS_OK;
damaged:
    return error_set(err, STATUS_CORRUPT,
                     "%s/" INDEX_MARKER " is damaged: restore it from a "
                     "backup, or remove the folder and index anew",
                     folder);
}

enum status index_marker_read(const char *folder, struct index_marker *out,
                              struct error *err)
{
    struct arena scratch = ARENA_INIT;
    struct strbuf text = STRBUF_INIT;
    enum status status = file_read(file_join(&scratch, folder, INDEX_MARKER),
                                   MARKER_BYTES_MOST, &text, err);

    if (status == STATUS_NOT_FOUND)
        error_set(err, status,
                  "%s: no index here; 'demarche index -d %s PATH...' makes one",
                  folder, folder);
    else if (!status || status == STATUS_TOO_LARGE)
        status = parse_marker(folder, strbuf_slice(&text), out, err);
    strbuf_release(&text);
    arena_release(&scratch);
    return status;
}

enum status index_marker_write(const char *folder,
                               const struct index_marker *marker,
                               struct error *err)
{
    struct arena scratch = ARENA_INIT;
    struct strbuf text = STRBUF_INIT;
    enum status status;

    strbuf_add_format(&text,
                      "demarche index\nversion %d\nrevision %" PRIu64 "\n",
                      SCHEMA_VERSION, marker->revision);
    for (unsigned i = 0; i < marker->shard_count; i++)
        strbuf_add_format(&text, "shard shard-%" PRIu32 "\n",
                          marker->shards[i]);
    strbuf_add_text(&text, "end\n");
    status = file_write(file_join(&scratch, folder, INDEX_MARKER),
                        strbuf_slice(&text), err);
    strbuf_release(&text);
    arena_release(&scratch);
    return status;
}

bool index_marker_equal(const struct index_marker *a,
                        const struct index_marker *b)
{
    return a->revision == b->revision && a->shard_count == b->shard_count &&
           !memcmp(a->shards, b->shards, a->shard_count * sizeof a->shards[0]);
}

static bool marker_has(const struct index_marker *marker, uint64_t n)
{
    for (unsigned i = 0; i < marker->shard_count; i++)
        if (marker->shards[i] == n)
            return true;
    return false;
}

uint32_t index_marker_next(const struct index_marker *marker)
{
    uint32_t next = 0;

    for (unsigned i = 0; i < marker->shard_count; i++)
        if (marker->shards[i] >= next)
            next = marker->shards[i] + 1;
    return next;
}

/* ---- the folder ---- */

char *index_shard_path(struct arena *arena, const char *folder, uint32_t n)
{
    struct strbuf name = STRBUF_INIT;
    char *path;

    strbuf_add_format(&name, "shard-%" PRIu32, n);
    path = file_join(arena, folder, name.bytes);
    strbuf_release(&name);
    return path;
}

static bool is_dots(const char *name)
{
    return !strcmp(name, ".") || !strcmp(name, "..");
}

/* What stands in a folder before it has a marker: the lock, and a marker that
 * was being written. */
static bool is_beginning(const char *name)
{
    struct slice text = slice_of(name);

    return !strcmp(name, INDEX_LOCK) ||
           (slice_starts(text, SLICE(INDEX_MARKER ".")) &&
            slice_ends(text, SLICE(".tmp")));
}

static enum status look_for_others(const char *folder, struct error *err)
{
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    enum status status = STATUS_OK;

    if (!entries && errno == ENOENT)
        return STATUS_OK;
    if (!entries && errno == ENOTDIR)
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s is a file, not the folder of an index; name "
                         "another with -d",
                         folder);
    if (!entries)
        return fail_errno(err, folder, "open");
    while (!status && (entry = readdir(entries)) != NULL)
        if (!is_dots(entry->d_name) && !is_beginning(entry->d_name))
            status = error_set(err, STATUS_BAD_FORMAT,
                               "%s holds other things (%s) and is no index; "
                               "name an empty or a new folder with -d",
                               folder, entry->d_name);
    closedir(entries);
    return status;
}

enum status index_folder_may_hold(const char *folder, struct error *err)
{
    struct arena scratch = ARENA_INIT;
    bool is_index = file_exists(file_join(&scratch, folder, INDEX_MARKER));

    arena_release(&scratch);
    return is_index ? STATUS_OK : look_for_others(folder, err);
}

enum status index_folder_lock(const char *folder, int *descriptor,
                              struct error *err)
{
    struct arena scratch = ARENA_INIT;
    const char *path = file_join(&scratch, folder, INDEX_LOCK);
    enum status status = STATUS_OK;
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

    *descriptor = -1;
    if (lock < 0) {
        status = fail_errno(err, path, "write");
    } else if (!flock(lock, LOCK_EX | LOCK_NB)) {
        *descriptor = lock;
    } else {
        status = errno == EWOULDBLOCK
                     ? error_set(err, STATUS_BUSY,
                                 "%s: another process is writing this index; "
                                 "try again when it is done",
                                 folder)
                     : fail_errno(err, path, "lock");
        close(lock);
    }
    arena_release(&scratch);
    return status;
}

/* Call visit with the path of each entry of a folder. */
static void for_each_entry(const char *folder,
                           void (*visit)(const char *path, const char *name,
                                         void *context),
                           void *context)
{
    struct arena scratch = ARENA_INIT;
    DIR *entries = opendir(folder);
    const struct dirent *entry;

    if (!entries)
        return;
    while ((entry = readdir(entries)) != NULL) {
        if (is_dots(entry->d_name))
            continue;
        arena_reset(&scratch);
        visit(file_join(&scratch, folder, entry->d_name), entry->d_name,
              context);
    }
    closedir(entries);
    arena_release(&scratch);
}

static void remove_file(const char *path, const char *name, void *context)
{
    (void)name;
    (void)context;
    unlink(path);
}

static void remove_stray(const char *path, const char *name, void *context)
{
    const struct index_marker *marker = context;
    struct slice text = slice_of(name);
    struct slice head = SLICE("shard-");
    uint64_t n;

    if (is_beginning(name) && strcmp(name, INDEX_LOCK) != 0) {
        unlink(path);
        return;
    }
    if (!slice_starts(text, head) ||
        !parse_number(slice_part(text, head.len, text.len), SHARD_NUMBER_MOST,
                      &n) ||
        marker_has(marker, n))
        return;
    for_each_entry(path, remove_file, NULL);
    rmdir(path);
}

void index_folder_clean(const char *folder, const struct index_marker *marker)
{
    struct index_marker copy = *marker;

    for_each_entry(folder, remove_stray, &copy);
}

static void add_bytes(const char *path, const char *name, void *context)
{
    uint64_t *total = context;
    struct file_info info;

    (void)name;
    if (!file_look(path, &info, NULL))
        *total += (uint64_t)info.size;
}

uint64_t index_folder_bytes(const char *folder,
                            const struct index_marker *marker)
{
    struct arena scratch = ARENA_INIT;
    uint64_t total = 0;

    for (unsigned i = 0; i < marker->shard_count; i++)
        for_each_entry(index_shard_path(&scratch, folder, marker->shards[i]),
                       add_bytes, &total);
    arena_release(&scratch);
    return total;
}

static void sync_path(const char *path, const char *name, void *context)
{
    bool *has_failed = context;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);

    (void)name;
    if (descriptor < 0 || fsync(descriptor))
        *has_failed = true;
    if (descriptor >= 0)
        close(descriptor);
}

enum status index_shard_sync(const char *path, struct error *err)
{
    bool has_failed = false;

    for_each_entry(path, sync_path, &has_failed);
    sync_path(path, NULL, &has_failed);
    if (has_failed)
        return fail_errno(err, path, "make durable");
    return STATUS_OK;
}
