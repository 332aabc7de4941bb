#include "searchd/methods_inside.h"
#include "searchd/objects.h"
#include "searchd/params.h"

enum { VALUES_DEFAULT = 10, VALUES_MOST = 10000 };

static const struct param_spec table[] = {
    {"query", PARAM_TEXT, false, 0, 0},
    {"topic", PARAM_TEXT, false, 0, 0},
    {"by", PARAM_LIST, false, 0, 0},
    {"n", PARAM_NUMBER, false, 1, VALUES_MOST},
    {"all", PARAM_TRUTH, false, 0, 0},
    {"lang", PARAM_TEXT, false, 0, 0},
};

/* "by" is a list of names, or one text of names parted by commas; without it
 * all are meant. */
static enum status read_kinds(const json_t *params, struct facet_request *out,
                              struct error *err)
{
    const json_t *by = json_object_get(params, "by");
    struct slice names = params_text(params, "by");
    enum status status = STATUS_OK;

    if (slice_is_known(names))
        return facet_request_read(names, out, err);
    for (size_t i = 0; !status && i < json_array_size(by); i++) {
        const json_t *name = json_array_get(by, i);

        status = facet_request_read(
            (struct slice){json_string_value(name), json_string_length(name)},
            out, err);
    }
    return status;
}

enum status methods_facets(const struct methods_context *context,
                           const json_t *params, struct arena *arena,
                           struct json_writer *json, struct error *err)
{
    struct facet_request facets = {
        .most = (size_t)params_number(params, "n", VALUES_DEFAULT)};
    struct service_request request;
    struct facet_counts counts;
    enum status status = params_check(params, table, COUNT_OF(table), err);

    if (!status)
        status = read_kinds(params, &facets, err);
    if (status)
        return status;
    methods_read_search(context, params, &request);
    request.topic = params_text(params, "topic");
    if (!slice_is_known(request.topic) && !slice_is_known(request.query))
        return error_set(err, STATUS_USAGE, "\"query\" is missing");
    status = service_facets(context->service, &request, &facets, arena, &counts,
                            err);
    if (!status)
        object_put_facets(json, &counts);
    return status;
}
