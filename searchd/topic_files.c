#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/file.h"
#include "searchd/topic_table.h"

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_topic_file(const char *name)
{
    return name[0] != '.' && slice_ends(slice_of(name), SLICE(".ttl"));
}

static enum status list_folder(const char *path, struct arena *arena,
                               char ***names, size_t *count, struct error *err)
{
    char **found = NULL;
    size_t capacity = 0;
    struct dirent *entry;
    DIR *folder = opendir(path);

    if (!folder)
        return error_set(err, STATUS_IO, "%s: %s", path, strerror(errno));
    while ((entry = readdir(folder))) {
        if (!is_topic_file(entry->d_name))
            continue;
        found = heap_grow(found, *count, &capacity, sizeof *found);
        found[(*count)++] = file_join(arena, path, entry->d_name);
    }
    closedir(folder);
    *names = arena_array(arena, *count, sizeof **names);
    if (*count) {
        qsort(found, *count, sizeof *found, compare_names);
        memcpy(*names, found, *count * sizeof *found);
    }
    heap_free(found);
    if (!*count)
        return error_set(err, STATUS_NOT_FOUND,
                         "%s: no topics there: expected files *.ttl", path);
    return STATUS_OK;
}

enum status topic_files(const char *path, struct arena *arena, char ***names,
                        size_t *count, struct error *err)
{
    struct file_info info;
    enum status status = file_look(path, &info, err);

    *names = NULL;
    *count = 0;
    if (status)
        return status;
    if (info.is_folder)
        return list_folder(path, arena, names, count, err);
    *names = arena_array(arena, 1, sizeof **names);
    (*names)[(*count)++] = arena_copy(arena, path, strlen(path));
    return STATUS_OK;
}

uint64_t topic_files_stamp(const char *path, uint64_t hash)
{
    struct arena arena = ARENA_INIT;
    struct file_info info;
    char **names;
    size_t count;

    if (topic_files(path, &arena, &names, &count, NULL))
        count = 0;
    for (size_t i = 0; i < count; i++) {
        if (file_look(names[i], &info, NULL))
            info = (struct file_info){0};
        const uint64_t what[] = {(uint64_t)info.size, (uint64_t)info.mtime_ns,
                                 info.device, info.inode};

        hash = slice_hash_more(hash, slice_of(names[i]));
        hash = slice_hash_more(hash,
                               (struct slice){(const char *)what, sizeof what});
    }
    arena_release(&arena);
    return hash;
}
