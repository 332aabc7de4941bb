#include "bench/cmd_tune.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench/crew.h"
#include "bench/measure.h"
#include "bench/params.h"
#include "bench/queries.h"
#include "bench/session.h"
#include "bench/tuning.h"
#include "common/command.h"
#include "common/file.h"
#include "common/log.h"
#include "common/schema.h"

enum {
    COLLECTIONS_MOST = 32,
    PARAMS_MOST = 16,
    MEASURES_MOST = 8,
    SETTINGS_MOST = 10000,
    SCORES_MOST = 1 << 26, /* doubles: 512 MiB */
    NAME_WIDTH = 16
};

static const struct option_spec table[] = {
    {"collection", 'c', "I,Q,J", "index, queries, judgements; repeatable"},
    {"param", 'p', "NAME=X,...", "values to try; repeatable [k1, b]"},
    {"model", 'm', "NAME", "the model to start from [default]"},
    {"set", 0, "NAME=X", "a setting that stays; repeatable"},
    {"measures", 0, "LIST", "the first is tuned, others told [nDCG@10]"},
    {"folds", 0, "K", "of one collection's queries [5]"},
    {"seed", 0, "N", "deals the queries to the folds [1]"},
    {"field", 0, "LIST", "ask with these fields of a query [title]"},
    {"number", 'n', "N", "passages a query [1000]"},
    {"jobs", 'j', "N", "threads side by side [all]"},
};

static const struct options_usage usage = {
    "demarche bench tune -c INDEX,QUERIES,QRELS ... [OPTION...]",
    "Try settings of the ranking and measure each on queries that did not\n"
    "choose it. With one collection its queries are parted into folds; with\n"
    "several each collection is left out in turn and the settings are chosen\n"
    "by the others.",
    table,
    COUNT_OF(table),
    "The figures are those of the queries left out. Beside them stand those "
    "of\n"
    "the settings that there were before. All judged queries count; nothing\n"
    "found is 0.",
};

struct collection {
    const char *index; /* folder */
    const char *name;  /* its last part */
    struct query_list queries;
    const struct qrels_topic **judged; /* of each query */
    struct qrels qrels;
    struct score_table scores;
};

struct tried {
    const struct param *param;
    double values[PARAM_VALUES_MOST];
    size_t count;
};

struct tune {
    const struct options *options;
    struct rank_settings before;
    struct tried params[PARAMS_MOST];
    size_t param_count;
    size_t settings; /* all products, and what there was before */
    struct measure_set measures;
    struct collection collections[COLLECTIONS_MOST];
    size_t count;
    int64_t most, folds, seed, jobs;
    struct session sessions[CREW_WORKERS_MOST][COLLECTIONS_MOST];
    struct arena scratch[CREW_WORKERS_MOST];
};

/* ---- settings ---- */

/* Setting 0 is what there was; the others count through the values, the last
 * param fastest. */
static struct rank_settings setting_at(const struct tune *tune, size_t number)
{
    struct rank_settings settings = tune->before;

    if (number == 0)
        return settings;
    number--;
    for (size_t i = tune->param_count; i-- > 0;) {
        const struct tried *tried = &tune->params[i];

        param_set(tried->param, tried->values[number % tried->count],
                  &settings);
        number /= tried->count;
    }
    return settings;
}

static enum status read_params(struct tune *tune, struct error *err)
{
    static const char *const usual[] = {"k1=0.6,0.9,1.2,1.6",
                                        "b=0,0.1,0.25,0.4,0.5,0.6,0.75"};
    size_t at = 0, given = 0;
    const char *text;

    tune->settings = 1;
    for (;;) {
        struct tried *tried = &tune->params[tune->param_count];

        text = options_next(tune->options, "param", &at);
        if (!text && !given && tune->param_count < COUNT_OF(usual))
            text = usual[tune->param_count];
        else if (text)
            given++;
        if (!text)
            break;
        if (tune->param_count == PARAMS_MOST)
            return error_set(err, STATUS_USAGE, "--param: more than %d",
                             PARAMS_MOST);
        if (param_read(slice_of(text), &tried->param, tried->values,
                       &tried->count, err))
            return error_prefix(err, "--param");
        for (size_t i = 0; i < tune->param_count; i++)
            if (tune->params[i].param == tried->param)
                return error_set(err, STATUS_USAGE, "--param: %s twice",
                                 tried->param->name);
        tune->param_count++;
        tune->settings *= tried->count;
        if (tune->settings > SETTINGS_MOST)
            return error_set(err, STATUS_USAGE,
                             "--param: more than %d settings in all",
                             SETTINGS_MOST);
    }
    tune->settings++;
    return STATUS_OK;
}

