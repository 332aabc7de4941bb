#include "searchd/cmd_mcp.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/command.h"
#include "searchd/answer.h"
#include "searchd/door.h"
#include "searchd/frames.h"

enum { READ_BYTES = 64 << 10 };

static const struct option_spec table[] = {DOOR_INDEX, DOOR_TOPICS};

static const struct options_usage usage = {
    "demarche mcp [OPTION...]",
    "Answer an assistant over stdin and stdout: the Model Context Protocol.",
    table,
    COUNT_OF(table),
    "Tools: search_passages, rank_topic, get_statement, list_topics. See\n"
    "protocol(7).",
};

struct talk {
    struct methods_context context;
    struct frames frames;
    struct strbuf out;
};

/* Append the reply to one request, if there is one. */
static void take_request(struct talk *talk, json_t *value, struct strbuf *reply)
{
    struct arena arena = ARENA_INIT;
    struct rpc_request request;
    enum rpc_code code;
    struct error err;
    enum status status = rpc_read(value, &arena, &request, &code, &err);

    if (status == STATUS_BAD_FORMAT)
        rpc_add_error(reply, request.id, code, err.text);
    else if (!status && !answer_knows(&request))
        answer_unknown(&request, reply);
    else if (!status && slice_is_known(request.id))
        (void)answer_add(&talk->context, &request, &arena, reply);
    if (!status)
        rpc_request_release(&request);
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
        take_request(talk, root, &replies);
    for (size_t i = 0; i < json_array_size(root); i++) {
        strbuf_reset(&reply);
        take_request(talk, json_array_get(root, i), &reply);
        rpc_batch_add(&replies, strbuf_slice(&reply));
    }
    if (json_is_array(root))
        rpc_batch_end(&replies);
    if (replies.len)
        frame_add(talk->frames.form, strbuf_slice(&replies), &talk->out);
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

    while (!status && next == STATUS_END) {
        status = receive(talk, err);
        while (!(next = frames_next(&talk->frames, &message, err)))
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

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct service_options service;
    struct talk talk = {0};
    enum status status;

    (void)code;
    door_service_options(options, true, arena, &service);
    talk.context.folder = slice_of(service.index_folder);
    status = service_open(&service, &talk.context.service, err);
    if (!status)
        status = converse(&talk, err);
    service_close(talk.context.service);
    frames_release(&talk.frames);
    strbuf_release(&talk.out);
    return status;
}

int cmd_mcp(int argc, char **argv)
{
    return command_run(&usage, 0, 0, "no argument", argc, argv, run);
}
