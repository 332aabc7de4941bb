#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/file.h"
#include "common/settings.h"
#include "searchd/service_inside.h"
#include "searchd/topic_cache.h"

/* Files and folders of topics. */
struct sources {
    struct source {
        const char *path; /* as given, for messages */
        const char *real;
    } * items;
    size_t count;
};

static void add_source(struct sources *sources, struct arena *arena,
                       const char *path)
{
    const char *real = file_real_path(arena, path);

    path = arena_copy(arena, path, strlen(path));
    sources->items[sources->count++] =
        (struct source){path, real ? real : path};
}

/* Each of several paths parted by ":". */
static void add_list(struct sources *sources, struct arena *arena,
                     const char *list)
{
    struct slice rest = slice_of(list), path;

    sources->items = arena_array(arena, rest.len + 1, sizeof *sources->items);
    while (slice_next(&rest, ':', &path))
        if (path.len)
            add_source(sources, arena, slice_copy(arena, path).bytes);
}

static void find_default(struct sources *sources, struct arena *arena)
{
    static const char installed[] = DEMARCHE_DATADIR "/topics";
    const char *listed = getenv("DEMARCHE_TOPICS");
    const char *folder, *built;

    if (listed && listed[0]) {
        add_list(sources, arena, listed);
        return;
    }
    folder = file_program_folder(arena);
    built = folder ? file_real_path(
                         arena, file_join(arena, folder, "../../corpus/topics"))
                   : NULL;
    if (built)
        add_source(sources, arena, built);
    else if (file_exists(installed))
        add_source(sources, arena, installed);
}

static void find_sources(const char *const *paths, size_t count,
                         struct arena *arena, struct sources *out)
{
    *out = (struct sources){
        .items = arena_array(arena, count + 1, sizeof *out->items)};
    for (size_t i = 0; i < count; i++)
        add_source(out, arena, paths[i]);
    if (!count)
        find_default(out, arena);
}

static void join(const struct sources *sources, struct strbuf *out)
{
    for (size_t i = 0; i < sources->count; i++) {
        if (i)
            strbuf_add_byte(out, ':');
        strbuf_add_text(out, sources->items[i].real);
    }
}

void service_topic_source(const struct service_options *options,
                          struct strbuf *out)
{
    struct arena arena = ARENA_INIT;
    struct sources sources;

    find_sources(options->topic_paths, options->topic_path_count, &arena,
                 &sources);
    join(&sources, out);
    arena_release(&arena);
}

/* ---- reading ---- */

static uint64_t stamp(const struct sources *sources)
{
    uint64_t hash = SLICE_HASH_NONE;

    for (size_t i = 0; i < sources->count; i++)
        hash = topic_files_stamp(sources->items[i].real, hash);
    return hash;
}

static void forget(struct service *service)
{
    concepts_free(service->concepts);
    service->concepts = NULL;
    topic_table_free(service->topics);
    service->topics = NULL;
    strbuf_reset(&service->topic_source);
    service->is_topics_read = false;
}

/* In the cache: one file for each choice of files and folders. */
static char *cache_path(const struct sources *sources, struct arena *arena)
{
    uint64_t hash = SLICE_HASH_NONE;
    struct strbuf name = STRBUF_INIT;
    char *path;

    for (size_t i = 0; i < sources->count; i++)
        hash = slice_hash_more(hash, slice_of(sources->items[i].path));
    strbuf_add_format(&name, "topics-%016" PRIx64, hash);
    path = file_join(arena, settings_cache_folder(arena), name.bytes);
    strbuf_release(&name);
    return path;
}

static enum status load(struct service *service, const struct sources *sources,
                        struct arena *arena, struct error *err)
{
    char *path = cache_path(sources, arena);
    enum status status = STATUS_OK;

    service->topics = topic_table_new();
    if (topic_cache_load(service->topics, path, service->topic_stamp))
        return topic_table_finish(service->topics, err);
    topic_table_free(service->topics);
    service->topics = topic_table_new();
    for (size_t i = 0; !status && i < sources->count; i++)
        status = topic_table_load(service->topics, sources->items[i].path, err);
    if (!status)
        status = topic_table_finish(service->topics, err);
    if (!status && sources->count &&
        !file_make_folders(settings_cache_folder(arena), NULL))
        topic_cache_save(service->topics, path, service->topic_stamp);
    return status;
}

static enum status read_topics(struct service *service, struct error *err)
{
    struct arena arena = ARENA_INIT;
    struct sources sources;
    enum status status;

    find_sources(service->topic_paths, service->topic_path_count, &arena,
                 &sources);
    service->topic_stamp = stamp(&sources);
    status = load(service, &sources, &arena, err);
    if (status) {
        forget(service);
    } else {
        join(&sources, &service->topic_source);
        service->is_topics_read = true;
    }
    arena_release(&arena);
    return status;
}

void service_refresh_topics(struct service *service)
{
    struct arena arena = ARENA_INIT;
    struct sources sources;

    find_sources(service->topic_paths, service->topic_path_count, &arena,
                 &sources);
    if (service->is_topics_read && stamp(&sources) != service->topic_stamp)
        forget(service);
    arena_release(&arena);
}

enum status service_topics(struct service *service,
                           const struct topic_table **out, struct slice *source,
                           struct error *err)
{
    enum status status =
        service->is_topics_read ? STATUS_OK : read_topics(service, err);

    *out = service->topics;
    *source = service->topic_source.len ? strbuf_slice(&service->topic_source)
                                        : SLICE_UNKNOWN;
    return status;
}

enum status service_concepts(struct service *service,
                             const struct concepts **out, struct error *err)
{
    const struct topic_table *topics;
    struct slice source;
    enum status status = service_topics(service, &topics, &source, err);

    if (!status && !service->concepts)
        service->concepts = concepts_new(topics, service->analyser);
    *out = service->concepts;
    return status;
}
