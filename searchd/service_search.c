#include "common/schema.h"
#include "searchd/service_inside.h"
#include "searchd/suggest.h"

struct search {
    const struct service_request *request;
    struct service_reply *reply;
};

static const struct rank_settings *
settings_of(const struct service_request *request)
{
    return request->settings ? request->settings : &rank_default;
}

static bool has_topic(const struct query *query)
{
    if (query->kind == QUERY_TOPIC)
        return true;
    for (size_t i = 0; i < query->child_count; i++)
        if (has_topic(query->children[i]))
            return true;
    return false;
}

/* The query, the topic, or both joined by AND. */
static enum status parse(const struct service_request *request,
                         struct arena *arena, struct query **out,
                         struct error *err)
{
    struct query *topic, *both;
    enum status status = STATUS_OK;

    *out = NULL;
    if (slice_is_known(request->query))
        status = query_parse(request->query, arena, out, err);
    if (status || !slice_is_known(request->topic))
        return status;
    topic = arena_alloc(arena, sizeof *topic);
    *topic = (struct query){
        .kind = QUERY_TOPIC, .text = request->topic, .column = 1};
    if (!*out) {
        *out = topic;
        return STATUS_OK;
    }
    both = arena_alloc(arena, sizeof *both);
    *both = (struct query){.kind = QUERY_AND, .column = 1, .child_count = 2};
    both->children = arena_array(arena, 2, sizeof *both->children);
    both->children[0] = topic;
    both->children[1] = *out;
    *out = both;
    return STATUS_OK;
}

static void explain(const struct planned *planned,
                    const struct service_request *request, struct arena *arena,
                    struct service_reply *out)
{
    struct strbuf text = STRBUF_INIT;

    if (request->is_parsed || request->is_explained) {
        query_print(planned->query, &text);
        out->parse = slice_copy(arena, strbuf_slice(&text));
    }
    if (request->is_explained) {
        strbuf_reset(&text);
        plan_print(planned->plan, &text);
        out->plan = slice_copy(arena, strbuf_slice(&text));
    }
    strbuf_release(&text);
}

enum status service_plan(struct service *service,
                         const struct service_request *request,
                         struct arena *arena, struct planner_context *context,
                         struct planned *planned, struct error *err)
{
    const struct planner_weights *weights = &settings_of(request)->weights;
    struct query *query;
    struct slice source;
    enum status status = parse(request, arena, &query, err);

    *planned = (struct planned){0};
    *context = (struct planner_context){.reader = service->reader,
                                        .analyser = service->analyser,
                                        .weights = *weights};
    if (!status && (has_topic(query) || weights->concepts > 0))
        status = service_topics(service, &context->topics, &source, err);
    if (!status)
        status = planner_languages(context, arena, err);
    if (!status && slice_is_known(request->language)) {
        context->languages[0] = request->language;
        context->language_count = 1;
    }
    if (!status)
        status =
            planner_plan(context, query, request->is_all, arena, planned, err);
    return status;
}

static enum status work_search(struct service *service, void *work,
                               struct arena *arena, struct error *err)
{
    struct search *search = work;
    const struct service_request *request = search->request;
    struct service_reply *out = search->reply;
    unsigned wants =
        (request->is_bare ? 0 : RANK_MARKS) |
        (request->is_explained ? RANK_EXPLANATIONS : 0) |
        (request->is_bare || request->is_all_copies ? 0 : RANK_COPIES);
    struct planner_context context;
    struct planned planned;
    enum status status =
        service_plan(service, request, arena, &context, &planned, err);

    *out = (struct service_reply){0};
    if (!status)
        status =
            rank_run(&context, settings_of(request), &planned, request->offset,
                     request->most, wants, arena, &out->result, err);
    if (!status)
        explain(&planned, request, arena, out);
    if (!status && !request->offset && !request->is_bare)
        status = suggest_words(&context, &planned, arena, &out->hint, err);
    for (size_t i = 0; i < planned.leaf_count && !out->topic; i++)
        out->topic = planned.leaves[i].topic;
    planned_release(&planned);
    if (!status && request->is_placed)
        status = service_place(service, out->result.hits, out->result.count,
                               arena, err);
    return status;
}

enum status service_search(struct service *service,
                           const struct service_request *request,
                           struct arena *arena, struct service_reply *out,
                           struct error *err)
{
    struct search search = {request, out};
    enum status status;

    if (request->offset + request->most > SCHEMA_HITS_MOST)
        return error_set(err, STATUS_USAGE,
                         "at most the first %d passages can be asked for",
                         SCHEMA_HITS_MOST);
    index_reader_stop_when(service->reader, request->stop);
    status = service_do(service, work_search, &search, arena, err);
    index_reader_stop_when(service->reader, NULL);
    return status;
}
