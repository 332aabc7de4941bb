#include "searchd/lookup.h"
#include "searchd/service_inside.h"

struct related_work {
    struct slice id;
    const struct related_request *request;
    struct rank_result *out;
};

static enum status work_related(struct service *service, void *work,
                                struct arena *arena, struct error *err)
{
    struct related_work *related = work;
    struct planner_context context = {.reader = service->reader,
                                      .analyser = service->analyser,
                                      .weights = rank_default.weights};
    struct hit *hits;
    size_t count, place;
    enum status status = lookup_statement(service->reader, related->id, arena,
                                          &hits, &count, &place, err);

    if (!status && place == SIZE_MAX)
        status = error_set(err, STATUS_USAGE,
                           "the id of a passage is wanted: %.*s#1",
                           SLICE_ARG(hits[0].statement.id));
    if (!status)
        status = planner_languages(&context, arena, err);
    if (!status)
        status = related_find(&context, &hits[place], related->request, arena,
                              related->out, err);
    if (!status && related->request->is_placed)
        status = service_place(service, related->out->hits, related->out->count,
                               arena, err);
    return status;
}

enum status service_related(struct service *service, struct slice id,
                            const struct related_request *request,
                            const struct index_stop *stop, struct arena *arena,
                            struct rank_result *out, struct error *err)
{
    struct related_work work = {id, request, out};
    enum status status;

    index_reader_stop_when(service->reader, stop);
    status = service_do(service, work_related, &work, arena, err);
    index_reader_stop_when(service->reader, NULL);
    return status;
}
