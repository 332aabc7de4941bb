#include "searchd/pool.h"

#include <string.h>
#include <time.h>

#include "searchd/answer.h"

struct queue {
    struct job *first, **end;
    size_t count;
};

/* Where one job at a time is answered. */
struct desk {
    struct service *service; /* NULL: to be opened */
    unsigned generation;     /* of the pool, when service was opened */
    int64_t used_ms;         /* when it had a job last */
    struct job *job;         /* in hand; NULL: it is free */
};

struct pool {
    struct pool_options options;
    struct queue waiting, done;
    struct desk desks[POOL_SERVICES_MOST];
    unsigned generation;
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

static void reply_error(struct job *job, enum rpc_code code, const char *text)
{
    strbuf_reset(&job->reply);
    if (slice_is_known(job->request.id))
        rpc_add_error(&job->reply, job->request.id, code, text);
}

/* ---- a job in hand ---- */

/* The desk's service; opened anew where it failed or is to be reloaded. */
static enum status get_service(const struct pool *pool, struct desk *desk,
                               struct error *err)
{
    if (desk->service)
        return STATUS_OK;
    return service_open(&pool->options.service, &desk->service, err);
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

static void close_service(struct desk *desk)
{
    service_close(desk->service);
    desk->service = NULL;
}

void pool_answer(struct pool *pool, struct job *job,
                 void (*tell)(void *teller, struct slice message), void *teller)
{
    struct desk *desk = job->desk;
    const struct index_stop stop = {is_over, job};
    struct methods_context context = {.options = &pool->options.service,
                                      .stop = &stop,
                                      .lsp = job->lsp,
                                      .tell = tell,
                                      .teller = teller};
    struct error err = {0};
    enum status status;

    if (!is_wanted(job))
        return;
    status = get_service(pool, desk, &err);
    if (status) { /* an index that is not there is none of the client's ids */
        reply_error(job,
                    status == STATUS_NOT_FOUND ? RPC_INTERNAL_ERROR
                                               : answer_code(job->lsp, status),
                    err.text);
        return;
    }
    context.service = desk->service;
    status = answer_add(&context, &job->request, &job->arena, &job->reply);
    if (status == STATUS_INTERRUPTED && atomic_load(&job->is_cancelled))
        reply_error(job, RPC_CANCELLED, "cancelled");
    if (is_lasting(status))
        close_service(desk);
}

/* ---- desks ---- */

/* The first that is free: one client after another is answered where all is
 * in memory already. */
static struct desk *free_desk(struct pool *pool)
{
    for (unsigned i = 0; i < pool->options.services; i++)
        if (!pool->desks[i].job)
            return &pool->desks[i];
    return NULL;
}

bool pool_is_waiting(struct pool *pool)
{
    return pool->waiting.first && free_desk(pool);
}

struct job *pool_take(struct pool *pool)
{
    struct job *job = pool->waiting.first;
    struct desk *desk = job ? free_desk(pool) : NULL;

    if (!desk)
        return NULL;
    queue_cut(&pool->waiting, &pool->waiting.first);
    if (desk->service && desk->generation != pool->generation)
        close_service(desk);
    desk->generation = pool->generation;
    desk->job = job;
    job->desk = desk;
    return job;
}

void pool_settle(struct pool *pool, struct job *job)
{
    job->desk->used_ms = pool_now_ms();
    job->desk->job = NULL;
    job->desk = NULL;
    queue_add(&pool->done, job);
}

/* When a desk's service is to be closed. With a job it is another thread's. */
static int64_t rest_ms(const struct desk *desk)
{
    return !desk->job && desk->service ? desk->used_ms + POOL_REST_S * 1000
                                       : INT64_MAX;
}

int64_t pool_rest_ms(const struct pool *pool)
{
    int64_t first = INT64_MAX;

    for (unsigned i = 0; i < pool->options.services; i++)
        if (rest_ms(&pool->desks[i]) < first)
            first = rest_ms(&pool->desks[i]);
    return first;
}

void pool_rest(struct pool *pool)
{
    const int64_t now = pool_now_ms();

    if (pool_rest_ms(pool) > now)
        return;
    for (unsigned i = 0; i < pool->options.services; i++)
        if (rest_ms(&pool->desks[i]) <= now)
            close_service(&pool->desks[i]);
    heap_trim();
}

/* ---- the pool ---- */

struct pool *pool_new(const struct pool_options *options)
{
    struct pool *pool = heap_alloc(sizeof *pool);

    pool->options = *options;
    pool->options.service.circle = index_circle_new();
    queue_clear(&pool->waiting);
    queue_clear(&pool->done);
    return pool;
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
    for (unsigned i = 0; i < pool->options.services; i++)
        service_close(pool->desks[i].service);
    index_circle_free(pool->options.service.circle);
    free_all(&pool->waiting);
    free_all(&pool->done);
    heap_free(pool);
}

enum status pool_put(struct pool *pool, struct job *job, struct error *err)
{
    if (pool->waiting.count >= pool->options.waiting_most)
        return error_set(err, STATUS_BUSY,
                         "%zu requests are waiting: try again",
                         pool->waiting.count);
    queue_add(&pool->waiting, job);
    return STATUS_OK;
}

struct job *pool_done(struct pool *pool)
{
    struct job *job = pool->done.first;

    if (job)
        queue_cut(&pool->done, &pool->done.first);
    return job;
}

static bool is_meant(const struct job *job, uint64_t client, struct slice id)
{
    return job->client == client &&
           (!slice_is_known(id) || slice_equal(job->request.id, id));
}

void pool_cancel(struct pool *pool, uint64_t client, struct slice id)
{
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
    for (unsigned i = 0; i < pool->options.services; i++) {
        struct job *job = pool->desks[i].job;

        if (job && is_meant(job, client, id))
            atomic_store(&job->is_cancelled, true);
    }
}

void pool_reload(struct pool *pool)
{
    pool->generation++;
}
