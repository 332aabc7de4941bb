#include "bench/cmd_judge.h"

#include <stdio.h>
#include <string.h>

#include "bench/judge.h"
#include "common/command.h"
#include "common/log.h"
#include "common/settings.h"

enum { FILES_MOST = 1000, DEPTH_MOST = 10000 };

static const struct option_spec table[] = {
    {"dir", 'd', "DIR", "the index [$DEMARCHE_INDEX, else the user's]"},
    {"depth", 0, "K", "pool: the first K passages of each run [20]"},
    {"qrels", 0, "FILE", "pool, read: judgements that there are already"},
    {"unjudged", 0, NULL, "pool: leave out what has a grade"},
    {"with-hash", 0, NULL, "read: a fifth column, for follow"},
    {"hashes", 0, "FILE", "follow: the passages' hashes, by hashes"},
};

static const struct options_usage usage = {
    "demarche bench judge pool [-d DIR] [--depth K] RUN... > POOL\n"
    "       demarche bench judge read POOL... > QRELS\n"
    "       demarche bench judge hashes [-d DIR] QRELS... > HASHES\n"
    "       demarche bench judge follow [-d DIR] [--hashes HASHES] QRELS > NEW",
    "Pool what runs found into a table, read it back when a reader has filled\n"
    "in its grades, and keep judgements with their passages by content when\n"
    "the cut has changed.",
    table,
    COUNT_OF(table),
    "Exit status: 0 done, 1 follow has lost judgements, 2 failed.",
};

static enum status open_index(const struct options *options,
                              struct arena *arena, struct finder **out,
                              struct error *err)
{
    return finder_open(
        settings_index_folder(options_get(options, "dir"), arena), out, err);
}

/* The arguments behind the verb. */
static const char *file_at(const struct options *options, size_t at)
{
    return options->arguments[1 + at];
}

static size_t file_count(const struct options *options)
{
    return options->argument_count - 1;
}

/* ---- pool ---- */

static enum status read_runs(const struct options *options,
                             struct judge_pool *pool, struct arena *arena,
                             struct error *err)
{
    const char *known = options_get(options, "qrels");
    struct qrels *qrels = arena_alloc(arena, sizeof *qrels);
    struct run *runs = arena_array(arena, file_count(options), sizeof *runs);
    int64_t depth;
    enum status status =
        options_number(options, "depth", 1, DEPTH_MOST, 20, &depth, err);

    for (size_t i = 0; !status && i < file_count(options); i++)
        status = run_read(file_at(options, i), arena, &runs[i], err);
    if (!status && known)
        status = qrels_read(known, arena, qrels, err);
    *pool =
        (struct judge_pool){.runs = runs,
                            .run_count = file_count(options),
                            .depth = (size_t)depth,
                            .known = known ? qrels : NULL,
                            .is_of_unjudged = options_has(options, "unjudged")};
    return status;
}

static enum status make_pool(const struct options *options, struct arena *arena,
                             struct strbuf *out, int *code, struct error *err)
{
    struct finder *finder = NULL;
    struct judge_pool pool;
    struct slice example;
    size_t missing = 0;
    enum status status = read_runs(options, &pool, arena, err);

    (void)code;
    if (!status)
        status = open_index(options, arena, &finder, err);
    if (!status)
        status =
            judge_make_pool(&pool, finder, arena, out, &missing, &example, err);
    if (!status && missing)
        log_warning("%zu passages, such as '%.*s', are not in the index and "
                    "are left out",
                    missing, SLICE_ARG(example));
    finder_close(finder);
    return status;
}

/* ---- read ---- */

/* What is judged in path and stands in no pool. */
static enum status add_known(const char *path, struct arena *arena,
                             struct pool_judgements *out, struct error *err)
{
    struct wordmap pooled = {.slots = NULL};
    struct qrels qrels;
    enum status status = qrels_read(path, arena, &qrels, err);
    size_t count = out->count;

    if (status)
        return status;
    for (size_t i = 0; i < qrels.count; i++) {
        const struct qrels_topic *topic = &qrels.topics[i];

        for (size_t j = 0; j < count; j++)
            if (slice_equal(out->items[j].topic, topic->id))
                wordmap_add(&pooled, out->items[j].judgement.docno,
                            (uint32_t)i);
        for (size_t j = 0; j < topic->count; j++) {
            const struct pool_judgement item = {topic->id, topic->judgements[j],
                                                path, 0};

            if (wordmap_find(&pooled, item.judgement.docno, (uint32_t)i) ==
                WORDMAP_NONE)
                pool_add(out, &item);
        }
    }
    wordmap_release(&pooled);
    return STATUS_OK;
}

