/* What `demarche search` and `demarche topic` ask a daemon for: the bytes that
 * they would print themselves. */
#include "common/schema.h"
#include "searchd/identity.h"
#include "searchd/methods_inside.h"
#include "searchd/params.h"
#include "searchd/print.h"

enum { WIDTH_DEFAULT = 80, WIDTH_LEAST = 20, WIDTH_MOST = 1000 };

static const struct param_spec table[] = {
    {"query", PARAM_TEXT, false, 0, 0},
    {"topic", PARAM_TEXT, false, 0, 0},
    METHODS_SEARCH_PARAMS,
    {"format", PARAM_TEXT, false, 0, 0},
    {"full", PARAM_TRUTH, false, 0, 0},
    {"qid", PARAM_TEXT, false, 0, 0},
    {"width", PARAM_NUMBER, false, WIDTH_LEAST, WIDTH_MOST},
    {"color", PARAM_TRUTH, false, 0, 0},
    {"links", PARAM_TRUTH, false, 0, 0},
    {"host", PARAM_TEXT, false, 0, 0},
    {"folder", PARAM_TEXT, false, 0, 0},
    {"identity", PARAM_TEXT, false, 0, 0},
};

/* A client with another index, program or other topics would get what it does
 * not mean. */
static enum status check_identity(const struct methods_context *context,
                                  const json_t *params, bool *is_same,
                                  struct error *err)
{
    struct slice wanted = params_text(params, "identity");
    struct strbuf ours = STRBUF_INIT;
    enum status status = STATUS_OK;

    *is_same = true;
    if (!slice_is_known(wanted))
        return STATUS_OK;
    status = identity_add(context->options, IDENTITY_SELF, &ours, err);
    *is_same = !status && slice_equal(strbuf_slice(&ours), wanted);
    strbuf_release(&ours);
    return status;
}

enum status methods_serves(const struct methods_context *context,
                           const json_t *params, struct arena *arena,
                           struct json_writer *json, struct error *err)
{
    static const struct param_spec wanted[] = {
        {"identity", PARAM_TEXT, true, 0, 0}};
    bool is_same;
    enum status status = params_check(params, wanted, COUNT_OF(wanted), err);

    (void)arena;
    if (!status)
        status = check_identity(context, params, &is_same, err);
    if (status)
        return status;
    json_begin_object(json);
    json_key(json, "serves");
    json_put_truth(json, is_same);
    json_end_object(json);
    return STATUS_OK;
}

static char *copy_text(const json_t *params, const char *name,
                       struct arena *arena)
{
    return (char *)slice_copy(arena, params_text(params, name)).bytes;
}

static enum status read_style(const json_t *params, struct arena *arena,
                              struct reply_style *out, struct error *err)
{
    const char *format = copy_text(params, "format", arena);
    const char *host = copy_text(params, "host", arena);

    *out = (struct reply_style){
        .is_coloured = params_truth(params, "color"),
        .is_linked = params_truth(params, "links"),
        .is_full = params_truth(params, "full"),
        .width = (size_t)params_number(params, "width", WIDTH_DEFAULT),
        .host = host ? host : "",
        .folder = copy_text(params, "folder", arena),
    };
    if (format && !reply_format_from_name(format, &out->format))
        return error_set(err, STATUS_USAGE,
                         "\"format\" is none of text, json, csv, vimgrep, "
                         "trec");
    return STATUS_OK;
}

static void put_printed(const struct printed *printed, struct json_writer *json)
{
    json_begin_object(json);
    json_add_text(json, "text", strbuf_slice(&printed->out));
    json_add_integer(json, "count", (int64_t)printed->count);
    json_key(json, "cut");
    json_put_truth(json, printed->is_cut);
    json_add_text(json, "hint", printed->hint);
    json_end_object(json);
}

enum status methods_print(const struct methods_context *context,
                          const json_t *params, struct arena *arena,
                          struct json_writer *json, struct error *err)
{
    struct print_request request = {.qid = params_text(params, "qid")};
    struct printed printed = {0};
    bool is_same;
    enum status status = params_check(params, table, COUNT_OF(table), err);

    if (!status)
        status = check_identity(context, params, &is_same, err);
    if (!status && !is_same)
        status = error_set(err, STATUS_USAGE,
                           "this daemon has another index, program or topics");
    if (!status)
        status = read_style(params, arena, &request.style, err);
    if (status)
        return status;
    methods_read_search(context, params, &request.search);
    request.search.topic = params_text(params, "topic");
    if (!slice_is_known(request.search.topic) &&
        !slice_is_known(request.search.query))
        return error_set(err, STATUS_USAGE, "\"query\" is missing");
    service_refresh_topics(context->service);
    status = print_search(context->service, &request, arena, &printed, err);
    if (!status && !utf8_is_valid(strbuf_slice(&printed.out)))
        status = error_set(err, STATUS_BAD_FORMAT,
                           "a file's name is no UTF-8: no JSON can hold it");
    if (!status)
        put_printed(&printed, json);
    strbuf_release(&printed.out);
    return status;
}
