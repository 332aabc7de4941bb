#include "indexer/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/file.h"
#include "common/log.h"
#include "indexer/metadata.h"
#include "indexer/reader.h"
#include "indexer/sites.h"
#include "indexer/unpack.h"

#define INDEX_MARKER_NAME "demarche-index" /* what index.h puts in a folder */

enum { DEPTH_MOST = 128, NAMES_MOST = 10 * 1000 * 1000 };

static void fail(struct walk *walk, const char *text)
{
    log_error("%s", text);
    walk->failures++;
}

static void pass_over(struct walk *walk, const char *ending)
{
    struct walk_ending *one;

    for (size_t i = 0; i < walk->passed_over_count; i++) {
        one = &walk->passed_over[i];
        if (slice_equal_nocase(slice_of(one->ending), slice_of(ending))) {
            one->count++;
            return;
        }
    }
    walk->passed_over =
        heap_grow(walk->passed_over, walk->passed_over_count,
                  &walk->passed_over_capacity, sizeof *walk->passed_over);
    one = &walk->passed_over[walk->passed_over_count++];
    one->ending = arena_copy(&walk->arena, ending, strlen(ending));
    one->count = 1;
}

static void take_file(struct walk *walk, const char *path, const char *key,
                      const struct file_info *info, bool is_named)
{
    struct slice kept = slice_copy(&walk->arena, slice_of(key));

    if (!hash_set_add(&walk->seen, slice_hash(kept)))
        return;
    walk->files = heap_grow(walk->files, walk->count, &walk->capacity,
                            sizeof *walk->files);
    walk->files[walk->count++] =
        (struct walk_file){.path = arena_copy(&walk->arena, path, strlen(path)),
                           .key = kept,
                           .size = info->size,
                           .mtime_ns = info->mtime_ns,
                           .is_named = is_named};
}

/* ---- folders ---- */

struct names {
    char **items;
    size_t count;
    size_t capacity;
    struct arena arena;
    bool is_index;
};

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static enum status read_names(const char *path, struct names *names,
                              struct error *err)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    int number;

    if (!folder)
        return error_set(err, STATUS_IO, "%s: cannot open folder: %s", path,
                         strerror(errno));
    while (errno = 0, (entry = readdir(folder)) != NULL) {
        size_t len = strlen(entry->d_name);

        names->is_index |= !strcmp(entry->d_name, INDEX_MARKER_NAME);
        if (entry->d_name[0] == '.' ||
            !strcmp(entry->d_name, METADATA_FILE_NAME) ||
            !strcmp(entry->d_name, SITES_FILE_NAME))
            continue;
        if (names->count == NAMES_MOST)
            break;
        names->items = heap_grow(names->items, names->count, &names->capacity,
                                 sizeof *names->items);
        names->items[names->count++] =
            arena_copy(&names->arena, entry->d_name, len);
    }
    number = errno;
    closedir(folder);
    if (number)
        return error_set(err, STATUS_IO, "%s: cannot read folder: %s", path,
                         strerror(number));
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    return STATUS_OK;
}

static void release_names(struct names *names)
{
    heap_free(names->items);
    arena_release(&names->arena);
}

static void take_folder(struct walk *walk, const char *path, unsigned depth);

/* The folders of a Maildir: names of letters have endings of many kinds. */
static bool is_of_letters(const char *folder)
{
    struct arena scratch = ARENA_INIT;
    const char *name = file_name(folder);
    bool is_one = false;

    if (!strcmp(name, "cur") || !strcmp(name, "new"))
        is_one = file_exists(file_join(&scratch, folder, "../tmp")) &&
                 file_exists(file_join(&scratch, folder, "../cur"));
    arena_release(&scratch);
    return is_one;
}

static bool is_foreign(const struct walk *walk, const char *folder,
                       const char *name)
{
    const char *ending = reader_ending(name);

    return !walk->takes_all && *ending && !reader_by_ending(name) &&
           !unpack_is_ending(slice_of(ending)) && !is_of_letters(folder);
}

/* A name met in a folder whose real path is key. */
static void take_name(struct walk *walk, const char *folder, const char *key,
                      const char *name, unsigned depth)
{
    struct arena scratch = ARENA_INIT;
    const char *path = file_join(&scratch, folder, name);
    const char *real;
    struct file_info info;
    struct error err;

    if (file_look(path, &info, &err)) {
        fail(walk, err.text);
    } else if (info.is_folder) {
        take_folder(walk, path, depth + 1);
    } else if (!info.is_regular) {
        pass_over(walk, "(no regular file)");
    } else if (is_foreign(walk, folder, name)) {
        pass_over(walk, reader_ending(name));
    } else {
        real = info.is_link ? file_real_path(&scratch, path)
                            : file_join(&scratch, key, name);
        if (real)
            take_file(walk, path, real, &info, false);
    }
    arena_release(&scratch);
}

