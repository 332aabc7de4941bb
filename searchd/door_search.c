#include "common/log.h"
#include "common/schema.h"
#include "searchd/door.h"
#include "searchd/print.h"
#include "searchd/remote.h"

enum { NUMBER_DEFAULT = 10 };

static enum status read_request(const struct options *options,
                                struct service_request *request,
                                struct error *err)
{
    int64_t most, offset;
    enum status status = options_number(options, "number", 1, SCHEMA_HITS_MOST,
                                        NUMBER_DEFAULT, &most, err);

    if (!status)
        status = options_number(options, "offset", 0, SCHEMA_HITS_MOST, 0,
                                &offset, err);
    if (status)
        return status;
    request->most = (size_t)most;
    request->offset = (size_t)offset;
    request->is_all = options_has(options, "all");
    request->is_all_copies = options_has(options, "all-copies");
    request->is_explained = options_has(options, "explain");
    request->language = slice_of(options_get(options, "lang"));
    return STATUS_OK;
}

static int tell_nothing(struct slice hint)
{
    if (slice_is_known(hint))
        log_note("nothing found: %.*s", SLICE_ARG(hint));
    else
        log_note("nothing found");
    return 1;
}

/* To stdout and stderr; the exit code. */
static int tell(const struct printed *printed)
{
    int code = door_print(&printed->out) ? 0 : 2;

    if (printed->is_cut)
        log_warning("more than %d candidates: not all were looked at",
                    SCHEMA_HITS_MOST);
    if (!printed->count && !code)
        return tell_nothing(printed->hint);
    if (slice_is_known(printed->hint))
        log_note("%.*s", SLICE_ARG(printed->hint));
    return code;
}

/* Without a daemon. */
static enum status search_here(const struct service_options *options,
                               const struct print_request *request,
                               struct arena *arena, struct printed *out,
                               struct error *err)
{
    struct service *service;
    enum status status = service_open(options, &service, err);

    if (!status)
        status = print_search(service, request, arena, out, err);
    service_close(service);
    return status;
}

enum status door_search(const struct options *options, struct slice topic,
                        struct slice query, struct arena *arena, int *code,
                        struct error *err)
{
    struct print_request request = {
        .search = {.query = query, .topic = topic},
        .qid = slice_of(options_get(options, "qid")),
    };
    struct service_options service;
    struct printed printed = {0};
    enum status status = read_request(options, &request.search, err);

    if (!status)
        status = door_style(options, arena, &request.style, err);
    if (status)
        return status;
    door_service_options(options, true, arena, &service);
    if (options_has(options, "no-daemon") ||
        !remote_print(&service, &request, arena, &printed))
        status = search_here(&service, &request, arena, &printed, err);
    if (!status)
        *code = tell(&printed);
    strbuf_release(&printed.out);
    return status;
}
