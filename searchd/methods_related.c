#include "searchd/methods_inside.h"
#include "searchd/objects.h"
#include "searchd/params.h"

static const struct param_spec table[] = {
    {"id", PARAM_TEXT, true, 0, 0},
    {"n", PARAM_NUMBER, false, 1, RELATED_MOST},
    {"elsewhere", PARAM_TRUTH, false, 0, 0},
};

enum status methods_related(const struct methods_context *context,
                            const json_t *params, struct arena *arena,
                            struct json_writer *json, struct error *err)
{
    const struct related_request request = {
        .most = (size_t)params_number(params, "n", METHODS_HITS_DEFAULT),
        .is_elsewhere = params_truth(params, "elsewhere")};
    struct rank_result found;
    enum status status = params_check(params, table, COUNT_OF(table), err);

    if (!status)
        status = service_related(context->service, params_text(params, "id"),
                                 &request, context->stop, arena, &found, err);
    if (status)
        return status;
    json_begin_object(json);
    json_key(json, "hits");
    json_begin_array(json);
    for (size_t i = 0; i < found.count; i++)
        object_put_hit(json, &found.hits[i], i + 1, false);
    json_end_array(json);
    json_end_object(json);
    return STATUS_OK;
}
