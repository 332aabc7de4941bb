/* answer.h - a request to its reply, whichever protocol it is of. */
#ifndef SEARCHD_ANSWER_H
#define SEARCHD_ANSWER_H

#include "searchd/lsp_session.h"
#include "searchd/methods.h"
#include "searchd/rpc.h"

enum answer_turn {
    ANSWER_DONE,  /* *replies has what is to be sent, or nothing */
    ANSWER_ASKED, /* answer_add() has the reply */
    ANSWER_EXIT   /* the connection is to end once what was asked is answered */
};

/* Take a request as far as that goes without an index. *session is that of
 * the connection, NULL until it speaks LSP; session itself is NULL where that
 * cannot be. Messages are appended to *replies, a line each; *task, NULL but
 * for LSP, is the caller's, for the context of answer_add(). */
enum answer_turn answer_take(struct lsp_session **session,
                             const struct rpc_request *request,
                             struct strbuf *replies, struct lsp_task **task);

/* Do what the request asks and append the reply, a result or an error; nothing
 * for a notification. Returns what the method ended with. */
enum status answer_add(const struct methods_context *context,
                       const struct rpc_request *request, struct arena *arena,
                       struct strbuf *reply);

/* The code of the error for a status, in the protocol of the request: task is
 * NULL but for LSP. */
enum rpc_code answer_code(const struct lsp_task *task, enum status status);

#endif
