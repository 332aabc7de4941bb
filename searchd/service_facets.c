#include "searchd/service_inside.h"

struct facets_work {
    const struct service_request *request;
    const struct facet_request *facets;
    struct facet_counts *out;
};

static enum status work_facets(struct service *service, void *work,
                               struct arena *arena, struct error *err)
{
    struct facets_work *facets = work;
    struct planner_context context;
    struct planned planned;
    enum status status =
        service_plan(service, facets->request, arena, &context, &planned, err);

    if (!status)
        status = facets_count(&context, &planned, facets->facets, arena,
                              facets->out, err);
    planned_release(&planned);
    return status;
}

enum status service_facets(struct service *service,
                           const struct service_request *request,
                           const struct facet_request *facets,
                           struct arena *arena, struct facet_counts *out,
                           struct error *err)
{
    struct facets_work work = {request, facets, out};
    enum status status;

    index_reader_stop_when(service->reader, request->stop);
    status = service_do(service, work_facets, &work, arena, err);
    index_reader_stop_when(service->reader, NULL);
    return status;
}
