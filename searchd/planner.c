#include "searchd/planner.h"

#include <string.h>

#include "common/schema.h"
#include "searchd/planner_inside.h"
#include "searchd/stopwords.h"

void plan_list_add(struct plan_list *list, struct plan *plan)
{
    list->items = heap_grow(list->items, list->count, &list->capacity,
                            sizeof(struct plan *));
    list->items[list->count++] = plan;
}

void plan_list_release(struct plan_list *list)
{
    heap_free(list->items);
    *list = (struct plan_list){0};
}

struct plan *plan_list_group(const struct plan_list *list, enum plan_kind kind,
                             struct arena *arena)
{
    if (!list->count)
        return plan_new(arena, PLAN_NOTHING);
    if (list->count == 1)
        return list->items[0];
    return plan_group(arena, kind, list->items, list->count);
}

void planned_release(struct planned *planned)
{
    forms_release(&planned->forms);
    heap_free(planned->leaves);
    *planned = (struct planned){0};
}

struct planner_leaf *planner_leaf_new(struct planning *planning,
                                      struct query *query)
{
    struct planned *out = planning->out;
    struct planner_leaf *leaf;

    out->leaves = heap_grow(out->leaves, out->leaf_count, &out->leaf_capacity,
                            sizeof *out->leaves);
    query->leaf = out->leaf_count++;
    leaf = &out->leaves[query->leaf];
    *leaf = (struct planner_leaf){.query = query,
                                  .first_form = out->forms.count,
                                  .is_negative = planning->is_negative};
    return leaf;
}

static enum status plan_any(struct planning *planning, struct query *query,
                            bool is_free, struct plan **out);

static bool is_stopword(struct planning *planning, const struct query *query)
{
    const struct planner_context *context = planning->context;
    struct form form;

    if (query->kind != QUERY_WORD || query->is_exact || query->is_prefix ||
        query->sign)
        return false;
    planner_make_form(planning, query->text, &form);
    if (!form.variant_count)
        return true; /* mere punctuation */
    if (form.variants[0].count != 1)
        return false;
    for (size_t i = 0; i < context->language_count; i++)
        if (stopwords_have(context->languages[i], form.variants[0].exacts[0]))
            return true;
    return false;
}

static bool is_filter(const struct query *query)
{
    return query->kind == QUERY_FIELD || query->kind == QUERY_DATE;
}

/* The parts of a run, by what they do. */
struct run_parts {
    struct plan_list wanted, required, excluded;
    struct plan_list filters; /* one for each field */
};

/* Fields of one name are alternatives. */
static enum status plan_filters(struct planning *planning, struct query *run,
                                struct run_parts *parts)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < run->child_count; i++) {
        const struct query *first = run->children[i];
        struct plan_list same = {0};
        bool is_done = !is_filter(first) || first->sign;

        for (size_t j = 0; !is_done && j < i; j++)
            is_done = run->children[j]->kind == first->kind &&
                      !run->children[j]->sign &&
                      run->children[j]->field == first->field;
        for (size_t j = i; !status && !is_done && j < run->child_count; j++) {
            struct query *child = run->children[j];
            struct plan *plan = NULL;

            if (child->kind != first->kind || child->sign ||
                child->field != first->field)
                continue;
            status = plan_any(planning, child, false, &plan);
            if (!status)
                plan_list_add(&same, plan);
        }
        if (!status && same.count)
            plan_list_add(&parts->filters,
                          plan_list_group(&same, PLAN_OR, planning->arena));
        plan_list_release(&same);
    }
    return status;
}

static bool has_content(struct planning *planning, const struct query *run)
{
    for (size_t i = 0; i < run->child_count; i++)
        if (!is_filter(run->children[i]) && run->children[i]->sign != '-' &&
            !is_stopword(planning, run->children[i]))
            return true;
    return false;
}