/* ---- collections ---- */

static enum status read_judged(struct tune *tune, struct collection *collection,
                               struct arena *arena, struct error *err)
{
    struct query_list *queries = &collection->queries;
    size_t kept = 0;

    collection->judged =
        arena_array(arena, queries->count, sizeof *collection->judged);
    for (size_t i = 0; i < queries->count; i++) {
        const struct qrels_topic *judged =
            qrels_find(&collection->qrels, queries->items[i].id);

        if (!judged)
            continue;
        queries->items[kept] = queries->items[i];
        collection->judged[kept++] = judged;
    }
    queries->count = kept;
    if (!kept)
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: none of its queries is judged", collection->name);
    collection->scores =
        (struct score_table){tune->settings, kept, tune->measures.count, NULL};
    if (tune->settings * kept * tune->measures.count > SCORES_MOST)
        return error_set(err, STATUS_TOO_LARGE,
                         "%s: %zu settings for %zu queries are too many",
                         collection->name, tune->settings, kept);
    collection->scores.values = arena_array(
        arena, tune->settings * kept * tune->measures.count, sizeof(double));
    return STATUS_OK;
}

static enum status read_collection(struct tune *tune, const char *text,
                                   struct arena *arena, struct error *err)
{
    struct collection *collection = &tune->collections[tune->count];
    const char *field = options_get(tune->options, "field");
    struct slice rest = slice_of(text), parts[3];
    enum status status;

    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (!slice_next(&rest, ',', &parts[i]) || !parts[i].len)
            return error_set(err, STATUS_USAGE,
                             "--collection: INDEX,QUERIES,QRELS is wanted, not "
                             "'%s'",
                             text);
    collection->index = slice_copy(arena, parts[0]).bytes;
    collection->name = file_name(collection->index);
    status =
        queries_read(slice_copy(arena, parts[1]).bytes, field ? field : "title",
                     arena, &collection->queries, err);
    if (!status)
        status = qrels_read(slice_copy(arena, parts[2]).bytes, arena,
                            &collection->qrels, err);
    if (!status)
        status = read_judged(tune, collection, arena, err);
    if (!status)
        tune->count++;
    return status;
}

static enum status read_collections(struct tune *tune, struct arena *arena,
                                    struct error *err)
{
    const char *text;
    size_t at = 0;

    while ((text = options_next(tune->options, "collection", &at))) {
        enum status status;

        if (tune->count == COLLECTIONS_MOST)
            return error_set(err, STATUS_USAGE, "--collection: more than %d",
                             COLLECTIONS_MOST);
        status = read_collection(tune, text, arena, err);
        if (status)
            return status;
    }
    if (!tune->count)
        return error_set(err, STATUS_USAGE,
                         "which? Name INDEX,QUERIES,QRELS with --collection");
    return STATUS_OK;
}

static enum status read_measures(struct tune *tune, struct error *err)
{
    const char *list = options_get(tune->options, "measures");
    enum status status = measure_set_add(
        &tune->measures, slice_of(list ? list : "nDCG@10"), err);

    if (status)
        return error_prefix(err, "--measures");
    if (tune->measures.count > MEASURES_MOST)
        return error_set(err, STATUS_USAGE, "--measures: more than %d",
                         MEASURES_MOST);
    for (size_t i = 0; i < tune->measures.count; i++)
        if (measure_is_count(tune->measures.items[i]) ||
            measure_is_of_all(tune->measures.items[i]))
            return error_set(err, STATUS_USAGE,
                             "--measures: only means over queries are tuned");
    return STATUS_OK;
}

static enum status prepare(struct tune *tune, struct arena *arena,
                           struct error *err)
{
    const struct options *options = tune->options;
    enum status status = session_model(options, &tune->before, err);

    if (!status)
        status = read_params(tune, err);
    if (!status)
        status = read_measures(tune, err);
    if (!status)
        status =
            options_number(options, "folds", 2, 1000, 5, &tune->folds, err);
    if (!status)
        status =
            options_number(options, "seed", 0, INT64_MAX, 1, &tune->seed, err);
    if (!status)
        status = options_number(options, "number", 1, SCHEMA_HITS_MOST, 1000,
                                &tune->most, err);
    if (!status)
        status = options_number(options, "jobs", 1, CREW_WORKERS_MOST,
                                crew_processors(), &tune->jobs, err);
    return status ? status : read_collections(tune, arena, err);
}

