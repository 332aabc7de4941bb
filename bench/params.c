#include "bench/params.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const struct param params[] = {
    {"k1", offsetof(struct rank_settings, model.k1), 100},
    {"b", offsetof(struct rank_settings, model.b), 1},
    {"section", offsetof(struct rank_settings, weights.section), 100},
    {"title", offsetof(struct rank_settings, weights.title), 100},
};

const struct param *param_find(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(params); i++)
        if (slice_equal(name, slice_of(params[i].name)))
            return &params[i];
    return NULL;
}

double param_get(const struct param *param,
                 const struct rank_settings *settings)
{
    double value;

    memcpy(&value, (const char *)settings + param->offset, sizeof value);
    return value;
}

void param_set(const struct param *param, double value,
               struct rank_settings *settings)
{
    memcpy((char *)settings + param->offset, &value, sizeof value);
}

static enum status unknown(struct slice name, struct error *err)
{
    struct strbuf names = STRBUF_INIT;
    enum status status;

    for (size_t i = 0; i < COUNT_OF(params); i++)
        strbuf_add_format(&names, "%s%s", i ? ", " : "", params[i].name);
    status =
        error_set(err, STATUS_USAGE, "there is no setting '%.*s'; there are %s",
                  SLICE_ARG(name), names.bytes);
    strbuf_release(&names);
    return status;
}

bool param_value(const struct param *param, struct slice text, double *out)
{
    char copy[32], *end;

    if (!text.len || text.len >= sizeof copy)
        return false;
    memcpy(copy, text.bytes, text.len);
    copy[text.len] = '\0';
    *out = strtod(copy, &end);
    return !*end && isfinite(*out) && *out >= 0 && *out <= param->most;
}

enum status param_read(struct slice text, const struct param **out,
                       double values[PARAM_VALUES_MOST], size_t *count,
                       struct error *err)
{
    struct slice rest = text, name, value;

    *count = 0;
    if (!slice_next(&rest, '=', &name))
        name = SLICE("");
    *out = param_find(slice_trim(name));
    if (!*out)
        return unknown(name, err);
    while (slice_next(&rest, ',', &value)) {
        if (*count == PARAM_VALUES_MOST)
            return error_set(err, STATUS_USAGE, "%s: more than %d values",
                             (*out)->name, PARAM_VALUES_MOST);
        if (!param_value(*out, slice_trim(value), &values[*count]))
            return error_set(err, STATUS_USAGE,
                             "%s: '%.*s' is no number from 0 to %g",
                             (*out)->name, SLICE_ARG(value), (*out)->most);
        (*count)++;
    }
    if (!*count)
        return error_set(err, STATUS_USAGE, "%s: a value is wanted, %s=0.5",
                         (*out)->name, (*out)->name);
    return STATUS_OK;
}
