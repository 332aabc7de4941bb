#include "searchd/service.h"

#include "common/schema.h"
#include "searchd/lookup.h"
#include "searchd/service_inside.h"

enum { TRIES_MOST = 5 }; /* to read an index that others write */

enum status service_open(const struct service_options *options,
                         struct service **out, struct error *err)
{
    struct service *service = heap_alloc(sizeof *service);
    enum status status = STATUS_OK;

    *out = NULL;
    service->topic_path_count = options->topic_path_count;
    service->topic_paths =
        arena_array(&service->arena, options->topic_path_count + 1,
                    sizeof *service->topic_paths);
    for (size_t i = 0; i < options->topic_path_count; i++)
        service->topic_paths[i] =
            slice_copy(&service->arena, slice_of(options->topic_paths[i]))
                .bytes;
    if (options->index_folder)
        status =
            index_reader_open(options->index_folder, &service->reader, err);
    if (status) {
        service_close(service);
        return status;
    }
    if (service->reader)
        index_reader_join(service->reader, options->circle);
    service->analyser = analyser_new();
    *out = service;
    return STATUS_OK;
}

void service_close(struct service *service)
{
    if (!service)
        return;
    concepts_free(service->concepts);
    topic_table_free(service->topics);
    strbuf_release(&service->topic_source);
    analyser_free(service->analyser);
    index_reader_close(service->reader);
    arena_release(&service->arena);
    heap_free(service);
}

/* ---- requests that may meet a newer index ---- */

/* See the newest commit. An index that has gone is no passage that is not
 * found. */
static enum status look_again(struct service *service, struct error *err)
{
    enum status status = index_reader_reopen(service->reader, err);

    if (status == STATUS_NOT_FOUND)
        status = err->status = STATUS_IO;
    return status;
}

enum status service_do(struct service *service, service_work *work,
                       void *request, struct arena *arena, struct error *err)
{
    enum status status = STATUS_STALE;

    for (int i = 0; i < TRIES_MOST && status == STATUS_STALE; i++) {
        status = service->is_used ? look_again(service, err) : STATUS_OK;
        service->is_used = true;
        if (!status)
            status = work(service, request, arena, err);
    }
    return status;
}

/* ---- show ---- */

struct showing {
    struct slice id;
    struct hit **out;
    size_t *count;
    size_t *place;
};

static enum status work_show(struct service *service, void *work,
                             struct arena *arena, struct error *err)
{
    struct showing *showing = work;

    return lookup_statement(service->reader, showing->id, arena, showing->out,
                            showing->count, showing->place, err);
}

enum status service_show(struct service *service, struct slice id,
                         struct arena *arena, struct hit **out, size_t *count,
                         size_t *place, struct error *err)
{
    struct showing showing = {id, out, count, place};

    return service_do(service, work_show, &showing, arena, err);
}

/* ---- statements ---- */

struct statement_list {
    struct index_term **out;
    size_t *count;
};

static enum status work_statements(struct service *service, void *work,
                                   struct arena *arena, struct error *err)
{
    struct statement_list *list = work;

    return index_reader_terms(service->reader, SLICE(PREFIX_STATEMENT),
                              SERVICE_STATEMENTS_MOST, arena, list->out,
                              list->count, err);
}

enum status service_statements(struct service *service, struct arena *arena,
                               struct index_term **out, size_t *count,
                               struct error *err)
{
    struct statement_list list = {out, count};

    return service_do(service, work_statements, &list, arena, err);
}
