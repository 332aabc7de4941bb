#include "searchd/params.h"

#include <inttypes.h>
#include <string.h>

static const struct param_spec *find(const struct param_spec *table,
                                     size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(table[i].name, name))
            return &table[i];
    return NULL;
}

static bool is_list(const json_t *value)
{
    for (size_t i = 0; i < json_array_size(value); i++)
        if (!json_is_string(json_array_get(value, i)))
            return false;
    return json_is_string(value) || json_is_array(value);
}

static enum status check_value(const struct param_spec *spec,
                               const json_t *value, struct error *err)
{
    json_int_t number;

    if (spec->kind == PARAM_TEXT && !json_is_string(value))
        return error_set(err, STATUS_USAGE, "\"%s\" must be a string",
                         spec->name);
    if (spec->kind == PARAM_TRUTH && !json_is_boolean(value))
        return error_set(err, STATUS_USAGE, "\"%s\" must be true or false",
                         spec->name);
    if (spec->kind == PARAM_LIST && !is_list(value))
        return error_set(err, STATUS_USAGE,
                         "\"%s\" must be a string or an array of strings",
                         spec->name);
    if (spec->kind != PARAM_NUMBER)
        return STATUS_OK;
    number = json_integer_value(value);
    if (!json_is_integer(value) || number < spec->least || number > spec->most)
        return error_set(err, STATUS_USAGE,
                         "\"%s\" must be a whole number from %" PRId64
                         " to %" PRId64,
                         spec->name, spec->least, spec->most);
    return STATUS_OK;
}

static enum status check_given(const json_t *params,
                               const struct param_spec *table, size_t count,
                               struct error *err)
{
    const char *name;
    json_t *value;
    enum status status = STATUS_OK;

    json_object_foreach((json_t *)params, name, value)
    {
        const struct param_spec *spec = find(table, count, name);

        if (name[0] == '_')
            continue;
        if (!spec)
            return error_set(err, STATUS_USAGE, "no parameter \"%s\"", name);
        if (json_is_null(value) && !spec->is_needed)
            continue;
        status = check_value(spec, value, err);
        if (status)
            return status;
    }
    return STATUS_OK;
}

enum status params_check(const json_t *params, const struct param_spec *table,
                         size_t count, struct error *err)
{
    enum status status = STATUS_OK;

    if (params && !json_is_object(params))
        return error_set(err, STATUS_USAGE, "parameters are an object");
    if (params)
        status = check_given(params, table, count, err);
    for (size_t i = 0; !status && i < count; i++)
        if (table[i].is_needed && !json_object_get(params, table[i].name))
            status = error_set(err, STATUS_USAGE, "\"%s\" is missing",
                               table[i].name);
    return status;
}

struct slice params_text(const json_t *params, const char *name)
{
    const json_t *value = json_object_get(params, name);

    if (!json_is_string(value))
        return SLICE_UNKNOWN;
    return (struct slice){json_string_value(value), json_string_length(value)};
}

int64_t params_number(const json_t *params, const char *name, int64_t fallback)
{
    const json_t *value = json_object_get(params, name);

    return json_is_integer(value) ? json_integer_value(value) : fallback;
}

bool params_truth(const json_t *params, const char *name)
{
    return json_is_true(json_object_get(params, name));
}
