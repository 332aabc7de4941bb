#include "searchd/answer.h"

#include "searchd/mcp.h"

bool answer_knows(const struct rpc_request *request)
{
    return methods_has(request->method) ||
           mcp_has(request->method, request->params);
}

enum status answer_add(const struct methods_context *context,
                       const struct rpc_request *request, struct arena *arena,
                       struct strbuf *reply)
{
    struct strbuf result = STRBUF_INIT;
    struct json_writer json = JSON_WRITER(&result);
    struct error err = {0};
    enum status status = methods_has(request->method)
                             ? methods_call(context, request->method,
                                            request->params, arena, &json, &err)
                             : mcp_call(context, request->method,
                                        request->params, arena, &json, &err);

    if (slice_is_known(request->id) && status)
        rpc_add_error(reply, request->id, rpc_code_of(status), err.text);
    else if (slice_is_known(request->id))
        rpc_add_result(reply, request->id, strbuf_slice(&result));
    strbuf_release(&result);
    return status;
}

void answer_unknown(const struct rpc_request *request, struct strbuf *reply)
{
    struct error err;

    error_set(&err, STATUS_USAGE, "no method \"%.*s\"",
              SLICE_ARG(request->method));
    if (slice_is_known(request->id))
        rpc_add_error(reply, request->id, RPC_METHOD_NOT_FOUND, err.text);
}
