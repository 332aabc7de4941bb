/* lsp.h: workspace/symbol, which is search. */
#include "searchd/lsp_inside.h"
#include "searchd/params.h"

enum { NAME_COLUMNS = 100 };

static void put_name(const struct lsp_call *call, const struct hit *hit,
                     struct slice query, struct json_writer *json)
{
    struct strbuf name = STRBUF_INIT;

    lsp_add_words(&name, hit, NAME_COLUMNS);
    if (call->task->client.wants_query) {
        strbuf_add_text(&name, " \xE2\x80\xB9"); /* in angle quotation marks */
        strbuf_add_clean(&name, query);
        strbuf_add_text(&name, "\xE2\x80\xBA");
    }
    json_add_text(json, "name", strbuf_slice(&name));
    strbuf_release(&name);
}

static void put_symbol(const struct lsp_call *call, const struct hit *hit,
                       struct slice query, struct json_writer *json)
{
    struct arena arena = ARENA_INIT;
    struct strbuf source = STRBUF_INIT;
    struct lsp_text text;

    lsp_text_read(call->task, hit->path, &arena, &text);
    lsp_add_source(&source, hit);
    if (hit->copy_count)
        strbuf_add_format(&source, " (and %zu cop%s)", hit->copy_count,
                          hit->copy_count == 1 ? "y" : "ies");
    json_begin_object(json);
    put_name(call, hit, query, json);
    json_add_integer(json, "kind", LSP_KIND_STRING);
    json_add_text(json, "containerName", strbuf_slice(&source));
    json_key(json, "location");
    lsp_put_location(json, &text, hit, NULL, call->task->client.units, &arena);
    json_key(json, "data");
    json_begin_object(json);
    json_add_text(json, "id", hit->id);
    json_end_object(json);
    json_end_object(json);
    strbuf_release(&source);
    arena_release(&arena);
}

enum status lsp_workspace_symbol(const struct lsp_call *call,
                                 struct json_writer *json, struct error *err)
{
    const struct service_request request = {
        .query = params_text(call->params, "query"),
        .most = call->task->client.symbols,
        .is_placed = true,
        .stop = call->context->stop};
    struct service_reply reply = {0};
    struct lsp_list list;
    enum status status = STATUS_OK;

    if (!slice_is_known(request.query))
        return error_set(err, STATUS_BAD_FORMAT, "\"query\" must be a string");
    lsp_work_begin(call, "Searching");
    /* An editor asks for nothing before anything is typed. */
    if (slice_trim(request.query).len)
        status = service_search(call->context->service, &request, call->arena,
                                &reply, err);
    lsp_list_begin(&list, call, json);
    for (size_t i = 0; !status && i < reply.result.count; i++) {
        if (!slice_is_known(reply.result.hits[i].path))
            continue;
        put_symbol(call, &reply.result.hits[i], request.query,
                   lsp_list_next(&list));
    }
    lsp_list_end(&list);
    lsp_work_end(call);
    return status;
}
