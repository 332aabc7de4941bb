#include "bench/params.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "common/schema.h"

#define NUMBER(name, member, most)                                             \
    {                                                                          \
        name, offsetof(struct rank_settings, member), most, false              \
    }
#define COUNT(name, member, most)                                              \
    {                                                                          \
        name, offsetof(struct rank_settings, member), most, true               \
    }

static const struct param params[] = {
    NUMBER("k1", model.k1, 100),
    NUMBER("b", model.b, 1),
    NUMBER("section", weights.section, 100),
    NUMBER("title", weights.title, 100),
    COUNT("passages", feedback.passages, 100),
    COUNT("words", feedback.words, 200),
    NUMBER("portion", feedback.portion, 0.99),
    NUMBER("sharpness", feedback.sharpness, 1000),
    COUNT("depth", feedback.depth, SCHEMA_HITS_MOST),
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
    const char *member = (const char *)settings + param->offset;
    double value;
    unsigned count;

    if (param->is_whole) {
        memcpy(&count, member, sizeof count);
        return count;
    }
    memcpy(&value, member, sizeof value);
    return value;
}

void param_set(const struct param *param, double value,
               struct rank_settings *settings)
{
    char *member = (char *)settings + param->offset;
    unsigned count = (unsigned)value;

    if (param->is_whole)
        memcpy(member, &count, sizeof count);
    else
        memcpy(member, &value, sizeof value);
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
    return !*end && isfinite(*out) && *out >= 0 && *out <= param->most &&
           (!param->is_whole || *out == floor(*out));
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
                             "%s: '%.*s' is no %snumber from 0 to %g",
                             (*out)->name, SLICE_ARG(value),
                             (*out)->is_whole ? "whole " : "", (*out)->most);
        (*count)++;
    }
    if (!*count)
        return error_set(err, STATUS_USAGE, "%s: a value is wanted, %s=0.5",
                         (*out)->name, (*out)->name);
    return STATUS_OK;
}
