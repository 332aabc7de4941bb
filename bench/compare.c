#include "bench/compare.h"

#include <math.h>

#include "bench/significance.h"

/* Values are sums in one order or another; less than this is no difference. */
#define NO_DIFFERENCE 1e-9

static bool is_in_a_run(const struct compare_run *runs, size_t count,
                        size_t topic)
{
    for (size_t i = 0; i < count; i++)
        if (runs[i].evaluated.topics[topic].is_found)
            return true;
    return false;
}

static enum status pick_topics(const struct compare_settings *settings,
                               struct arena *arena, struct comparison *out,
                               struct error *err)
{
    const struct evaluated *first = &out->runs[0].evaluated;

    out->topics = arena_array(arena, first->count, sizeof *out->topics);
    out->places = arena_array(arena, first->count, sizeof *out->places);
    for (size_t i = 0; i < first->count; i++) {
        if (!settings->is_complete &&
            !is_in_a_run(out->runs, out->run_count, i)) {
            out->left_out++;
            continue;
        }
        out->places[out->topic_count] = i;
        out->topics[out->topic_count++] = first->topics[i].id;
    }
    if (out->topic_count == 0)
        return error_set(err, STATUS_BAD_FORMAT,
                         "the runs and the judgements have no topic in common");
    return STATUS_OK;
}

double compare_value(const struct comparison *comparison, size_t run,
                     size_t topic, size_t measure)
{
    const struct evaluated *evaluated = &comparison->runs[run].evaluated;

    return evaluated->topics[comparison->places[topic]].values[measure];
}

double compare_mean(const struct comparison *comparison, size_t run,
                    size_t measure)
{
    struct measure_sum sum = {0, 0};

    for (size_t i = 0; i < comparison->topic_count; i++)
        measure_sum_add(&sum, comparison->set->items[measure],
                        compare_value(comparison, run, i, measure));
    return measure_sum_value(&sum, comparison->set->items[measure]);
}

static void compare_pair(const struct comparison *comparison,
                         const struct compare_settings *settings,
                         struct arena *arena, struct compare_pair *pair)
{
    size_t count = comparison->topic_count;
    double sum = 0;

    pair->differences = arena_array(arena, count, sizeof *pair->differences);
    for (size_t i = 0; i < count; i++) {
        double difference =
            compare_value(comparison, pair->run, i, pair->measure) -
            compare_value(comparison, pair->against, i, pair->measure);

        if (fabs(difference) < NO_DIFFERENCE)
            difference = 0;
        pair->differences[i] = difference;
        sum += difference;
        pair->better += difference > 0;
        pair->worse += difference < 0;
    }
    pair->equal = count - pair->better - pair->worse;
    pair->mean = sum / (double)count;
    pair->t_p = significance_t_test(pair->differences, count, &pair->t);
    pair->random_p = significance_randomization(
        pair->differences, count, settings->rounds, settings->seed);
}

/* Over pairs first, first + 1, ... of one measure. */
static void correct(struct compare_pair *pairs, size_t count,
                    struct arena *arena)
{
    double *t = arena_array(arena, count, sizeof *t);
    double *random = arena_array(arena, count, sizeof *random);

    for (size_t i = 0; i < count; i++) {
        t[i] = pairs[i].t_p;
        random[i] = pairs[i].random_p;
    }
    significance_holm(t, count);
    significance_holm(random, count);
    for (size_t i = 0; i < count; i++) {
        pairs[i].t_holm = t[i];
        pairs[i].random_holm = random[i];
    }
}

static void compare_by(size_t measure, const struct compare_settings *settings,
                       struct arena *arena, struct comparison *out)
{
    struct compare_pair *first = &out->pairs[out->pair_count];
    size_t count = 0;

    for (size_t run = 1; run < out->run_count; run++)
        for (size_t against = 0;
             against < (settings->is_of_all_pairs ? run : 1); against++) {
            first[count] = (struct compare_pair){
                .measure = measure, .run = run, .against = against};
            compare_pair(out, settings, arena, &first[count++]);
        }
    correct(first, count, arena);
    out->pair_count += count;
}

enum status compare_runs(struct compare_run *runs, size_t count,
                         const struct measure_set *set,
                         const struct compare_settings *settings,
                         struct arena *arena, struct comparison *out,
                         struct error *err)
{
    enum status status;

    *out = (struct comparison){.set = set, .runs = runs, .run_count = count};
    status = pick_topics(settings, arena, out, err);
    if (status)
        return status;
    out->pairs =
        arena_array(arena, set->count * count * count, sizeof *out->pairs);
    for (size_t i = 0; i < set->count; i++)
        compare_by(i, settings, arena, out);
    return STATUS_OK;
}
