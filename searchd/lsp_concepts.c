/* lsp.h: a concept under the cursor: textDocument/definition, references. */
#include "searchd/lsp_inside.h"
#include "searchd/params.h"

enum { DEFINITIONS_MOST = 20 };

enum status lsp_look(const struct lsp_call *call, struct lsp_look *out,
                     struct error *err)
{
    struct slice uri =
        params_text(json_object_get(call->params, "textDocument"), "uri");
    struct text_place place;
    enum status status;

    *out = (struct lsp_look){0};
    if (!slice_is_known(uri) ||
        !lsp_place_read(json_object_get(call->params, "position"), &place))
        return error_set(err, STATUS_BAD_FORMAT,
                         "\"textDocument\" and \"position\" are wanted");
    status = lsp_view_make(call->context->service, call->task, uri, call->arena,
                           &out->view, err);
    if (status)
        return status;
    out->offset = text_lines_offset(&out->view.text.lines, place,
                                    call->task->client.units);
    out->spot = lsp_view_at(&out->view, out->offset);
    return STATUS_OK;
}

enum status lsp_look_at_concept(const struct lsp_call *call,
                                struct lsp_look *look, struct error *err)
{
    struct lsp_range around = lsp_view_paragraph(&look->view, look->offset);
    struct slice text =
        slice_part(look->view.text.lines.text, around.start, around.end);
    const struct concepts *concepts;
    struct concept_place *found;
    size_t count, at = look->offset - around.start;
    enum status status =
        service_concepts(call->context->service, &concepts, err);

    if (status)
        return status;
    concepts_find(concepts, text,
                  look->spot ? lsp_language(look->spot->hit) : SLICE_UNKNOWN,
                  call->arena, &found, &count);
    for (size_t i = 0; i < count; i++)
        if (found[i].start <= at && at <= found[i].end) {
            look->concept = found[i].concept;
            look->named = (struct lsp_range){around.start + found[i].start,
                                             around.start + found[i].end};
        }
    return STATUS_OK;
}

struct slice lsp_language(const struct hit *hit)
{
    return terms_language(slice_is_known(hit->passage.language)
                              ? hit->passage.language
                              : hit->statement.language);
}

/* The places of a concept, of each passage the first. */
static enum status put_places(const struct lsp_call *call,
                              const struct topic *concept, size_t most,
                              struct lsp_list *list, struct error *err)
{
    const struct service_request request = {.query = SLICE_UNKNOWN,
                                            .topic = concept->name,
                                            .most = most,
                                            .is_placed = true,
                                            .stop = call->context->stop};
    struct service_reply reply;
    struct arena arena = ARENA_INIT;
    enum status status = service_search(call->context->service, &request,
                                        call->arena, &reply, err);

    for (size_t i = 0; !status && i < reply.result.count; i++) {
        const struct hit *hit = &reply.result.hits[i];
        struct lsp_text text;

        if (!slice_is_known(hit->path))
            continue;
        lsp_text_read(call->task, hit->path, &arena, &text);
        lsp_put_location(lsp_list_next(list), &text, hit,
                         hit->mark_count ? &hit->marks[0] : NULL,
                         call->task->client.units, &arena);
        arena_reset(&arena);
    }
    arena_release(&arena);
    return status;
}

static enum status put_concept(const struct lsp_call *call, size_t most,
                               struct json_writer *json, struct error *err)
{
    struct lsp_look look;
    struct lsp_list list;
    enum status status = lsp_look(call, &look, err);

    lsp_work_begin(call, "Searching");
    if (!status)
        status = lsp_look_at_concept(call, &look, err);
    lsp_list_begin(&list, call, json);
    if (!status && look.concept)
        status = put_places(call, look.concept, most, &list, err);
    lsp_list_end(&list);
    lsp_work_end(call);
    return status;
}

enum status lsp_definition(const struct lsp_call *call,
                           struct json_writer *json, struct error *err)
{
    return put_concept(call, DEFINITIONS_MOST, json, err);
}

enum status lsp_references(const struct lsp_call *call,
                           struct json_writer *json, struct error *err)
{
    return put_concept(call, call->task->client.symbols, json, err);
}
