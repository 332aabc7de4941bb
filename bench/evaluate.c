#include "bench/evaluate.h"

#include <math.h>

enum status evaluate_options(const struct options *options, const char *usual,
                             struct evaluate_settings *settings,
                             struct measure_set *set, struct error *err)
{
    const char *list;
    size_t at = 0;
    int64_t level = 1, depth = 0;
    enum status status =
        options_number(options, "rel", 1, INT32_MAX, 1, &level, err);

    if (!status)
        status = options_number(options, "depth", 1, INT32_MAX, 0, &depth, err);
    *settings = (struct evaluate_settings){
        .level = (int32_t)level,
        .depth = (size_t)depth,
        .list = options_has(options, "condensed") ? MEASURE_CONDENSED
                                                  : MEASURE_WHOLE};
    set->count = 0;
    while (!status && (list = options_next(options, "measures", &at)) != NULL) {
        status = measure_set_add(set, slice_of(list), err);
        if (status)
            error_prefix(err, "--measures");
    }
    if (!status && set->count == 0)
        status = measure_set_add(set, slice_of(usual), err);
    measure_set_sort(set);
    return status;
}

static void evaluate_topic(const struct qrels_topic *judged,
                           const struct run_topic *found,
                           const struct evaluate_settings *settings,
                           const struct measure_set *set, struct arena *arena,
                           struct evaluated_topic *out)
{
    struct arena scratch = ARENA_INIT;
    struct measure_topic topic;
    struct run_topic cut;

    *out =
        (struct evaluated_topic){.id = judged->id, .is_found = found != NULL};
    out->values = arena_array(arena, set->count, sizeof *out->values);
    if (found) {
        cut = *found;
        if (settings->depth && settings->depth < cut.count)
            cut.count = settings->depth;
    }
    measure_prepare(judged, found ? &cut : NULL, settings->level,
                    settings->list, &scratch, &topic);
    out->is_hopeless = topic.relevant == 0;
    for (size_t i = 0; i < set->count; i++)
        out->values[i] = measure_value(set->items[i], &topic);
    arena_release(&scratch);
}

void evaluate_run(const struct qrels *qrels, const struct run *run,
                  const struct evaluate_settings *settings,
                  const struct measure_set *set, struct arena *arena,
                  struct evaluated *out)
{
    *out = (struct evaluated){.tag = run->tag, .count = qrels->count};
    out->topics = arena_array(arena, qrels->count, sizeof *out->topics);
    for (size_t i = 0; i < qrels->count; i++) {
        const struct qrels_topic *judged = &qrels->topics[i];
        const struct run_topic *found = run_find(run, judged->id);

        out->found += found != NULL;
        evaluate_topic(judged, found, settings, set, arena, &out->topics[i]);
    }
    out->unjudged = run->count - out->found;
}

void evaluate_add_value(struct measure measure, double value,
                        struct strbuf *out)
{
    strbuf_add_format(out, measure_is_count(measure) ? "%.0f" : "%6.4f", value);
}

void evaluate_write_json(struct json_writer *json,
                         const struct measure_set *set, const double *values)
{
    for (size_t i = 0; i < set->count; i++) {
        struct strbuf name = STRBUF_INIT;

        if (!isfinite(values[i]) || set->items[i].kind == MEASURE_RUNID)
            continue;
        measure_add_name(set->items[i], &name);
        json_key(json, name.bytes);
        json_put_number(json, values[i],
                        measure_is_count(set->items[i]) ? 0 : 6);
        strbuf_release(&name);
    }
}
