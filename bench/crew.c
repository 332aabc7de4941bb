#include "bench/crew.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "common/arena.h"

enum progress { ITEM_OPEN, ITEM_DONE };

struct shared {
    const struct crew *crew;
    pthread_mutex_t lock;
    pthread_cond_t moved;    /* an item was done or taken, or all is over */
    size_t next;             /* the item that no worker has yet */
    size_t taken;            /* items taken */
    bool is_over;            /* nobody is to begin another item */
    enum progress *progress; /* of items, in a ring of CREW_AHEAD */
    enum status status;      /* of the first item that failed */
    size_t failed;           /* which one that is */
    struct error err;
};

struct worker {
    struct shared *shared;
    unsigned number;
    pthread_t thread;
};

/* The next item, when there is one and the taker is not too far behind. */
static bool get_item(struct shared *shared, size_t *out)
{
    bool is_there;

    pthread_mutex_lock(&shared->lock);
    while (!shared->is_over && shared->next < shared->crew->count &&
           shared->next >= shared->taken + CREW_AHEAD)
        pthread_cond_wait(&shared->moved, &shared->lock);
    is_there = !shared->is_over && shared->next < shared->crew->count;
    if (is_there)
        *out = shared->next++;
    pthread_mutex_unlock(&shared->lock);
    return is_there;
}

static void put_item(struct shared *shared, size_t item, enum status status,
                     const struct error *err)
{
    pthread_mutex_lock(&shared->lock);
    shared->progress[item % CREW_AHEAD] = ITEM_DONE;
    if (status && item < shared->failed) {
        shared->failed = item;
        shared->status = status;
        shared->err = *err;
        shared->is_over = true;
    }
    pthread_cond_broadcast(&shared->moved);
    pthread_mutex_unlock(&shared->lock);
}

static void *work(void *context)
{
    struct worker *worker = context;
    const struct crew *crew = worker->shared->crew;
    size_t item;

    while (get_item(worker->shared, &item)) {
        struct error err = {0};
        enum status status =
            crew->work(crew->context, worker->number, item, &err);

        put_item(worker->shared, item, status, &err);
    }
    return NULL;
}

/* Wait until an item is done; false: it, or one before it, has failed. */
static bool wait_for_item(struct shared *shared, size_t item)
{
    bool is_done;

    pthread_mutex_lock(&shared->lock);
    while (item < shared->failed &&
           shared->progress[item % CREW_AHEAD] != ITEM_DONE)
        pthread_cond_wait(&shared->moved, &shared->lock);
    is_done = item < shared->failed;
    shared->progress[item % CREW_AHEAD] = ITEM_OPEN;
    pthread_mutex_unlock(&shared->lock);
    return is_done;
}

static enum status take_all(struct shared *shared, struct error *err)
{
    const struct crew *crew = shared->crew;
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < crew->count; i++) {
        if (!wait_for_item(shared, i))
            break;
        status = crew->take(crew->context, i, err);
        pthread_mutex_lock(&shared->lock);
        shared->taken = i + 1;
        pthread_cond_broadcast(&shared->moved);
        pthread_mutex_unlock(&shared->lock);
    }
    pthread_mutex_lock(&shared->lock);
    shared->is_over = true;
    pthread_cond_broadcast(&shared->moved);
    pthread_mutex_unlock(&shared->lock);
    return status;
}

static enum status run_alone(const struct crew *crew, struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < crew->count; i++) {
        status = crew->work(crew->context, 0, i, err);
        if (!status)
            status = crew->take(crew->context, i, err);
    }
    return status;
}

static enum status run_together(const struct crew *crew, struct error *err)
{
    enum progress progress[CREW_AHEAD] = {ITEM_OPEN};
    struct worker workers[CREW_WORKERS_MOST];
    struct shared shared = {
        .crew = crew, .progress = progress, .failed = SIZE_MAX};
    unsigned started = 0;
    enum status status;
    int failure = 0;

    pthread_mutex_init(&shared.lock, NULL);
    pthread_cond_init(&shared.moved, NULL);
    while (!failure && started < crew->workers) {
        struct worker *worker = &workers[started];

        *worker = (struct worker){.shared = &shared, .number = started};
        failure = pthread_create(&worker->thread, NULL, work, worker);
        started += !failure;
    }
    /* Some are enough: they do the work of all. */
    status = started ? take_all(&shared, err)
                     : error_set(err, STATUS_IO, "cannot start a thread: %s",
                                 strerror(failure));
    for (unsigned i = 0; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    pthread_cond_destroy(&shared.moved);
    pthread_mutex_destroy(&shared.lock);
    if (!status && shared.status) {
        *err = shared.err;
        status = shared.status;
    }
    return status;
}

enum status crew_run(const struct crew *crew, struct error *err)
{
    assert(crew->workers >= 1 && crew->workers <= CREW_WORKERS_MOST);
    return crew->workers == 1 ? run_alone(crew, err) : run_together(crew, err);
}

unsigned crew_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);

    return count < 1                   ? 1
           : count > CREW_WORKERS_MOST ? CREW_WORKERS_MOST
                                       : (unsigned)count;
}
