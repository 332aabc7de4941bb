/* service.h: where the files of passages are, and what is in them. */
#include <stdlib.h>

#include "common/document.h"
#include "common/schema.h"
#include "searchd/service_inside.h"

enum status service_place(struct service *service, struct hit *hits,
                          size_t count, struct arena *arena, struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < count; i++) {
        struct index_file file;

        status = index_reader_file_of(service->reader, hits[i].document, arena,
                                      &file, err);
        if (status == STATUS_NOT_FOUND) /* it is being written just now */
            status = STATUS_OK;
        hits[i].path = file.key;
    }
    return status;
}

struct file_work {
    struct slice path;
    struct hit **out;
    size_t *count;
};

static int compare_places(const void *a, const void *b)
{
    const struct passage *left = &((const struct hit *)a)->passage;
    const struct passage *right = &((const struct hit *)b)->passage;

    if (left->byte_start != right->byte_start)
        return left->byte_start < right->byte_start ? -1 : 1;
    return left->n < right->n ? -1 : left->n > right->n;
}

static enum status read_hit(struct service *service, uint32_t document,
                            struct arena *arena, struct hit *out,
                            struct error *err)
{
    struct slice bytes;
    enum status status =
        index_reader_data(service->reader, document, arena, &bytes, err);

    if (!status)
        status = hit_decode(bytes, arena, out, err);
    out->document = document;
    return status;
}

static enum status work_file(struct service *service, void *request,
                             struct arena *arena, struct error *err)
{
    struct file_work *work = request;
    uint32_t *documents;
    struct hit *hits;
    enum status status = index_reader_holding(
        service->reader, document_file_term(work->path, arena),
        SCHEMA_HITS_MOST, arena, &documents, work->count, err);

    if (status)
        return status;
    if (!*work->count)
        return error_set(err, STATUS_NOT_FOUND, "%.*s: not in the index",
                         SLICE_ARG(work->path));
    hits = *work->out = arena_array(arena, *work->count, sizeof *hits);
    for (size_t i = 0; !status && i < *work->count; i++) {
        status = read_hit(service, documents[i], arena, &hits[i], err);
        hits[i].path = work->path;
    }
    if (!status)
        qsort(hits, *work->count, sizeof *hits, compare_places);
    return status;
}

enum status service_file(struct service *service, struct slice path,
                         struct arena *arena, struct hit **out, size_t *count,
                         struct error *err)
{
    struct file_work work = {path, out, count};

    *out = NULL;
    *count = 0;
    return service_do(service, work_file, &work, arena, err);
}