static enum status plan_item(struct planning *planning, struct query *item,
                             bool has_others, struct run_parts *parts)
{
    bool was_negative = planning->is_negative, needed_check;
    struct plan *plan = NULL;
    enum status status;

    if (is_filter(item) && !item->sign)
        return STATUS_OK; /* plan_filters() has it */
    if (has_others && is_stopword(planning, item)) {
        planner_leaf_new(planning, item)->is_dropped = true;
        return STATUS_OK;
    }
    needed_check = planning->out->needs_check;
    planning->out->needs_check = false;
    planning->is_negative ^= item->sign == '-';
    status = plan_any(planning, item, !item->sign && !planning->is_all, &plan);
    planning->is_negative = was_negative;
    if (!status && item->sign == '-') {
        /* What a check may refuse must not be left out unchecked. */
        if (!planning->out->needs_check)
            plan_list_add(&parts->excluded, plan);
    } else if (!status && is_filter(item)) {
        plan_list_add(&parts->filters, plan);
    } else if (!status) {
        plan_list_add(item->sign == '+' || planning->is_all ? &parts->required
                                                            : &parts->wanted,
                      plan);
    }
    planning->out->needs_check |= needed_check;
    return status;
}

/* base where all filters match and nothing that is excluded. */
static struct plan *restrict_plan(struct planning *planning, struct plan *base,
                                  const struct plan_list *filters,
                                  const struct plan_list *excluded)
{
    struct plan_list all = {0};

    if (filters->count) {
        plan_list_add(&all, base);
        for (size_t i = 0; i < filters->count; i++)
            plan_list_add(&all, filters->items[i]);
        base = plan_list_group(&all, PLAN_FILTER, planning->arena);
        plan_list_release(&all);
    }
    if (excluded->count) {
        plan_list_add(&all, base);
        for (size_t i = 0; i < excluded->count; i++)
            plan_list_add(&all, excluded->items[i]);
        base = plan_list_group(&all, PLAN_NOT, planning->arena);
        plan_list_release(&all);
    }
    return base;
}

static struct plan *join_run(struct planning *planning,
                             const struct run_parts *parts)
{
    struct plan *wanted =
        plan_list_group(&parts->wanted, PLAN_OR, planning->arena);
    struct plan *base;

    if (parts->required.count) {
        base = plan_list_group(&parts->required, PLAN_AND, planning->arena);
        if (wanted->kind != PLAN_NOTHING) {
            struct plan *pair[2] = {base, wanted};

            base = plan_group(planning->arena, PLAN_MAYBE, pair, 2);
        }
    } else if (parts->wanted.count) {
        base = wanted;
    } else {
        base = plan_new(planning->arena, PLAN_ALL);
    }
    return restrict_plan(planning, base, &parts->filters, &parts->excluded);
}

static enum status plan_run(struct planning *planning, struct query *query,
                            struct plan **out)
{
    struct run_parts parts = {{0}, {0}, {0}, {0}};
    bool has_others = !planning->context->weights.ranks_stopwords &&
                      has_content(planning, query);
    enum status status = plan_filters(planning, query, &parts);

    for (size_t i = 0; !status && i < query->child_count; i++)
        status = plan_item(planning, query->children[i], has_others, &parts);
    if (!status)
        status = planner_concepts(planning, query->children, query->child_count,
                                  &parts.wanted);
    if (!status)
        *out = join_run(planning, &parts);
    plan_list_release(&parts.wanted);
    plan_list_release(&parts.required);
    plan_list_release(&parts.excluded);
    plan_list_release(&parts.filters);
    return status;
}

/* NOT alone, and the NOTs and filters among the operands of AND. */
static enum status plan_operand(struct planning *planning, struct query *item,
                                struct run_parts *parts)
{
    bool is_not = item->kind == QUERY_NOT;
    bool was_negative = planning->is_negative;
    bool needed_check = planning->out->needs_check;
    struct query *query = is_not ? item->children[0] : item;
    struct plan *plan = NULL;
    enum status status;

    planning->out->needs_check = false;
    planning->is_negative ^= is_not;
    status = plan_any(planning, query, false, &plan);
    planning->is_negative = was_negative;
    if (!status && is_not) {
        if (!planning->out->needs_check)
            plan_list_add(&parts->excluded, plan);
    } else if (!status) {
        plan_list_add(is_filter(query) ? &parts->filters : &parts->required,
                      plan);
    }
    planning->out->needs_check |= needed_check;
    return status;
}

static enum status plan_and(struct planning *planning, struct query *query,
                            struct plan **out)
{
    struct run_parts parts = {{0}, {0}, {0}, {0}};
    enum status status = STATUS_OK;

