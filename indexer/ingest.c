#include "indexer/ingest.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "common/document.h"
#include "common/file.h"
#include "common/log.h"
#include "indexer/jobs.h"
#include "indexer/reader.h"

enum {
    RECORD_FAULTS_SHOWN = 5, /* of one file; the others are counted */
    REPORT_BYTES = 1 << 20   /* a worker tells of its counts this often */
};

/* Kinds of messages from a worker, their first byte. */
enum { SAY_COUNTS = 'c', SAY_ERROR = 'e', SAY_WARNING = 'w' };

/* ---- in a worker ---- */

struct worker {
    const struct ingest *ingest;
    int pipe;
    struct analyser *analyser;
    struct index_writer *writer;
    struct ingest_counts counts; /* since the last report */
    struct arena arena;          /* of one statement */
};

static void say(struct worker *worker, char kind, struct slice text)
{
    struct strbuf message = STRBUF_INIT;

    strbuf_add_byte(&message, kind);
    strbuf_add(&message, text);
    jobs_send(worker->pipe, strbuf_slice(&message));
    strbuf_release(&message);
}

static void report(struct worker *worker)
{
    say(worker, SAY_COUNTS,
        (struct slice){(const char *)&worker->counts, sizeof worker->counts});
    worker->counts = (struct ingest_counts){.done = 0};
}

static void say_fault(struct worker *worker, const char *text)
{
    worker->counts.faults++;
    say(worker, SAY_ERROR, slice_of(text));
}

static void warn(struct worker *worker, const char *path, const char *text)
{
    struct strbuf message = STRBUF_INIT;

    strbuf_add_format(&message, "%s: %s", path, text);
    say(worker, SAY_WARNING, strbuf_slice(&message));
    strbuf_release(&message);
}

/* A file on its way into the index. */
struct passing {
    struct worker *worker;
    const struct ingest_task *task;
    struct source *source;
    struct index_file entry;
    struct strbuf last_id; /* of the statement before */
    uint64_t faults;       /* records refused */
    bool is_cut_off;       /* the file could not be read to its end */
};

static enum status add_passages(struct passing *passing,
                                const struct statement *statement,
                                const struct passage_list *passages,
                                struct error *err)
{
    struct worker *worker = passing->worker;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < passages->count && !status; i++) {
        struct index_document document;

        document_build(worker->analyser, statement, &passages->items[i],
                       passing->entry.key, &worker->arena, &document);
        status = index_writer_add(worker->writer, &document, err);
    }
    return status;
}

/* Records may be passages of one statement, one after the other. */
static bool is_new_statement(struct passing *passing, struct slice id)
{
    bool is_new = !passing->entry.statements ||
                  !slice_equal(strbuf_slice(&passing->last_id), id);

    strbuf_reset(&passing->last_id);
    strbuf_add(&passing->last_id, id);
    return is_new;
}

static void warn_of(struct passing *passing)
{
    struct source_state state;

    source_look(passing->source, &state);
    if (slice_is_known(state.warning))
        say(passing->worker, SAY_WARNING, state.warning);
}

static enum status add_statement(struct passing *passing,
                                 const struct statement *statement,
                                 const struct passage_list *passages,
                                 struct error *err)
{
    enum status status = add_passages(passing, statement, passages, err);

    if (status)
        return status;
    warn_of(passing);
    if (passages->count)
        passing->entry.statements += is_new_statement(passing, statement->id);
    passing->entry.passages += (uint32_t)passages->count;
    passing->entry.furniture += (uint32_t)passages->furniture_count;
    return index_writer_record_end(passing->worker->writer, err);
}

/* All statements of the open source; a record that is refused costs only
 * itself. */
static enum status add_statements(struct passing *passing, struct error *err)
{
    struct worker *worker = passing->worker;

    for (;;) {
        struct passage_list passages;
        struct statement statement;
        struct error fault;
        enum status status;

        if (jobs_is_stopped() && passing->entry.statements)
            return error_set(err, STATUS_INTERRUPTED, "stopped");
        arena_reset(&worker->arena);
        status = source_next(passing->source, &worker->arena, &statement,
                             &passages, &fault);
        if (status == STATUS_END)
            return STATUS_OK;
        if (status == STATUS_OK) {
            status = add_statement(passing, &statement, &passages, err);
            if (status)
                return status;
            continue;
        }
        passing->faults++;
        if (passing->faults <= RECORD_FAULTS_SHOWN)
            say_fault(worker, fault.text);
        else
            worker->counts.faults++;
        if (status != STATUS_BAD_FORMAT && status != STATUS_TOO_LARGE) {
            passing->is_cut_off = true;
            return STATUS_OK;
        }
    }
}

