#include "searchd/related.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/document.h"
#include "common/schema.h"
#include "searchd/stopwords.h"

/* So many words make the query, and so many hits more than are wanted are
 * looked for, since copies and the passage itself are among them. */
enum { WORDS_MOST = 25, COPIES_LOOKED_FOR = 50, HELD_LEAST = 2 };

struct word {
    struct slice text; /* stemmed */
    struct slice form; /* as the passage first writes it */
    double part;       /* how much of the passage it is */
    double weight;     /* that, by how rare it is */
};

struct relating {
    const struct planner_context *context;
    const struct hit *passage;
    const struct related_request *request;
    struct arena *arena;
    struct error *err;
    struct slice language;
    struct word *words; /* the best first */
    size_t count;
};

/* ---- the words ---- */

static bool is_stopword(const struct relating *relating, struct slice word)
{
    int32_t codepoint;

    return utf8_decode(word.bytes, word.len, &codepoint) == word.len ||
           stopwords_have(relating->language, word);
}

static int compare_words(const void *a, const void *b)
{
    const struct word *left = a, *right = b;

    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return slice_compare(left->text, right->text);
}

static double idf(const struct index_size *size, uint64_t held)
{
    double all = (double)size->passages, part = (double)held;

    return log(1 + (all - part + 0.5) / (part + 0.5));
}

/* Words that other passages have too, each weighed as BM25 would. */
static enum status weigh_words(struct relating *relating,
                               const struct index_word *words, size_t count,
                               const struct index_size *size)
{
    const struct index_model *model = &rank_default.model;
    struct index_reader *reader = relating->context->reader;
    enum status status = STATUS_OK;
    double length = 0, norm;

    for (size_t i = 0; i < count; i++)
        length += words[i].count;
    norm =
        model->k1 * (1 - model->b +
                     model->b * length / (size->words > 0 ? size->words : 1));
    relating->words =
        arena_array(relating->arena, count, sizeof *relating->words);
    for (size_t i = 0; !status && i < count; i++) {
        double part = words[i].count / (words[i].count + norm);
        uint64_t held;

        if (is_stopword(relating, words[i].text))
            continue;
        status =
            index_reader_frequency(reader, words[i].text, &held, relating->err);
        if (!status && held >= HELD_LEAST)
            relating->words[relating->count++] = (struct word){
                .text = words[i].text,
                .part = part,
                .weight = round(part * idf(size, held) * 1e9) / 1e9};
    }
    return status;
}

/* How the passage writes each of the words. */
static void find_forms(struct relating *relating)
{
    struct slice text = relating->passage->passage.text;
    struct term *terms;
    size_t count;

    terms_analyse(relating->context->analyser, text, relating->language,
                  relating->arena, &terms, &count);
    for (size_t w = 0; w < relating->count; w++)
        for (size_t i = 0; i < count; i++)
            if (slice_equal(terms[i].text, relating->words[w].text)) {
                relating->words[w].form =
                    slice_part(text, terms[i].start, terms[i].end);
                break;
            }
}

static enum status choose_words(struct relating *relating)
{
    struct index_word *words;
    struct index_size size;
    size_t count;
    enum status status =
        index_reader_size(relating->context->reader, &size, relating->err);

    if (!status)
        status = index_reader_words(
            relating->context->reader, relating->passage->document,
            relating->arena, &words, &count, relating->err);
    if (!status)
        status = weigh_words(relating, words, count, &size);
    if (status)
        return status;
    if (relating->count)
        qsort(relating->words, relating->count, sizeof *relating->words,
              compare_words);
    if (relating->count > WORDS_MOST)
        relating->count = WORDS_MOST;
    find_forms(relating);
    return STATUS_OK;
}

/* ---- the query that they make ---- */

static void add_leaf(const struct relating *relating, const struct word *word,
                     struct planned *out)
{
    struct query *query = arena_alloc(relating->arena, sizeof *query);
    struct form form;

