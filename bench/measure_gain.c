#include "bench/measure_gain.h"

#include <math.h>

static double gain_at(const int32_t *grades, size_t count, size_t at)
{
    return at < count && grades[at] > 0 ? grades[at] : 0;
}

static double found_gain(const struct measure_topic *topic, size_t at)
{
    return gain_at(topic->grades, topic->count, at);
}

static double ideal_gain(const struct measure_topic *topic, size_t at)
{
    return gain_at(topic->ideal, topic->ideal_count, at);
}

/* By the place in a list, from 0. */
static double discounted(double gain, size_t at)
{
    return gain / log2((double)(at + 2));
}

static double sum_gains(const int32_t *grades, size_t count,
                        bool is_exponential)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        double gain = gain_at(grades, count, i);

        sum +=
            discounted(is_exponential ? exp2(fmin(gain, 1000)) - 1 : gain, i);
    }
    return sum;
}

double measure_ndcg(const struct measure_topic *topic, size_t k,
                    bool is_exponential)
{
    size_t count = k && k < topic->count ? k : topic->count;
    size_t ideal_count = k && k < topic->ideal_count ? k : topic->ideal_count;
    double ideal = sum_gains(topic->ideal, ideal_count, is_exponential);

    if (ideal <= 0)
        return 0;
    return sum_gains(topic->grades, count, is_exponential) / ideal;
}

double measure_ndcg_rel(const struct measure_topic *topic)
{
    double found = 0, ideal = 0, sum = 0;
    size_t count = 0;

    if (topic->ideal_count == 0)
        return 0;
    for (size_t i = 0; i < topic->count; i++) {
        double gain = found_gain(topic, i);

        found += discounted(gain, i);
        ideal += discounted(ideal_gain(topic, i), i);
        if (gain > 0) {
            sum += found / ideal;
            count++;
        }
    }
    for (size_t i = topic->count; i < topic->ideal_count; i++)
        ideal += discounted(ideal_gain(topic, i), i);
    sum += (double)(topic->ideal_count - count) * found / ideal;
    return sum / (double)topic->ideal_count;
}

double measure_rndcg(const struct measure_topic *topic)
{
    double found = 0, ideal = 0, sum = 0;
    size_t changes = 0;

    if (topic->relevant == 0)
        return 0;
    for (size_t i = 0; i <= topic->ideal_count; i++) {
        if (i && ideal_gain(topic, i) != ideal_gain(topic, i - 1)) {
            sum += found / ideal;
            changes++;
        }
        found += discounted(found_gain(topic, i), i);
        ideal += discounted(ideal_gain(topic, i), i);
    }
    if (topic->count > topic->ideal_count + 1) {
        for (size_t i = topic->ideal_count + 1; i < topic->count; i++)
            found += discounted(found_gain(topic, i), i);
        sum += found / ideal;
        changes++;
    }
    return sum / (double)changes;
}

double measure_g(const struct measure_topic *topic)
{
    double gains = 0, cost = 0, ideal = 0, sum = 0;

    for (size_t i = 0; i < topic->ideal_count; i++)
        ideal += topic->ideal[i];
    for (size_t i = 0; i < topic->count; i++) {
        double gain = found_gain(topic, i);

        gains += gain;
        cost += fmax(ideal_gain(topic, i), 1);
        if (gain > 0)
            sum += gain / log2(2 + cost - gains);
    }
    return ideal > 0 ? sum / ideal : 0;
}
