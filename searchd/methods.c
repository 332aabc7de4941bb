#include "searchd/methods.h"

#include "common/schema.h"
#include "searchd/methods_inside.h"
#include "searchd/objects.h"
#include "searchd/params.h"

/* ---- search, topic ---- */

static void put_hits(const struct service_reply *reply,
                     const struct service_request *request,
                     struct json_writer *json)
{
    json_begin_object(json);
    json_key(json, "hits");
    json_begin_array(json);
    for (size_t i = 0; i < reply->result.count; i++)
        object_put_hit(json, &reply->result.hits[i], request->offset + i + 1,
                       request->is_explained);
    json_end_array(json);
    json_add_integer(json, "total", (int64_t)reply->result.estimate);
    json_add_text(json, "parse", reply->parse);
    if (request->is_explained)
        json_add_text(json, "plan", reply->plan);
    if (slice_is_known(reply->hint))
        json_add_text(json, "hint", reply->hint);
    json_end_object(json);
}

void methods_read_search(const struct methods_context *context,
                         const json_t *params, struct service_request *out)
{
    *out = (struct service_request){
        .query = params_text(params, "query"),
        .offset = (size_t)params_number(params, "offset", 0),
        .most = (size_t)params_number(params, "n", METHODS_HITS_DEFAULT),
        .is_all = params_truth(params, "all"),
        .is_all_copies = params_truth(params, "all_copies"),
        .is_explained = params_truth(params, "explain"),
        .language = params_text(params, "lang"),
        .stop = context->stop,
    };
}

static enum status find_hits(const struct methods_context *context,
                             const json_t *params, struct slice topic,
                             struct arena *arena, struct json_writer *json,
                             struct error *err)
{
    struct service_request request;
    struct service_reply reply;
    enum status status;

    methods_read_search(context, params, &request);
    request.topic = topic;
    request.is_parsed = true;
    status = service_search(context->service, &request, arena, &reply, err);
    if (!status)
        put_hits(&reply, &request, json);
    return status;
}

static enum status method_search(const struct methods_context *context,
                                 const json_t *params, struct arena *arena,
                                 struct json_writer *json, struct error *err)
{
    static const struct param_spec table[] = {
        {"query", PARAM_TEXT, true, 0, 0},
        METHODS_SEARCH_PARAMS,
        {"explain", PARAM_TRUTH, false, 0, 0}};
    enum status status = params_check(params, table, COUNT_OF(table), err);

    return status ? status
                  : find_hits(context, params, SLICE_UNKNOWN, arena, json, err);
}

static enum status method_topic(const struct methods_context *context,
                                const json_t *params, struct arena *arena,
                                struct json_writer *json, struct error *err)
{
    static const struct param_spec table[] = {
        {"name", PARAM_TEXT, true, 0, 0},
        {"query", PARAM_TEXT, false, 0, 0},
        METHODS_SEARCH_PARAMS,
        {"explain", PARAM_TRUTH, false, 0, 0}};
    enum status status = params_check(params, table, COUNT_OF(table), err);

    return status ? status
                  : find_hits(context, params, params_text(params, "name"),
                              arena, json, err);
}

/* ---- topics ---- */

static enum status method_topics(const struct methods_context *context,
                                 const json_t *params, struct arena *arena,
                                 struct json_writer *json, struct error *err)
{
    static const struct param_spec table[] = {
        {"concepts", PARAM_TRUTH, false, 0, 0}};
    const struct topic_table *topics;
    struct slice source;
    enum status status = params_check(params, table, COUNT_OF(table), err);

    (void)arena;
    if (!status)
        status = service_topics(context->service, &topics, &source, err);
    if (status)
        return status;
    json_begin_object(json);
    json_key(json, "topics");
    json_begin_array(json);
    for (size_t i = 0; i < topic_table_count(topics); i++) {
        const struct topic *topic = topic_table_at(topics, i);

        if (topic->is_topic || params_truth(params, "concepts"))
            object_put_topic(json, topic);
    }
    json_end_array(json);
    json_add_text(json, "from", source);
    json_end_object(json);
    return STATUS_OK;
}

/* ---- passage, statement ---- */

struct shown {
    struct hit *hits;
    size_t count, place;
};

static enum status show(const struct methods_context *context,
                        const json_t *params, struct arena *arena,
                        struct shown *out, struct error *err)
{
    static const struct param_spec table[] = {{"id", PARAM_TEXT, true, 0, 0}};
    enum status status = params_check(params, table, COUNT_OF(table), err);

    return status
               ? status
               : service_show(context->service, params_text(params, "id"),
                              arena, &out->hits, &out->count, &out->place, err);
}

static enum status method_passage(const struct methods_context *context,
                                  const json_t *params, struct arena *arena,
                                  struct json_writer *json, struct error *err)
{
    struct shown shown;
    enum status status = show(context, params, arena, &shown, err);

    if (!status && shown.place == SIZE_MAX)
        status = error_set(err, STATUS_USAGE,
                           "the id of a passage is wanted: %.*s#1",
                           SLICE_ARG(shown.hits[0].statement.id));
    if (!status)
        object_put_passage(json, &shown.hits[shown.place]);
    return status;
}

static enum status method_statement(const struct methods_context *context,
                                    const json_t *params, struct arena *arena,
                                    struct json_writer *json, struct error *err)
{
    struct shown shown;
    enum status status = show(context, params, arena, &shown, err);

    if (status)
        return status;
    json_begin_object(json);
    json_add_text(json, "id", shown.hits[0].statement.id);
    json_key(json, "passages");
    json_begin_array(json);
    for (size_t i = 0; i < shown.count; i++)
        object_put_passage(json, &shown.hits[i]);
    json_end_array(json);
    json_end_object(json);
    return STATUS_OK;
}

/* ---- status ---- */

static enum status method_status(const struct methods_context *context,
                                 const json_t *params, struct arena *arena,
                                 struct json_writer *json, struct error *err)
{
    const struct topic_table *topics;
    struct service_status seen;
    struct slice source;
    struct error topics_err;
    size_t count = 0;
    enum status status = params_check(params, NULL, 0, err);

    if (!status)
        status = service_status(context->service, arena, &seen, err);
    if (status)
        return status;
    if (service_topics(context->service, &topics, &source, &topics_err))
        count = SIZE_MAX;
    for (size_t i = 0; count != SIZE_MAX && i < topic_table_count(topics); i++)
        count += topic_table_at(topics, i)->is_topic;
    object_put_status(json, slice_of(context->options->index_folder), &seen,
                      count, source);
    return STATUS_OK;
}

/* ---- all of them ---- */

static const struct {
    const char *name;
    method *call;
} methods[] = {
    {"search", method_search},       {"topic", method_topic},
    {"topics", method_topics},       {"passage", method_passage},
    {"statement", method_statement}, {"status", method_status},
    {"print", methods_print},        {"serves", methods_serves},
    {"facets", methods_facets},      {"related", methods_related},
};

static method *find(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(methods); i++)
        if (slice_equal(name, slice_of(methods[i].name)))
            return methods[i].call;
    return NULL;
}

bool methods_has(struct slice name)
{
    return find(name) != NULL;
}

enum status methods_call(const struct methods_context *context,
                         struct slice name, const json_t *params,
                         struct arena *arena, struct json_writer *json,
                         struct error *err)
{
    return find(name)(context, params, arena, json, err);
}
