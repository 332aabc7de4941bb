#include "bench/committer.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "bench/child.h"
#include "bench/stopwatch.h"
#include "common/file.h"

enum { FILES = 5, SAID_BYTES_MOST = 1 << 20, NS_A_SECOND = 1000000000 };

struct committer {
    struct arena arena;
    pthread_t thread;
    const char *index, *folder;
    const struct kind_list *queries;
    struct truth *truth;
    atomic_bool is_over;
    /* Of the thread, and after its end the caller's. */
    size_t commits;
    enum status status;
    struct error err;
};

/* ---- the indexer ---- */

/* Bring the index up to what the folder holds now. */
static enum status run_indexer(struct committer *committer, struct error *err)
{
    const char *const argv[] = {child_path(&committer->arena, "demarche-index"),
                                "index",
                                "-q",
                                "--prune",
                                "-d",
                                committer->index,
                                committer->folder,
                                NULL};
    struct strbuf said = STRBUF_INIT;
    int code = 0;
    enum status status = child_run(argv, SAID_BYTES_MOST, &said, &code, err);

    strbuf_release(&said);
    if (!status && code)
        status =
            error_set(err, STATUS_IO, "the indexer ended with status %d", code);
    return status;
}

static char *path_of(struct committer *committer, size_t number)
{
    char name[32];

    snprintf(name, sizeof name, "commit-%zu.txt", number % FILES);
    return file_join(&committer->arena, committer->folder, name);
}

/* A statement of one passage, with the words of a query in it. */
static void write_statement(const struct committer *committer,
                            struct strbuf *out)
{
    struct slice query =
        committer->queries
            ->items[committer->commits % committer->queries->count]
            .text;

    strbuf_add_format(out, "Statement %zu of a series\n\nJuly 31, 2018\n\n",
                      committer->commits);
    strbuf_add_format(out, "The delegation spoke for the %zuth time about ",
                      committer->commits);
    for (size_t i = 0; i < query.len; i++)
        if (strchr("\"():=*/+-", query.bytes[i]))
            strbuf_add_byte(out, ' ');
        else
            strbuf_add_byte(out, query.bytes[i]);
    strbuf_add_text(out, ", and asked all to take note of it.\n");
}

/* ---- what is right now ---- */

struct lesson {
    struct truth *truth;
    int64_t begun_ns, done_ns;
    enum status status;
    struct error err;
};

/* To check answers is no part of the load: it takes what the others leave of
 * the processors. Where that is not allowed, it is a part of it. */
static void *learn(void *context)
{
    const struct sched_param none = {0};
    struct lesson *lesson = context;

    (void)sched_setscheduler(0, SCHED_IDLE, &none); /* of this thread */
    lesson->status = truth_learn(lesson->truth, lesson->begun_ns,
                                 lesson->done_ns, &lesson->err);
    return NULL;
}

/* In a thread of its own: what became idle cannot be hasty again, and the
 * indexer is to be in no less a hurry than the daemon. */
static enum status learn_aside(struct truth *truth, int64_t begun_ns,
                               struct error *err)
{
    struct lesson lesson = {
        .truth = truth, .begun_ns = begun_ns, .done_ns = stopwatch_ns()};
    pthread_t thread;
    int failure = pthread_create(&thread, NULL, learn, &lesson);

    if (failure)
        return error_set(err, STATUS_IO, "cannot start a thread: %s",
                         strerror(failure));
    pthread_join(thread, NULL);
    if (lesson.status)
        *err = lesson.err;
    return lesson.status;
}

/* ---- one commit, and all ---- */

static enum status commit(struct committer *committer, struct error *err)
{
    const char *path = path_of(committer, committer->commits);
    struct strbuf text = STRBUF_INIT;
    int64_t begun_ns = stopwatch_ns();
    enum status status;

    write_statement(committer, &text);
    status = file_write(path, strbuf_slice(&text), err);
    strbuf_release(&text);
    if (!status)
        status = run_indexer(committer, err);
    if (!status)
        status = learn_aside(committer->truth, begun_ns, err);
    committer->commits += !status;
    return status;
}

static void *work(void *context)
{
    struct committer *committer = context;
    int64_t next_ns = stopwatch_ns();

    while (!atomic_load(&committer->is_over) && !committer->status) {
        committer->status = commit(committer, &committer->err);
        next_ns += NS_A_SECOND;
        stopwatch_wait_ns(next_ns - stopwatch_ns());
    }
    return NULL;
}

enum status committer_start(const char *index, const char *folder,
                            const struct kind_list *queries,
                            struct truth *truth, struct committer **out,
                            struct error *err)
{
    struct committer *committer = heap_alloc(sizeof *committer);
    int failure;

    committer->index = index;
    committer->folder = folder;
    committer->queries = queries;
    committer->truth = truth;
    atomic_init(&committer->is_over, false);
    failure = pthread_create(&committer->thread, NULL, work, committer);
    *out = failure ? NULL : committer;
    if (!failure)
        return STATUS_OK;
    heap_free(committer);
    return error_set(err, STATUS_IO, "cannot start a thread: %s",
                     strerror(failure));
}

static enum status clean_up(struct committer *committer, struct error *err)
{
    for (size_t i = 0; i < FILES && i < committer->commits; i++)
        unlink(path_of(committer, i));
    return run_indexer(committer, err);
}

enum status committer_stop(struct committer *committer, size_t *commits,
                           struct error *err)
{
    enum status status;

    *commits = 0;
    if (!committer)
        return STATUS_OK;
    atomic_store(&committer->is_over, true);
    pthread_join(committer->thread, NULL);
    *commits = committer->commits;
    status = clean_up(committer, err);
    if (committer->status) {
        *err = committer->err;
        status = committer->status;
    }
    arena_release(&committer->arena);
    heap_free(committer);
    return status;
}
