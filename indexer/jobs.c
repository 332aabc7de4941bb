#include "indexer/jobs.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TICK_MS = 200 };

/* A signal handler has nowhere else to write to. */
static volatile sig_atomic_t is_stopped;

static void stop(int number)
{
    (void)number;
    is_stopped = 1;
}

bool jobs_is_stopped(void)
{
    return is_stopped != 0;
}

void jobs_send(int pipe, struct slice message)
{
    char frame[sizeof(uint32_t) + JOBS_MESSAGE_BYTES_MOST];
    uint32_t len =
        (uint32_t)utf8_cut(message.bytes, message.len, JOBS_MESSAGE_BYTES_MOST);
    size_t size = sizeof len + len, done = 0;

    memcpy(frame, &len, sizeof len);
    if (len)
        memcpy(frame + sizeof len, message.bytes, len);
    while (done < size) {
        ssize_t put = write(pipe, frame + done, size - done);

        if (put < 0 && errno != EINTR)
            return;
        if (put > 0)
            done += (size_t)put;
    }
}

struct worker {
    pid_t process;
    int pipe; /* -1: it has ended */
    struct strbuf received;
};

struct crew {
    const struct jobs *jobs;
    struct worker workers[JOBS_MOST];
    unsigned started;
    unsigned running;
    bool is_told; /* that they are to stop */
    enum status status;
};

static NO_RETURN void be_worker(const struct jobs *jobs, unsigned worker,
                                int pipe, pid_t parent)
{
    enum status status;

    /* A terminal's Ctrl-C reaches everybody; SIGPIPE would be a death without
     * a commit. */
    (void)signal(SIGPIPE, SIG_IGN);
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        is_stopped = 1;
    status = jobs->work(jobs->context, worker, pipe);
    _exit((int)status);
}

static enum status start(struct crew *crew, unsigned number, struct error *err)
{
    struct worker *worker = &crew->workers[number];
    pid_t parent = getpid();
    int ends[2];

    if (pipe(ends))
        return error_set(err, STATUS_IO, "cannot make a pipe: %s",
                         strerror(errno));
    worker->process = fork();
    if (worker->process < 0) {
        close(ends[0]);
        close(ends[1]);
        return error_set(err, STATUS_IO, "cannot start a process: %s",
                         strerror(errno));
    }
    if (worker->process == 0) {
        close(ends[0]);
        for (unsigned i = 0; i < number; i++)
            close(crew->workers[i].pipe);
        be_worker(crew->jobs, number, ends[1], parent);
    }
    close(ends[1]);
    worker->pipe = ends[0];
    crew->started++;
    crew->running++;
    return STATUS_OK;
}

static void tell_to_stop(struct crew *crew)
{
    for (unsigned i = 0; i < crew->started; i++)
        if (crew->workers[i].pipe >= 0)
            (void)kill(crew->workers[i].process, SIGTERM);
    crew->is_told = true;
}

static void take_messages(struct crew *crew, struct worker *worker)
{
    struct slice rest = strbuf_slice(&worker->received);
    uint32_t len;

    while (rest.len >= sizeof len) {
        memcpy(&len, rest.bytes, sizeof len);
        if (rest.len < sizeof len + len)
            break;
        crew->jobs->take(crew->jobs->context,
                         slice_part(rest, sizeof len, sizeof len + len));
        rest = slice_part(rest, sizeof len + len, rest.len);
    }
    if (rest.len)
        memmove(worker->received.bytes, rest.bytes, rest.len);
    strbuf_cut(&worker->received, rest.len);
}

/* The order of the statuses says which one is worse. */
static void join(struct crew *crew, unsigned number)
{
    struct worker *worker = &crew->workers[number];
    enum status status = STATUS_IO;
    char how[64];
    int code;

    close(worker->pipe);
    worker->pipe = -1;
    crew->running--;
    while (waitpid(worker->process, &code, 0) < 0 && errno == EINTR)
        ;
    if (WIFEXITED(code) && WEXITSTATUS(code) <= STATUS_BUG) {
        status = (enum status)WEXITSTATUS(code);
    } else {
        if (WIFSIGNALED(code))
            snprintf(how, sizeof how, "was ended by signal %d (%s)",
                     WTERMSIG(code), strsignal(WTERMSIG(code)));
        else
            snprintf(how, sizeof how, "ended with status %d",
                     WEXITSTATUS(code));
        crew->jobs->lost(crew->jobs->context, number, how);
    }
    if (status > crew->status)
        crew->status = status;
}

static void receive(struct crew *crew, unsigned number)
{
    struct worker *worker = &crew->workers[number];
    ssize_t got;

    strbuf_reserve(&worker->received, 64 * 1024);
    got = read(worker->pipe, worker->received.bytes + worker->received.len,
               64 * 1024);
    if (got < 0 && errno == EINTR)
        return;
    if (got <= 0) {
        join(crew, number);
        return;
    }
    worker->received.len += (size_t)got;
    take_messages(crew, worker);
}

static void wait_for_messages(struct crew *crew)
{
    struct pollfd polled[JOBS_MOST];
    unsigned numbers[JOBS_MOST], count = 0;

    for (unsigned i = 0; i < crew->started; i++) {
        if (crew->workers[i].pipe < 0)
            continue;
        polled[count] =
            (struct pollfd){.fd = crew->workers[i].pipe, .events = POLLIN};
        numbers[count++] = i;
    }
    if (poll(polled, count, TICK_MS) > 0)
        for (unsigned i = 0; i < count; i++)
            if (polled[i].revents)
                receive(crew, numbers[i]);
}

enum { SIGNALS = 3 };
static const int signals[SIGNALS] = {SIGINT, SIGTERM, SIGHUP};

static void catch_signals(struct sigaction before[SIGNALS])
{
    struct sigaction action = {.sa_handler = stop, .sa_flags = SA_RESTART};

    is_stopped = 0;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < SIGNALS; i++) {
        sigaction(signals[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN) /* nohup stays nohup */
            sigaction(signals[i], &action, NULL);
    }
}

enum status jobs_run(const struct jobs *jobs, struct error *err)
{
    struct crew crew = {.jobs = jobs, .status = STATUS_OK};
    struct sigaction before[SIGNALS];
    enum status status = STATUS_OK;

    assert(jobs->count >= 1 && jobs->count <= JOBS_MOST);
    fflush(stdout);
    catch_signals(before);
    for (unsigned i = 0; i < jobs->count && !status; i++)
        status = start(&crew, i, err);
    while (crew.running) {
        if ((status || is_stopped) && !crew.is_told)
            tell_to_stop(&crew);
        wait_for_messages(&crew);
        jobs->tick(jobs->context);
    }
    for (size_t i = 0; i < SIGNALS; i++)
        sigaction(signals[i], &before[i], NULL);
    for (unsigned i = 0; i < crew.started; i++)
        strbuf_release(&crew.workers[i].received);
    if (status)
        return status;
    if (is_stopped)
        return error_set(err, STATUS_INTERRUPTED, "stopped");
    if (crew.status)
        return error_set(err, crew.status, "not all was done");
    return STATUS_OK;
}
