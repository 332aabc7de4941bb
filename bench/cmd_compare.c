#include "bench/cmd_compare.h"

#include <stdio.h>
#include <string.h>

#include "bench/compare_print.h"
#include "common/command.h"
#include "common/file.h"
#include "common/log.h"

enum { RUNS_MOST = 32, ROUNDS_MOST = 100 * 1000 * 1000 };

static const struct option_spec table[] = {
    {"qrels", 0, "FILE", "the judgements; must be given"},
    EVALUATE_OPTIONS,
    {"all-pairs", 0, NULL, "each run with each, not only with the first"},
    {"rounds", 0, "N", "of the randomization test [100000]"},
    {"seed", 0, "N", "of its random numbers [1]"},
    {"each", 'q', NULL, "print each topic's figures first"},
    {"plot", 'p', NULL, "draw the differences, topic by topic"},
    {"ascii", 0, NULL, "draw them with plain characters"},
    {"svg", 0, "FILE", "write a picture of them"},
    {"json", 0, NULL, "one JSON object"},
};

static const struct options_usage usage = {
    "demarche bench compare --qrels QRELS [OPTION...] RUN RUN...",
    "Compare runs with the first one: means, topics won and lost, a paired\n"
    "t-test and a randomization test, both with Holm's correction.",
    table,
    COUNT_OF(table),
    EVALUATE_NOTES,
};

static enum status take_options(const struct options *options,
                                struct compare_settings *settings,
                                struct measure_set *set, struct error *err)
{
    int64_t rounds, seed;
    enum status status;

    if (!options_get(options, "qrels"))
        return error_set(err, STATUS_USAGE,
                         "--qrels FILE is wanted, the judgements (see --help)");
    status = evaluate_options(options, "map,ndcg_cut_10", &settings->evaluate,
                              set, err);
    if (!status)
        status = options_number(options, "rounds", 1, ROUNDS_MOST, 100000,
                                &rounds, err);
    if (!status)
        status = options_number(options, "seed", 0, INT64_MAX, 1, &seed, err);
    if (status)
        return status;
    settings->rounds = (size_t)rounds;
    settings->seed = (uint64_t)seed;
    settings->is_complete = options_has(options, "complete");
    settings->is_of_all_pairs = options_has(options, "all-pairs");
    for (size_t i = 0; i < set->count; i++)
        if (measure_is_of_all(set->items[i]))
            return error_set(err, STATUS_USAGE,
                             "--measures: runid, num_q, gm_map and gm_bpref "
                             "have no figure for each topic to compare");
    return STATUS_OK;
}

/* Mean share of the first ten that is not judged, over the run's topics. */
static double unjudged(const struct qrels *qrels, const struct run *run,
                       struct arena *arena)
{
    static const struct measure_set judged = {
        .items = {{.kind = MEASURE_JUDGED, .k = 10}}, .count = 1};
    const struct evaluate_settings settings = {.level = 1};
    struct measure_sum sum = {0, 0};
    struct evaluated evaluated;

    evaluate_run(qrels, run, &settings, &judged, arena, &evaluated);
    for (size_t i = 0; i < evaluated.count; i++)
        if (evaluated.topics[i].is_found)
            measure_sum_add(&sum, judged.items[0],
                            1 - evaluated.topics[i].values[0]);
    return measure_sum_value(&sum, judged.items[0]);
}

static enum status read_run(const char *path, const struct qrels *qrels,
                            const struct compare_settings *settings,
                            const struct measure_set *set, struct arena *arena,
                            struct compare_run *out, struct error *err)
{
    struct arena scratch = ARENA_INIT;
    struct run run;
    enum status status = run_read(path, &scratch, &run, err);

