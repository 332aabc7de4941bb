#include "indexer/sites.h"

#include <string.h>

#include "common/file.h"
#include "common/log.h"
#include "common/settings.h"

enum { BUCKETS = 256 };

/* A folder, and its profile file if there is one. */
struct folder {
    struct folder *next; /* in its bucket */
    struct slice path;
    struct site_file *file;
};

struct sites {
    struct site_file *given, *own; /* NULL: none */
    struct folder *buckets[BUCKETS];
    size_t faults;
    struct arena arena;
};

size_t sites_faults(const struct sites *sites)
{
    return sites->faults;
}

static enum status load(struct sites *sites, const char *path,
                        struct site_file **out, struct error *err)
{
    enum status status = site_file_read(path, &sites->arena, out, err);

    if (!status)
        sites->faults += (*out)->faults;
    return status;
}

/* One that may be there or not. */
static struct site_file *look_for(struct sites *sites, const char *path)
{
    struct site_file *file;
    struct error err;
    enum status status = load(sites, path, &file, &err);

    if (status && status != STATUS_NOT_FOUND) {
        log_error("%s", err.text);
        sites->faults++;
    }
    return file;
}

struct sites *sites_new(void)
{
    struct sites *sites = heap_alloc(sizeof *sites);

    sites->own =
        look_for(sites, settings_config_file("sites.ini", &sites->arena));
    return sites;
}

void sites_free(struct sites *sites)
{
    if (!sites)
        return;
    arena_release(&sites->arena);
    heap_free(sites);
}

enum status sites_load(struct sites *sites, const char *path, struct error *err)
{
    size_t before = sites->faults;
    enum status status = load(sites, path, &sites->given, err);

    if (!status && sites->faults > before)
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: mend these lines (see demarche-index(1), SITE "
                         "PROFILES)",
                         path);
    return status;
}

/* ---- asking ---- */

static struct site_file *of_folder(struct sites *sites, struct slice path)
{
    struct folder **bucket = &sites->buckets[slice_hash(path) % BUCKETS];
    struct folder *folder = *bucket;

    while (folder && !slice_equal(folder->path, path))
        folder = folder->next;
    if (folder)
        return folder->file;
    folder = arena_alloc(&sites->arena, sizeof *folder);
    folder->path = slice_copy(&sites->arena, path);
    folder->next = *bucket;
    *bucket = folder;
    folder->file = look_for(
        sites, file_join(&sites->arena, folder->path.bytes, SITES_FILE_NAME));
    return folder->file;
}

static void add_file(struct sites_scope *out, const struct site_file *file)
{
    if (!file || out->count == SITES_SCOPE_MOST)
        return;
    out->files[out->count++] = file;
    out->hash = (out->hash + file->hash) * 0x100000001B3u;
}

void sites_scope_find(struct sites *sites, const char *path,
                      struct sites_scope *out)
{
    *out = (struct sites_scope){.count = 0};
    add_file(out, sites->given);
    for (size_t i = strlen(path); i-- > 0;)
        if (path[i] == '/')
            add_file(out, of_folder(sites, (struct slice){path, i ? i : 1}));
    add_file(out, sites->own);
}

struct site *sites_find(const struct sites_scope *scope, struct slice url,
                        const char *path)
{
    char room[SITE_ADDRESS_MOST];

    for (size_t i = 0; i < scope->count && url.len; i++) {
        struct site *site =
            site_file_find(scope->files[i], site_address(url, room));

        if (site)
            return site;
    }
    for (size_t i = 0; i < scope->count; i++)
        for (const char *at = path; strpbrk(at, "/:");
             at = strpbrk(at, "/:") + 1) {
            struct site *site = site_file_find(
                scope->files[i], site_address(slice_of(at), room));

            if (site)
                return site;
        }
    return NULL;
}
