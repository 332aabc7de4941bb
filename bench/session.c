#include "bench/session.h"

#include <stdio.h>
#include <string.h>

#include "bench/params.h"
#include "common/settings.h"

bool session_lists_models(const struct options *options)
{
    const char *model = options_get(options, "model");
    const struct rank_model *models;
    size_t count;

    if (!model || strcmp(model, "list") != 0)
        return false;
    models = rank_models(&count);
    for (size_t i = 0; i < count; i++) {
        const struct rank_settings *settings = &models[i].settings;

        printf("%-14s k1 %-4g b %-5g section %-4g title %-4g %s\n",
               models[i].name, settings->model.k1, settings->model.b,
               settings->weights.section, settings->weights.title,
               models[i].about);
    }
    return true;
}

static enum status find_model(const char *name, struct rank_settings *out,
                              struct error *err)
{
    const struct rank_model *model = rank_model_find(slice_of(name));

    *out = model ? model->settings : rank_default;
    return model ? STATUS_OK
                 : error_set(err, STATUS_USAGE,
                             "--model: there is no '%s'; 'demarche bench run "
                             "--model list' shows them",
                             name);
}

/* Settings with an option of their own. */
static const char *const own_options[] = {"k1", "b", "section", "title"};

static enum status take_option(const struct options *options, const char *name,
                               struct rank_settings *out, struct error *err)
{
    const struct param *param = param_find(slice_of(name));
    const char *text = options_get(options, name);
    double value;

    if (!text)
        return STATUS_OK;
    if (!param_value(param, slice_of(text), &value))
        return error_set(err, STATUS_USAGE,
                         "--%s: '%s' is no number from 0 to %g", name, text,
                         param->most);
    param_set(param, value, out);
    return STATUS_OK;
}

static enum status take_set(const struct options *options,
                            struct rank_settings *out, struct error *err)
{
    double values[PARAM_VALUES_MOST];
    const struct param *param;
    const char *text;
    size_t at = 0, count;

    while ((text = options_next(options, "set", &at))) {
        enum status status =
            param_read(slice_of(text), &param, values, &count, err);

        if (!status && count > 1)
            status = error_set(err, STATUS_USAGE, "one value is wanted, not %s",
                               text);
        if (status)
            return error_prefix(err, "--set");
        param_set(param, values[0], out);
    }
    return STATUS_OK;
}

enum status session_model(const struct options *options,
                          struct rank_settings *out, struct error *err)
{
    const char *model = options_get(options, "model");
    enum status status = find_model(model ? model : "default", out, err);

    return status ? status : take_set(options, out, err);
}

enum status session_settings(const struct options *options,
                             struct rank_settings *out, struct error *err)
{
    enum status status = session_model(options, out, err);

    for (size_t i = 0; !status && i < COUNT_OF(own_options); i++)
        status = take_option(options, own_options[i], out, err);
    return status;
}

static enum status look(struct session *session, const char *index,
                        struct arena *arena, struct error *err)
{
    struct service_status state;
    enum status status = service_status(session->service, arena, &state, err);

    if (status)
        return status;
    if (!state.counts.passages)
        return error_set(err, STATUS_NOT_FOUND,
                         "%s: the index is empty: there is nothing to rank",
                         index);
    session->is_of_records = state.counts.statements == state.counts.passages;
    return STATUS_OK;
}

enum status session_open(const struct options *options, const char *index,
                         const struct rank_settings *settings,
                         struct session *out, struct error *err)
{
    struct arena arena = ARENA_INIT;
    struct service_options where = {.index_folder = index};
    enum status status;

    *out = (struct session){.settings = *settings};
    if (!index)
        where.index_folder =
            settings_index_folder(options_get(options, "dir"), &arena);
    status = service_open(&where, &out->service, err);
    if (!status)
        status = look(out, where.index_folder, &arena, err);
    if (status)
        session_close(out);
    arena_release(&arena);
    return status;
}

void session_close(struct session *session)
{
    service_close(session->service);
    *session = (struct session){0};
}

enum status session_search(struct session *session, struct slice query,
                           struct slice topic, size_t most, struct arena *arena,
                           struct service_reply *out, struct error *err)
{
    const struct service_request request = {.query = query,
                                            .topic = topic,
                                            .most = most,
                                            .is_bare = session->is_bare,
                                            .is_all_copies = true,
                                            .settings = &session->settings};

    return service_search(session->service, &request, arena, out, err);
}

struct slice session_docno(const struct session *session, const struct hit *hit)
{
    return session->is_of_records ? hit->statement.id : hit->id;
}