static enum status read_pools(const struct options *options,
                              struct arena *arena, struct strbuf *out,
                              int *code, struct error *err)
{
    const char *known = options_get(options, "qrels");
    struct pool_judgements judgements = {.items = NULL};
    enum status status = STATUS_OK;

    (void)code;
    for (size_t i = 0; !status && i < file_count(options); i++)
        status = pool_read(file_at(options, i), arena, &judgements, err);
    if (!status)
        status = pool_unite(&judgements, err);
    if (!status && judgements.count == 0)
        status = error_set(err, STATUS_BAD_FORMAT,
                           "%s: no grade in it (%zu passages without one)",
                           file_at(options, 0), judgements.unjudged);
    if (!status && judgements.unjudged)
        log_warning("%zu passages have no grade yet", judgements.unjudged);
    if (!status && known)
        status = add_known(known, arena, &judgements, err);
    if (!status)
        status = pool_unite(&judgements, err);
    if (!status)
        judge_add_qrels(&judgements, options_has(options, "with-hash"), out);
    pool_release(&judgements);
    return status;
}

/* ---- hashes, follow ---- */

static enum status list_hashes(const struct options *options,
                               struct arena *arena, struct strbuf *out,
                               int *code, struct error *err)
{
    const size_t count = file_count(options);
    const struct qrels **all = arena_array(arena, count, sizeof *all);
    struct finder *finder = NULL;
    enum status status = STATUS_OK;

    (void)code;
    for (size_t i = 0; !status && i < count; i++) {
        struct qrels *qrels = arena_alloc(arena, sizeof *qrels);

        status = qrels_read(file_at(options, i), arena, qrels, err);
        all[i] = qrels;
    }
    if (!status)
        status = open_index(options, arena, &finder, err);
    if (!status)
        status = judge_add_hashes(all, count, finder, out, err);
    finder_close(finder);
    return status;
}

static void tell_losses(const struct judge_losses *losses)
{
    if (losses->unhashed)
        log_warning("%zu judgements have no content hash: they are kept by "
                    "their passages' numbers",
                    losses->unhashed);
    if (losses->gone)
        log_warning("%zu judgements could not be followed", losses->gone);
}

static enum status follow_passages(const struct options *options,
                                   struct arena *arena, struct strbuf *out,
                                   int *code, struct error *err)
{
    const char *path = options_get(options, "hashes");
    struct judge_hashes known = {.hashes = NULL};
    struct judge_losses losses = {0, 0, 0};
    struct pool_judgements judgements = {.items = NULL};
    struct finder *finder = NULL;
    struct qrels qrels;
    enum status status = qrels_read(file_at(options, 0), arena, &qrels, err);

    if (!status && path)
        status = judge_hashes_read(path, arena, &known, err);
    if (!status)
        status = open_index(options, arena, &finder, err);
    if (!status)
        status = judge_follow(&qrels, &known, finder, arena, &judgements,
                              &losses, err);
    if (!status) {
        tell_losses(&losses);
        judge_add_qrels(&judgements, true, out);
        *code = losses.gone || losses.disagreed ? 1 : 0;
    }
    finder_close(finder);
    pool_release(&judgements);
    judge_hashes_release(&known);
    return status;
}

static const struct {
    const char *name;
    enum status (*run)(const struct options *options, struct arena *arena,
                       struct strbuf *out, int *code, struct error *err);
    size_t files_most;
    const char *wanted;
} verbs[] = {
    {"pool", make_pool, FILES_MOST, "pool: one run or more"},
    {"read", read_pools, FILES_MOST, "read: one pool or more"},
    {"hashes", list_hashes, FILES_MOST,
     "hashes: one file of judgements or more"},
    {"follow", follow_passages, 1, "follow: one file of judgements"},
};

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct strbuf out = STRBUF_INIT;
    const char *verb = options->arguments[0];
    enum status status = error_set(
        err, STATUS_USAGE,
        "'%s' is none of pool, read, hashes, follow (see --help)", verb);

    for (size_t i = 0; i < COUNT_OF(verbs); i++) {
        size_t files = file_count(options);

        if (strcmp(verb, verbs[i].name) != 0)
            continue;
        if (files == 0 || files > verbs[i].files_most)
            return error_set(err, STATUS_USAGE, "expected %s (see --help)",
                             verbs[i].wanted);
        status = verbs[i].run(options, arena, &out, code, err);
    }
    if (!status && out.len)
        fwrite(out.bytes, 1, out.len, stdout);
    strbuf_release(&out);
    return status;
}

int cmd_judge(int argc, char **argv)
{
    return command_run(&usage, 1, FILES_MOST + 1,
                       "pool, read, hashes or follow", argc, argv, run);
}
