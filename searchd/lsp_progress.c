/* lsp_inside.h: what a client is told while it waits. */
#include "searchd/lsp_inside.h"

enum { PART_ITEMS = 25 };

/* {"method":"$/progress","params":{"token":...,"value":...}} for a token that
 * the client gave under this name; none given: nothing. */
static void tell(const struct lsp_call *call, const char *name,
                 struct slice value)
{
    const json_t *token = json_object_get(call->params, name);
    struct strbuf message = STRBUF_INIT;
    char *text;
    size_t len;

    if (!call->context->tell ||
        (!json_is_string(token) && !json_is_integer(token)))
        return;
    len = json_dumpb(token, NULL, 0, JSON_ENCODE_ANY);
    text = arena_alloc(call->arena, len + 1);
    json_dumpb(token, text, len, JSON_ENCODE_ANY);
    strbuf_add_format(&message,
                      "{\"jsonrpc\":\"2.0\",\"method\":\"$/progress\","
                      "\"params\":{\"token\":%s,\"value\":",
                      text);
    strbuf_add(&message, value);
    strbuf_add_text(&message, "}}");
    call->context->tell(call->context->teller, strbuf_slice(&message));
    strbuf_release(&message);
}

void lsp_work_begin(const struct lsp_call *call, const char *title)
{
    struct strbuf value = STRBUF_INIT;
    struct json_writer json = JSON_WRITER(&value);

    json_begin_object(&json);
    json_add_text(&json, "kind", SLICE("begin"));
    json_add_text(&json, "title", slice_of(title));
    json_key(&json, "cancellable");
    json_put_truth(&json, true);
    json_end_object(&json);
    tell(call, "workDoneToken", strbuf_slice(&value));
    strbuf_release(&value);
}

void lsp_work_end(const struct lsp_call *call)
{
    tell(call, "workDoneToken", SLICE("{\"kind\":\"end\"}"));
}

/* ---- lists ---- */

void lsp_list_begin(struct lsp_list *list, const struct lsp_call *call,
                    struct json_writer *json)
{
    const json_t *token = json_object_get(call->params, "partialResultToken");

    *list = (struct lsp_list){.call = call, .result = json};
    list->is_parted = call->context->tell &&
                      (json_is_string(token) || json_is_integer(token));
    json_begin_array(json);
}

static void send_part(struct lsp_list *list)
{
    json_end_array(&list->item);
    tell(list->call, "partialResultToken", strbuf_slice(&list->part));
    strbuf_reset(&list->part);
}

struct json_writer *lsp_list_next(struct lsp_list *list)
{
    if (!list->is_parted)
        return list->result;
    if (list->count % PART_ITEMS == 0) {
        if (list->count)
            send_part(list);
        list->item = (struct json_writer)JSON_WRITER(&list->part);
        json_begin_array(&list->item);
    }
    list->count++;
    return &list->item;
}

void lsp_list_end(struct lsp_list *list)
{
    if (list->count)
        send_part(list);
    json_end_array(list->result);
    strbuf_release(&list->part);
}
