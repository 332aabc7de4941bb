#include "searchd/pool.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "searchd/answer.h"

struct queue {
    struct job *first, **end;
    size_t count;
};

struct worker {
    struct pool *pool;
    pthread_t thread;
    struct service *service;
    unsigned generation; /* of the pool, when service was opened */
    struct job *job;     /* in hand */
};

struct pool {
    struct pool_options options;
    pthread_mutex_t lock;
    pthread_cond_t moved; /* there is a job, or an end */
    struct queue waiting, done;
    struct worker workers[POOL_WORKERS_MOST];
    unsigned started;
    unsigned generation;
    bool is_ending;
};

int64_t pool_now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- jobs, queues ---- */

struct job *job_new(void)
{
    return heap_alloc(sizeof(struct job));
}

void job_free(struct job *job)
{
    if (!job)
        return;
    rpc_request_release(&job->request);
    lsp_task_free(job->lsp);
    strbuf_release(&job->reply);
    arena_release(&job->arena);
    heap_free(job);
}

static void queue_clear(struct queue *queue)
{
    *queue = (struct queue){.end = &queue->first};
}

static void queue_add(struct queue *queue, struct job *job)
{
    job->next = NULL;
    *queue->end = job;
    queue->end = &job->next;
    queue->count++;
}

static void queue_cut(struct queue *queue, struct job **place)
{
    struct job *job = *place;

    *place = job->next;
    if (queue->end == &job->next)
        queue->end = place;
    queue->count--;
}

static void wake(const struct pool *pool)
{
    const uint64_t one = 1;
    ssize_t written = write(pool->options.wake_fd, &one, sizeof one);

    (void)written; /* full: it is awake already */
}

static void reply_error(struct job *job, enum rpc_code code, const char *text)
{
    strbuf_reset(&job->reply);
    if (slice_is_known(job->request.id))
        rpc_add_error(&job->reply, job->request.id, code, text);
}

/* ---- a worker ---- */

/* The worker's service; opened anew where it failed or is to be reloaded. */
static enum status get_service(struct worker *worker, unsigned generation,
                               struct error *err)
{
    if (worker->service && worker->generation != generation) {
        service_close(worker->service);
        worker->service = NULL;
    }
    worker->generation = generation;
    if (worker->service)
        return STATUS_OK;
    return service_open(&worker->pool->options.service, &worker->service, err);
}

/* An index that is damaged may be mended for the next one. */
static bool is_lasting(enum status status)
{
    return status == STATUS_CORRUPT || status == STATUS_VERSION ||
           status == STATUS_IO;
}

static bool is_over(void *context)
{
    struct job *job = context;

    return atomic_load(&job->is_cancelled) || pool_now_ms() >= job->deadline_ms;
}

/* A message to the client of the job in hand. */
static void tell(void *context, struct slice message)
{
    struct worker *worker = context;
    struct job *note = job_new();

    note->client = worker->job->client;
    note->is_note = true;
    strbuf_add(&note->reply, message);
    pthread_mutex_lock(&worker->pool->lock);
    queue_add(&worker->pool->done, note);
    pthread_mutex_unlock(&worker->pool->lock);
    wake(worker->pool);
}

/* False, and told: it was given up, or waited for too long. */
static bool is_wanted(struct job *job)
{
    if (atomic_load(&job->is_cancelled))
        reply_error(job, RPC_CANCELLED, "cancelled");
    else if (pool_now_ms() >= job->deadline_ms)
        reply_error(job, answer_code(job->lsp, STATUS_INTERRUPTED),
                    "the deadline was over before a worker was free");
    else
        return true;
    return false;
}

static void answer(struct worker *worker, struct job *job, unsigned generation)
{
    const struct index_stop stop = {is_over, job};
    struct methods_context context = {.options = &worker->pool->options.service,
                                      .stop = &stop,
                                      .lsp = job->lsp,
                                      .tell = tell,
                                      .teller = worker};
    struct error err = {0};
    enum status status;

    if (!is_wanted(job))
        return;
    status = get_service(worker, generation, &err);
    if (status) { /* an index that is not there is none of the client's ids */
        reply_error(job,
                    status == STATUS_NOT_FOUND ? RPC_INTERNAL_ERROR
                                               : answer_code(job->lsp, status),
                    err.text);
        return;
    }
    context.service = worker->service;
    status = answer_add(&context, &job->request, &job->arena, &job->reply);
    if (status == STATUS_INTERRUPTED && atomic_load(&job->is_cancelled))
        reply_error(job, RPC_CANCELLED, "cancelled");
    if (is_lasting(status)) {
        service_close(worker->service);
        worker->service = NULL;
    }
}

/* Wait for a job. A worker without one for long closes its service, once, and
 * opens another for its next job: nobody pays for what nobody asks. */
