/* lsp_session.h - the Language Server Protocol 3.17, seen from a connection:
 * its handshake, what the client can do, what it has open.
 *
 * The thread that reads a connection has its session and takes every message
 * of it in order; what needs the index becomes a task, which stands for the
 * session as it was when the request came, so that any thread can do it. */
#ifndef SEARCHD_LSP_SESSION_H
#define SEARCHD_LSP_SESSION_H

#include "searchd/lsp_documents.h"
#include "searchd/rpc.h"

enum {
    LSP_SYMBOLS_DEFAULT = 100,
    LSP_SYMBOLS_MOST = 1000,
    LSP_MESSAGE_BYTES_MOST = 2 * LSP_DOCUMENT_BYTES_MOST /* one, escaped */
};

/* What the client said of itself. */
struct lsp_client {
    enum text_units units;
    bool has_hierarchy; /* takes symbols within symbols */
    bool has_markdown;  /* in hovers */
    bool wants_query;   /* the query in the names of what it finds */
    size_t symbols;     /* of a workspace/symbol, at most */
};

struct lsp_task {
    struct lsp_client client;
    struct lsp_documents documents;
};

struct lsp_session;

enum lsp_taken {
    LSP_OTHER, /* it is not of this protocol */
    LSP_DONE,  /* *reply has the answer, or nothing */
    LSP_ASKED, /* lsp_call() has the answer; *task is the caller's */
    LSP_EXIT   /* the connection is to end, when what was asked is answered */
};

/* Take a message. *session is NULL until one of the protocol comes; the caller
 * ends it with lsp_session_free(). Messages for the client are appended to
 * *reply, a line each. */
enum lsp_taken lsp_session_take(struct lsp_session **session,
                                const struct rpc_request *request,
                                struct strbuf *reply, struct lsp_task **task);
void lsp_session_free(struct lsp_session *session); /* NULL is ignored */
void lsp_task_free(struct lsp_task *task);          /* NULL is ignored */

#endif
