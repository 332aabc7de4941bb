/* lsp.h: textDocument/documentSymbol, codeLens; workspace/executeCommand. */
#include "searchd/lsp_inside.h"
#include "searchd/params.h"

enum { LENS_TOPICS_MOST = 5 };

static enum status make_view(const struct lsp_call *call, struct lsp_view *out,
                             struct error *err)
{
    struct slice uri =
        params_text(json_object_get(call->params, "textDocument"), "uri");

    if (!slice_is_known(uri))
        return error_set(err, STATUS_BAD_FORMAT, "\"textDocument\" is wanted");
    return lsp_view_make(call->context->service, call->task, uri, call->arena,
                         out, err);
}

/* ---- symbols ---- */

struct outline {
    const struct lsp_call *call;
    const struct lsp_view *view;
    const struct lsp_node *nodes;
    size_t count;
    struct json_writer *json;
};

static void put_range(const struct outline *outline, const char *key,
                      const struct lsp_range *range)
{
    json_key(outline->json, key);
    lsp_put_range(outline->json, &outline->view->text, range,
                  outline->call->task->client.units);
}

/* The node at a place with all below it; returns the place behind them. */
static size_t put_nested(const struct outline *outline, size_t place)
{
    const struct lsp_node *node = &outline->nodes[place];
    struct json_writer *json = outline->json;

    json_begin_object(json);
    json_add_text(json, "name", node->name);
    if (node->detail.len)
        json_add_text(json, "detail", node->detail);
    json_add_integer(json, "kind", node->kind);
    put_range(outline, "range", &node->range);
    put_range(outline, "selectionRange", &node->selected);
    json_key(json, "children");
    json_begin_array(json);
    place++;
    while (place < outline->count && outline->nodes[place].depth > node->depth)
        place = put_nested(outline, place); /* as deep as sections are */
    json_end_array(json);
    json_end_object(json);
    return place;
}

/* For clients that take no tree: each names the one that it is in. */
static void put_flat(const struct outline *outline)
{
    const struct lsp_node *above[PASSAGE_SECTIONS_MOST + 3];
    struct json_writer *json = outline->json;

    for (size_t i = 0; i < outline->count; i++) {
        const struct lsp_node *node = &outline->nodes[i];

        above[node->depth] = node;
        json_begin_object(json);
        json_add_text(json, "name", node->name);
        json_add_integer(json, "kind", node->kind);
        if (node->depth)
            json_add_text(json, "containerName", above[node->depth - 1]->name);
        json_key(json, "location");
        json_begin_object(json);
        json_add_text(json, "uri", outline->view->text.uri);
        put_range(outline, "range", &node->range);
        json_end_object(json);
        json_end_object(json);
    }
}

enum status lsp_document_symbol(const struct lsp_call *call,
                                struct json_writer *json, struct error *err)
{
    struct lsp_view view;
    struct lsp_node *nodes;
    size_t count;
    enum status status = make_view(call, &view, err);

    if (status)
        return status;
    lsp_tree_make(&view, call->arena, &nodes, &count);
    json_begin_array(json);
    if (call->task->client.has_hierarchy)
        for (size_t at = 0; at < count;)
            at = put_nested(
                &(const struct outline){call, &view, nodes, count, json}, at);
    else
        put_flat(&(const struct outline){call, &view, nodes, count, json});
    json_end_array(json);
    return STATUS_OK;
}

/* ---- topics ---- */

/* The topics of passages first to end, or of all the text where there are
 * none. */
static size_t find_topics(const struct lsp_call *call,
                          const struct concepts *concepts,
                          const struct lsp_view *view, size_t first, size_t end,
                          const struct topic **out)
{
    struct concept_place *all = NULL, *found;
    size_t count = 0, capacity = 0, some, topics;

    for (size_t i = first; i < end; i++) {
        const struct hit *hit = view->spots[i].hit;

        concepts_find(concepts, hit->passage.text, lsp_language(hit),
                      call->arena, &found, &some);
        for (size_t k = 0; k < some; k++) {
            all = heap_grow(all, count, &capacity, sizeof *all);
            all[count++] = found[k];
        }
    }
    if (!view->count) {
        concepts_find(concepts, view->text.lines.text,
                      terms_language(SLICE_UNKNOWN), call->arena, &found,
                      &some);
        return concepts_topics(concepts, found, some, call->arena, out,
                               LENS_TOPICS_MOST);
    }
    topics = concepts_topics(concepts, all, count, call->arena, out,
                             LENS_TOPICS_MOST);
    heap_free(all);
    return topics;
}

static void put_lens(const struct outline *outline,
                     const struct lsp_range *range, const struct topic *topic)
{
    struct json_writer *json = outline->json;

    json_begin_object(json);
    put_range(outline, "range", range);
    json_key(json, "command");
    json_begin_object(json);
    json_add_text(json, "title", topic->label);
    json_add_text(json, "command", SLICE("demarche.topic"));
    json_key(json, "arguments");
    json_begin_array(json);
    json_put_text(json, topic->name);
    json_end_array(json);
    json_end_object(json);
    json_end_object(json);
}

/* A lens for each topic of some passages, on the first line of a range. */
static void put_lenses(const struct outline *outline,
                       const struct concepts *concepts, struct lsp_range range,
                       size_t first, size_t end)
{
    const struct topic *topics[LENS_TOPICS_MOST];
    size_t count =
        find_topics(outline->call, concepts, outline->view, first, end, topics);

    range.end = range.start;
    for (size_t i = 0; i < count; i++)
        put_lens(outline, &range, topics[i]);
}

enum status lsp_code_lens(const struct lsp_call *call, struct json_writer *json,
                          struct error *err)
{
    const struct concepts *concepts;
    struct outline outline = {.call = call, .json = json};
    struct lsp_view view;
    struct lsp_node *nodes;
    size_t sections = 0;
    enum status status = make_view(call, &view, err);

    if (!status)
        status = service_concepts(call->context->service, &concepts, err);
    if (status)
        return status;
    lsp_tree_make(&view, call->arena, &nodes, &outline.count);
    outline.view = &view;
    json_begin_array(json);
    for (size_t i = 0; i < outline.count; i++) {
        if (nodes[i].kind != LSP_KIND_NAMESPACE)
            continue;
        put_lenses(&outline, concepts, nodes[i].selected, nodes[i].first,
                   nodes[i].end);
        sections++;
    }
    if (!sections) /* all of it is one */
        put_lenses(&outline, concepts,
                   view.count ? view.spots[0].range : (struct lsp_range){0, 0},
                   0, view.count);
    json_end_array(json);
    return STATUS_OK;
}

/* What a lens stands for: the passages of its topic. */
enum status lsp_execute(const struct lsp_call *call, struct json_writer *json,
                        struct error *err)
{
    const json_t *arguments = json_object_get(call->params, "arguments");
    struct slice command = params_text(call->params, "command");
    const json_t *name = json_array_get(arguments, 0);
    json_t *params;
    enum status status;

    if (!slice_equal(command, SLICE("demarche.topic")) || !json_is_string(name))
        return error_set(err, STATUS_BAD_FORMAT,
                         "\"demarche.topic\" with the name of a topic is the "
                         "one command");
    params = json_pack("{s:O}", "name", name);
    status = methods_call(call->context, SLICE("topic"), params, call->arena,
                          json, err);
    json_decref(params);
    return status;
}
