/* ingest: one file on its way into the index. */
#include <stdio.h>

#include "common/file.h"
#include "indexer/ingest_inside.h"
#include "indexer/jobs.h"
#include "indexer/reader.h"

enum { RECORD_FAULTS_SHOWN = 5 }; /* of one file; the others are counted */

static void warn(struct worker *worker, const char *path, const char *text)
{
    struct strbuf message = STRBUF_INIT;

    strbuf_add_format(&message, "%s: %s", path, text);
    worker_say(worker, SAY_WARNING, strbuf_slice(&message));
    strbuf_release(&message);
}

/* A file on its way into the index. */
struct passing {
    struct worker *worker;
    const struct ingest_task *task;
    struct source *source;
    struct index_file entry;
    struct strbuf last_id;    /* of the statement that is being added, */
    struct likeness likeness; /* its words, */
    struct statement dates;   /* its dates and no more, */
    uint32_t unsealed;        /* and how many passages it has so far */
    uint64_t faults;          /* records refused */
    bool is_cut_off;          /* the file could not be read to its end */
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

        arena_reset(&worker->document);
        document_build_like(worker->analyser, statement, &passages->items[i],
                            passing->entry.key, &passing->likeness,
                            &worker->document, &document);
        status = index_writer_add(worker->writer, &document, err);
    }
    return status;
}

/* All passages of a statement are added. */
static enum status seal(struct passing *passing, struct error *err)
{
    struct index_seal seal;
    enum status status;

    if (!passing->unsealed)
        return STATUS_OK;
    document_seal(&passing->likeness, &passing->dates, passing->unsealed,
                  &passing->worker->arena, &seal);
    status = index_writer_seal(passing->worker->writer, &seal, err);
    passing->likeness = (struct likeness){0};
    passing->unsealed = 0;
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
        worker_say(passing->worker, SAY_WARNING, state.warning);
}

static enum status add_statement(struct passing *passing,
                                 const struct statement *statement,
                                 const struct passage_list *passages,
                                 struct error *err)
{
    bool is_new = passages->count && is_new_statement(passing, statement->id);
    enum status status = is_new ? seal(passing, err) : STATUS_OK;

    if (!status)
        status = add_passages(passing, statement, passages, err);
    if (status)
        return status;
    warn_of(passing);
    passing->entry.statements += is_new;
    passing->unsealed += (uint32_t)passages->count;
    passing->dates = (struct statement){.date = statement->date,
                                        .date_end = statement->date_end};
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
            worker_say_fault(worker, fault.text);
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
        worker_say_fault(worker, fault.text);
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
    worker->counts.members_passed_over += state.passed_over;
    warn_of_bytes(passing, state.replaced);
    warn_of_records(passing);
    if (passing->is_cut_off)
        return index_writer_cancel(worker->writer, err);
    if (!passing->entry.passages)
        return drop_empty(passing, err);
    passing->entry.hash = state.hash;
    status = seal(passing, err);
    if (!status)
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
        !reader_is_promised(task->path)) {
        worker->counts.passed_over++;
        return STATUS_OK;
    }
    if (status) {
        worker_say_fault(worker, fault.text);
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

enum status worker_do(struct worker *worker, const struct ingest_task *task,
                      struct error *err)
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
