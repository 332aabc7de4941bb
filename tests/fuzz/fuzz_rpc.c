/* What a client of the daemon sends, in pieces: messages in either form, each
 * request answered over a small index. Every answer is JSON of the standard.
 * The first byte says how long the pieces are. */
#include <ftw.h>
#include <string.h>
#include <unistd.h>

#include "common/document.h"
#include "searchd/answer.h"
#include "searchd/frames.h"
#include "tests/fuzz/fuzz.h"

static char folder[] = "/tmp/demarche-fuzz-XXXXXX";
static struct service_options options;
static struct methods_context context;

static int remove_visited(const char *path, const struct stat *info, int flag,
                          struct FTW *walk)
{
    (void)info;
    (void)flag;
    (void)walk;
    return remove(path);
}

static void clean_up(void)
{
    service_close(context.service);
    nftw(folder, remove_visited, 16, FTW_DEPTH | FTW_PHYS);
}

static void add_passage(struct index_writer *writer, uint32_t n,
                        const char *text)
{
    struct analyser *analyser = analyser_new();
    struct arena arena = ARENA_INIT;
    struct statement statement = {.id = SLICE("a"),
                                  .file = SLICE("a.txt"),
                                  .language = SLICE("en"),
                                  .date = {2018, 7, 31}};
    struct passage passage = {.n = n, .line = n, .text = slice_of(text)};
    struct index_document document;
    struct error err;

    document_build(analyser, &statement, &passage, SLICE("a.txt"), &arena,
                   &document);
    FUZZ_CHECK(!index_writer_add(writer, &document, &err));
    arena_release(&arena);
    analyser_free(analyser);
}

/* Once, for all inputs. */
static void set_up(void)
{
    static const char *const topics[] = {"corpus/topics/missile-defense.ttl"};
    const struct index_file file = {.key = SLICE("a.txt"), .passages = 2};
    struct index_lock *lock;
    struct index_writer *writer;
    struct error err;

    FUZZ_CHECK(mkdtemp(folder));
    FUZZ_CHECK(!index_lock_take(folder, 1, &lock, &err));
    FUZZ_CHECK(!index_writer_open(folder, 0, &writer, &err));
    FUZZ_CHECK(!index_writer_begin(writer, file.key, &err));
    add_passage(writer, 1, "The two ministers spoke about missile defense.");
    add_passage(writer, 2, "They agreed to meet again in the autumn.");
    FUZZ_CHECK(!index_writer_end(writer, &file, &err));
    FUZZ_CHECK(!index_writer_close(writer, &err));
    index_lock_release(lock);
    options = (struct service_options){
        .index_folder = folder, .topic_paths = topics, .topic_path_count = 1};
    context.options = &options;
    FUZZ_CHECK(!service_open(&options, &context.service, &err));
    atexit(clean_up);
}

static void check_reply(const struct strbuf *reply, bool is_wanted)
{
    struct slice rest = strbuf_slice(reply), message;

    FUZZ_CHECK(!is_wanted || rest.len);
    while (slice_next(&rest, '\n', &message)) {
        json_t *root = json_loadb(message.bytes, message.len, 0, NULL);
        const char *version =
            json_string_value(json_object_get(root, "jsonrpc"));

        FUZZ_CHECK(!message.len || (version && !strcmp(version, "2.0")));
        json_decref(root);
    }
}

static void take_request(json_t *value, struct lsp_session **session)
{
    struct arena arena = ARENA_INIT;
    struct strbuf reply = STRBUF_INIT;
    struct rpc_request request;
    enum rpc_code code;
    struct error err;
    enum status status = rpc_read(value, &arena, &request, &code, &err);

    if (status == STATUS_BAD_FORMAT) {
        rpc_add_error(&reply, request.id, code, err.text);
        check_reply(&reply, true);
    } else if (!status) {
        struct lsp_task *task = NULL;
        enum answer_turn turn = answer_take(session, &request, &reply, &task);

        context.lsp = task;
        if (turn == ANSWER_ASKED)
            (void)answer_add(&context, &request, &arena, &reply);
        check_reply(&reply, turn == ANSWER_ASKED && request.id.len);
        lsp_task_free(task);
        rpc_request_release(&request);
    }
    strbuf_release(&reply);
    arena_release(&arena);
}

static void take_message(struct slice message, struct lsp_session **session)
{
    json_t *root;
    enum rpc_code code;
    struct error err;

    if (rpc_parse(message, &root, &code, &err)) {
        FUZZ_CHECK(err.text[0]);
        return;
    }
    if (json_is_array(root))
        for (size_t i = 0; i < json_array_size(root); i++)
            take_request(json_array_get(root, i), NULL);
    else
        take_request(root, session);
    json_decref(root);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    size_t piece = len ? (size_t)bytes[0] + 1 : 1;
    struct slice stream = {(const char *)bytes, len};
    struct frames frames = {0};
    struct lsp_session *session = NULL;
    struct slice message;
    struct error err;
    enum status status = STATUS_END;

    if (!context.service)
        set_up();
    for (size_t at = 1; at < len && status == STATUS_END; at += piece) {
        frames_feed(&frames, slice_part(stream, at, at + piece));
        if (at + piece >= len)
            frames_end(&frames);
        while (!(status = frames_next(&frames, &message, &err)))
            take_message(message, &session);
    }
    FUZZ_CHECK(status == STATUS_END || err.text[0]);
    lsp_session_free(session);
    frames_release(&frames);
    return 0;
}
