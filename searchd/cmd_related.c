#include "searchd/cmd_related.h"

#include "common/command.h"
#include "common/log.h"
#include "searchd/door.h"

enum { NUMBER_DEFAULT = 10 };

static const struct option_spec table[] = {
    DOOR_INDEX,
    {"number", 'n', "N", "at most N passages [10]"},
    {"elsewhere", 0, NULL, "of other statements only"},
    {"format", 0, "F", "text, json, csv, vimgrep, trec [text]"},
    DOOR_JSON,
    {"csv", 0, NULL, "RFC 4180, with a header line"},
    {"vimgrep", 0, NULL, "file:line:column:text"},
    {"full", 0, NULL, "whole passages, however long"},
    DOOR_COLOR,
};

static const struct options_usage usage = {
    "demarche related [OPTION...] ID",
    "Find passages like one (STATEMENT#N), the most like it first.",
    table,
    COUNT_OF(table),
    "Passages of the same text come last.",
};

static enum status find(const struct options *options, struct arena *arena,
                        struct rank_result *out, struct error *err)
{
    struct related_request request = {.is_elsewhere =
                                          options_has(options, "elsewhere")};
    struct service *service = NULL;
    int64_t most = 0;
    enum status status = options_number(options, "number", 1, RELATED_MOST,
                                        NUMBER_DEFAULT, &most, err);

    request.most = (size_t)most;
    if (!status)
        status = door_open(options, true, arena, &service, err);
    if (!status)
        status = service_related(service, slice_of(options->arguments[0]),
                                 &request, NULL, arena, out, err);
    service_close(service);
    return status;
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct strbuf out = STRBUF_INIT;
    struct reply_style style;
    struct rank_result found;
    enum status status = door_style(options, arena, &style, err);

    style.run_id = slice_of(options->arguments[0]);
    if (!status)
        status = find(options, arena, &found, err);
    if (status)
        return status;
    reply_print(found.hits, found.count, 1, &style, &out);
    *code = door_print(&out) ? 0 : 2;
    strbuf_release(&out);
    if (!found.count) {
        log_note("nothing found");
        *code = 1;
    }
    return STATUS_OK;
}

int cmd_related(int argc, char **argv)
{
    return command_run(&usage, 1, 1, "one id of a passage", argc, argv, run);
}