    if (query->kind == QUERY_NOT)
        status = plan_operand(planning, query, &parts);
    else
        for (size_t i = 0; !status && i < query->child_count; i++)
            status = plan_operand(planning, query->children[i], &parts);
    if (!status)
        *out = join_run(planning, &parts);
    plan_list_release(&parts.required);
    plan_list_release(&parts.excluded);
    plan_list_release(&parts.filters);
    return status;
}

static enum status plan_or(struct planning *planning, struct query *query,
                           struct plan **out)
{
    struct plan_list any = {0};
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < query->child_count; i++) {
        struct plan *plan = NULL;

        status = plan_any(planning, query->children[i], false, &plan);
        if (!status)
            plan_list_add(&any, plan);
    }
    *out = plan_list_group(&any, PLAN_OR, planning->arena);
    plan_list_release(&any);
    return status;
}

static enum status plan_any(struct planning *planning, struct query *query,
                            bool is_free, struct plan **out)
{
    enum status status;

    switch (query->kind) {
    case QUERY_WORD:
    case QUERY_PHRASE:
        status = planner_word(planning, query, is_free, out);
        break;
    case QUERY_NEAR:
        status = planner_near(planning, query, out);
        break;
    case QUERY_TOPIC:
        status = planner_topic(planning, query, out);
        break;
    case QUERY_RUN:
        return plan_run(planning, query, out);
    case QUERY_AND:
    case QUERY_NOT:
        return plan_and(planning, query, out);
    case QUERY_OR:
        return plan_or(planning, query, out);
    case QUERY_FIELD:
    case QUERY_DATE:
        return planner_field(planning, query, out);
    default:
        return error_set(planning->err, STATUS_BUG, "query of no kind");
    }
    if (!status)
        planning->out->leaves[query->leaf].plan = *out;
    return status;
}

enum status planner_languages(struct planner_context *context,
                              struct arena *arena, struct error *err)
{
    struct index_term *terms;
    size_t count;
    struct slice fallback = terms_language(SLICE_UNKNOWN);
    bool has_fallback = false;
    enum status status = index_reader_terms(
        context->reader, SLICE(PREFIX_LANGUAGE), PLANNER_LANGUAGES_MOST - 2,
        arena, &terms, &count, err);

    if (status)
        return status;
    context->language_count = count;
    for (size_t i = 0; i < count; i++) {
        context->languages[i] = terms[i].text;
        has_fallback = has_fallback || slice_equal(terms[i].text, fallback);
    }
    if (!has_fallback)
        context->languages[context->language_count++] = fallback;
    context->languages[context->language_count++] = SLICE_UNKNOWN;
    return STATUS_OK;
}

/* What a single word names besides. */
static enum status add_concepts(struct planning *planning, struct query *word,
                                struct plan **plan)
{
    struct plan_list any = {0};
    enum status status = STATUS_OK;

    plan_list_add(&any, *plan);
    status = planner_concepts(planning, &word, 1, &any);
    if (!status && any.count > 1)
        *plan = plan_list_group(&any, PLAN_OR, planning->arena);
    plan_list_release(&any);
    return status;
}

enum status planner_plan(const struct planner_context *context,
                         struct query *query, bool is_all, struct arena *arena,
                         struct planned *out, struct error *err)
{
    struct planning planning = {.context = context,
                                .out = out,
                                .arena = arena,
                                .err = err,
                                .is_all = is_all};
    enum status status;

    *out = (struct planned){.query = query, .is_all = is_all};
    if (is_filter(query)) {
        struct plan *pair[2] = {plan_new(arena, PLAN_ALL), NULL};

        status = plan_any(&planning, query, false, &pair[1]);
        out->plan = plan_group(arena, PLAN_FILTER, pair, 2);
    } else {
        status = plan_any(&planning, query, true, &out->plan);
        if (!status && query->kind == QUERY_WORD)
            status = add_concepts(&planning, query, &out->plan);
    }
    if (!status && !planning.has_words)
        status = error_set(err, STATUS_USAGE,
                           "query, column %zu: there is no word to look for",
                           query->column);
    if (!status)
        forms_prepare(&out->forms, arena);
    return status;
}
