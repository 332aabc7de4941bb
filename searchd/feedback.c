#include "searchd/feedback.h"

#include <math.h>
#include <stdlib.h>

#include "common/wordmap.h"
#include "searchd/stopwords.h"

/* A new word in more than one of so many passages says too little. */
enum { FREQUENT_PART = 10, PASSAGES_LEAST = 2 };

struct candidate {
    struct slice text;
    double weight;
};

/* Words while they are gathered. */
struct gathering {
    const struct planner_context *context;
    const struct feedback_settings *settings;
    const struct index_model *model;
    const struct planned *planned;
    struct arena *arena;
    struct error *err;
    struct index_size size;
    struct wordmap map; /* of the words, each at its number in candidates */
    struct candidate *candidates;
    size_t capacity;
};

bool feedback_is_wanted(const struct feedback_settings *settings,
                        const struct planned *planned)
{
    return settings->passages && planned->free_words && !planned->needs_check;
}

size_t feedback_reach(const struct index_hit *hits, size_t count, size_t most)
{
    if (count <= most)
        return count;
    while (most && hits[most - 1].weight <= hits[most].weight)
        most--;
    return most;
}

static double belief(const struct feedback_settings *settings, double best,
                     double score)
{
    if (best <= 0)
        return 1;
    if (settings->sharpness <= 0)
        return score / best;
    return exp(settings->sharpness * (score - best) / best);
}

/* How much of a passage of length words a word with this count is. */
static double part(const struct gathering *gathering, double count,
                   double length)
{
    const struct index_model *model = gathering->model;
    double average = gathering->size.words > 0 ? gathering->size.words : 1;

    if (gathering->settings->sharpness <= 0)
        return count;
    return count /
           (count + model->k1 * (1 - model->b + model->b * length / average));
}

static void add_word(struct gathering *gathering, struct slice word,
                     double weight)
{
    struct wordmap *map = &gathering->map;
    uint32_t number = wordmap_find(map, word, 0);

    if (number == WORDMAP_NONE) {
        number = wordmap_add(map, word, 0);
        gathering->candidates =
            heap_grow(gathering->candidates, number, &gathering->capacity,
                      sizeof *gathering->candidates);
        gathering->candidates[number] = (struct candidate){word, 0};
    }
    gathering->candidates[number].weight += weight;
}

/* The words of one passage, which weigh as much as it is believed, together. */
static enum status gather(struct gathering *gathering, uint32_t document,
                          double weight)
{
    struct index_word *words;
    size_t count;
    double length = 0, sum = 0;
    enum status status =
        index_reader_words(gathering->context->reader, document,
                           gathering->arena, &words, &count, gathering->err);

    for (size_t i = 0; i < count; i++)
        length += words[i].count;
    for (size_t i = 0; i < count; i++)
        sum += part(gathering, words[i].count, length);
    for (size_t i = 0; i < count && sum > 0; i++)
        add_word(gathering, words[i].text,
                 weight * part(gathering, words[i].count, length) / sum);
    return status;
}

/* Passages that weigh alike come in any order, and so do the terms of sums:
 * their last bits must not decide. */
static double without_noise(double weight)
{
    return round(weight * 1e12) / 1e12;
}

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;

    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return slice_compare(left->text, right->text);
}

static bool is_of_query(const struct planned *planned, struct slice word)
{
    for (size_t i = 0; i < planned->forms.count; i++) {
        const struct form *form = &planned->forms.items[i];

        for (size_t v = 0; v < form->variant_count; v++)
            for (size_t t = 0; t < form->variants[v].count; t++)
                if (slice_equal(form->variants[v].terms[t], word))
                    return true;
    }
    return false;
}

static bool is_stopword(const struct planner_context *context,
                        struct slice word)
{
    int32_t codepoint;

    if (utf8_decode(word.bytes, word.len, &codepoint) == word.len)
        return true; /* one letter */
    for (size_t i = 0; i < context->language_count; i++)
        if (stopwords_have(context->languages[i], word))
            return true;
    return false;
}

/* Does the word tell passages apart, and others than the one it is from? */
static enum status is_telling(struct gathering *gathering, struct slice word,
                              bool *out)
{
    uint64_t frequency;
    enum status status = index_reader_frequency(
        gathering->context->reader, word, &frequency, gathering->err);

    *out = !status && frequency >= PASSAGES_LEAST &&
           (frequency <= gathering->size.passages / FREQUENT_PART ||
            is_of_query(gathering->planned, word));
    return status;
}

/* Keep the best words alone, in their order; *sum: their weights. */
static enum status choose(struct gathering *gathering, size_t *count,
                          double *sum)
{
    struct candidate *candidates = gathering->candidates;
    enum status status = STATUS_OK;

    *count = 0;
    *sum = 0;
    for (size_t i = 0; i < gathering->map.count; i++)
        candidates[i].weight = without_noise(candidates[i].weight);
    if (gathering->map.count)
        qsort(candidates, gathering->map.count, sizeof *candidates,
              compare_candidates);
    for (size_t i = 0; !status && i < gathering->map.count &&
                       *count < gathering->settings->words;
         i++) {
        struct candidate one = candidates[i];
        bool is_good = false;

        if (is_stopword(gathering->context, one.text))
            continue;
        status = is_telling(gathering, one.text, &is_good);
        if (!is_good)
            continue;
        candidates[(*count)++] = one;
        *sum += one.weight;
    }
    return status;
}

/* The words together weigh their portion of the whole query. */
static enum status make_plan(struct gathering *gathering, struct plan **out)
{
    double portion = gathering->settings->portion, scale, sum;
    struct plan **words;
    size_t count;
    enum status status = choose(gathering, &count, &sum);

    if (status || !count)
        return status;
    scale = portion / (1 - portion) * (double)gathering->planned->free_words;
    words = arena_array(gathering->arena, count, sizeof(struct plan *));
    for (size_t i = 0; i < count; i++) {
        const struct candidate *one = &gathering->candidates[i];

        words[i] = plan_scale(gathering->arena,
                              plan_term(gathering->arena, "", one->text),
                              scale * one->weight / sum);
    }
    *out = plan_group(gathering->arena, PLAN_OR, words, count);
    return status;
}

enum status feedback_plan(const struct planner_context *context,
                          const struct feedback_settings *settings,
                          const struct index_model *model,
                          const struct planned *planned,
                          const struct index_hit *hits, size_t count,
                          struct arena *arena, struct plan **out,
                          struct error *err)
{
    struct gathering gathering = {.context = context,
                                  .settings = settings,
                                  .model = model,
                                  .planned = planned,
                                  .arena = arena,
                                  .err = err};
    enum status status =
        index_reader_size(context->reader, &gathering.size, err);

    *out = plan_new(arena, PLAN_NOTHING);
    count = feedback_reach(hits, count, settings->passages);
    for (size_t i = 0; !status && i < count; i++)
        status = gather(&gathering, hits[i].document,
                        belief(settings, hits[0].weight, hits[i].weight));
    if (!status)
        status = make_plan(&gathering, out);
    wordmap_release(&gathering.map);
    heap_free(gathering.candidates);
    return status;
}
