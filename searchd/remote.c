#include "searchd/remote.h"

#include <errno.h>
#include <jansson.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/command.h"
#include "common/file.h"
#include "common/json.h"
#include "searchd/dial.h"
#include "searchd/identity.h"
#include "searchd/listener.h"

enum {
    PATIENCE_S = 3, /* for each piece of the answer: it may hang */
    READ_BYTES = 64 << 10,
    ANSWER_BYTES_MOST = 256 << 20
};

/* ---- the connection ---- */

/* Connected to the daemon at the usual place; -1: there is none. */
static int reach(void)
{
    struct arena arena = ARENA_INIT;
    const char *path = listener_default_path(&arena);
    int fd = path ? dial(path, PATIENCE_S) : -1;

    arena_release(&arena);
    return fd;
}

/* A line, which is the whole answer. */
static bool receive_line(int fd, struct strbuf *out)
{
    while (!out->len || out->bytes[out->len - 1] != '\n') {
        ssize_t len;

        strbuf_reserve(out, READ_BYTES);
        len = recv(fd, out->bytes + out->len, READ_BYTES, 0);
        if (len < 0 && errno == EINTR)
            continue;
        if (len <= 0 || out->len > ANSWER_BYTES_MOST)
            return false;
        out->len += (size_t)len;
    }
    return true;
}

/* ---- the request ---- */

static void add_truth(struct json_writer *json, const char *name, bool is_true)
{
    if (!is_true)
        return;
    json_key(json, name);
    json_put_truth(json, true);
}

static void add_known(struct json_writer *json, const char *name,
                      struct slice text)
{
    if (slice_is_known(text))
        json_add_text(json, name, text);
}

static void add_search(struct json_writer *json,
                       const struct service_request *search)
{
    add_known(json, "query", search->query);
    add_known(json, "topic", search->topic);
    add_known(json, "lang", search->language);
    json_add_integer(json, "n", (int64_t)search->most);
    json_add_integer(json, "offset", (int64_t)search->offset);
    add_truth(json, "all", search->is_all);
    add_truth(json, "all_copies", search->is_all_copies);
}

static void add_style(struct json_writer *json, const struct reply_style *style)
{
    json_add_text(json, "format", slice_of(reply_format_name(style->format)));
    json_add_integer(json, "width", (int64_t)style->width);
    add_truth(json, "full", style->is_full);
    add_truth(json, "color", style->is_coloured);
    add_truth(json, "links", style->is_linked);
    add_known(json, "host", slice_of(style->host));
}

/* Files have their places by relative paths in two forms. */
static bool needs_folder(const struct reply_style *style)
{
    return style->is_linked || style->format == REPLY_VIMGREP;
}

static bool write_request(const struct service_options *options,
                          const struct print_request *request,
                          struct arena *arena, struct strbuf *out)
{
    struct json_writer json = JSON_WRITER(out);
    struct strbuf identity = STRBUF_INIT;
    const char *folder =
        needs_folder(&request->style) ? file_real_path(arena, ".") : NULL;
    bool is_written =
        !identity_add(options, command_program_path("demarche-searchd", arena),
                      &identity, NULL);

    strbuf_add_text(out, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"print\","
                         "\"params\":");
    json_begin_object(&json);
    json_add_text(&json, "identity", strbuf_slice(&identity));
    add_search(&json, &request->search);
    add_style(&json, &request->style);
    add_known(&json, "qid", request->qid);
    add_known(&json, "folder", slice_of(folder));
    json_end_object(&json);
    strbuf_add_text(out, "}\n");
    strbuf_release(&identity);
    return is_written;
}

/* Can JSON carry it as it is, and does no other answer come of it? */
static bool is_carried(const struct print_request *request)
{
    const struct service_request *search = &request->search;

    return !request->style.is_explained && utf8_is_valid(search->query) &&
           utf8_is_valid(search->topic) && utf8_is_valid(search->language) &&
           utf8_is_valid(request->qid);
}

/* ---- the answer ---- */

static bool read_answer(struct slice text, struct arena *arena,
                        struct printed *out)
{
    json_t *root = json_loadb(text.bytes, text.len, JSON_ALLOW_NUL, NULL);
    const json_t *result = json_object_get(root, "result");
    const json_t *printed = json_object_get(result, "text");
    const json_t *count = json_object_get(result, "count");
    const json_t *hint = json_object_get(result, "hint");
    bool is_good = json_is_string(printed) && json_is_integer(count);

    if (is_good) {
        strbuf_add(&out->out, (struct slice){json_string_value(printed),
                                             json_string_length(printed)});
        out->count = (size_t)json_integer_value(count);
        out->is_cut = json_is_true(json_object_get(result, "cut"));
        out->hint = slice_copy(arena, slice_of(json_string_value(hint)));
    }
    json_decref(root);
    return is_good;
}

bool remote_print(const struct service_options *options,
                  const struct print_request *request, struct arena *arena,
                  struct printed *out)
{
    struct strbuf question = STRBUF_INIT, answer = STRBUF_INIT;
    bool is_done = false;
    int fd;

    if (!is_carried(request))
        return false;
    fd = reach();
    if (fd < 0)
        return false;
    if (write_request(options, request, arena, &question))
        is_done = dial_send(fd, strbuf_slice(&question)) &&
                  receive_line(fd, &answer) &&
                  read_answer(strbuf_slice(&answer), arena, out);
    close(fd);
    strbuf_release(&question);
    strbuf_release(&answer);
    return is_done;
}
