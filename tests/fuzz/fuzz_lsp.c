/* An editor's messages, a line each: each is answered at most once, documents
 * stay within their bounds, and places in them are places. */
#include <string.h>

#include "searchd/lsp_session.h"
#include "tests/fuzz/fuzz.h"

static size_t count_lines(const struct strbuf *text)
{
    size_t count = 0;

    for (size_t i = 0; i < text->len; i++)
        count += text->bytes[i] == '\n';
    return count;
}

static void check_documents(const struct lsp_task *task)
{
    struct arena arena = ARENA_INIT;

    FUZZ_CHECK(task->documents.count <= LSP_DOCUMENTS_MOST);
    for (size_t i = 0; i < task->documents.count; i++) {
        const struct lsp_document *document = task->documents.items[i];
        struct text_lines lines;

        text_lines_make(document->text, &arena, &lines);
        for (size_t at = 0; at <= document->text.len; at++) {
            struct text_place place =
                text_lines_place(&lines, at, task->client.units);

            FUZZ_CHECK(place.line < lines.count);
            FUZZ_CHECK(text_lines_offset(&lines, place, task->client.units) <=
                       at);
        }
    }
    arena_release(&arena);
}

static void take(struct lsp_session **session, json_t *value)
{
    struct arena arena = ARENA_INIT;
    struct strbuf reply = STRBUF_INIT;
    struct rpc_request request;
    struct lsp_task *task;
    enum rpc_code code;
    struct error err;

    if (!rpc_read(value, &arena, &request, &code, &err)) {
        enum lsp_taken taken =
            lsp_session_take(session, &request, &reply, &task);

        FUZZ_CHECK(count_lines(&reply) <= 1);
        FUZZ_CHECK((task != NULL) == (taken == LSP_ASKED));
        if (task)
            check_documents(task);
        lsp_task_free(task);
        rpc_request_release(&request);
    }
    strbuf_release(&reply);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct slice rest = {(const char *)bytes, len}, line;
    struct lsp_session *session = NULL;

    while (len && slice_next(&rest, '\n', &line)) {
        enum rpc_code code;
        struct error err;
        json_t *root;

        if (!rpc_parse(line, &root, &code, &err) && json_is_object(root))
            take(&session, root);
        json_decref(root);
    }
    lsp_session_free(session);
    return 0;
}