/* ---- scores; an item is a setting on a collection ---- */

static enum status open_session(struct tune *tune, unsigned worker,
                                size_t which, struct session **out,
                                struct error *err)
{
    struct session *session = &tune->sessions[worker][which];
    enum status status = STATUS_OK;

    if (!session->service)
        status = session_open(tune->options, tune->collections[which].index,
                              &tune->before, session, err);
    session->is_bare = true;
    *out = session;
    return status;
}

/* What the run would say, as a reader of it sees it. */
static enum status answer(const struct tune *tune, struct session *session,
                          const struct bench_query *query, struct arena *arena,
                          struct run_topic *out, struct error *err)
{
    struct slice text = queries_plain(query->text, arena);
    struct service_reply reply = {.result = {.count = 0}};
    enum status status = STATUS_OK;

    if (text.len)
        status = session_search(session, text, SLICE_UNKNOWN,
                                (size_t)tune->most, arena, &reply, err);
    if (status) {
        error_prefix(err, "query '%.*s'", SLICE_ARG(query->id));
        return status;
    }
    *out = (struct run_topic){.id = query->id, .count = reply.result.count};
    out->entries = arena_array(arena, out->count, sizeof *out->entries);
    for (size_t i = 0; i < out->count; i++)
        out->entries[i] = (struct run_entry){
            session_docno(session, &reply.result.hits[i]), -(double)i};
    return STATUS_OK;
}

static void score(const struct tune *tune, const struct qrels_topic *judged,
                  const struct run_topic *found, struct arena *arena,
                  double *out)
{
    struct measure_topic topic;

    measure_prepare(judged, found, 1, MEASURE_WHOLE, arena, &topic);
    for (size_t i = 0; i < tune->measures.count; i++)
        out[i] = measure_value(tune->measures.items[i], &topic);
}

static enum status work(void *context, unsigned worker, size_t item,
                        struct error *err)
{
    struct tune *tune = context;
    size_t which = item / tune->settings, number = item % tune->settings;
    const struct collection *collection = &tune->collections[which];
    struct arena *scratch = &tune->scratch[worker];
    struct session *session;
    enum status status = open_session(tune, worker, which, &session, err);

    session->settings = setting_at(tune, number);
    for (size_t i = 0; !status && i < collection->queries.count; i++) {
        struct run_topic found;

        arena_reset(scratch);
        status = answer(tune, session, &collection->queries.items[i], scratch,
                        &found, err);
        if (!status)
            score(tune, collection->judged[i], &found, scratch,
                  score_at(&collection->scores, number, i));
    }
    return status ? error_prefix(err, "%s", collection->name) : STATUS_OK;
}

static enum status take(void *context, size_t item, struct error *err)
{
    const struct tune *tune = context;

    (void)err;
    log_progress("%zu of %zu settings", item + 1, tune->count * tune->settings);
    return STATUS_OK;
}

/* ---- figures ---- */

static void print_head(const struct tune *tune, const char *what)
{
    struct strbuf line = STRBUF_INIT;

    strbuf_add_format(&line, "%-*s %8s", NAME_WIDTH, what, "queries");
    for (size_t i = 0; i < tune->param_count; i++)
        strbuf_add_format(&line, " %8s", tune->params[i].param->name);
    for (size_t i = 0; i < tune->measures.count; i++) {
        struct strbuf name = STRBUF_INIT;

        measure_add_name(tune->measures.items[i], &name);
        strbuf_add_format(&line, "  %12s  before", name.bytes);
        strbuf_release(&name);
    }
    puts(line.bytes);
    strbuf_release(&line);
}

/* values: of each measure, that of the setting chosen and the one before.
 * SIZE_MAX: no one setting. */
static void print_row(const struct tune *tune, const char *name, size_t queries,
                      size_t setting, const double *values)
{
    struct rank_settings settings =
        setting_at(tune, setting == SIZE_MAX ? 0 : setting);

    printf("%-*s %8zu", NAME_WIDTH, name, queries);
    for (size_t i = 0; i < tune->param_count; i++)
        if (setting == SIZE_MAX)
            printf(" %8s", "");
        else
            printf(" %8g", param_get(tune->params[i].param, &settings));
    for (size_t i = 0; i < tune->measures.count; i++)
        printf("  %12.4f  %.4f", values[2 * i], values[2 * i + 1]);
    putchar('\n');
}

