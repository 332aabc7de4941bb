#include "indexer/ingest.h"

#include <time.h>

#include "common/log.h"
#include "indexer/ingest_inside.h"
#include "indexer/jobs.h"

enum { REPORT_BYTES = 1 << 20 }; /* a worker tells of its counts this often */

/* ---- in a worker ---- */

void worker_say(struct worker *worker, char kind, struct slice text)
{
    struct strbuf message = STRBUF_INIT;

    strbuf_add_byte(&message, kind);
    strbuf_add(&message, text);
    jobs_send(worker->pipe, strbuf_slice(&message));
    strbuf_release(&message);
}

void worker_say_fault(struct worker *worker, const char *text)
{
    worker->counts.faults++;
    worker_say(worker, SAY_ERROR, slice_of(text));
}

static void report(struct worker *worker)
{
    worker_say(
        worker, SAY_COUNTS,
        (struct slice){(const char *)&worker->counts, sizeof worker->counts});
    worker->counts = (struct ingest_counts){.done = 0};
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
            status = worker_do(worker, task, err);
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
        worker_say(&worker, SAY_ERROR, slice_of(err.text));
    report(&worker);
    analyser_free(worker.analyser);
    arena_release(&worker.arena);
    arena_release(&worker.document);
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
    totals->members_passed_over += more->members_passed_over;
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
