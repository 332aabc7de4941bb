#include "searchd/cmd_lsp.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "common/command.h"
#include "common/json.h"
#include "searchd/bridge.h"
#include "searchd/door.h"
#include "searchd/frames.h"
#include "searchd/reach.h"
#include "searchd/talk.h"

enum { IDLE_S_DEFAULT = 600, IDLE_S_MOST = 365 * 24 * 3600 };

static const struct option_spec table[] = {
    DOOR_INDEX,
    DOOR_TOPICS,
    {"socket", 0, "PATH", "the daemon's socket [found by the index]"},
    {"idle-exit", 0, "S", "a daemon started ends S seconds after us [600]"},
    {"no-daemon", 0, NULL, "answer in this process"},
};

static const struct options_usage usage = {
    "demarche lsp [OPTION...]",
    "Answer an editor over stdin and stdout: the Language Server Protocol.",
    table,
    COUNT_OF(table),
    "Speaks for the daemon that serves the index, and starts one where none\n"
    "does. See protocol(7).",
};

/* The editor's user may not see stderr: window/showMessage. */
static void show(const struct error *err)
{
    struct strbuf message = STRBUF_INIT, frame = STRBUF_INIT;
    struct json_writer json = JSON_WRITER(&message);

    json_begin_object(&json);
    json_add_text(&json, "jsonrpc", SLICE("2.0"));
    json_add_text(&json, "method", SLICE("window/showMessage"));
    json_key(&json, "params");
    json_begin_object(&json);
    json_add_integer(&json, "type", 1);
    json_add_text(&json, "message", slice_of(err->text));
    json_end_object(&json);
    json_end_object(&json);
    frame_add(FRAME_FORM_HEADERS, strbuf_slice(&message), &frame);
    (void)door_print(&frame);
    strbuf_release(&message);
    strbuf_release(&frame);
}

static enum status bridge(const struct options *options,
                          const struct service_options *service,
                          int64_t idle_exit_s, struct error *err)
{
    const struct reach_options reach = {service, options_get(options, "socket"),
                                        idle_exit_s};
    int fd;
    enum status status = reach_daemon(&reach, &fd, err);

    if (status) {
        show(err);
        return status;
    }
    status = bridge_run(fd, err);
    close(fd);
    return status;
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct service_options service;
    int64_t idle_exit_s;
    bool is_alone = options_has(options, "no-daemon") ||
                    (!options_has(options, "socket") && !reach_has_place());
    enum status status = options_number(options, "idle-exit", 1, IDLE_S_MOST,
                                        IDLE_S_DEFAULT, &idle_exit_s, err);

    (void)code;
    if (status)
        return status;
    (void)signal(SIGPIPE, SIG_IGN);
    door_service_options(options, true, arena, &service);
    if (!is_alone)
        return bridge(options, &service, idle_exit_s, err);
    status = talk_run(&service, TALK_LSP, err);
    if (status)
        show(err);
    return status;
}

int cmd_lsp(int argc, char **argv)
{
    return command_run(&usage, 0, 0, "no argument", argc, argv, run);
}
