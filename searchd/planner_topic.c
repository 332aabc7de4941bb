/* topic: all forms of a concept, and of what belongs to it, as a plan. */
#include <string.h>

#include "common/schema.h"
#include "searchd/planner_inside.h"

/* What stands under a heading that names a topic is about it, whether it says
 * so again or not. A title is over all of a statement, so it says less. */
#define TOPIC_IDF      4.0
#define SECTION_WEIGHT 1.5
#define TITLE_WEIGHT   0.5

/* An acronym in more than one of so many passages is a word as well. */
enum { ACRONYM_PART = 100 };

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

void planner_topic_form(struct planning *planning,
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

/* How the forms of a concept weigh, by where they stand. */
struct concept_weights {
    double idf; /* 0: that of them all together */
    double section, title;
};

/* The plans of one area, whose forms are one term for ranking. */
static enum status concept_area(struct planning *planning, size_t first,
                                size_t end, const char *prefix, double idf,
                                struct plan **out)
{
    struct plan_list any = {0};
    enum status status = STATUS_OK;

    for (size_t i = first; !status && i < end; i++) {
        struct form form = new_variants(planning, first, i);

        status = planner_form(planning, &form, prefix, &any);
    }
    *out = plan_group(planning->arena, PLAN_SYNONYM, any.items, any.count);
    (*out)->factor = idf;
    if (!any.count)
        *out = plan_new(planning->arena, PLAN_NOTHING);
    plan_list_release(&any);
    return status;
}

static enum status plan_areas(struct planning *planning, size_t first,
                              const struct concept_weights *weights,
                              double factor, struct plan **out)
{
    const struct {
        const char *prefix;
        double weight;
    } areas[] = {{"", 1},
                 {PREFIX_SECTION, weights->section},
                 {PREFIX_TITLE, weights->title}};
    struct plan *plans[COUNT_OF(areas)];
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < COUNT_OF(areas); i++) {
        status = concept_area(planning, first, planning->out->forms.count,
                              areas[i].prefix, weights->idf, &plans[i]);
        if (!status && areas[i].weight != 1)
            plans[i] = plan_scale(planning->arena, plans[i], areas[i].weight);
    }
    if (!status)
        *out = plan_scale(
            planning->arena,
            plan_group(planning->arena, PLAN_OR, plans, COUNT_OF(plans)),
            factor);
    return status;
}

/* Longer names in which none of the concept's forms is meant: hits are held
 * against them, the index is not asked. */
static void add_exceptions(struct planning *planning, struct query *query,
                           const struct topic *topic, size_t part)
{
    for (size_t i = 0; i < topic->exception_count; i++) {
        struct form form;

        planner_topic_form(planning, &topic->exceptions[i], &form);
        form.is_except = true;
        form.part = part;
        planner_add_form(planning, query, &form);
    }
}

/* The form at a place of a part, whose forms begin at first. */
static void make_form(struct planning *planning, const struct topic_part *part,
                      size_t place, size_t first, struct form *form)
{
    planner_topic_form(planning, &part->topic->forms[place], form);
    form->is_capitals = form_is_acronym(form->text);
    form->is_name = form_is_name(form->text);
    form->part = first;
    form->is_tight = !has_marks(form->text);
    form->factor = part->factor;
}

static enum status plan_concept(struct planning *planning, struct query *query,
                                const struct topic_part *part,
                                struct plan **out)
{
    static const struct concept_weights weights = {TOPIC_IDF, SECTION_WEIGHT,
                                                   TITLE_WEIGHT};
    struct planned *planned = planning->out;
    size_t first = planned->forms.count;
    enum status status;

    for (size_t i = 0; i < part->topic->form_count; i++) {
        struct form form;

        make_form(planning, part, i, first, &form);
        if (!has_same_form(planned, &planned->leaves[query->leaf], &form))
            planner_add_form(planning, query, &form);
    }
    status = plan_areas(planning, first, &weights, part->factor, out);
    add_exceptions(planning, query, part->topic, first);
    return status;
}

/* An acronym is taken on trust here: not one that is stemmed as a word is
 * (AIDS), nor a frequent one (START). */
static enum status is_trusted(struct planning *planning,
                              const struct form *form, bool *out)
{
    const struct form_variant *variant = &form->variants[0];
    struct index_size size = {0, 0};
    uint64_t frequency = 0;
    enum status status = STATUS_OK;

    *out = form->variant_count > 0;
    if (!*out || !form->is_capitals)
        return STATUS_OK;
    for (size_t i = 0; i < form->variant_count; i++)
        *out = *out && form->variants[i].count == 1 &&
               slice_equal(form->variants[i].terms[0],
                           form->variants[i].exacts[0]);
    if (!*out)
        return STATUS_OK;
    status =
        index_reader_frequency(planning->context->reader, variant->terms[0],
                               &frequency, planning->err);
    if (!status)
        status =
            index_reader_size(planning->context->reader, &size, planning->err);
    if (!status && size.passages >= ACRONYM_PART)
        *out = frequency <= size.passages / ACRONYM_PART;
    return status;
}

enum status planner_implied(struct planning *planning, struct query *query,
                            const struct topic_part *part, struct plan **out)
{
    const struct concept_weights weights = {0,
                                            planning->context->weights.section,
                                            planning->context->weights.title};
    struct planned *planned = planning->out;
    size_t first = planned->forms.count;
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < part->topic->form_count; i++) {
        bool is_good;
        struct form form;

        make_form(planning, part, i, first, &form);
        status = is_trusted(planning, &form, &is_good);
        if (!status && is_good &&
            !has_same_form(planned, &planned->leaves[query->leaf], &form))
            planner_add_form(planning, query, &form);
    }
    if (status)
        return status;
    status = plan_areas(planning, first, &weights, part->factor, out);
    add_exceptions(planning, query, part->topic, first);
    return status;
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
