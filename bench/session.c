#include "bench/session.h"

#include <math.h>
#include <stdlib.h>

#include "common/settings.h"

static enum status read_number(const struct options *options, const char *name,
                               double most, double *out, struct error *err)
{
    const char *text = options_get(options, name);
    char *end;
    double number;

    if (!text)
        return STATUS_OK;
    number = strtod(text, &end);
    if (end == text || *end || !isfinite(number) || number < 0 || number > most)
        return error_set(err, STATUS_USAGE,
                         "--%s: '%s' is no number from 0 to %g", name, text,
                         most);
    *out = number;
    return STATUS_OK;
}

static enum status read_settings(const struct options *options,
                                 struct rank_settings *out, struct error *err)
{
    enum status status;

    *out = rank_default;
    status = read_number(options, "k1", 100, &out->model.k1, err);
    if (!status)
        status = read_number(options, "b", 1, &out->model.b, err);
    if (!status)
        status =
            read_number(options, "section", 100, &out->weights.section, err);
    if (!status)
        status = read_number(options, "title", 100, &out->weights.title, err);
    return status;
}

enum status session_open(const struct options *options, struct arena *arena,
                         struct session *out, struct error *err)
{
    const struct service_options where = {
        .index_folder =
            settings_index_folder(options_get(options, "dir"), arena)};
    struct service_status state;
    enum status status;

    *out = (struct session){0};
    status = read_settings(options, &out->settings, err);
    if (!status)
        status = service_open(&where, &out->service, err);
    if (!status)
        status = service_status(out->service, arena, &state, err);
    if (status) {
        session_close(out);
        return status;
    }
    out->is_of_records = state.counts.statements == state.counts.passages;
    return STATUS_OK;
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
                                            .settings = &session->settings};

    return service_search(session->service, &request, arena, out, err);
}

struct slice session_docno(const struct session *session, const struct hit *hit)
{
    return session->is_of_records ? hit->statement.id : hit->id;
}