static void wait_for_job(struct worker *worker)
{
    struct pool *pool = worker->pool;
    struct timespec until;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += POOL_REST_S;
    while (!pool->waiting.first && !pool->is_ending) {
        if (!worker->service)
            pthread_cond_wait(&pool->moved, &pool->lock);
        else if (pthread_cond_timedwait(&pool->moved, &pool->lock, &until)) {
            pthread_mutex_unlock(&pool->lock);
            service_close(worker->service);
            worker->service = NULL;
            heap_trim();
            pthread_mutex_lock(&pool->lock);
        }
    }
}

/* The next job; false: there is none and will be none. */
static bool get_job(struct worker *worker, unsigned *generation)
{
    struct pool *pool = worker->pool;

    pthread_mutex_lock(&pool->lock);
    wait_for_job(worker);
    worker->job = pool->waiting.first;
    if (worker->job)
        queue_cut(&pool->waiting, &pool->waiting.first);
    *generation = pool->generation;
    pthread_mutex_unlock(&pool->lock);
    return worker->job != NULL;
}

static void put_done(struct worker *worker)
{
    pthread_mutex_lock(&worker->pool->lock);
    queue_add(&worker->pool->done, worker->job);
    worker->job = NULL;
    pthread_mutex_unlock(&worker->pool->lock);
    wake(worker->pool);
}

static void *work(void *context)
{
    struct worker *worker = context;
    unsigned generation;

    while (get_job(worker, &generation)) {
        answer(worker, worker->job, generation);
        put_done(worker);
    }
    service_close(worker->service);
    return NULL;
}

/* ---- the pool ---- */

/* Signals are the main thread's. */
static int start_worker(struct worker *worker)
{
    sigset_t all, before;
    int failed;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    failed = pthread_create(&worker->thread, NULL, work, worker);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failed;
}

enum status pool_new(const struct pool_options *options, struct pool **out,
                     struct error *err)
{
    struct pool *pool = heap_alloc(sizeof *pool);
    pthread_condattr_t clock;
    int failed = 0;

    *out = NULL;
    pool->options = *options;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_cond_init(&pool->moved, &clock);
    pthread_condattr_destroy(&clock);
    queue_clear(&pool->waiting);
    queue_clear(&pool->done);
    while (!failed && pool->started < options->workers) {
        pool->workers[pool->started].pool = pool;
        failed = start_worker(&pool->workers[pool->started]);
        pool->started += !failed;
    }
    if (failed) {
        pool_free(pool);
        return error_set(err, STATUS_IO, "cannot start a thread: %s",
                         strerror(failed));
    }
    *out = pool;
    return STATUS_OK;
}

static void free_all(struct queue *queue)
{
    while (queue->first) {
        struct job *job = queue->first;

        queue->first = job->next;
        job_free(job);
    }
}

void pool_free(struct pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->is_ending = true;
    pthread_cond_broadcast(&pool->moved);
    pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 0; i < pool->started; i++)
        pthread_join(pool->workers[i].thread, NULL);
    free_all(&pool->waiting);
    free_all(&pool->done);
    pthread_cond_destroy(&pool->moved);
    pthread_mutex_destroy(&pool->lock);
    heap_free(pool);
}

enum status pool_put(struct pool *pool, struct job *job, struct error *err)
{
    enum status status = STATUS_OK;

    pthread_mutex_lock(&pool->lock);
    if (pool->waiting.count >= pool->options.waiting_most)
        status =
            error_set(err, STATUS_BUSY, "%zu requests are waiting: try again",
                      pool->waiting.count);
    else
        queue_add(&pool->waiting, job);
    pthread_cond_signal(&pool->moved);
    pthread_mutex_unlock(&pool->lock);
    return status;
}

struct job *pool_done(struct pool *pool)
{
    struct job *jobs;

    pthread_mutex_lock(&pool->lock);
    jobs = pool->done.first;
    queue_clear(&pool->done);
    pthread_mutex_unlock(&pool->lock);
    return jobs;
}

static bool is_meant(const struct job *job, uint64_t client, struct slice id)
{
    return job->client == client &&
           (!slice_is_known(id) || slice_equal(job->request.id, id));
}

void pool_cancel(struct pool *pool, uint64_t client, struct slice id)
{
    pthread_mutex_lock(&pool->lock);
    for (struct job **place = &pool->waiting.first; *place;) {
        struct job *job = *place;

        if (!is_meant(job, client, id)) {
            place = &job->next;
            continue;
        }
        queue_cut(&pool->waiting, place);
        reply_error(job, RPC_CANCELLED, "cancelled");
        queue_add(&pool->done, job);
    }
    for (unsigned i = 0; i < pool->started; i++) {
        struct job *job = pool->workers[i].job;

        if (job && is_meant(job, client, id))
            atomic_store(&job->is_cancelled, true);
    }
    pthread_mutex_unlock(&pool->lock);
    wake(pool);
}

void pool_reload(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->generation++;
    pthread_mutex_unlock(&pool->lock);
}
