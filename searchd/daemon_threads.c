/* daemon_inside.h: who waits for events, and who answers. */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "searchd/daemon_inside.h"

enum { EVENTS_AT_ONCE = 64 };

/* ---- waiting for events ---- */

/* Have the thread that waits for events look at the clock, if it is to do so
 * earlier than it knows. */
static void hurry(const struct daemon *daemon)
{
    const uint64_t one = 1;

    if (!daemon->is_watched ||
        (!daemon->is_over && daemon_until_ms(daemon) >= daemon->watched_ms))
        return;
    if (write(daemon->wake_fd, &one, sizeof one) != sizeof one)
        log_warning("cannot wake the thread that waits: %s", strerror(errno));
}

static int patience_ms(int64_t until_ms)
{
    int64_t left = until_ms == INT64_MAX ? -1 : until_ms - pool_now_ms();

    return until_ms != INT64_MAX && left < 0 ? 0
           : left > INT_MAX                  ? INT_MAX
                                             : (int)left;
}

static void watch(struct daemon *daemon)
{
    struct epoll_event events[EVENTS_AT_ONCE];
    int count, failed;

    daemon->is_watched = true;
    daemon->watched_ms = daemon_until_ms(daemon);
    pthread_mutex_unlock(&daemon->lock);
    count = epoll_wait(daemon->epoll_fd, events, EVENTS_AT_ONCE,
                       patience_ms(daemon->watched_ms));
    failed = count < 0 && errno != EINTR ? errno : 0;
    pthread_mutex_lock(&daemon->lock);
    daemon->is_watched = false;
    daemon->failed = daemon->failed ? daemon->failed : failed;
    for (int i = 0; i < count; i++)
        daemon_dispatch(daemon, &events[i]);
}

/* ---- answering ---- */

/* Who a job in hand tells something to. */
struct teller {
    struct daemon *daemon;
    const struct job *job;
};

static void tell(void *context, struct slice message)
{
    const struct teller *teller = context;

    pthread_mutex_lock(&teller->daemon->lock);
    daemon_send_note(teller->daemon, teller->job, message);
    pthread_mutex_unlock(&teller->daemon->lock);
}

/* What this thread leaves, the events and more jobs, is another's. */
static void answer(struct daemon *daemon, struct job *job)
{
    struct teller teller = {daemon, job};

    if (!daemon->is_watched || pool_is_waiting(daemon->pool))
        pthread_cond_signal(&daemon->moved);
    pthread_mutex_unlock(&daemon->lock);
    pool_answer(daemon->pool, job, tell, &teller);
    pthread_mutex_lock(&daemon->lock);
    pool_settle(daemon->pool, job);
}

/* ---- threads ---- */

static void end_others(struct daemon *daemon)
{
    daemon->is_over = true;
    hurry(daemon);
    pthread_cond_broadcast(&daemon->moved);
}

void daemon_work(struct daemon *daemon)
{
    struct job *job;

    pthread_mutex_lock(&daemon->lock);
    while (!daemon->is_over && !daemon->failed) {
        job = pool_take(daemon->pool);
        if (job)
            answer(daemon, job);
        else if (!daemon->is_watched)
            watch(daemon);
        else {
            pthread_cond_wait(&daemon->moved, &daemon->lock);
            continue;
        }
        daemon_take_answers(daemon);
        daemon_look_at_clock(daemon);
        hurry(daemon);
    }
    end_others(daemon);
    pthread_mutex_unlock(&daemon->lock);
}

static void *work(void *context)
{
    daemon_work(context);
    return NULL;
}

/* Signals come as events. */
enum status daemon_start_threads(struct daemon *daemon, struct error *err)
{
    sigset_t all, before;
    int failed = 0;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (!failed && daemon->thread_count < daemon->options->workers) {
        failed = pthread_create(&daemon->threads[daemon->thread_count], NULL,
                                work, daemon);
        daemon->thread_count += !failed;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!failed)
        return STATUS_OK;
    pthread_mutex_lock(&daemon->lock);
    end_others(daemon);
    pthread_mutex_unlock(&daemon->lock);
    return error_set(err, STATUS_IO, "cannot start a thread: %s",
                     strerror(failed));
}

void daemon_join_threads(struct daemon *daemon)
{
    for (unsigned i = 0; i < daemon->thread_count; i++)
        pthread_join(daemon->threads[i], NULL);
    daemon->thread_count = 0;
}
