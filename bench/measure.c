#include "bench/measure.h"

#include <math.h>
#include <stdlib.h>

#include "bench/measure_gain.h"

static int compare_grades(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;

    return (a < b) - (a > b);
}

static void set_level(struct measure_topic *topic, int32_t level)
{
    topic->level = level;
    topic->relevant = 0;
    while (topic->relevant < topic->ideal_count &&
           topic->ideal[topic->relevant] >= level)
        topic->relevant++;
    topic->not_relevant = topic->judged - topic->relevant;
}

static void count_judged(const struct qrels_topic *judged, struct arena *arena,
                         struct measure_topic *out)
{
    out->ideal = arena_array(arena, judged->count, sizeof *out->ideal);
    for (size_t i = 0; i < judged->count; i++) {
        int32_t grade = judged->judgements[i].grade;

        out->judged += grade >= 0;
        if (grade > 0)
            out->ideal[out->ideal_count++] = grade;
    }
    qsort(out->ideal, out->ideal_count, sizeof *out->ideal, compare_grades);
}

void measure_prepare(const struct qrels_topic *judged,
                     const struct run_topic *found, int32_t level,
                     enum measure_list list, struct arena *arena,
                     struct measure_topic *out)
{
    *out = (struct measure_topic){.level = level};
    count_judged(judged, arena, out);
    set_level(out, level);
    if (!found)
        return;
    out->grades = arena_array(arena, found->count, sizeof *out->grades);
    out->condensed = arena_array(arena, found->count, sizeof *out->condensed);
    for (size_t i = 0; i < found->count; i++) {
        int32_t grade = qrels_pool_grade(judged, found->entries[i].docno);

        out->grades[out->count++] = grade;
        if (grade >= 0)
            out->condensed[out->condensed_count++] = grade;
    }
    if (list == MEASURE_CONDENSED) {
        out->grades = out->condensed;
        out->count = out->condensed_count;
    }
}