static void warn_of_bytes(struct passing *passing, uint64_t replaced)
{
    char text[128];

    passing->worker->counts.replaced += replaced;
    if (!replaced)
        return;
    snprintf(
        text, sizeof text,
        "%llu bytes are no characters and were replaced; another character "
        "set? See iconv(1)",
        (unsigned long long)replaced);
    warn(passing->worker, passing->task->path, text);
}

static void warn_of_records(struct passing *passing)
{
    char text[64];

    if (passing->faults <= RECORD_FAULTS_SHOWN)
        return;
    snprintf(text, sizeof text, "%llu more records cannot be read",
             (unsigned long long)(passing->faults - RECORD_FAULTS_SHOWN));
    warn(passing->worker, passing->task->path, text);
}

/* A file without any passage: what the index had of it goes with it. */
static enum status drop_empty(struct passing *passing, struct error *err)
{
    struct worker *worker = passing->worker;
    enum status status = index_writer_cancel(worker->writer, err);
    struct error fault;

    if (passing->faults || status)
        return status;
    if (passing->task->is_named) {
        (void)error_set(&fault, STATUS_BAD_FORMAT,
                        "%s: empty, there is no passage in it",
                        passing->task->path);
        say_fault(worker, fault.text);
    } else {
        warn(worker, passing->task->path, "empty, there is no passage in it");
        worker->counts.empty++;
    }
    return index_writer_remove(worker->writer, passing->entry.key, err);
}

static enum status finish(struct passing *passing, struct error *err)
{
    struct worker *worker = passing->worker;
    struct source_state state;
    enum status status;

    source_look(passing->source, &state);
    warn_of_bytes(passing, state.replaced);
    warn_of_records(passing);
    if (passing->is_cut_off)
        return index_writer_cancel(worker->writer, err);
    if (!passing->entry.passages)
        return drop_empty(passing, err);
    passing->entry.hash = state.hash;
    status = index_writer_end(worker->writer, &passing->entry, err);
    if (status)
        return status;
    worker->counts.files++;
    worker->counts.record_files += source_has_records(passing->source);
    worker->counts.statements += passing->entry.statements;
    worker->counts.passages += passing->entry.passages;
    worker->counts.furniture += passing->entry.furniture;
    return STATUS_OK;
}

static enum status read_file(struct worker *worker,
                             const struct ingest_task *task, struct error *err)
{
    struct source_options options = *worker->ingest->options;
    struct passing passing = {.worker = worker, .task = task};
    struct error fault;
    enum status status;

    passing.entry = task->entry;
    passing.entry.passages = 0;
    passing.entry.statements = 0;
    passing.entry.furniture = 0;
    options.id = task->id;
    status = source_open(task->path, &options, &passing.source, &fault);
    if (status == STATUS_BAD_FORMAT && !task->is_named &&
        !*reader_ending(task->path)) {
        worker->counts.passed_over++;
        return STATUS_OK;
    }
    if (status) {
        say_fault(worker, fault.text);
        return STATUS_OK;
    }
    status = index_writer_begin(worker->writer, task->entry.key, err);
    if (!status)
        status = add_statements(&passing, err);
    if (!status)
        status = finish(&passing, err);
    source_close(passing.source);
    strbuf_release(&passing.last_id);
    return status;
}

static enum status look_at_file(struct worker *worker,
                                const struct ingest_task *task,
                                struct error *err)
{
    uint64_t hash;

    if (file_hash(task->path, &hash, NULL) || hash != task->entry.hash)
        return read_file(worker, task, err);
    worker->counts.touched++;
    return index_writer_note(worker->writer, &task->entry, err);
}

static enum status do_task(struct worker *worker,
                           const struct ingest_task *task, struct error *err)
{
    enum status status = STATUS_OK;

    switch (task->kind) {
    case INGEST_READ:
        status = read_file(worker, task, err);
        break;
    case INGEST_LOOK:
        status = look_at_file(worker, task, err);
        break;
    case INGEST_REMOVE:
        status = index_writer_remove(worker->writer, task->entry.key, err);
        worker->counts.removed += status == STATUS_OK;
        break;
    }
    worker->counts.done++;
    if (task->kind != INGEST_REMOVE)
        worker->counts.bytes += (uint64_t)task->entry.size;
    return status;
}