    *query = (struct query){
        .kind = QUERY_WORD, .text = word->form, .leaf = out->leaf_count};
    out->leaves[out->leaf_count] = (struct planner_leaf){
        .query = query, .first_form = out->forms.count, .form_count = 1};
    form_make(relating->context->analyser, word->form, &relating->language, 1,
              relating->arena, &form);
    form.group = out->leaf_count++;
    forms_add(&out->forms, &form);
}

/* The caller ends *out with planned_release(). */
static void make_query(const struct relating *relating, struct planned *out)
{
    struct plan **words =
        arena_array(relating->arena, relating->count, sizeof(struct plan *));
    size_t capacity = 0;

    *out = (struct planned){0};
    for (size_t i = 0; i < relating->count; i++) {
        const struct word *word = &relating->words[i];

        words[i] =
            plan_scale(relating->arena,
                       plan_term(relating->arena, "", word->text), word->part);
        out->leaves = heap_grow(out->leaves, i, &capacity, sizeof *out->leaves);
        if (word->form.len)
            add_leaf(relating, word, out);
    }
    out->leaf_capacity = capacity;
    out->plan = plan_group(relating->arena, PLAN_OR, words, relating->count);
    forms_prepare(&out->forms, relating->arena);
}

/* ---- what they find ---- */

/* Is the text that of the passage, or of a hit before this one? */
static bool is_copy(const struct relating *relating,
                    const struct rank_result *found, size_t at)
{
    uint64_t hash = found->hits[at].passage.hash;

    if (hash == relating->passage->passage.hash)
        return true;
    for (size_t i = 0; i < at; i++)
        if (found->hits[i].passage.hash == hash)
            return true;
    return false;
}

static bool is_left_out(const struct relating *relating, const struct hit *hit)
{
    return hit->document == relating->passage->document ||
           (relating->request->is_elsewhere &&
            slice_equal(hit->statement.id, relating->passage->statement.id));
}

/* First those with a text of their own, then the copies. */
static void arrange(const struct relating *relating,
                    const struct rank_result *found, struct rank_result *out)
{
    size_t most = relating->request->most;

    *out = *found;
    out->hits = arena_array(relating->arena, found->count, sizeof *out->hits);
    out->count = 0;
    for (int copies = 0; copies < 2; copies++)
        for (size_t i = 0; i < found->count && out->count < most; i++) {
            struct hit *hit = &out->hits[out->count];

            if (is_left_out(relating, &found->hits[i]) ||
                is_copy(relating, found, i) != (copies == 1))
                continue;
            *hit = found->hits[i];
            hit->is_copy = copies == 1;
            out->count++;
        }
}

/* How many to look for, so that enough are left. */
static enum status how_many(const struct relating *relating, size_t *out)
{
    uint64_t own = 1;
    enum status status = STATUS_OK;

    if (relating->request->is_elsewhere)
        status = index_reader_frequency(
            relating->context->reader,
            document_filter(PREFIX_STATEMENT, relating->passage->statement.id,
                            relating->arena),
            &own, relating->err);
    *out = relating->request->most + COPIES_LOOKED_FOR + (size_t)own;
    if (*out > SCHEMA_HITS_MOST)
        *out = SCHEMA_HITS_MOST;
    return status;
}

enum status related_find(const struct planner_context *context,
                         const struct hit *passage,
                         const struct related_request *request,
                         struct arena *arena, struct rank_result *out,
                         struct error *err)
{
    struct relating relating = {.context = context,
                                .passage = passage,
                                .request = request,
                                .arena = arena,
                                .err = err};
    struct rank_settings settings = rank_default;
    struct rank_result found = {0};
    struct planned planned;
    size_t most;
    enum status status;

    *out = (struct rank_result){0};
    relating.language = terms_language(slice_is_known(passage->passage.language)
                                           ? passage->passage.language
                                           : passage->statement.language);
    settings.feedback.passages = 0;
    status = choose_words(&relating);
    if (!status)
        status = how_many(&relating, &most);
    if (status || !relating.count)
        return status;
    make_query(&relating, &planned);
    status = rank_run(context, &settings, &planned, 0, most, RANK_MARKS, arena,
                      &found, err);
    planned_release(&planned);
    if (!status)
        arrange(&relating, &found, out);
    return status;
}