static bool is_new_folder(struct walk *walk, const struct file_info *info)
{
    const uint64_t identity[] = {info->device, info->inode};

    return hash_set_add(
        &walk->seen,
        slice_hash((struct slice){(const char *)identity, sizeof identity}));
}

static void take_folder(struct walk *walk, const char *path, unsigned depth)
{
    struct names names = {.count = 0};
    struct arena scratch = ARENA_INIT;
    struct file_info info;
    struct error err;
    const char *key = file_real_path(&scratch, path);

    if (depth > DEPTH_MOST) {
        (void)error_set(&err, STATUS_TOO_LARGE,
                        "%s: over %d folders deep; name it by itself", path,
                        DEPTH_MOST);
        fail(walk, err.text);
    } else if (file_look(path, &info, &err)) {
        fail(walk, err.text);
    } else if (!key) {
        (void)error_set(&err, STATUS_IO, "%s: cannot be reached", path);
        fail(walk, err.text);
    } else if (is_new_folder(walk, &info)) {
        if (read_names(path, &names, &err))
            fail(walk, err.text);
        for (size_t i = 0; i < names.count && !names.is_index; i++)
            take_name(walk, path, key, names.items[i], depth);
        release_names(&names);
    }
    arena_release(&scratch);
}

/* ---- the command line ---- */

static void add_root(struct walk *walk, const char *path, const char *real,
                     bool is_gone)
{
    walk->roots = heap_grow(walk->roots, walk->root_count, &walk->root_capacity,
                            sizeof *walk->roots);
    walk->roots[walk->root_count++] =
        (struct walk_root){.key = slice_copy(&walk->arena, slice_of(real)),
                           .path = arena_copy(&walk->arena, path, strlen(path)),
                           .is_gone = is_gone};
}

/* Where path would be: the folders that are there, resolved, and the rest. */
static const char *would_be_path(struct arena *arena, const char *path)
{
    size_t len = strlen(path);
    const char *folder, *name, *real;

    while (len > 1 && path[len - 1] == '/')
        len--;
    path = arena_copy(arena, path, len);
    name = file_name(path);
    folder =
        name == path ? "." : arena_copy(arena, path, (size_t)(name - path));
    if (!strcmp(path, "/") || !strcmp(path, "."))
        return NULL;
    real = file_real_path(arena, folder);
    if (!real)
        real = would_be_path(arena, folder);
    return real ? file_join(arena, real, name) : NULL;
}

void walk_add(struct walk *walk, const char *path)
{
    struct arena scratch = ARENA_INIT;
    struct file_info info;
    struct error err;
    enum status status = file_look(path, &info, &err);
    bool is_gone = status == STATUS_NOT_FOUND && walk->takes_gone;
    const char *real;

    if (status && !is_gone) {
        fail(walk, err.text);
        arena_release(&scratch);
        return;
    }
    real = is_gone ? would_be_path(&scratch, path)
                   : file_real_path(&scratch, path);
    if (!real) {
        (void)error_set(&err, STATUS_IO, "%s: cannot be reached", path);
        fail(walk, err.text);
    } else {
        add_root(walk, path, real, is_gone);
        if (!is_gone && info.is_folder)
            take_folder(walk, path, 0);
        else if (!is_gone)
            take_file(walk, path, real, &info, true);
    }
    arena_release(&scratch);
}

struct slice walk_passed_over(struct walk *walk)
{
    struct strbuf text = STRBUF_INIT;
    struct slice kept = SLICE_UNKNOWN;

    for (size_t i = 0; i < walk->passed_over_count; i++)
        strbuf_add_format(&text, "%s%zu %s", i ? ", " : "",
                          walk->passed_over[i].count,
                          walk->passed_over[i].ending);
    if (text.len)
        kept = slice_copy(&walk->arena, strbuf_slice(&text));
    strbuf_release(&text);
    return kept;
}

void walk_release(struct walk *walk)
{
    heap_free(walk->files);
    heap_free(walk->roots);
    heap_free(walk->passed_over);
    hash_set_release(&walk->seen);
    arena_release(&walk->arena);
    *walk = (struct walk){.count = 0};
}