    if (!status) {
        evaluate_run(qrels, &run, &settings->evaluate, set, arena,
                     &out->evaluated);
        out->path = path;
        out->unjudged = unjudged(qrels, &run, arena);
        out->name = slice_copy(arena, run.tag);
        out->evaluated.tag = out->name;
    }
    if (!status && out->evaluated.found == 0)
        status = error_set(err, STATUS_BAD_FORMAT,
                           "%s has no topic that is judged", path);
    arena_release(&scratch);
    return status;
}

static bool has_same_names(const struct compare_run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (slice_equal(runs[i].name, runs[j].name))
                return true;
    return false;
}

/* Runs of one tag are told apart by their files, by the last part of their
 * paths where that will do. */
static void name_runs(struct compare_run *runs, size_t count)
{
    for (int round = 0; round < 2 && has_same_names(runs, count); round++)
        for (size_t i = 0; i < count; i++)
            runs[i].name =
                slice_of(round ? runs[i].path : file_name(runs[i].path));
}

static void warn(const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->run_count; i++) {
        const struct compare_run *run = &comparison->runs[i];

        if (run->evaluated.found < comparison->topic_count)
            log_warning("%s lacks %zu of the topics, which count as 0 for it",
                        run->path,
                        comparison->topic_count - run->evaluated.found);
    }
    if (comparison->left_out)
        log_warning("%zu judged topics are in no run and are left out; "
                    "--complete counts them as 0",
                    comparison->left_out);
}

static enum status draw(const struct options *options,
                        const struct comparison *comparison,
                        struct arena *arena, struct strbuf *out,
                        struct error *err)
{
    const char *path = options_get(options, "svg");
    bool is_ascii = options_has(options, "ascii");
    struct plot *plots =
        arena_array(arena, comparison->pair_count, sizeof *plots);
    struct strbuf picture = STRBUF_INIT;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < comparison->pair_count; i++)
        compare_plot(comparison, &comparison->pairs[i], arena, &plots[i]);
    if (options_has(options, "plot") || is_ascii)
        for (size_t i = 0; i < comparison->pair_count; i++) {
            strbuf_add_byte(out, '\n');
            plot_add_text(&plots[i], is_ascii ? PLOT_ASCII : PLOT_UNICODE, out);
        }
    if (path) {
        plot_add_svg(plots, comparison->pair_count, &picture);
        status = file_write(path, strbuf_slice(&picture), err);
    }
    strbuf_release(&picture);
    return status;
}

static enum status compare(const struct options *options,
                           const struct compare_settings *settings,
                           const struct measure_set *set, struct arena *arena,
                           struct comparison *out, struct error *err)
{
    size_t count = options->argument_count;
    struct compare_run *runs = arena_array(arena, count, sizeof *runs);
    struct qrels qrels;
    enum status status =
        qrels_read(options_get(options, "qrels"), arena, &qrels, err);

    for (size_t i = 0; !status && i < count; i++)
        status = read_run(options->arguments[i], &qrels, settings, set, arena,
                          &runs[i], err);
    if (status)
        return status;
    name_runs(runs, count);
    return compare_runs(runs, count, set, settings, arena, out, err);
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct measure_set *set = arena_alloc(arena, sizeof *set);
    struct strbuf text = STRBUF_INIT;
    struct compare_settings settings;
    struct comparison comparison;
    bool is_each = options_has(options, "each");
    enum status status = take_options(options, &settings, set, err);

    (void)code;
    if (!status)
        status = compare(options, &settings, set, arena, &comparison, err);
    if (status)
        return status;
    warn(&comparison);
    if (options_has(options, "json"))
        compare_add_json(&comparison, is_each, &text);
    else
        compare_add_text(&comparison, is_each, &text);
    status = draw(options, &comparison, arena, &text, err);
    if (!status)
        fwrite(text.bytes, 1, text.len, stdout);
    strbuf_release(&text);
    return status;
}

int cmd_compare(int argc, char **argv)
{
    return command_run(&usage, 2, RUNS_MOST, "two runs or more, up to 32", argc,
                       argv, run);
}
