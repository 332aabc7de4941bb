#include "searchd/reach.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/file.h"
#include "searchd/dial.h"
#include "searchd/frames.h"
#include "searchd/identity.h"
#include "searchd/listener.h"
#include "searchd/pool.h"
#include "searchd/start.h"

enum {
    START_MS = 20000, /* for a daemon to come up, and to say what it serves */
    PAUSE_MS = 20     /* before another look at what others start */
};

/* What is looked for. */
struct reach {
    const struct reach_options *options;
    struct arena *arena;
    const char *index;     /* absolute */
    struct slice topics;   /* absolute, parted by ":" */
    struct slice identity; /* of all that */
    const char *places[2]; /* of sockets, the best first; NULL: none */
    int64_t until_ms;
    struct error *err;
};

bool reach_has_place(void)
{
    struct arena arena = ARENA_INIT;
    bool has_place = listener_default_path(&arena) != NULL;

    arena_release(&arena);
    return has_place;
}

/* ---- what is looked for, and where ---- */

/* searchd-HASH.sock beside the usual one. */
static const char *own_place(struct reach *reach, const char *usual)
{
    struct slice folder =
        slice_part(slice_of(usual), 0, (size_t)(strrchr(usual, '/') - usual));
    uint64_t hash = slice_hash(reach->identity);
    struct strbuf path = STRBUF_INIT;
    const char *out;

    strbuf_add_format(&path, "%.*s/searchd-%016" PRIx64 ".sock",
                      SLICE_ARG(folder), hash);
    out = slice_copy(reach->arena, strbuf_slice(&path)).bytes;
    strbuf_release(&path);
    return out;
}

static enum status identify(struct reach *reach)
{
    const struct service_options *service = reach->options->service;
    struct strbuf text = STRBUF_INIT;
    enum status status;

    reach->index = file_real_path(reach->arena, service->index_folder);
    if (!reach->index)
        return error_set(reach->err, STATUS_NOT_FOUND,
                         "%s: there is no index; make one with 'demarche "
                         "index'",
                         service->index_folder);
    service_topic_source(service, &text);
    reach->topics = slice_copy(reach->arena, strbuf_slice(&text));
    strbuf_reset(&text);
    status = identity_add(service, IDENTITY_SELF, &text, reach->err);
    reach->identity = slice_copy(reach->arena, strbuf_slice(&text));
    strbuf_release(&text);
    return status;
}

static enum status find_places(struct reach *reach)
{
    reach->places[0] = reach->options->socket;
    if (reach->places[0])
        return STATUS_OK;
    reach->places[0] = listener_default_path(reach->arena);
    if (!reach->places[0])
        return error_set(reach->err, STATUS_USAGE,
                         "$XDG_RUNTIME_DIR is not set: give --socket PATH, or "
                         "--no-daemon");
    reach->places[1] = own_place(reach, reach->places[0]);
    return STATUS_OK;
}

/* ---- who is there ---- */

/* The one message that answers; NULL: none came in time. */
static json_t *receive(const struct reach *reach, int fd)
{
    struct frames frames = {.form = FRAME_FORM_HEADERS};
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    struct slice message;
    struct error err;
    enum status status = STATUS_END;
    json_t *out = NULL;

    while (status == STATUS_END) {
        int64_t left = reach->until_ms - pool_now_ms();
        char bytes[4096];
        ssize_t len;

        if (left <= 0 || poll(&wait, 1, (int)left) < 0)
            break;
        len = recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
        if (len == 0 || (len < 0 && errno != EAGAIN && errno != EINTR))
            break;
        if (len > 0)
            frames_feed(&frames, (struct slice){bytes, (size_t)len});
        status = frames_next(&frames, &message, &err);
    }
    if (!status)
        out = json_loadb(message.bytes, message.len, 0, NULL);
    frames_release(&frames);
    return out;
}

/* Does the daemon there serve what is looked for? */
static bool is_ours(const struct reach *reach, int fd)
{
    struct strbuf question = STRBUF_INIT, frame = STRBUF_INIT;
    struct json_writer json = JSON_WRITER(&question);
    json_t *answer = NULL;
    bool is_same;

    strbuf_add_text(&question, "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":"
                               "\"serves\",\"params\":");
    json_begin_object(&json);
    json_add_text(&json, "identity", reach->identity);
    json_end_object(&json);
    strbuf_add_byte(&question, '}');
    frame_add(FRAME_FORM_HEADERS, strbuf_slice(&question), &frame);
    if (dial_send(fd, strbuf_slice(&frame)))
        answer = receive(reach, fd);
    is_same = json_is_true(
        json_object_get(json_object_get(answer, "result"), "serves"));
    json_decref(answer);
    strbuf_release(&question);
    strbuf_release(&frame);
    return is_same;
}

/* A connection to a daemon that is ours, or -1; *free_place: where one could be
 * started; NULL: all places are taken by others. */
static int look_around(const struct reach *reach, const char **free_place)
{
    *free_place = NULL;
    for (size_t i = 0; i < COUNT_OF(reach->places) && reach->places[i]; i++) {
        int fd = dial(reach->places[i], 0);

        if (fd >= 0 && is_ours(reach, fd))
            return fd;
        if (fd >= 0)
            close(fd);
        else if (!*free_place)
            *free_place = reach->places[i];
    }
    return -1;
}

/* ---- found, or started ---- */

enum status reach_daemon(const struct reach_options *options, int *fd,
                         struct error *err)
{
    struct arena arena = ARENA_INIT;
    struct reach reach = {.options = options,
                          .arena = &arena,
                          .until_ms = pool_now_ms() + START_MS,
                          .err = err};
    enum status status = identify(&reach);
    const char *place;

    *fd = -1;
    if (!status)
        status = find_places(&reach);
    while (!status && (*fd = look_around(&reach, &place)) < 0) {
        if (!place)
            status = error_set(err, STATUS_USAGE,
                               "%s: the daemon there serves another index, or "
                               "other topics",
                               reach.places[0]);
        else if (pool_now_ms() >= reach.until_ms)
            status =
                error_set(err, STATUS_IO,
                          "%s: a daemon is there, but does not answer", place);
        else
            status = daemon_start(
                &(const struct start_options){reach.index, reach.topics, place,
                                              options->idle_exit_s,
                                              reach.until_ms},
                err);
        if (status == STATUS_BUSY) { /* another one is coming up just now */
            poll(NULL, 0, PAUSE_MS);
            status = STATUS_OK;
        }
    }
    arena_release(&arena);
    return status;
}
