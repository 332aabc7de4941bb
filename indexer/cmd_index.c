#include "indexer/cmd_index.h"

#include <inttypes.h>
#include <time.h>
#include <unistd.h>

#include "common/log.h"
#include "common/settings.h"
#include "indexer/agenda.h"
#include "indexer/doubles.h"
#include "indexer/jobs.h"
#include "indexer/said_options.h"

enum {
    JOBS_BY_ITSELF_MOST = 4,
    /* So many files or bytes are worth another process and shard. */
    FILES_A_JOB = 50,
    BYTES_A_JOB = 1 << 20
};

static const struct option_spec table[] = {
    {"index", 'd', "DIR",
     "the index folder [$DEMARCHE_INDEX, or one of the user]"},
    {"jobs", 'j', "N", "processes side by side [the processors, up to 4]"},
    SAID_OPTIONS,
    {"prune", 0, NULL, "remove from the index what is gone from the folders"},
    {"force", 'f', NULL, "read all files again, changed or not"},
    {"quiet", 'q', NULL, "no summary; errors only"},
};

static const struct options_usage usage = {
    "demarche index [OPTION...] PATH...",
    "Read the statements of files and folders and index their passages. Files\n"
    "that are in the index and have not changed are not read again.",
    table, COUNT_OF(table),
    "Exit status: 0 done; 2 something could not be read or written (the rest\n"
    "is indexed); 75 another process writes the index; 130 interrupted."};

struct indexing {
    const char *folder;
    struct source_options source;
    struct agenda_options agenda_options;
    unsigned jobs;
    bool is_quiet;
    struct walk walk;
    struct agenda agenda;
    struct index_lock *lock;
    struct ingest_counts totals;
    struct timespec start;
    struct arena arena;
};

static enum status read_options(struct indexing *indexing, int argc,
                                char **argv, struct options *options,
                                struct error *err)
{
    int64_t jobs, processors = sysconf(_SC_NPROCESSORS_ONLN);
    enum status status =
        options_parse(&usage, argc, argv, &indexing->arena, options, err);

    if (processors < 1 || processors > JOBS_BY_ITSELF_MOST)
        processors = processors < 1 ? 1 : JOBS_BY_ITSELF_MOST;
    if (!status)
        status = options_number(options, "jobs", 1, JOBS_MOST, processors,
                                &jobs, err);
    if (!status)
        status = said_options_read(options, &indexing->arena, &indexing->source,
                                   err);
    if (status)
        return status;
    if (!options->argument_count)
        return error_set(err, STATUS_USAGE,
                         "which files? Name files or folders (see --help)");
    indexing->jobs = (unsigned)jobs;
    indexing->is_quiet = options_has(options, "quiet");
    indexing->agenda_options.is_forced = options_has(options, "force");
    indexing->agenda_options.prunes = options_has(options, "prune");
    indexing->folder =
        settings_index_folder(options_get(options, "index"), &indexing->arena);
    return STATUS_OK;
}

/* Take the lock with so many shards and see what there is to do. */
static enum status plan(struct indexing *indexing, unsigned shards,
                        struct error *err)
{
    enum status status =
        index_lock_take(indexing->folder, shards, &indexing->lock, err);

    if (status)
        return status;
    status = agenda_make(
        &indexing->walk, indexing->folder, index_lock_shards(indexing->lock),
        &indexing->agenda_options, &indexing->arena, &indexing->agenda, err);
    if (!status && indexing->agenda.missing)
        return error_set(err, STATUS_NOT_FOUND,
                         "%s: there is no such file, and none in the index",
                         indexing->agenda.missing);
    return status;
}

/* How many shards are worth while for what is to be done. */
static unsigned wanted_shards(const struct indexing *indexing)
{
    uint64_t worth = indexing->agenda.bytes / BYTES_A_JOB;

    if (worth < indexing->agenda.count / FILES_A_JOB)
        worth = indexing->agenda.count / FILES_A_JOB;
    return worth < indexing->jobs ? (unsigned)worth : indexing->jobs;
}

static enum status run(struct indexing *indexing, struct error *err)
{
    struct ingest ingest = {.folder = indexing->folder,
                            .options = &indexing->source};
    enum status status = plan(indexing, 1, err);
    unsigned shards;

