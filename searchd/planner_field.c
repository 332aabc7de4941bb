/* Fields, dates and topics of a query as plans. */
#include <string.h>

#include "common/document.h"
#include "common/schema.h"
#include "searchd/planner_inside.h"

static struct plan *filter_plan(struct planning *planning, const char *prefix,
                                struct slice value)
{
    struct plan *plan = plan_new(planning->arena, PLAN_TERM);

    plan->term = document_filter(prefix, value, planning->arena);
    return plan;
}

/* Every word of a name. */
static struct plan *words_plan(struct planning *planning, const char *prefix,
                               struct slice name)
{
    struct slice rest = terms_fold_name(name, planning->arena), word;
    struct plan_list words = {0};
    struct plan *plan;

    while (slice_next(&rest, ' ', &word))
        if (word.len)
            plan_list_add(&words, filter_plan(planning, prefix, word));
    plan = plan_list_group(&words, PLAN_AND, planning->arena);
    plan_list_release(&words);
    return plan;
}

/* Words of the title or the headings, in a row. */
static enum status area_plan(struct planning *planning, struct query *query,
                             const char *prefix, struct plan **out)
{
    struct plan_list variants = {0};
    struct form form;
    enum status status;

    planner_make_form(planning, query->text, &form);
    planner_add_form(planning, query, &form);
    status = planner_form(planning, &form, prefix, &variants);
    *out = plan_list_group(&variants, PLAN_OR, planning->arena);
    plan_list_release(&variants);
    return status;
}

/* An id of a passage, or of a statement for all its passages. */
static struct plan *id_plan(struct planning *planning, struct slice id)
{
    return filter_plan(planning,
                       slice_find(id, SLICE("#"), 0) == SIZE_MAX
                           ? PREFIX_STATEMENT
                           : PREFIX_ID,
                       id);
}

static struct slice day_bytes(struct planning *planning, uint32_t day)
{
    char *bytes = arena_alloc(planning->arena, 4);

    for (int i = 0; i < 4; i++)
        bytes[i] = (char)(day >> (24 - 8 * i));
    return (struct slice){bytes, 4};
}

/* Statements whose days meet these. */
static struct plan *date_plan(struct planning *planning,
                              const struct query *query)
{
    struct plan *pair[2] = {plan_new(planning->arena, PLAN_RANGE),
                            plan_new(planning->arena, PLAN_RANGE)};

    pair[0]->slot = SLOT_DATE_FIRST;
    pair[0]->low = day_bytes(planning, 1); /* a date is known */
    if (query->last_day)
        pair[0]->high = day_bytes(planning, query->last_day);
    pair[1]->slot = SLOT_DATE_LAST;
    pair[1]->low = day_bytes(planning, query->first_day ? query->first_day : 1);
    return plan_group(planning->arena, PLAN_AND, pair, 2);
}

enum status planner_field(struct planning *planning, struct query *query,
                          struct plan **out)
{
    planner_leaf_new(planning, query);
    planning->has_words = true;
    if (query->kind == QUERY_DATE) {
        *out = date_plan(planning, query);
        return STATUS_OK;
    }
    switch (query->field) {
    case QUERY_SPEAKER:
        *out = words_plan(planning, PREFIX_SPEAKER, query->text);
        break;
    case QUERY_SIDE:
        *out = filter_plan(planning, PREFIX_SIDE, query->text);
        break;
    case QUERY_ABOUT:
        *out = filter_plan(planning, PREFIX_ABOUT, query->text);
        break;
    case QUERY_ISSUER:
        *out = words_plan(planning, PREFIX_ISSUER, query->text);
        break;
    case QUERY_COUNTRY:
        *out = filter_plan(planning, PREFIX_COUNTRY, query->text);
        break;
    case QUERY_LANGUAGE:
        *out = filter_plan(planning, PREFIX_LANGUAGE, query->text);
        break;
    case QUERY_ID:
        *out = id_plan(planning, query->text);
        break;
    case QUERY_FILE:
        *out = filter_plan(planning, PREFIX_PATH, query->text);
        break;
    case QUERY_TITLE:
        return area_plan(planning, query, PREFIX_TITLE, out);
    case QUERY_SECTION:
        return area_plan(planning, query, PREFIX_SECTION, out);
    }
    return STATUS_OK;
}
