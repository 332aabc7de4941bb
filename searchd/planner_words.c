/* Words, phrases and nears of a query as plans. */
#include <string.h>

#include "common/schema.h"
#include "searchd/planner_inside.h"
#include "searchd/stopwords.h"

enum {
    PREFIX_WORDS_MOST = 100, /* words that word* stands for in ranking */
    STEM_LENGTH_LEAST = 3,
    ROW_GRAMS_MOST = 3 /* a run of more bigrams is several words */
};

/* What the words of a compound in a row add to them, as a part of a word's. */
#define ROW_WEIGHT 0.5

void planner_add_form(struct planning *planning, struct query *query,
                      struct form *form)
{
    form->group = query->leaf;
    forms_add(&planning->out->forms, form);
    planning->out->leaves[query->leaf].form_count++;
}

static enum status in_index(struct planning *planning, struct slice term,
                            bool *out)
{
    uint64_t frequency = 0;
    enum status status = index_reader_frequency(planning->context->reader, term,
                                                &frequency, planning->err);

    *out = frequency > 0;
    return status;
}

/* The terms of one variant in a row, near each other or any; nothing is added
 * when one that is needed is not in the index. */
static enum status add_variant(struct planning *planning,
                               const struct form *form,
                               const struct form_variant *variant,
                               const char *prefix, struct plan_list *out)
{
    struct plan_list terms = {0};
    enum plan_kind kind = form->kind == FORM_ROW    ? PLAN_PHRASE
                          : form->kind == FORM_NEAR ? PLAN_NEAR
                                                    : PLAN_OR;
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < variant->count; i++) {
        struct plan *term =
            plan_term(planning->arena, prefix, variant->terms[i]);
        bool is_there = false;

        status = in_index(planning, term->term, &is_there);
        if (is_there)
            plan_list_add(&terms, term);
    }
    if (!status && terms.count &&
        (terms.count == variant->count || kind == PLAN_OR)) {
        struct plan *plan = plan_list_group(&terms, kind, planning->arena);

        if (plan->kind == PLAN_PHRASE)
            plan->window = (unsigned)terms.count;
        if (plan->kind == PLAN_NEAR)
            plan->window = form->window;
        plan_list_add(out, plan);
    }
    plan_list_release(&terms);
    return status;
}

static void add_beginning(struct planning *planning, const char *prefix,
                          struct slice word, struct plan_list *out)
{
    struct plan *plan = plan_term(planning->arena, prefix, word);

    plan->kind = PLAN_PREFIX;
    plan->window = PREFIX_WORDS_MOST;
    plan_list_add(out, plan);
}

/* -iz- and -yz- within a word as the index has them: spelled with an s. */
static void add_respelled(struct planning *planning, const char *prefix,
                          struct slice word, struct plan_list *out)
{
    char *spelled = arena_copy(planning->arena, word.bytes, word.len);
    bool is_changed = false;

    for (size_t i = 1; i < word.len; i++)
        if (spelled[i] == 'z' && strchr("iy", spelled[i - 1])) {
            spelled[i] = 's';
            is_changed = true;
        }
    if (is_changed)
        add_beginning(planning, prefix, (struct slice){spelled, word.len}, out);
}

/* word*: the terms that begin so, and stems that the word may have lost its
 * end to ("treaty*" is "treati", "denucleariz*" is "denuclear"). Those find
 * too much: the hits are checked. */
static enum status add_prefix(struct planning *planning,
                              const struct form *form, const char *prefix,
                              struct plan_list *out)
{
    struct slice word = form->variants[0].exacts[form->variants[0].count - 1];
    struct plan *plan;
    size_t len = word.len;
    enum status status = STATUS_OK;

