#include "searchd/lsp_inside.h"

static const struct {
    const char *name;
    lsp_method *call;
} methods[] = {
    {"workspace/symbol", lsp_workspace_symbol},
    {"workspace/executeCommand", lsp_execute},
    {"textDocument/documentSymbol", lsp_document_symbol},
    {"textDocument/hover", lsp_hover},
    {"textDocument/definition", lsp_definition},
    {"textDocument/references", lsp_references},
    {"textDocument/codeLens", lsp_code_lens},
};

static lsp_method *find(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(methods); i++)
        if (slice_equal(name, slice_of(methods[i].name)))
            return methods[i].call;
    return NULL;
}

bool lsp_has(struct slice method)
{
    return find(method) != NULL;
}

enum status lsp_call(const struct methods_context *context,
                     const struct rpc_request *request, struct arena *arena,
                     struct json_writer *json, struct error *err)
{
    const struct lsp_call call = {context, context->lsp, request->params,
                                  arena};

    return find(request->method)(&call, json, err);
}
