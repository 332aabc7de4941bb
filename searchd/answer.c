#include "searchd/answer.h"

#include "searchd/lsp.h"
#include "searchd/mcp.h"

static enum answer_turn refuse(const struct rpc_request *request,
                               struct strbuf *replies)
{
    struct error err;

    error_set(&err, STATUS_USAGE, "no method \"%.*s\"",
              SLICE_ARG(request->method));
    if (slice_is_known(request->id))
        rpc_add_error(replies, request->id, RPC_METHOD_NOT_FOUND, err.text);
    return ANSWER_DONE;
}

static bool is_known(const struct rpc_request *request,
                     const struct lsp_task *task)
{
    return task ? lsp_has(request->method)
                : methods_has(request->method) ||
                      mcp_has(request->method, request->params);
}

enum answer_turn answer_take(struct lsp_session **session,
                             const struct rpc_request *request,
                             struct strbuf *replies, struct lsp_task **task)
{
    enum lsp_taken taken =
        session ? lsp_session_take(session, request, replies, task) : LSP_OTHER;

    if (!session)
        *task = NULL;
    if (taken == LSP_DONE)
        return ANSWER_DONE;
    if (taken == LSP_EXIT)
        return ANSWER_EXIT;
    if (!is_known(request, *task)) {
        lsp_task_free(*task);
        *task = NULL;
        return refuse(request, replies);
    }
    /* Nobody waits for what a notification finds. */
    return slice_is_known(request->id) ? ANSWER_ASKED : ANSWER_DONE;
}

static enum status call(const struct methods_context *context,
                        const struct rpc_request *request, struct arena *arena,
                        struct json_writer *json, struct error *err)
{
    if (context->lsp)
        return lsp_call(context, request, arena, json, err);
    if (methods_has(request->method))
        return methods_call(context, request->method, request->params, arena,
                            json, err);
    return mcp_call(context, request->method, request->params, arena, json,
                    err);
}

enum status answer_add(const struct methods_context *context,
                       const struct rpc_request *request, struct arena *arena,
                       struct strbuf *reply)
{
    struct strbuf result = STRBUF_INIT;
    struct json_writer json = JSON_WRITER(&result);
    struct error err = {0};
    enum status status = call(context, request, arena, &json, &err);

    if (slice_is_known(request->id) && status)
        rpc_add_error(reply, request->id, answer_code(context->lsp, status),
                      err.text);
    else if (slice_is_known(request->id))
        rpc_add_result(reply, request->id, strbuf_slice(&result));
    strbuf_release(&result);
    return status;
}

enum rpc_code answer_code(const struct lsp_task *task, enum status status)
{
    enum rpc_code code = rpc_code_of(status);

    /* In LSP some of our codes have another meaning. */
    if (task && (status == STATUS_USAGE || code == RPC_NOT_FOUND ||
                 code == RPC_TIMED_OUT || code == RPC_TOO_LARGE))
        return RPC_REQUEST_FAILED;
    return code;
}
