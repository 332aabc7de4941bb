#include "searchd/talk.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "searchd/answer.h"
#include "searchd/frames.h"

enum { READ_BYTES = 64 << 10 };

struct talk {
    struct methods_context context;
    struct frames frames;
    struct strbuf out;
    struct lsp_session *session;
    enum talk_kind kind;
    bool is_over; /* the client said so */
};

/* A message that comes before a reply. */
static void tell(void *context, struct slice message)
{
    struct talk *talk = context;

    frame_add(talk->frames.form, message, &talk->out);
}

/* Each of several messages, a line each, in its form. */
static void send_lines(struct talk *talk, struct slice lines)
{
    struct slice message;

    while (slice_next(&lines, '\n', &message))
        if (message.len)
            tell(talk, message);
}

static void take_asked(struct talk *talk, const struct rpc_request *request,
                       struct lsp_task *task, struct strbuf *reply)
{
    struct methods_context context = talk->context;
    struct arena arena = ARENA_INIT;

    context.lsp = task;
    context.tell = tell;
    context.teller = talk;
    (void)answer_add(&context, request, &arena, reply);
    arena_release(&arena);
    lsp_task_free(task);
}

/* Append the messages that a request brings. */
static void take_request(struct talk *talk, json_t *value, bool is_of_batch,
                         struct strbuf *reply)
{
    struct lsp_session **session =
        talk->kind == TALK_LSP && !is_of_batch ? &talk->session : NULL;
    struct arena arena = ARENA_INIT;
    struct rpc_request request;
    struct lsp_task *task;
    enum rpc_code code;
    struct error err;
    enum status status = rpc_read(value, &arena, &request, &code, &err);

    if (status == STATUS_BAD_FORMAT)
        rpc_add_error(reply, request.id, code, err.text);
    if (!status) {
        enum answer_turn turn = answer_take(session, &request, reply, &task);

        if (turn == ANSWER_ASKED)
            take_asked(talk, &request, task, reply);
        talk->is_over |= turn == ANSWER_EXIT;
        if (talk->session)
            talk->frames.most = LSP_MESSAGE_BYTES_MOST;
        rpc_request_release(&request);
    }
    arena_release(&arena);
}

static void take_message(struct talk *talk, struct slice message)
{
    struct strbuf reply = STRBUF_INIT, replies = STRBUF_INIT;
    json_t *root;
    enum rpc_code code;
    struct error err;

    if (rpc_parse(message, &root, &code, &err))
        rpc_add_error(&replies, SLICE("null"), code, err.text);
    else if (!json_is_array(root))
        take_request(talk, root, false, &replies);
    for (size_t i = 0; i < json_array_size(root); i++) {
        strbuf_reset(&reply);
        take_request(talk, json_array_get(root, i), true, &reply);
        rpc_batch_add(&replies, strbuf_slice(&reply));
    }
    if (json_is_array(root))
        rpc_batch_end(&replies);
    send_lines(talk, strbuf_slice(&replies));
    json_decref(root);
    strbuf_release(&reply);
    strbuf_release(&replies);
}

static enum status flush(struct strbuf *out, struct error *err)
{
    for (size_t at = 0; at < out->len;) {
        ssize_t len = write(STDOUT_FILENO, out->bytes + at, out->len - at);

        if (len < 0 && errno != EINTR)
            return error_set(err, STATUS_IO, "cannot write: %s",
                             strerror(errno));
        at += len > 0 ? (size_t)len : 0;
    }
    strbuf_reset(out);
    return STATUS_OK;
}

/* What has come in; END: no more will. */
static enum status receive(struct talk *talk, struct error *err)
{
    char bytes[READ_BYTES];
    ssize_t len = read(STDIN_FILENO, bytes, sizeof bytes);

    if (len < 0)
        return errno == EINTR ? STATUS_OK
                              : error_set(err, STATUS_IO, "cannot read: %s",
                                          strerror(errno));
    frames_feed(&talk->frames, (struct slice){bytes, (size_t)len});
    return len ? STATUS_OK : STATUS_END;
}

static enum status converse(struct talk *talk, struct error *err)
{
    enum status status = STATUS_OK, next = STATUS_END;
    struct slice message;

    while (!status && next == STATUS_END && !talk->is_over) {
        status = receive(talk, err);
        while (!talk->is_over &&
               !(next = frames_next(&talk->frames, &message, err)))
            take_message(talk, message);
        if (!status || status == STATUS_END) {
            enum status sent = flush(&talk->out, err);

            status = sent ? sent : status;
        }
    }
    if (status == STATUS_END)
        status = STATUS_OK;
    return status || next == STATUS_END ? status : next;
}

enum status talk_run(const struct service_options *options, enum talk_kind kind,
                     struct error *err)
{
    struct talk talk = {.kind = kind};
    enum status status;

    talk.context.options = options;
    status = service_open(options, &talk.context.service, err);
    if (!status)
        status = converse(&talk, err);
    service_close(talk.context.service);
    lsp_session_free(talk.session);
    frames_release(&talk.frames);
    strbuf_release(&talk.out);
    return status;
}
