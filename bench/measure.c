#include "bench/measure.h"

#include <math.h>
#include <stdlib.h>

static const struct {
    const char *name; /* with a K behind it where it ends in '_' */
    enum measure_kind kind;
} names[] = {
    {"num_ret", MEASURE_NUM_RET},
    {"num_rel", MEASURE_NUM_REL},
    {"num_rel_ret", MEASURE_NUM_REL_RET},
    {"map", MEASURE_MAP},
    {"gm_map", MEASURE_GM_MAP},
    {"Rprec", MEASURE_RPREC},
    {"bpref", MEASURE_BPREF},
    {"recip_rank", MEASURE_RECIP_RANK},
    {"ndcg", MEASURE_NDCG},
    {"P_", MEASURE_P},
    {"recall_", MEASURE_RECALL},
    {"ndcg_cut_", MEASURE_NDCG_CUT},
    {"map_cut_", MEASURE_MAP_CUT},
    {"judged_", MEASURE_JUDGED},
};

/* 1 to 99999, no sign, no leading zero; else 0. */
static unsigned parse_cut(struct slice digits)
{
    unsigned k = 0;

    if (digits.len == 0 || digits.len > 5 || digits.bytes[0] == '0')
        return 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9')
            return 0;
        k = k * 10 + (unsigned)(digits.bytes[i] - '0');
    }
    return k;
}

bool measure_from_name(struct slice name, struct measure *out)
{
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct slice known = slice_of(names[i].name);

        *out = (struct measure){names[i].kind, 0};
        if (slice_equal(name, known) && !slice_ends(known, SLICE("_")))
            return true;
        if (!slice_ends(known, SLICE("_")) || !slice_starts(name, known))
            continue;
        out->k = parse_cut(slice_part(name, known.len, name.len));
        if (out->k)
            return true;
    }
    return false;
}

void measure_add_name(struct measure measure, struct strbuf *out)
{
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (names[i].kind == measure.kind)
            strbuf_add_text(out, names[i].name);
    if (measure.k)
        strbuf_add_format(out, "%u", measure.k);
}

bool measure_is_count(struct measure measure)
{
    return measure.kind <= MEASURE_NUM_REL_RET;
}

static int compare_grades(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;

    return (a < b) - (a > b);
}

static void count_judged(const struct qrels_topic *judged, struct arena *arena,
                         struct measure_topic *out)
{
    out->ideal = arena_array(arena, judged->count, sizeof *out->ideal);
    for (size_t i = 0; i < judged->count; i++) {
        int32_t grade = judged->judgements[i].grade;

        if (grade >= out->level)
            out->relevant++;
        else if (grade >= 0)
            out->not_relevant++;
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
    if (!found)
        return;
    out->grades = arena_array(arena, found->count, sizeof *out->grades);
    for (size_t i = 0; i < found->count; i++) {
        int32_t grade = qrels_grade(judged, found->entries[i].docno);

        if (list == MEASURE_WHOLE || grade != QRELS_UNJUDGED)
            out->grades[out->count++] = grade;
    }
}

static bool is_relevant(const struct measure_topic *topic, size_t at)
{
    return topic->grades[at] >= topic->level;
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

static double share(double part, size_t whole)
{
    return whole ? part / (double)whole : 0;
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

static double r_precision(const struct measure_topic *topic)
{
    if (topic->relevant == 0)
        return 0;
    return share((double)found_within(topic, topic->relevant), topic->relevant);
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static double bpref(const struct measure_topic *topic)
{
    size_t others = 0;
    size_t bound = smaller(topic->relevant, topic->not_relevant);
    double sum = 0;

    for (size_t i = 0; i < topic->count; i++) {
        if (is_relevant(topic, i))
            sum += 1 - share((double)smaller(others, topic->relevant), bound);
        else if (topic->grades[i] != QRELS_UNJUDGED)
            others++;
    }
    return share(sum, topic->relevant);
}

static double reciprocal_rank(const struct measure_topic *topic)
{
    for (size_t i = 0; i < topic->count; i++)
        if (is_relevant(topic, i))
            return 1 / (double)(i + 1);
    return 0;
}

static double gain(const int32_t *grades, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++)
        if (grades[i] > 0)
            sum += grades[i] / log2((double)(i + 2));
    return sum;
}

static double ndcg(const struct measure_topic *topic, size_t k)
{
    size_t ideal_count = k && k < topic->ideal_count ? k : topic->ideal_count;
    double ideal = gain(topic->ideal, ideal_count);

    return ideal > 0 ? gain(topic->grades, cut(topic, k)) / ideal : 0;
}

static size_t judged_within(const struct measure_topic *topic, size_t k)
{
    size_t judged = 0;

    for (size_t i = 0; i < cut(topic, k); i++)
        judged += topic->grades[i] != QRELS_UNJUDGED;
    return judged;
}

double measure_value(struct measure measure, const struct measure_topic *topic)
{
    size_t k = measure.k;

    switch (measure.kind) {
    case MEASURE_NUM_RET:
        return (double)topic->count;
    case MEASURE_NUM_REL:
        return (double)topic->relevant;
    case MEASURE_NUM_REL_RET:
        return (double)found_within(topic, 0);
    case MEASURE_MAP:
    case MEASURE_GM_MAP:
    case MEASURE_MAP_CUT:
        return average_precision(topic, k);
    case MEASURE_RPREC:
        return r_precision(topic);
    case MEASURE_BPREF:
        return bpref(topic);
    case MEASURE_RECIP_RANK:
        return reciprocal_rank(topic);
    case MEASURE_NDCG:
    case MEASURE_NDCG_CUT:
        return ndcg(topic, k);
    case MEASURE_P:
        return share((double)found_within(topic, k), k);
    case MEASURE_RECALL:
        return share((double)found_within(topic, k), topic->relevant);
    case MEASURE_JUDGED:
        return share((double)judged_within(topic, k), cut(topic, k));
    }
    return 0;
}

void measure_sum_add(struct measure_sum *sum, struct measure measure,
                     double value)
{
    /* trec_eval's floor, so that one topic at 0 does not make all 0. */
    if (measure.kind == MEASURE_GM_MAP)
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
    if (measure.kind == MEASURE_GM_MAP)
        return exp(sum->total / (double)sum->topics);
    return sum->total / (double)sum->topics;
}