    if (status || !indexing->agenda.count)
        return status;
    shards = index_lock_shards(indexing->lock);
    if (wanted_shards(indexing) > shards) {
        /* Who takes the lock in between changes what there is to do: plan
         * again. */
        index_lock_release(indexing->lock);
        indexing->lock = NULL;
        status = plan(indexing, wanted_shards(indexing), err);
        if (status || !indexing->agenda.count)
            return status;
        shards = index_lock_shards(indexing->lock);
    }
    ingest.tasks = indexing->agenda.tasks;
    ingest.count = indexing->agenda.count;
    ingest.bytes = indexing->agenda.bytes;
    return ingest_run(&ingest,
                      indexing->jobs < shards ? indexing->jobs : shards,
                      &indexing->totals, err);
}

/* 10952 as "10,952", into text. */
static const char *grouped(uint64_t number, char text[32])
{
    char *at = text + 31;
    int digits = 0;

    *at = '\0';
    do {
        if (digits && digits % 3 == 0)
            *--at = ',';
        *--at = (char)('0' + number % 10);
        number /= 10;
        digits++;
    } while (number);
    return at;
}

static void add_count(struct strbuf *text, uint64_t number, const char *what)
{
    char digits[32];

    if (number)
        strbuf_add_format(text, "%s%s %s", text->len ? ", " : "",
                          grouped(number, digits), what);
}

static double seconds_since(const struct timespec *start)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) +
           (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static void summarize(struct indexing *indexing)
{
    const struct ingest_counts *totals = &indexing->totals;
    struct slice passed_over = walk_passed_over(&indexing->walk);
    struct strbuf text = STRBUF_INIT;
    char files[32], statements[32], passages[32];

    strbuf_add_format(
        &text, "%s files, %s statements, %s passages in %.1f s",
        grouped(totals->files, files), grouped(totals->statements, statements),
        grouped(totals->passages, passages), seconds_since(&indexing->start));
    add_count(&text, indexing->agenda.unchanged + totals->touched, "unchanged");
    add_count(&text, totals->removed, "removed");
    add_count(&text, totals->empty, "empty");
    add_count(&text, totals->faults + indexing->walk.failures, "faults");
    log_note("%s", text.bytes);
    strbuf_reset(&text);
    if (slice_is_known(passed_over))
        strbuf_add(&text, passed_over);
    add_count(&text, totals->passed_over,
              "of a format that their names do not tell");
    add_count(&text, totals->members_passed_over, "members of archives");
    if (text.len)
        log_note("not read: %s (no statements, or a format that cannot be "
                 "read yet)",
                 text.bytes);
    strbuf_release(&text);
}

static void release(struct indexing *indexing)
{
    index_lock_release(indexing->lock);
    metadata_free(indexing->source.metadata);
    sites_free(indexing->source.sites);
    walk_release(&indexing->walk);
    arena_release(&indexing->arena);
}

int cmd_index(int argc, char **argv)
{
    struct indexing indexing = {.jobs = 1};
    struct options options;
    struct error err;
    enum status status;
    int code;

    clock_gettime(CLOCK_MONOTONIC, &indexing.start);
    indexing.agenda_options.source = &indexing.source;
    status = read_options(&indexing, argc, argv, &options, &err);
    if (status) {
        release(&indexing);
        return status == STATUS_END ? 0 : log_failure(&err);
    }
    indexing.source.metadata = metadata_new();
    indexing.walk.takes_gone = indexing.agenda_options.prunes;
    indexing.walk.takes_all = slice_is_known(indexing.source.format);
    for (size_t i = 0; i < options.argument_count; i++)
        walk_add(&indexing.walk, options.arguments[i]);
    if (indexing.walk.root_count)
        status = run(&indexing, &err);
    if (!indexing.is_quiet && indexing.lock)
        summarize(&indexing);
    if (indexing.totals.record_files) /* records bring their ids along */
        (void)doubles_warn(indexing.folder);
    code = status ? log_failure(&err) : 0;
    if (!code && (indexing.walk.failures || indexing.totals.faults ||
                  metadata_faults(indexing.source.metadata) ||
                  sites_faults(indexing.source.sites)))
        code = 2;
    release(&indexing);
    return code;
}
