/* Concepts that the free words of a query name, with or without meaning to:
 * any form of one finds all of them. */
#include <ctype.h>

#include "searchd/heads.h"
#include "searchd/planner_inside.h"

enum { NAMES_MOST = 16 }; /* concepts that one query names */

/* A run of free words, analysed as one text. */
struct wording {
    struct form form;
    struct query *const *words;
    size_t word_count;
    struct heads heads; /* of its words and terms */
};

/* Where a wording names a concept. */
struct naming {
    const struct topic *concept;
    size_t start, count; /* terms */
};

static bool is_free_word(const struct query *query)
{
    return query->kind == QUERY_WORD && !query->sign && !query->is_exact &&
           !query->is_prefix;
}

/* Might the form stand in the wording? It need not be analysed where it does
 * not. */
static bool may_have(const struct wording *wording,
                     const struct topic_label *label)
{
    return label->form->text.len &&
           heads_have(&wording->heads, label->form->head) &&
           heads_have_all(&wording->heads, label->form->text);
}

static bool has_word(const struct wording *wording, struct slice text)
{
    for (size_t i = 0; i < wording->word_count; i++)
        if (slice_equal(wording->words[i]->text, text))
            return true;
    return false;
}

/* A single word names a concept when it is its label or a name: "hydrogen" is
 * a form of energy, but who asks for the one may not mean the other. */
static bool is_name(const struct wording *wording, const struct topic *concept,
                    struct slice text)
{
    if (form_is_acronym(text))
        return has_word(wording, text);
    return slice_equal(text, concept->label) ||
           isupper((unsigned char)text.bytes[0]);
}

static bool matches_at(const struct form_variant *whole, size_t start,
                       const struct form_variant *part)
{
    if (start + part->count > whole->count)
        return false;
    for (size_t i = 0; i < part->count; i++)
        if (!slice_equal(whole->terms[start + i], part->terms[i]))
            return false;
    return true;
}

/* The longest place where the wording has a variant of the form. */
static void find_form(const struct wording *wording,
                      const struct topic *concept, struct slice text,
                      const struct form *form, struct naming *best)
{
    for (size_t v = 0; v < wording->form.variant_count; v++)
        for (size_t f = 0; f < form->variant_count; f++) {
            const struct form_variant *whole = &wording->form.variants[v];
            const struct form_variant *part = &form->variants[f];

            if (part->count <= best->count ||
                (part->count == 1 && !is_name(wording, concept, text)))
                continue;
            for (size_t start = 0; start + part->count <= whole->count; start++)
                if (matches_at(whole, start, part)) {
                    *best = (struct naming){concept, start, part->count};
                    break;
                }
        }
}

static bool overlap(const struct naming *a, const struct naming *b)
{
    return a->start < b->start + b->count && b->start < a->start + a->count;
}

/* Keep a naming and drop what is shorter at its place; of equal ones the
 * first. */
static void keep_naming(struct naming *names, size_t *count,
                        const struct naming *naming)
{
    size_t kept = 0;

    for (size_t i = 0; i < *count; i++)
        if (overlap(&names[i], naming) && names[i].count >= naming->count)
            return;
    for (size_t i = 0; i < *count; i++)
        if (!overlap(&names[i], naming))
            names[kept++] = names[i];
    *count = kept;
    if (kept < NAMES_MOST)
        names[(*count)++] = *naming;
}

/* One concept and what belongs to it. */
static enum status plan_named(struct planning *planning,
                              const struct topic *concept,
                              struct plan_list *out)
{
    struct query *query = arena_alloc(planning->arena, sizeof *query);
    struct topic_part parts[TOPIC_PARTS_MOST];
    size_t count = topic_parts(planning->context->topics, concept, parts);
    struct plan_list any = {0};
    struct planner_leaf *leaf;
    enum status status = STATUS_OK;

    *query = (struct query){.kind = QUERY_PHRASE, .text = concept->label};
    leaf = planner_leaf_new(planning, query);
    leaf->is_implied = true;
    for (size_t i = 0; !status && i < count; i++) {
        struct plan *plan;

        status = planner_implied(planning, query, &parts[i], &plan);
        if (!status && plan->kind != PLAN_NOTHING)
            plan_list_add(&any, plan);
    }
    if (!status && any.count) {
        struct plan *plan = plan_list_group(&any, PLAN_OR, planning->arena);

        plan = plan_scale(planning->arena, plan,
                          planning->context->weights.concepts);
        planning->out->leaves[query->leaf].plan = plan;
        plan_list_add(out, plan);
    }
    plan_list_release(&any);
    return status;
}

/* Analyse the words together, and see how they begin. */
static void make_wording(struct planning *planning, struct wording *wording)
{
    struct strbuf text = STRBUF_INIT;

    for (size_t i = 0; i < wording->word_count; i++) {
        strbuf_add(&text, wording->words[i]->text);
        strbuf_add_byte(&text, ' ');
    }
    planner_make_form(planning,
                      slice_copy(planning->arena, strbuf_slice(&text)),
                      &wording->form);
    strbuf_release(&text);
    heads_add(&wording->heads, wording->form.text);
    for (size_t v = 0; v < wording->form.variant_count; v++)
        for (size_t i = 0; i < wording->form.variants[v].count; i++)
            heads_add(&wording->heads, wording->form.variants[v].exacts[i]);
}

/* The concepts that it names, none within another; returns their number. */
static size_t find_names(struct planning *planning,
                         const struct wording *wording,
                         struct naming names[NAMES_MOST])
{
    const struct topic_label *labels;
    size_t count = topic_table_labels(planning->context->topics, &labels);
    size_t name_count = 0;
    struct naming best = {NULL, 0, 0};

    for (size_t i = 0; i < count; i++) {
        const struct topic_label *label = &labels[i];
        struct form form;

        if (!may_have(wording, label))
            continue;
        if (label->topic != best.concept) {
            if (best.count)
                keep_naming(names, &name_count, &best);
            best = (struct naming){label->topic, 0, 0};
        }
        planner_topic_form(planning, label->form, &form);
        find_form(wording, label->topic, label->form->text, &form, &best);
    }
    if (best.count)
        keep_naming(names, &name_count, &best);
    return name_count;
}

static enum status plan_wording(struct planning *planning,
                                struct wording *wording, struct plan_list *out)
{
    struct naming names[NAMES_MOST];
    size_t count;
    enum status status = STATUS_OK;

    make_wording(planning, wording);
    count = find_names(planning, wording, names);
    for (size_t i = 0; !status && i < count; i++)
        status = plan_named(planning, names[i].concept, out);
    return status;
}

enum status planner_concepts(struct planning *planning,
                             struct query *const *items, size_t count,
                             struct plan_list *out)
{
    enum status status = STATUS_OK;

    if (!planning->context->topics || planning->is_all ||
        planning->is_negative || planning->context->weights.concepts <= 0)
        return STATUS_OK;
    for (size_t i = 0; !status && i < count;) {
        struct wording wording = {.words = &items[i]};

        while (i < count && is_free_word(items[i])) {
            wording.word_count++;
            i++;
        }
        if (wording.word_count)
            status = plan_wording(planning, &wording, out);
        else
            i++;
    }
    return status;
}
