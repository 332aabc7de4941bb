#include "bench/cmd_eval.h"

#include <math.h>
#include <stdio.h>

#include "bench/evaluate.h"
#include "common/command.h"
#include "common/csv.h"
#include "common/log.h"

static const struct option_spec table[] = {
    EVALUATE_OPTIONS,
    {"each", 'q', NULL, "print each topic's figures before those of all"},
    {"no-summary", 'n', NULL, "print no figures of all; with --each"},
    {"json", 0, NULL, "one JSON object a line"},
    {"csv", 0, NULL, "a table with a line a topic"},
};

static const struct options_usage usage = {
    "demarche bench eval [OPTION...] QRELS RUN",
    "Measure a run against judgements; prints trec_eval's three columns.",
    table,
    COUNT_OF(table),
    EVALUATE_NOTES,
};

enum format { FORMAT_TREC, FORMAT_JSON, FORMAT_CSV };

struct printing {
    const struct measure_set *set;
    const struct evaluated *run;
    enum format format;
    bool is_each;
    bool is_summary;
    bool is_complete;
};

static void print_trec(const struct printing *printing, struct slice topic,
                       const double *values)
{
    struct strbuf line = STRBUF_INIT;

    for (size_t i = 0; i < printing->set->count; i++) {
        struct measure measure = printing->set->items[i];

        if (!isfinite(values[i]))
            continue;
        strbuf_reset(&line);
        measure_add_name(measure, &line);
        printf("%-22s\t%.*s\t", line.bytes, SLICE_ARG(topic));
        strbuf_reset(&line);
        if (measure.kind == MEASURE_RUNID)
            strbuf_add(&line, printing->run->tag);
        else
            evaluate_add_value(measure, values[i], &line);
        printf("%.*s\n", SLICE_ARG(strbuf_slice(&line)));
    }
    strbuf_release(&line);
}

/* topics 0: one topic's values. */
static void print_json(const struct printing *printing, struct slice topic,
                       size_t topics, const double *values)
{
    struct strbuf line = STRBUF_INIT;
    struct json_writer json = JSON_WRITER(&line);

    json_begin_object(&json);
    json_add_integer(&json, "schema", 1);
    json_add_text(&json, "run", printing->run->tag);
    json_add_text(&json, "topic", topics ? SLICE_UNKNOWN : topic);
    if (topics)
        json_add_integer(&json, "topics", (int64_t)topics);
    json_key(&json, "measures");
    json_begin_object(&json);
    evaluate_write_json(&json, printing->set, values);
    json_end_object(&json);
    json_end_object(&json);
    printf("%s\n", line.bytes);
    strbuf_release(&line);
}

static void print_csv_head(const struct printing *printing)
{
    struct strbuf line = STRBUF_INIT;

    strbuf_add_text(&line, "run,topic");
    for (size_t i = 0; i < printing->set->count; i++) {
        struct strbuf name = STRBUF_INIT;

        measure_add_name(printing->set->items[i], &name);
        if (printing->set->items[i].kind != MEASURE_RUNID) {
            strbuf_add_byte(&line, ',');
            csv_add_cell(&line, strbuf_slice(&name));
        }
        strbuf_release(&name);
    }
    printf("%s\r\n", line.bytes);
    strbuf_release(&line);
}

static void print_csv(const struct printing *printing, struct slice topic,
                      const double *values)
{
    struct strbuf line = STRBUF_INIT;

    csv_add_cell(&line, printing->run->tag);
    strbuf_add_byte(&line, ',');
    csv_add_cell(&line, topic);
    for (size_t i = 0; i < printing->set->count; i++) {
        if (printing->set->items[i].kind == MEASURE_RUNID)
            continue;
        strbuf_add_byte(&line, ',');
        if (isfinite(values[i]))
            strbuf_add_format(&line, "%.*f",
                              measure_is_count(printing->set->items[i]) ? 0 : 6,
                              values[i]);
    }
    printf("%s\r\n", line.bytes);
    strbuf_release(&line);
}

static void print_topic(const struct printing *printing,
                        const struct evaluated_topic *topic)
{
    double values[MEASURE_SET_MOST];

    for (size_t i = 0; i < printing->set->count; i++)
        values[i] =
            measure_is_of_all(printing->set->items[i]) ? NAN : topic->values[i];
    if (printing->format == FORMAT_JSON)
        print_json(printing, topic->id, 0, values);
    else if (printing->format == FORMAT_CSV)
        print_csv(printing, topic->id, values);
    else
        print_trec(printing, topic->id, values);
}