static bool is_relevant(const struct measure_topic *topic, size_t at)
{
    return topic->grades[at] >= topic->level;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t cut(const struct measure_topic *topic, size_t k)
{
    return k && k < topic->count ? k : topic->count;
}

static size_t found_within(const struct measure_topic *topic, size_t k)
{
    size_t found = 0;

    for (size_t i = 0; i < cut(topic, k); i++)
        found += is_relevant(topic, i);
    return found;
}

static size_t found_all(const struct measure_topic *topic)
{
    return found_within(topic, 0);
}

static double share(double part, size_t whole)
{
    return whole ? part / (double)whole : 0;
}

static double precision_at(const struct measure_topic *topic, size_t k)
{
    return k ? share((double)found_within(topic, k), k) : 0;
}

static double average_precision(const struct measure_topic *topic, size_t k)
{
    double sum = 0;
    size_t found = 0;

    for (size_t i = 0; i < cut(topic, k); i++)
        if (is_relevant(topic, i))
            sum += (double)++found / (double)(i + 1);
    return share(sum, topic->relevant);
}

static double bpref(const struct measure_topic *topic)
{
    size_t others = 0;
    size_t bound = smaller(topic->relevant, topic->not_relevant);
    double sum = 0;

    for (size_t i = 0; i < topic->count; i++) {
        if (is_relevant(topic, i))
            sum += 1 - share((double)smaller(others, topic->relevant), bound);
        else if (topic->grades[i] >= 0)
            others++;
    }
    return share(sum, topic->relevant);
}

static double reciprocal_rank(const struct measure_topic *topic, size_t k)
{
    for (size_t i = 0; i < cut(topic, k); i++)
        if (is_relevant(topic, i))
            return 1 / (double)(i + 1);
    return 0;
}

/* X of R in passages, rounded up from a tenth on, as trec_eval rounds. */
static size_t portion(const struct measure_topic *topic, double x)
{
    return (size_t)(x * (double)topic->relevant + 0.9);
}

static double interpolated(const struct measure_topic *topic, double x)
{
    size_t least = portion(topic, x), found = 0;
    double best = 0;

    for (size_t i = 0; i < topic->count; i++) {
        double precision;

        if (!is_relevant(topic, i) || ++found < least)
            continue;
        precision = (double)found / (double)(i + 1);
        if (precision > best)
            best = precision;
    }
    return best;
}

static double eleven_points(const struct measure_topic *topic)
{
    static const double points[] = {0,   0.1, 0.2, 0.3, 0.4, 0.5,
                                    0.6, 0.7, 0.8, 0.9, 1};
    double sum = 0;

    for (size_t i = 0; i < COUNT_OF(points); i++)
        sum += interpolated(topic, points[i]);
    return sum / COUNT_OF(points);
}

/* At a relevant one: 1 above it for itself, and for those above, the share of
 * them in the pool times the precision among the judged of them. */
static double inferred_precision(const struct measure_topic *topic)
{
    const double epsilon = 0.00001;
    double sum = 0, relevant = 0, others = 0, pooled = 0;

    for (size_t i = 0; i < topic->count; i++) {
        double above = (double)i;

        if (is_relevant(topic, i)) {
            sum += 1 / (above + 1);
            if (i > 0)
                sum +=
                    (above / (above + 1)) *
                    ((relevant + others + pooled) / above) *
                    ((relevant + epsilon) / (relevant + others + 2 * epsilon));
            relevant++;
        } else if (topic->grades[i] >= 0) {
            others++;
        } else if (topic->grades[i] == QRELS_POOLED) {
            pooled++;
        }
    }
    return share(sum, topic->relevant);
}

static double binary_g(const struct measure_topic *topic)
{
    double sum = 0;
    size_t others = 0;

    for (size_t i = 0; i < topic->count; i++) {
        if (is_relevant(topic, i))
            sum += 1 / log2((double)(2 + others));
        else
            others++;
    }
    return share(sum, topic->relevant);
}

static double set_f(const struct measure_topic *topic, double x)
{
    double precision = share((double)found_all(topic), topic->count);
    double recall = share((double)found_all(topic), topic->relevant);

    if (found_all(topic) == 0)
        return 0;
    return (x + 1) * precision * recall / (x * precision + recall);
}

static size_t judged_within(const struct measure_topic *topic, size_t k)
{
    size_t judged = 0;

    for (size_t i = 0; i < cut(topic, k); i++)
        judged += topic->grades[i] >= 0;
    return judged;
}

static double count_value(struct measure measure,
                          const struct measure_topic *topic)
{
    size_t found = found_within(topic, measure.k);

    switch (measure.kind) {
    case MEASURE_RUNID:
    case MEASURE_NUM_Q:
        return 1;
    case MEASURE_NUM_RET:
        return (double)topic->count;
    case MEASURE_NUM_REL:
        return (double)topic->relevant;
    case MEASURE_NUM_REL_RET:
        return (double)found;
    case MEASURE_NONREL_RET:
        return (double)(judged_within(topic, 0) - found);
    case MEASURE_UTILITY:
        return (double)found - (double)(topic->count - found);
    case MEASURE_RECALL:
    case MEASURE_SET_RECALL:
        return share((double)found, topic->relevant);
    case MEASURE_SUCCESS:
        return found > 0;
    case MEASURE_RELATIVE_P:
        return share((double)found, smaller(measure.k, topic->relevant));
    case MEASURE_SET_RELATIVE_P:
        return share((double)found, smaller(topic->count, topic->relevant));
    case MEASURE_SET_P:
        return share((double)found, topic->count);
    case MEASURE_SET_MAP:
        return share((double)found, topic->count) *
               share((double)found, topic->relevant);
    default:
        return share((double)judged_within(topic, measure.k),
                     cut(topic, measure.k));
    }
}

static double ranked_value(struct measure measure,
                           const struct measure_topic *topic)
{
    size_t k = measure.k;

    switch (measure.kind) {
    case MEASURE_MAP:
    case MEASURE_GM_MAP:
    case MEASURE_MAP_CUT:
        return average_precision(topic, k);
    case MEASURE_RPREC:
        return precision_at(topic, topic->relevant);
    case MEASURE_RPREC_MULT:
        return precision_at(topic, portion(topic, measure.x));
    case MEASURE_P:
        return precision_at(topic, k);
    case MEASURE_BPREF:
    case MEASURE_GM_BPREF:
        return bpref(topic);
    case MEASURE_RECIP_RANK:
        return reciprocal_rank(topic, k);
    case MEASURE_IPREC:
        return interpolated(topic, measure.x);
    case MEASURE_11PT_AVG:
        return eleven_points(topic);
    case MEASURE_INFAP:
        return inferred_precision(topic);
    case MEASURE_BING:
        return binary_g(topic);
    case MEASURE_SET_F:
        return set_f(topic, measure.x);
    case MEASURE_G:
        return measure_g(topic);
    case MEASURE_NDCG:
    case MEASURE_NDCG_CUT:
        return measure_ndcg(topic, k, measure.is_exponential);
    case MEASURE_NDCG_REL:
        return measure_ndcg_rel(topic);
    case MEASURE_RNDCG:
        return measure_rndcg(topic);
    default:
        return count_value(measure, topic);
    }
}

double measure_value(struct measure measure, const struct measure_topic *topic)
{
    struct measure_topic now = *topic;

    if (measure.level)
        set_level(&now, measure.level);
    if (measure.is_condensed) {
        now.grades = now.condensed;
        now.count = now.condensed_count;
    }
    return ranked_value(measure, &now);
}

bool measure_is_count(struct measure measure)
{
    return measure.kind <= MEASURE_NUM_REL_RET ||
           measure.kind == MEASURE_NONREL_RET;
}

static bool is_geometric(struct measure measure)
{
    return measure.kind == MEASURE_GM_MAP || measure.kind == MEASURE_GM_BPREF;
}

bool measure_is_of_all(struct measure measure)
{
    return measure.kind <= MEASURE_NUM_Q || is_geometric(measure);
}

void measure_sum_add(struct measure_sum *sum, struct measure measure,
                     double value)
{
    /* trec_eval's floor, so that one topic at 0 does not make all 0. */
    if (is_geometric(measure))
        value = log(value > 0.00001 ? value : 0.00001);
    sum->total += value;
    sum->topics++;
}

double measure_sum_value(const struct measure_sum *sum, struct measure measure)
{
    if (measure_is_count(measure))
        return sum->total;
    if (sum->topics == 0)
        return 0;
    if (is_geometric(measure))
        return exp(sum->total / (double)sum->topics);
    return sum->total / (double)sum->topics;
}
