#include "bench/cmd_eval.h"

#include <stdio.h>

#include "bench/measure.h"
#include "common/log.h"
#include "common/options.h"

#define USUAL                                                                  \
    "num_ret,num_rel,num_rel_ret,map,gm_map,Rprec,bpref,recip_rank,"           \
    "P_5,P_10,P_20,P_100,recall_10,recall_100,recall_1000,"                    \
    "ndcg,ndcg_cut_5,ndcg_cut_10,ndcg_cut_20,ndcg_cut_100,"                    \
    "judged_10,judged_20"

enum { MEASURES_MOST = 64 };

static const struct option_spec table[] = {
    {"each", 'q', NULL, "print each topic's figures before those of all"},
    {"complete", 'c', NULL, "count judged topics that the run lacks, as 0"},
    {"rel", 'l', "N", "least grade that is relevant [1]"},
    {"condensed", 0, NULL, "leave unjudged passages out of the run first"},
    {"measures", 'm', "LIST", "names parted by commas: map,ndcg_cut_10"},
};

static const struct options_usage usage = {
    "demarche bench eval [OPTION...] QRELS RUN",
    "Measure a run against judgements; prints trec_eval's three columns.",
    table,
    COUNT_OF(table),
    "Measures: " USUAL ",\nmap_cut_K and any other K.",
};

struct evaluation {
    struct measure measures[MEASURES_MOST];
    struct measure_sum sums[MEASURES_MOST];
    size_t count;
    size_t topics;
    int64_t level;
    enum measure_list list;
    bool is_complete;
    bool is_each;
};

static enum status parse_measures(const char *list, struct evaluation *out,
                                  struct error *err)
{
    struct slice rest = slice_of(list), name;

    while (slice_next(&rest, ',', &name)) {
        if (out->count == MEASURES_MOST)
            return error_set(err, STATUS_USAGE, "--measures: more than %d",
                             MEASURES_MOST);
        if (!measure_from_name(name, &out->measures[out->count]))
            return error_set(err, STATUS_USAGE,
                             "--measures: no measure '%.*s' (see --help)",
                             SLICE_ARG(name));
        out->count++;
    }
    return STATUS_OK;
}

static void print_value(struct measure measure, struct slice topic,
                        double value)
{
    struct strbuf name = STRBUF_INIT;

    measure_add_name(measure, &name);
    if (measure_is_count(measure))
        printf("%-22s\t%.*s\t%.0f\n", name.bytes, SLICE_ARG(topic), value);
    else
        printf("%-22s\t%.*s\t%6.4f\n", name.bytes, SLICE_ARG(topic), value);
    strbuf_release(&name);
}

static void evaluate_topic(struct evaluation *evaluation,
                           const struct qrels_topic *judged,
                           const struct run_topic *found)
{
    struct arena scratch = ARENA_INIT;
    struct measure_topic topic;

    measure_prepare(judged, found, (int32_t)evaluation->level, evaluation->list,
                    &scratch, &topic);
    evaluation->topics++;
    for (size_t i = 0; i < evaluation->count; i++) {
        struct measure measure = evaluation->measures[i];
        double value = measure_value(measure, &topic);

        measure_sum_add(&evaluation->sums[i], measure, value);
        /* A geometric mean of one topic says nothing. */
        if (evaluation->is_each && measure.kind != MEASURE_GM_MAP)
            print_value(measure, judged->id, value);
    }
    arena_release(&scratch);
}

static void print_all(const struct evaluation *evaluation, struct slice tag)
{
    printf("%-22s\tall\t%.*s\n", "runid", SLICE_ARG(tag));
    printf("%-22s\tall\t%zu\n", "num_q", evaluation->topics);
    for (size_t i = 0; i < evaluation->count; i++) {
        struct measure measure = evaluation->measures[i];

        print_value(measure, SLICE("all"),
                    measure_sum_value(&evaluation->sums[i], measure));
    }
}

static enum status evaluate(const struct options *options,
                            struct evaluation *evaluation, struct arena *arena,
                            struct error *err)
{
    struct qrels qrels;
    struct run run;
    enum status status;

    status = qrels_read(options->arguments[0], arena, &qrels, err);
    if (!status)
        status = run_read(options->arguments[1], arena, &run, err);
    if (status)
        return status;
    for (size_t i = 0; i < qrels.count; i++) {
        const struct run_topic *found = run_find(&run, qrels.topics[i].id);

        if (found || evaluation->is_complete)
            evaluate_topic(evaluation, &qrels.topics[i], found);
    }
    if (evaluation->topics == 0)
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s and %s have no topic in common",
                         options->arguments[0], options->arguments[1]);
    if (evaluation->topics < qrels.count)
        log_warning("%zu of %zu judged topics are not in the run and are left "
                    "out; --complete counts them as 0",
                    qrels.count - evaluation->topics, qrels.count);
    print_all(evaluation, run.tag);
    return STATUS_OK;
}

static enum status prepare(const struct options *options,
                           struct evaluation *out, struct error *err)
{
    const char *list = options_get(options, "measures");
    enum status status;

    if (options->argument_count != 2)
        return error_set(err, STATUS_USAGE,
                         "judgements and a run are wanted, two files (see "
                         "--help)");
    *out = (struct evaluation){
        .is_each = options_has(options, "each"),
        .is_complete = options_has(options, "complete"),
        .list = options_has(options, "condensed") ? MEASURE_CONDENSED
                                                  : MEASURE_WHOLE,
    };
    status = options_number(options, "rel", 1, INT32_MAX, 1, &out->level, err);
    return status ? status : parse_measures(list ? list : USUAL, out, err);
}

int cmd_eval(int argc, char **argv)
{
    struct arena arena = ARENA_INIT;
    struct evaluation evaluation;
    struct options options;
    struct error err;
    enum status status;
    int code = 0;

    status = options_parse(&usage, argc, argv, &arena, &options, &err);
    if (status == STATUS_END)
        goto out;
    if (!status)
        status = prepare(&options, &evaluation, &err);
    if (!status)
        status = evaluate(&options, &evaluation, &arena, &err);
    if (status)
        code = log_failure(&err);
out:
    arena_release(&arena);
    return code;
}
