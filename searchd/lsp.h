/* lsp.h - the Language Server Protocol: what a request of a session finds in
 * the index. See lsp_session.h for the rest of the protocol. */
#ifndef SEARCHD_LSP_H
#define SEARCHD_LSP_H

#include "searchd/lsp_session.h"
#include "searchd/methods.h"

bool lsp_has(struct slice method);

/* Do a method that lsp_has(), for context->lsp, and write its result.
 * BAD_FORMAT: wrong parameters; USAGE: a query that cannot be parsed; others as
 * in service.h. */
MUST_CHECK enum status lsp_call(const struct methods_context *context,
                                const struct rpc_request *request,
                                struct arena *arena, struct json_writer *json,
                                struct error *err);

#endif