    add_beginning(planning, prefix, word, out);
    add_respelled(planning, prefix, word, out);
    for (size_t v = 0; !status && v < form->variant_count; v++) {
        const struct form_variant *variant = &form->variants[v];
        struct slice stem = variant->terms[variant->count - 1];
        bool is_there = false;

        if (slice_starts(stem, word))
            continue;
        plan = plan_term(planning->arena, prefix, stem);
        status = in_index(planning, plan->term, &is_there);
        if (is_there)
            plan_list_add(out, plan);
    }
    while (!status && len > STEM_LENGTH_LEAST) {
        bool is_there = false;

        len = utf8_cut(word.bytes, word.len, len - 1);
        plan = plan_term(planning->arena, prefix, slice_part(word, 0, len));
        status = in_index(planning, plan->term, &is_there);
        if (is_there)
            plan_list_add(out, plan);
    }
    return status;
}

enum status planner_form(struct planning *planning, const struct form *form,
                         const char *prefix, struct plan_list *out)
{
    enum status status = STATUS_OK;

    if (form->is_prefix && form->variant_count)
        return add_prefix(planning, form, prefix, out);
    for (size_t i = 0; !status && i < form->variant_count; i++)
        status = add_variant(planning, form, &form->variants[i], prefix, out);
    return status;
}

/* A form in the text, and with their weights in the headings and the title. */
static enum status plan_areas(struct planning *planning,
                              const struct form *form, struct plan **out)
{
    const struct planner_weights *weights = &planning->context->weights;
    const struct {
        const char *prefix;
        double weight;
    } areas[] = {{"", 1},
                 {PREFIX_SECTION, weights->section},
                 {PREFIX_TITLE, weights->title}};
    struct plan_list found = {0};
    enum plan_kind kind = form->is_prefix ? PLAN_OR : PLAN_SYNONYM;
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < COUNT_OF(areas); i++) {
        struct plan_list variants = {0};
        struct plan *plan;

        if (areas[i].weight <= 0)
            continue; /* it finds nothing, either */
        status = planner_form(planning, form, areas[i].prefix, &variants);
        plan = plan_list_group(&variants, kind, planning->arena);
        if (plan->kind != PLAN_NOTHING)
            plan_list_add(&found, areas[i].weight == 1
                                      ? plan
                                      : plan_scale(planning->arena, plan,
                                                   areas[i].weight));
        plan_list_release(&variants);
    }
    *out = plan_list_group(&found, PLAN_OR, planning->arena);
    plan_list_release(&found);
    return status;
}

void planner_make_form(struct planning *planning, struct slice text,
                       struct form *out)
{
    form_make(planning->context->analyser, text, planning->context->languages,
              planning->context->language_count, planning->arena, out);
}

/* Is the text one run of a script without spaces, of these many bigrams? */
static size_t count_grams(const struct form *form)
{
    const struct form_variant *variant = form->variants;

    if (!form->variant_count)
        return 0;
    for (size_t i = 0; i < variant->count; i++)
        if (!(variant->terms[i].len >= 3 &&
              (unsigned char)variant->terms[i].bytes[0] >= 0xE0))
            return 0;
    return variant->count;
}

static bool is_single_gram(const struct form *form)
{
    int32_t codepoint;

    return count_grams(form) == 1 && form->variants[0].count == 1 &&
           utf8_decode(form->variants[0].terms[0].bytes,
                       form->variants[0].terms[0].len,
                       &codepoint) == form->variants[0].terms[0].len;
}

/* A long run of a script without spaces is several words: any of its bigrams
 * is ranked, and the whole in a row adds to that. */
static enum status plan_run_of_grams(struct planning *planning,
                                     struct query *query, struct form *form,
                                     struct plan **out)
{
    struct plan *pair[2] = {NULL, NULL};
    enum status status;

    form->kind = FORM_ANY;
    planner_add_form(planning, query, form);
    status = plan_areas(planning, form, &pair[0]);
    if (status)
        return status;
    form->kind = FORM_ROW;
    planner_add_form(planning, query, form);
    status = plan_areas(planning, form, &pair[1]);
    *out = pair[1]->kind == PLAN_NOTHING
               ? pair[0]
               : plan_group(planning->arena, PLAN_OR, pair, 2);
    return status;
}

