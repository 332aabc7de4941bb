/* rpc.h - JSON-RPC 2.0: messages read, replies written. */
#ifndef SEARCHD_RPC_H
#define SEARCHD_RPC_H

#include <jansson.h>

#include "common/json.h"
#include "common/status.h"

/* Of the standard, of LSP, and from -32000 on our own. */
enum rpc_code {
    RPC_PARSE_ERROR = -32700,
    RPC_INVALID_REQUEST = -32600,
    RPC_METHOD_NOT_FOUND = -32601,
    RPC_INVALID_PARAMS = -32602,
    RPC_INTERNAL_ERROR = -32603,
    RPC_BUSY = -32000,      /* too many wait: try again */
    RPC_NOT_FOUND = -32001, /* no such passage, statement or topic */
    RPC_TIMED_OUT = -32002, /* the deadline came first */
    RPC_TOO_LARGE = -32003,
    RPC_CANCELLED = -32800,
    /* Of LSP alone: */
    RPC_NOT_INITIALIZED = -32002,
    RPC_REQUEST_FAILED = -32803
};

enum { RPC_BATCH_MOST = 64 };

/* A message as JSON: an array of 1 to RPC_BATCH_MOST values is a batch,
 * anything else a request. On success the caller ends *out with json_decref().
 * BAD_FORMAT: *code says why. */
MUST_CHECK enum status rpc_parse(struct slice message, json_t **out,
                                 enum rpc_code *code, struct error *err);

/* What a request asks. The texts live in the arena, params as long as the
 * request. */
struct rpc_request {
    struct slice method;
    struct slice id;      /* as JSON; unknown: a notification */
    const json_t *params; /* object or array, or NULL */
    json_t *root;
};

/* value: what rpc_parse() gave, or one of a batch. On success the caller ends
 * *out with rpc_request_release(). BAD_FORMAT: *code says why, and out->id is
 * the request's, or "null". What is a reply is END: nobody asked for one. */
MUST_CHECK enum status rpc_read(json_t *value, struct arena *arena,
                                struct rpc_request *out, enum rpc_code *code,
                                struct error *err);
void rpc_request_release(struct rpc_request *request);

/* Append a whole reply: result is JSON. */
void rpc_add_result(struct strbuf *out, struct slice id, struct slice result);
void rpc_add_error(struct strbuf *out, struct slice id, enum rpc_code code,
                   const char *text);

/* The replies to a batch: append one, which may be empty, to those before it;
 * then end them all. What was asked for by nobody stays empty. */
void rpc_batch_add(struct strbuf *batch, struct slice reply);
void rpc_batch_end(struct strbuf *batch);

/* The code for a status that a service function ended with. */
enum rpc_code rpc_code_of(enum status status);

#endif
