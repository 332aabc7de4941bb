#include "searchd/lsp_session.h"

#include <string.h>

#include "searchd/params.h"

enum lsp_phase { LSP_NEW, LSP_READY, LSP_SHUT };

struct lsp_session {
    enum lsp_phase phase;
    struct lsp_client client;
    struct lsp_documents documents;
};

void lsp_session_free(struct lsp_session *session)
{
    if (!session)
        return;
    lsp_documents_release(&session->documents);
    heap_free(session);
}

void lsp_task_free(struct lsp_task *task)
{
    if (!task)
        return;
    lsp_documents_release(&task->documents);
    heap_free(task);
}

/* ---- what the client is told ---- */

static void put_error(const struct rpc_request *request, enum rpc_code code,
                      const char *text, struct strbuf *reply)
{
    if (!slice_is_known(request->id))
        return;
    rpc_add_error(reply, request->id, code, text);
    strbuf_add_byte(reply, '\n');
}

static void put_result(const struct rpc_request *request, struct slice result,
                       struct strbuf *reply)
{
    if (!slice_is_known(request->id))
        return;
    rpc_add_result(reply, request->id, result);
    strbuf_add_byte(reply, '\n');
}

/* window/logMessage, of a warning. */
static void put_warning(struct slice uri, const struct error *err,
                        struct strbuf *reply)
{
    struct json_writer json = JSON_WRITER(reply);
    struct strbuf text = STRBUF_INIT;

    strbuf_add_format(&text,
                      "%.*s: %s: it is read as it was indexed, without what is "
                      "changed in the editor",
                      SLICE_ARG(uri), err->text);
    json_begin_object(&json);
    json_add_text(&json, "jsonrpc", SLICE("2.0"));
    json_add_text(&json, "method", SLICE("window/logMessage"));
    json_key(&json, "params");
    json_begin_object(&json);
    json_add_integer(&json, "type", 2);
    json_add_text(&json, "message", strbuf_slice(&text));
    json_end_object(&json);
    json_end_object(&json);
    strbuf_add_byte(reply, '\n');
    strbuf_release(&text);
}

/* ---- the handshake ---- */

/* The member at the end of a path of names, "a.b.c"; NULL: there is none. */
static const json_t *member(const json_t *object, const char *path)
{
    struct slice rest = slice_of(path), name;

    while (object && slice_next(&rest, '.', &name))
        object = json_object_getn(object, name.bytes, name.len);
    return object;
}

/* The first of the client's encodings that is known: it names the best one
 * first. */
static enum text_units choose_units(const json_t *encodings)
{
    static const struct {
        const char *name;
        enum text_units units;
    } known[] = {
        {"utf-8", TEXT_UTF8}, {"utf-16", TEXT_UTF16}, {"utf-32", TEXT_UTF32}};

    for (size_t i = 0; i < json_array_size(encodings); i++) {
        const char *name = json_string_value(json_array_get(encodings, i));

        for (size_t k = 0; name && k < COUNT_OF(known); k++)
            if (!strcmp(name, known[k].name))
                return known[k].units;
    }
    return TEXT_UTF16;
}

static void read_client(const json_t *params, struct lsp_client *out)
{
    const json_t *formats =
        member(params, "capabilities.textDocument.hover.contentFormat");
    const json_t *options = json_object_get(params, "initializationOptions");
    const char *format = json_string_value(json_array_get(formats, 0));
    int64_t symbols = params_number(options, "symbols", LSP_SYMBOLS_DEFAULT);

    out->units =
        choose_units(member(params, "capabilities.general.positionEncodings"));
    out->has_hierarchy =
        json_is_true(member(params, "capabilities.textDocument.documentSymbol."
                                    "hierarchicalDocumentSymbolSupport"));
    out->has_markdown = format && !strcmp(format, "markdown");
    out->wants_query = params_truth(options, "queryInNames");
    out->symbols = symbols < 1                  ? 1
                   : symbols > LSP_SYMBOLS_MOST ? LSP_SYMBOLS_MOST
                                                : (size_t)symbols;
}

#define CAPABILITIES                                                           \
    "\"textDocumentSync\":{\"openClose\":true,\"change\":2},"                  \
    "\"workspaceSymbolProvider\":{\"workDoneProgress\":true},"                 \
    "\"documentSymbolProvider\":{\"label\":\"Demarche\"},"                     \
    "\"hoverProvider\":true,"                                                  \
    "\"definitionProvider\":{\"workDoneProgress\":true},"                      \
    "\"referencesProvider\":{\"workDoneProgress\":true},"                      \
    "\"codeLensProvider\":{\"resolveProvider\":false},"                        \
    "\"executeCommandProvider\":{\"commands\":[\"demarche.topic\"]}"

static void put_capabilities(struct lsp_session *session,
                             const struct rpc_request *request,
                             struct strbuf *reply)
{
    static const char *const names[] = {[TEXT_UTF16] = "utf-16",
                                        [TEXT_UTF8] = "utf-8",
                                        [TEXT_UTF32] = "utf-32"};
    struct strbuf result = STRBUF_INIT;