static void print_summary(const struct printing *printing, size_t topics,
                          const struct measure_sum *sums)
{
    double values[MEASURE_SET_MOST];

    for (size_t i = 0; i < printing->set->count; i++)
        values[i] = measure_sum_value(&sums[i], printing->set->items[i]);
    if (printing->format == FORMAT_JSON) {
        print_json(printing, SLICE_UNKNOWN, topics, values);
    } else if (printing->format == FORMAT_CSV) {
        print_csv(printing, SLICE("all"), values);
    } else {
        print_trec(printing, SLICE("all"), values);
    }
}

/* As trec_eval, each shows no topic that the run lacks. */
static void print_all(const struct printing *printing)
{
    struct measure_sum sums[MEASURE_SET_MOST] = {{0, 0}};
    size_t topics = 0;

    if (printing->format == FORMAT_CSV)
        print_csv_head(printing);
    for (size_t i = 0; i < printing->run->count; i++) {
        const struct evaluated_topic *topic = &printing->run->topics[i];

        if (!topic->is_found && !printing->is_complete)
            continue;
        topics++;
        for (size_t j = 0; j < printing->set->count; j++)
            measure_sum_add(&sums[j], printing->set->items[j],
                            topic->values[j]);
        if (printing->is_each && topic->is_found)
            print_topic(printing, topic);
    }
    if (printing->is_summary)
        print_summary(printing, topics, sums);
}

static void warn(const struct evaluated *run, bool is_complete)
{
    size_t hopeless = 0;

    for (size_t i = 0; i < run->count; i++)
        hopeless += run->topics[i].is_hopeless &&
                    (run->topics[i].is_found || is_complete);
    if (run->found < run->count && !is_complete)
        log_warning("%zu of %zu judged topics are not in the run and are left "
                    "out; --complete counts them as 0",
                    run->count - run->found, run->count);
    if (run->unjudged)
        log_warning("%zu topics of the run have no judgements and are left out",
                    run->unjudged);
    if (hopeless)
        log_warning("%zu topics have no relevant passage: their figures are 0",
                    hopeless);
}

static enum status take_options(const struct options *options,
                                struct printing *printing,
                                struct evaluate_settings *settings,
                                struct measure_set *set, struct error *err)
{
    *printing =
        (struct printing){.set = set,
                          .format = options_has(options, "json")  ? FORMAT_JSON
                                    : options_has(options, "csv") ? FORMAT_CSV
                                                                  : FORMAT_TREC,
                          .is_each = options_has(options, "each"),
                          .is_summary = !options_has(options, "no-summary"),
                          .is_complete = options_has(options, "complete")};
    if (options_has(options, "json") && options_has(options, "csv"))
        return error_set(err, STATUS_USAGE, "--json or --csv, not both");
    return evaluate_options(options, "official", settings, set, err);
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct measure_set *set = arena_alloc(arena, sizeof *set);
    struct evaluate_settings settings;
    struct printing printing;
    struct evaluated evaluated;
    struct qrels qrels;
    struct run run;
    enum status status = take_options(options, &printing, &settings, set, err);

    (void)code;
    if (!status)
        status = qrels_read(options->arguments[0], arena, &qrels, err);
    if (!status)
        status = run_read(options->arguments[1], arena, &run, err);
    if (status)
        return status;
    evaluate_run(&qrels, &run, &settings, set, arena, &evaluated);
    if (evaluated.found == 0)
        return error_set(
            err, STATUS_BAD_FORMAT,
            "%s and %s have no topic in common: the first ones are "
            "'%.*s' and '%.*s'",
            options->arguments[0], options->arguments[1],
            SLICE_ARG(qrels.topics[0].id), SLICE_ARG(run.topics[0].id));
    warn(&evaluated, printing.is_complete);
    printing.run = &evaluated;
    print_all(&printing);
    return STATUS_OK;
}

int cmd_eval(int argc, char **argv)
{
    return command_run(&usage, 2, 2, "judgements and a run, two files", argc,
                       argv, run);
}
