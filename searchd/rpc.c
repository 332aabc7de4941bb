#include "searchd/rpc.h"

#include <string.h>

static struct slice dump(const json_t *value, struct arena *arena)
{
    size_t len = json_dumpb(value, NULL, 0, JSON_ENCODE_ANY | JSON_COMPACT);
    char *bytes = arena_alloc(arena, len + 1);

    json_dumpb(value, bytes, len, JSON_ENCODE_ANY | JSON_COMPACT);
    return (struct slice){bytes, len};
}

static enum status refuse(enum rpc_code *code, enum rpc_code why,
                          struct error *err, const char *text)
{
    *code = why;
    return error_set(err, STATUS_BAD_FORMAT, "%s", text);
}

/* A string, a number or null; anything else names no request. */
static bool is_id(const json_t *id)
{
    return json_is_string(id) || json_is_number(id) || json_is_null(id);
}

static enum status read_envelope(struct rpc_request *out, struct arena *arena,
                                 enum rpc_code *code, struct error *err)
{
    const json_t *id = json_object_get(out->root, "id");
    const json_t *method = json_object_get(out->root, "method");
    const char *version =
        json_string_value(json_object_get(out->root, "jsonrpc"));

    if (id && !is_id(id))
        return refuse(code, RPC_INVALID_REQUEST, err,
                      "\"id\" is a string, a number or null");
    if (id)
        out->id = dump(id, arena);
    if (!version || strcmp(version, "2.0"))
        return refuse(code, RPC_INVALID_REQUEST, err,
                      "\"jsonrpc\" must be \"2.0\"");
    if (!method && (json_object_get(out->root, "result") ||
                    json_object_get(out->root, "error")))
        return STATUS_END;
    if (!json_is_string(method))
        return refuse(code, RPC_INVALID_REQUEST, err,
                      "\"method\" must be a string");
    out->method = slice_copy(arena, (struct slice){json_string_value(method),
                                                   json_string_length(method)});
    out->params = json_object_get(out->root, "params");
    if (json_is_null(out->params)) /* as some editors write none */
        out->params = NULL;
    if (out->params && !json_is_object(out->params) &&
        !json_is_array(out->params))
        return refuse(code, RPC_INVALID_PARAMS, err,
                      "\"params\" must be an object");
    return STATUS_OK;
}

enum status rpc_parse(struct slice message, json_t **out, enum rpc_code *code,
                      struct error *err)
{
    json_error_t why;
    json_t *root = json_loadb(message.bytes ? message.bytes : "", message.len,
                              JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &why);
    size_t count = json_array_size(root);

    *out = NULL;
    if (!root) {
        *code = RPC_PARSE_ERROR;
        return error_set(err, STATUS_BAD_FORMAT,
                         "not JSON: line %d, column %d: %s", why.line,
                         why.column, why.text);
    }
    if (json_is_array(root) && (!count || count > RPC_BATCH_MOST)) {
        json_decref(root);
        *code = RPC_INVALID_REQUEST;
        return error_set(err, STATUS_BAD_FORMAT,
                         "a batch has 1 to %d requests, not %zu",
                         RPC_BATCH_MOST, count);
    }
    *out = root;
    return STATUS_OK;
}

enum status rpc_read(json_t *value, struct arena *arena,
                     struct rpc_request *out, enum rpc_code *code,
                     struct error *err)
{
    enum status status;

    *out =
        (struct rpc_request){.id = SLICE_UNKNOWN, .root = json_incref(value)};
    if (!json_is_object(value))
        status =
            refuse(code, RPC_INVALID_REQUEST, err, "a request is an object");
    else
        status = read_envelope(out, arena, code, err);
    if (status == STATUS_BAD_FORMAT && !slice_is_known(out->id))
        out->id = SLICE("null");
    if (status)
        rpc_request_release(out);
    return status;
}

void rpc_request_release(struct rpc_request *request)
{
    json_decref(request->root);
    request->root = NULL;
    request->params = NULL;
}

void rpc_add_result(struct strbuf *out, struct slice id, struct slice result)
{
    strbuf_add_format(
        out, "{\"jsonrpc\":\"2.0\",\"id\":%.*s,\"result\":", SLICE_ARG(id));
    strbuf_add(out, result);
    strbuf_add_byte(out, '}');
}

void rpc_add_error(struct strbuf *out, struct slice id, enum rpc_code code,
                   const char *text)
{
    struct json_writer json = JSON_WRITER(out);

    strbuf_add_format(
        out, "{\"jsonrpc\":\"2.0\",\"id\":%.*s,\"error\":", SLICE_ARG(id));
    json_begin_object(&json);
    json_add_integer(&json, "code", code);
    json_add_text(&json, "message", slice_of(text));
    json_end_object(&json);
    strbuf_add_byte(out, '}');
}

void rpc_batch_add(struct strbuf *batch, struct slice reply)
{
    if (!reply.len)
        return;
    strbuf_add_byte(batch, batch->len ? ',' : '[');
    strbuf_add(batch, reply);
}

void rpc_batch_end(struct strbuf *batch)
{
    if (batch->len)
        strbuf_add_byte(batch, ']');
}

enum rpc_code rpc_code_of(enum status status)
{
    switch (status) {
    case STATUS_USAGE:
    case STATUS_BAD_FORMAT:
        return RPC_INVALID_PARAMS;
    case STATUS_NOT_FOUND:
        return RPC_NOT_FOUND;
    case STATUS_TOO_LARGE:
        return RPC_TOO_LARGE;
    case STATUS_BUSY:
    case STATUS_STALE:
        return RPC_BUSY;
    case STATUS_INTERRUPTED:
        return RPC_TIMED_OUT;
    default:
        return RPC_INTERNAL_ERROR;
    }
}