/* The tasks of one shard, in their order. */
static enum status do_shard(struct worker *worker, unsigned shard,
                            struct error *err)
{
    const struct ingest *ingest = worker->ingest;
    enum status status = STATUS_OK, closed;

    for (size_t i = 0; i < ingest->count && !status; i++) {
        const struct ingest_task *task = &ingest->tasks[i];

        if (task->shard != shard)
            continue;
        if (jobs_is_stopped())
            status = error_set(err, STATUS_INTERRUPTED, "stopped");
        if (!status && !worker->writer)
            status =
                index_writer_open(ingest->folder, shard, &worker->writer, err);
        if (!status)
            status = do_task(worker, task, err);
        if (worker->counts.bytes >= REPORT_BYTES)
            report(worker);
    }
    if (status == STATUS_INTERRUPTED && worker->writer)
        status = index_writer_cancel(worker->writer, err);
    closed = index_writer_close(worker->writer, status ? NULL : err);
    worker->writer = NULL;
    return status ? status : closed;
}

struct run {
    const struct ingest *ingest;
    unsigned workers;
    unsigned shards;
    struct ingest_counts *totals;
    struct timespec start;
};

static enum status work(void *context, unsigned number, int pipe)
{
    const struct run *run = context;
    struct worker worker = {
        .ingest = run->ingest, .pipe = pipe, .analyser = analyser_new()};
    struct error err = {.status = STATUS_OK};
    enum status status = STATUS_OK;

    for (unsigned shard = number; shard < run->shards && !status;
         shard += run->workers)
        status = do_shard(&worker, shard, &err);
    if (status && status != STATUS_INTERRUPTED)
        say(&worker, SAY_ERROR, slice_of(err.text));
    report(&worker);
    analyser_free(worker.analyser);
    arena_release(&worker.arena);
    return status;
}

/* ---- in the caller ---- */

static void add_counts(struct ingest_counts *totals,
                       const struct ingest_counts *more)
{
    totals->done += more->done;
    totals->bytes += more->bytes;
    totals->files += more->files;
    totals->record_files += more->record_files;
    totals->statements += more->statements;
    totals->passages += more->passages;
    totals->furniture += more->furniture;
    totals->touched += more->touched;
    totals->removed += more->removed;
    totals->passed_over += more->passed_over;
    totals->empty += more->empty;
    totals->faults += more->faults;
    totals->replaced += more->replaced;
}

static void take(void *context, struct slice message)
{
    const struct run *run = context;
    struct slice text = slice_part(message, 1, message.len);
    struct ingest_counts counts;

    switch (message.len ? message.bytes[0] : 0) {
    case SAY_COUNTS:
        memcpy(&counts, text.bytes, sizeof counts);
        add_counts(run->totals, &counts);
        break;
    case SAY_ERROR:
        log_error("%.*s", SLICE_ARG(text));
        break;
    default:
        log_warning("%.*s", SLICE_ARG(text));
        break;
    }
}

static double seconds_since(const struct timespec *start)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) +
           (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static void tick(void *context)
{
    const struct run *run = context;
    const struct ingest_counts *totals = run->totals;
    double seconds = seconds_since(&run->start);
    double rate = seconds > 0 ? (double)totals->bytes / seconds : 0;
    double left = (double)(run->ingest->bytes - totals->bytes);

    if (rate <= 0 || totals->bytes > run->ingest->bytes)
        return;
    log_progress("%llu of %zu files, %.1f of %.1f MB, %.1f MB/s, %.0f s left",
                 (unsigned long long)totals->done, run->ingest->count,
                 (double)totals->bytes / 1e6, (double)run->ingest->bytes / 1e6,
                 rate / 1e6, left / rate);
}

static void lost(void *context, unsigned number, const char *how)
{
    (void)context;
    log_error("process %u of the indexer %s; what it last committed is safe, "
              "run the same command again for the rest",
              number + 1, how);
}

enum status ingest_run(const struct ingest *ingest, unsigned workers,
                       struct ingest_counts *totals, struct error *err)
{
    struct run run = {.ingest = ingest, .workers = workers, .totals = totals};
    const struct jobs jobs = {.count = workers,
                              .work = work,
                              .take = take,
                              .tick = tick,
                              .lost = lost,
                              .context = &run};
    enum status status;

    for (size_t i = 0; i < ingest->count; i++)
        if (ingest->tasks[i].shard >= run.shards)
            run.shards = ingest->tasks[i].shard + 1;
    clock_gettime(CLOCK_MONOTONIC, &run.start);
    status = jobs_run(&jobs, err);
    log_progress("%s", "");
    return status;
}
