/* topic: all forms of a concept, and of what belongs to it, as a plan. */
#include <string.h>

#include "common/schema.h"
#include "searchd/planner_inside.h"

/* What stands under a heading that names a topic is about it, whether it says
 * so again or not. A title is over all of a statement, so it says less. */
#define TOPIC_IDF      4.0
#define SECTION_WEIGHT 1.5
#define TITLE_WEIGHT   0.5

static bool has_same_form(const struct planned *planned,
                          const struct planner_leaf *leaf,
                          const struct form *form)
{
    for (size_t i = 0; i < leaf->form_count; i++) {
        const struct form *other = &planned->forms.items[leaf->first_form + i];

        if (slice_equal(other->text, form->text))
            return true;
    }
    return false;
}

/* "Anti-Ballistic Missile (ABM) Treaty" */
static bool has_marks(struct slice text)
{
    return slice_find(text, SLICE(","), 0) != SIZE_MAX ||
           slice_find(text, SLICE("("), 0) != SIZE_MAX;
}

/* As it is written, in any language; stemmed, in its own. */
static void make_topic_form(struct planning *planning,
                            const struct topic_form *source, struct form *out)
{
    struct slice languages[2] = {SLICE_UNKNOWN, source->language};

    form_make(planning->context->analyser, source->text, languages,
              slice_is_known(source->language) ? 2 : 1, planning->arena, out);
    out->is_bound = true;
}

static bool same_terms(const struct form_variant *a,
                       const struct form_variant *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!slice_equal(a->terms[i], b->terms[i]))
            return false;
    return true;
}

/* Has an earlier form of the concept the same terms? A passage would count
 * twice. What is longer ("missile defence system") counts besides the shorter:
 * it says more surely what is meant, and ranking is better for it. */
static bool is_repeated(const struct planned *planned, size_t first,
                        size_t place, const struct form_variant *variant)
{
    for (size_t i = first; i <= place; i++) {
        const struct form *other = &planned->forms.items[i];

        for (size_t v = 0; v < other->variant_count; v++) {
            if (&other->variants[v] == variant)
                return false;
            if (same_terms(&other->variants[v], variant))
                return true;
        }
    }
    return false;
}

/* The form without the variants that came before. */
static struct form new_variants(struct planning *planning, size_t first,
                                size_t place)
{
    const struct planned *planned = planning->out;
    struct form form = planned->forms.items[place];
    struct form_variant *kept =
        arena_array(planning->arena, form.variant_count, sizeof *kept);
    size_t count = 0;

    for (size_t v = 0; v < form.variant_count; v++)
        if (!is_repeated(planned, first, place, &form.variants[v]))
            kept[count++] = form.variants[v];
    form.variants = kept;
    form.variant_count = count;
    return form;
}

/* The plans of one area, whose forms are one term for ranking. */
static enum status concept_area(struct planning *planning, size_t first,
                                size_t end, const char *prefix,
                                struct plan **out)
{
    struct plan_list any = {0};
    enum status status = STATUS_OK;

    for (size_t i = first; !status && i < end; i++) {
        struct form form = new_variants(planning, first, i);

        status = planner_form(planning, &form, prefix, &any);
    }
    *out = plan_group(planning->arena, PLAN_SYNONYM, any.items, any.count);
    (*out)->factor = TOPIC_IDF;
    if (!any.count)
        *out = plan_new(planning->arena, PLAN_NOTHING);
    plan_list_release(&any);
    return status;
}

/* Longer names in which none of the concept's forms is meant: hits are held
 * against them, the index is not asked. */
static void add_exceptions(struct planning *planning, struct query *query,
                           const struct topic *topic, size_t part)
{
    for (size_t i = 0; i < topic->exception_count; i++) {
        struct form form;

        make_topic_form(planning, &topic->exceptions[i], &form);
        form.is_except = true;
        form.part = part;
        planner_add_form(planning, query, &form);
    }
}

static enum status plan_concept(struct planning *planning, struct query *query,
                                const struct topic_part *part,
                                struct plan **out)
{
    struct planned *planned = planning->out;
    size_t first = planned->forms.count;
    struct plan *areas[3];
    enum status status;

    for (size_t i = 0; i < part->topic->form_count; i++) {
        struct form form;

        make_topic_form(planning, &part->topic->forms[i], &form);
        form.is_capitals = form_is_acronym(form.text);
        form.is_name = form_is_name(form.text);
        form.part = first;
        form.is_tight = !has_marks(form.text);
        form.factor = part->factor;
        if (!has_same_form(planned, &planned->leaves[query->leaf], &form))
            planner_add_form(planning, query, &form);
    }
    status = concept_area(planning, first, planned->forms.count, "", &areas[0]);
    if (!status)
        status = concept_area(planning, first, planned->forms.count,
                              PREFIX_SECTION, &areas[1]);
    if (!status)
        status = concept_area(planning, first, planned->forms.count,
                              PREFIX_TITLE, &areas[2]);
    if (status)
        return status;
    add_exceptions(planning, query, part->topic, first);
    areas[1] = plan_scale(planning->arena, areas[1], SECTION_WEIGHT);
    areas[2] = plan_scale(planning->arena, areas[2], TITLE_WEIGHT);
    *out = plan_scale(planning->arena,
                      plan_group(planning->arena, PLAN_OR, areas, 3),
                      part->factor);
    return STATUS_OK;
}

enum status planner_topic(struct planning *planning, struct query *query,
                          struct plan **out)
{
    struct topic_part parts[TOPIC_PARTS_MOST];
    const struct topic *topic =
        planning->context->topics
            ? topic_find(planning->context->topics, query->text)
            : NULL;
    struct plan_list any = {0};
    enum status status = STATUS_OK;
    size_t count;

    if (!topic) {
        topic_unknown(planning->context->topics, query->text, planning->err);
        return STATUS_USAGE;
    }
    planner_leaf_new(planning, query)->topic = topic;
    planning->has_words = true;
    planning->out->has_topic = true;
    planning->out->needs_check = true; /* of acronyms */
    count = topic_parts(planning->context->topics, topic, parts);
    for (size_t i = 0; !status && i < count; i++) {
        struct plan *plan = NULL;

        status = plan_concept(planning, query, &parts[i], &plan);
        if (!status)
            plan_list_add(&any, plan);
    }
    *out = plan_list_group(&any, PLAN_OR, planning->arena);
    plan_list_release(&any);
    return status;
}
