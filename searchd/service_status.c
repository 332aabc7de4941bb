#include <stdlib.h>

#include "common/schema.h"
#include "searchd/copies.h"
#include "searchd/service_inside.h"
#include "searchd/unfold.h"

struct status_work {
    struct service_status *out;
};

enum { STATUS_TERMS_MOST = 10000 };

static int compare_terms(const void *a, const void *b)
{
    const struct index_term *left = a, *right = b;

    if (left->frequency != right->frequency)
        return left->frequency > right->frequency ? -1 : 1;
    return slice_compare(left->text, right->text);
}

static enum status list_terms(struct service *service, const char *prefix,
                              struct arena *arena, struct index_term **out,
                              size_t *count, struct error *err)
{
    enum status status =
        index_reader_terms(service->reader, slice_of(prefix), STATUS_TERMS_MOST,
                           arena, out, count, err);

    if (!status && *count)
        qsort(*out, *count, sizeof **out, compare_terms);
    return status;
}

/* The name of a term as a passage has it. */
static enum status unfold(struct service *service, const char *prefix,
                          struct index_term *term, struct arena *arena,
                          struct error *err)
{
    uint32_t *documents;
    size_t count;
    enum status status = index_reader_holding(
        service->reader, plan_term(arena, prefix, term->text)->term, 1, arena,
        &documents, &count, err);

    if (status || !count)
        return status;
    return unfold_name(service->reader, prefix, documents[0], arena,
                       &term->text, err);
}

static enum status list_names(struct service *service, const char *prefix,
                              struct arena *arena, struct index_term **out,
                              size_t *count, struct error *err)
{
    enum status status = list_terms(service, prefix, arena, out, count, err);

    for (size_t i = 0; !status && i < *count; i++)
        status = unfold(service, prefix, &(*out)[i], arena, err);
    return status;
}

static enum status work_status(struct service *service, void *work,
                               struct arena *arena, struct error *err)
{
    struct service_status *out = ((struct status_work *)work)->out;
    enum status status =
        index_reader_counts(service->reader, &out->counts, err);

    if (!status)
        status = copies_count(service->reader, &out->copies, err);
    if (!status)
        status = list_terms(service, PREFIX_LANGUAGE, arena, &out->languages,
                            &out->language_count, err);
    if (!status)
        status = list_names(service, PREFIX_SIDE, arena, &out->sides,
                            &out->side_count, err);
    if (!status)
        status = list_names(service, PREFIX_COUNTRY, arena, &out->issuers,
                            &out->issuer_count, err);
    return status;
}

enum status service_status(struct service *service, struct arena *arena,
                           struct service_status *out, struct error *err)
{
    struct status_work work = {out};

    *out = (struct service_status){0};
    return service_do(service, work_status, &work, arena, err);
}