    strbuf_add_format(
        &result,
        "{\"capabilities\":{\"positionEncoding\":\"%s\"," CAPABILITIES
        "},\"serverInfo\":{\"name\":\"demarche\",\"version\":\"%s\"}}",
        names[session->client.units], DEMARCHE_VERSION);
    put_result(request, strbuf_slice(&result), reply);
    strbuf_release(&result);
}

static void initialize(struct lsp_session *session,
                       const struct rpc_request *request, struct strbuf *reply)
{
    if (session->phase != LSP_NEW) {
        put_error(request, RPC_INVALID_REQUEST, "initialize came before",
                  reply);
        return;
    }
    if (!slice_is_known(request->id))
        return;
    read_client(request->params, &session->client);
    session->phase = LSP_READY;
    put_capabilities(session, request, reply);
}

/* ---- notifications ---- */

static void did_open(struct lsp_session *session, const json_t *params,
                     struct strbuf *reply)
{
    const json_t *document = json_object_get(params, "textDocument");
    struct slice uri = params_text(document, "uri");
    struct slice text = params_text(document, "text");
    struct error err;

    if (slice_is_known(uri) && slice_is_known(text) &&
        lsp_documents_open(&session->documents, uri, text, &err))
        put_warning(uri, &err, reply);
}

static void did_change(struct lsp_session *session, const json_t *params,
                       struct strbuf *reply)
{
    struct slice uri =
        params_text(json_object_get(params, "textDocument"), "uri");
    struct error err;
    enum status status;

    if (!slice_is_known(uri))
        return;
    status = lsp_documents_change(&session->documents, uri,
                                  json_object_get(params, "contentChanges"),
                                  session->client.units, &err);
    if (status && status != STATUS_NOT_FOUND) /* of that one was told before */
        put_warning(uri, &err, reply);
}

static void did_close(struct lsp_session *session, const json_t *params,
                      struct strbuf *reply)
{
    struct slice uri =
        params_text(json_object_get(params, "textDocument"), "uri");

    (void)reply;
    if (slice_is_known(uri))
        lsp_documents_close(&session->documents, uri);
}

static void take_notification(struct lsp_session *session,
                              const struct rpc_request *request,
                              struct strbuf *reply)
{
    static const struct {
        const char *method;
        void (*take)(struct lsp_session *session, const json_t *params,
                     struct strbuf *reply);
    } known[] = {{"textDocument/didOpen", did_open},
                 {"textDocument/didChange", did_change},
                 {"textDocument/didClose", did_close}};

    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (slice_equal(request->method, slice_of(known[i].method)))
            known[i].take(session, request->params, reply);
}

/* ---- requests ---- */

/* A method of the protocol, ours or not. "initialize" is also of another one:
 * there it has a protocolVersion. */
static bool is_of_protocol(const struct rpc_request *request)
{
    static const char *const names[] = {"initialized", "shutdown", "exit"};
    static const char *const heads[] = {
        "textDocument/", "workspace/", "workspaceSymbol/",
        "window/",       "codeLens/",  "notebookDocument/"};

    if (slice_equal(request->method, SLICE("initialize")))
        return !json_object_get(request->params, "protocolVersion");
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (slice_equal(request->method, slice_of(names[i])))
            return true;
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        if (slice_starts(request->method, slice_of(heads[i])))
            return true;
    return false;
}

static struct lsp_task *make_task(const struct lsp_session *session)
{
    struct lsp_task *task = heap_alloc(sizeof *task);

    task->client = session->client;
    lsp_documents_hold(&session->documents, &task->documents);
    return task;
}

/* A message of a session that is ready. */
static enum lsp_taken take_ready(struct lsp_session *session,
                                 const struct rpc_request *request,
                                 struct strbuf *reply, struct lsp_task **task)
{
    if (!slice_is_known(request->id)) {
        take_notification(session, request, reply);
        return LSP_DONE;
    }
    if (slice_equal(request->method, SLICE("shutdown"))) {
        session->phase = LSP_SHUT;
        put_result(request, SLICE("null"), reply);
        return LSP_DONE;
    }
    *task = make_task(session);
    return LSP_ASKED;
}

enum lsp_taken lsp_session_take(struct lsp_session **session,
                                const struct rpc_request *request,
                                struct strbuf *reply, struct lsp_task **task)
{
    *task = NULL;
    if (*session && (*session)->phase == LSP_SHUT &&
        !slice_equal(request->method, SLICE("exit"))) {
        put_error(request, RPC_INVALID_REQUEST, "shutdown came before", reply);
        return LSP_DONE;
    }
    if (!is_of_protocol(request))
        return LSP_OTHER;
    if (slice_equal(request->method, SLICE("exit")))
        return LSP_EXIT;
    if (!*session)
        *session = heap_alloc(sizeof **session);
    if (slice_equal(request->method, SLICE("initialize"))) {
        initialize(*session, request, reply);
        return LSP_DONE;
    }
    if ((*session)->phase == LSP_NEW) {
        put_error(request, RPC_NOT_INITIALIZED, "initialize comes first",
                  reply);
        return LSP_DONE;
    }
    return take_ready(*session, request, reply, task);
}
