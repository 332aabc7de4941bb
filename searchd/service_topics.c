#include <stdlib.h>

#include "common/file.h"
#include "searchd/service_inside.h"

static enum status load_topics(struct service *service, const char *path,
                               struct error *err)
{
    const char *real;

    if (service->topic_source.len)
        strbuf_add_byte(&service->topic_source, ':');
    real = file_real_path(&service->arena, path);
    strbuf_add_text(&service->topic_source, real ? real : path);
    return topic_table_load(service->topics, path, err);
}

/* Each of several paths parted by ":". */
static enum status load_list(struct service *service, const char *list,
                             struct error *err)
{
    struct slice rest = slice_of(list), path;
    enum status status = STATUS_OK;

    while (!status && slice_next(&rest, ':', &path))
        if (path.len)
            status = load_topics(service,
                                 slice_copy(&service->arena, path).bytes, err);
    return status;
}

static enum status load_default(struct service *service, struct error *err)
{
    static const char installed[] = DEMARCHE_DATADIR "/topics";
    const char *listed = getenv("DEMARCHE_TOPICS");
    const char *folder, *built;

    if (listed && listed[0])
        return load_list(service, listed, err);
    folder = file_program_folder(&service->arena);
    built = folder ? file_real_path(&service->arena,
                                    file_join(&service->arena, folder,
                                              "../../corpus/topics"))
                   : NULL;
    if (built)
        return load_topics(service, built, err);
    return file_exists(installed) ? load_topics(service, installed, err)
                                  : STATUS_OK;
}

static enum status read_topics(struct service *service, struct error *err)
{
    enum status status = STATUS_OK;

    service->topics = topic_table_new();
    for (size_t i = 0; !status && i < service->topic_path_count; i++)
        status = load_topics(service, service->topic_paths[i], err);
    if (!service->topic_path_count)
        status = load_default(service, err);
    if (!status)
        status = topic_table_finish(service->topics, err);
    if (status) {
        topic_table_free(service->topics);
        service->topics = NULL;
        strbuf_reset(&service->topic_source);
        return status;
    }
    service->is_topics_read = true;
    return STATUS_OK;
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