static void print_collections(const struct tune *tune)
{
    struct score_table tables[COLLECTIONS_MOST];
    double means[2 * MEASURES_MOST] = {0};
    size_t queries = 0;

    for (size_t i = 0; i < tune->count; i++)
        tables[i] = tune->collections[i].scores;
    print_head(tune, "left out");
    for (size_t i = 0; i < tune->count; i++) {
        size_t chosen = tuning_choose_for_collection(tables, tune->count, i);
        double values[2 * MEASURES_MOST];

        for (size_t m = 0; m < tune->measures.count; m++) {
            values[2 * m] = tuning_mean(&tables[i], chosen, m);
            values[2 * m + 1] = tuning_mean(&tables[i], 0, m);
            means[2 * m] += values[2 * m] / (double)tune->count;
            means[2 * m + 1] += values[2 * m + 1] / (double)tune->count;
        }
        queries += tables[i].queries;
        print_row(tune, tune->collections[i].name, tables[i].queries, chosen,
                  values);
    }
    print_row(tune, "mean", queries, SIZE_MAX, means);
}

/* Sums over the queries of a fold: of the setting chosen without them, and of
 * the one before. Returns their number. */
static size_t sum_fold(const struct score_table *scores,
                       const unsigned *fold_of, unsigned fold, size_t chosen,
                       double *sums)
{
    size_t count = 0;

    memset(sums, 0, 2 * MEASURES_MOST * sizeof *sums);
    for (size_t q = 0; q < scores->queries; q++) {
        if (fold_of[q] != fold)
            continue;
        count++;
        for (size_t m = 0; m < scores->measures; m++) {
            sums[2 * m] += score_at(scores, chosen, q)[m];
            sums[2 * m + 1] += score_at(scores, 0, q)[m];
        }
    }
    return count;
}

static void print_folds(const struct tune *tune, struct arena *arena)
{
    const struct score_table *scores = &tune->collections[0].scores;
    unsigned *fold_of = arena_array(arena, scores->queries, sizeof *fold_of);
    double means[2 * MEASURES_MOST] = {0};

    tuning_deal(scores->queries, (unsigned)tune->folds, (uint64_t)tune->seed,
                fold_of);
    print_head(tune, "fold left out");
    for (unsigned fold = 0; fold < (unsigned)tune->folds; fold++) {
        size_t chosen = tuning_choose_for_fold(scores, fold_of, fold);
        double values[2 * MEASURES_MOST];
        size_t count = sum_fold(scores, fold_of, fold, chosen, values);
        char name[16];

        for (size_t m = 0; m < 2 * scores->measures; m++) {
            means[m] += values[m] / (double)scores->queries;
            values[m] /= (double)count;
        }
        snprintf(name, sizeof name, "%u", fold + 1);
        print_row(tune, name, count, chosen, values);
    }
    print_row(tune, "mean", scores->queries, SIZE_MAX, means);
}

static enum status tune_all(struct tune *tune, struct arena *arena,
                            struct error *err)
{
    struct crew crew = {.work = work, .take = take, .context = tune};
    enum status status = prepare(tune, arena, err);

    if (!status && tune->count == 1 &&
        (size_t)tune->folds > tune->collections[0].scores.queries)
        status = error_set(
            err, STATUS_USAGE, "--folds: %s has only %zu judged queries",
            tune->collections[0].name, tune->collections[0].scores.queries);
    if (status)
        return status;
    crew.count = tune->count * tune->settings;
    crew.workers = tune->jobs < (int64_t)crew.count ? (unsigned)tune->jobs
                                                    : (unsigned)crew.count;
    status = crew_run(&crew, err);
    log_progress("%s", "");
    if (status)
        return status;
    if (tune->count == 1)
        print_folds(tune, arena);
    else
        print_collections(tune);
    return STATUS_OK;
}

static void release(struct tune *tune)
{
    for (size_t i = 0; i < CREW_WORKERS_MOST; i++) {
        for (size_t j = 0; j < COLLECTIONS_MOST; j++)
            session_close(&tune->sessions[i][j]);
        arena_release(&tune->scratch[i]);
    }
}

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct tune *tune = arena_alloc(arena, sizeof *tune);
    enum status status;

    (void)code;
    tune->options = options;
    status = tune_all(tune, arena, err);
    release(tune);
    return status;
}

int cmd_tune(int argc, char **argv)
{
    return command_run(&usage, 0, 0, "no argument", argc, argv, run);
}