/* The variants of a form cut to their word at this place. */
static struct form word_of_form(struct planning *planning,
                                const struct form *form, size_t place)
{
    struct form word = *form;

    word.variants = arena_array(planning->arena, form->variant_count,
                                sizeof *word.variants);
    word.variant_count = 0;
    for (size_t i = 0; i < form->variant_count; i++) {
        struct form_variant *cut = &word.variants[word.variant_count];

        if (form->variants[i].count != form->variants[0].count)
            continue;
        *cut = form->variants[i];
        cut->terms += place;
        cut->exacts += place;
        cut->count = 1;
        word.variant_count++;
    }
    return word;
}

static bool is_small(const struct planner_context *context, struct slice word)
{
    for (size_t i = 0; i < context->language_count; i++)
        if (stopwords_have(context->languages[i], word))
            return true;
    return word.len < 2;
}

/* A compound ("non-nuclear", "two-State") that is free: each of its words is
 * ranked, and the whole in a row adds to that. */
static enum status plan_compound(struct planning *planning, struct query *query,
                                 struct form *form, struct plan **out)
{
    struct plan_list parts = {0};
    struct plan *plan;
    enum status status = STATUS_OK;

    planner_add_form(planning, query, form);
    for (size_t i = 0; !status && i < form->variants[0].count; i++) {
        struct form word = word_of_form(planning, form, i);

        if (is_small(planning->context, word.variants[0].exacts[0]))
            continue;
        planner_add_form(planning, query, &word);
        status = plan_areas(planning, &word, &plan);
        if (!status && plan->kind != PLAN_NOTHING) {
            plan_list_add(&parts, plan);
            planning->out->free_words++;
        }
    }
    if (!status)
        status = plan_areas(planning, form, &plan);
    if (!status && plan->kind != PLAN_NOTHING)
        plan_list_add(&parts, plan_scale(planning->arena, plan, ROW_WEIGHT));
    *out = plan_list_group(&parts, PLAN_OR, planning->arena);
    plan_list_release(&parts);
    return status;
}

enum status planner_word(struct planning *planning, struct query *query,
                         bool is_free, struct plan **out)
{
    struct form form;
    enum status status;

    planner_leaf_new(planning, query);
    planner_make_form(planning, query->text, &form);
    form.is_exact = query->is_exact;
    form.is_prefix = query->is_prefix || is_single_gram(&form);
    planning->has_words |= form.variant_count > 0;
    if (form.is_exact || form.is_prefix)
        planning->out->needs_check = true;
    if (is_free && query->kind == QUERY_WORD && !form.is_exact &&
        !form.is_prefix && count_grams(&form) > ROW_GRAMS_MOST)
        return plan_run_of_grams(planning, query, &form, out);
    if (is_free && query->kind == QUERY_WORD && form.variant_count &&
        form.variants[0].count > 1 && !form.is_exact && !form.is_prefix &&
        !count_grams(&form))
        return plan_compound(planning, query, &form, out);
    planner_add_form(planning, query, &form);
    status = plan_areas(planning, &form, out);
    if (!status && is_free && query->kind == QUERY_WORD &&
        (*out)->kind != PLAN_NOTHING)
        planning->out->free_words++;
    return status;
}

/* The words of a near, those of a phrase in it one by one. */
enum status planner_near(struct planning *planning, struct query *query,
                         struct plan **out)
{
    struct strbuf text = STRBUF_INIT;
    struct form form;
    size_t words = query->child_count;

    planner_leaf_new(planning, query);
    for (size_t i = 0; i < words; i++) {
        strbuf_add(&text, query->children[i]->text);
        strbuf_add_byte(&text, ' ');
    }
    planner_make_form(planning,
                      slice_copy(planning->arena, strbuf_slice(&text)), &form);
    strbuf_release(&text);
    form.kind = FORM_NEAR;
    form.window = query->window * (unsigned)(words - 1) + 1;
    if (form.variant_count && form.variants[0].count > words)
        form.window += (unsigned)(form.variants[0].count - words);
    planning->has_words |= form.variant_count > 0;
    planner_add_form(planning, query, &form);
    return plan_areas(planning, &form, out);
}
