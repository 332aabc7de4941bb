#include "indexer/subprocess.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    MESSAGES_MOST = 16 * 1024,
    CHUNK = 64 * 1024,
    FILES_MOST = 64 /* that it may have open */
};

/* A program that runs. */
struct child {
    const struct subprocess_limits *limits;
    struct subprocess_result *out;
    pid_t process;
    int input;
    int output[2], messages[2], failure[2]; /* pipes */
    int64_t started_ms;
};

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- starting ---- */

static bool write_all(int descriptor, struct slice bytes)
{
    size_t done = 0;

    while (done < bytes.len) {
        ssize_t put = write(descriptor, bytes.bytes + done, bytes.len - done);

        if (put < 0 && errno != EINTR)
            return false;
        if (put > 0)
            done += (size_t)put;
    }
    return lseek(descriptor, 0, SEEK_SET) == 0;
}

static void limit(int what, rlim_t most)
{
    const struct rlimit both = {most, most};

    (void)setrlimit((__rlimit_resource_t)what, &both);
}

static void set_limits(const struct subprocess_limits *limits)
{
    limit(RLIMIT_CPU, limits->time_ms / 1000 + 1);
    limit(RLIMIT_AS, limits->memory);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, FILES_MOST);
}

/* Behind the fork: only what is safe there. */
static NO_RETURN void be_child(const struct child *child,
                               const char *const *arguments, char **environment,
                               pid_t parent)
{
    int error;

    (void)setpgid(0, 0);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (getppid() != parent)
        _exit(1);
    if (dup2(child->input, STDIN_FILENO) >= 0 &&
        dup2(child->output[1], STDOUT_FILENO) >= 0 &&
        dup2(child->messages[1], STDERR_FILENO) >= 0) {
        (void)close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
        (void)signal(SIGPIPE, SIG_DFL);
        set_limits(child->limits);
        execvpe(arguments[0], (char *const *)arguments, environment);
    }
    error = errno;
    (void)!write(child->failure[1], &error, sizeof error);
    _exit(127);
}

static void close_one(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

static void close_all(struct child *child)
{
    close_one(&child->input);
    for (int end = 0; end < 2; end++) {
        close_one(&child->output[end]);
        close_one(&child->messages[end]);
        close_one(&child->failure[end]);
    }
}

/* Did the program come to run? Else why not, an errno. */
static int started(struct child *child)
{
    int error = 0;
    ssize_t got;

    close_one(&child->failure[1]);
    do
        got = read(child->failure[0], &error, sizeof error);
    while (got < 0 && errno == EINTR);
    return got == (ssize_t)sizeof error ? error : 0;
}

static enum status start(struct child *child, const char *const *arguments,
                         struct slice input, struct error *err)
{
    char *environment[] = {NULL, (char[]){"LC_ALL=C.UTF-8"}, NULL};
    struct strbuf path = STRBUF_INIT;
    const char *found = getenv("PATH");
    pid_t parent = getpid();
    int error;

    child->input = memfd_create("input", MFD_CLOEXEC);
    if (child->input < 0 || !write_all(child->input, input) ||
        pipe2(child->output, O_CLOEXEC) || pipe2(child->messages, O_CLOEXEC) ||
        pipe2(child->failure, O_CLOEXEC))
        return error_set(err, STATUS_IO, "%s: %s", arguments[0],
                         strerror(errno));
    strbuf_add_format(&path, "PATH=%s", found ? found : "/usr/bin:/bin");
    environment[0] = path.bytes;
    child->started_ms = now_ms();
    child->process = fork();
    if (child->process == 0)
        be_child(child, arguments, environment, parent);
    error = child->process < 0 ? errno : started(child);
    strbuf_release(&path);
    close_one(&child->output[1]);
    close_one(&child->messages[1]);
    if (!error)
        return STATUS_OK;
    return error_set(err, error == ENOENT ? STATUS_NOT_FOUND : STATUS_IO,
                     "%s: %s", arguments[0], strerror(error));
}

/* ---- listening ---- */

/* Take what has come; at the end of it the pipe is closed. False: it is full,
 * and what came more is dropped. */
static bool take(int *pipe, struct strbuf *out, size_t most)
{
    ssize_t got;

    strbuf_reserve(out, CHUNK);
    got = read(*pipe, out->bytes + out->len, CHUNK);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return true;
    if (got <= 0) {
        close_one(pipe);
        return true;
    }
    out->len += (size_t)got;
    if (out->len > most) {
        strbuf_cut(out, most);
        return false;
    }
    out->bytes[out->len] = '\0';
    return true;
}

static int64_t time_left(const struct child *child)
{
    return child->started_ms + child->limits->time_ms - now_ms();
}

static void listen_to(struct child *child)
{
    struct subprocess_result *out = child->out;

    while (child->output[0] >= 0 || child->messages[0] >= 0) {
        struct pollfd pipes[] = {{child->output[0], POLLIN, 0},
                                 {child->messages[0], POLLIN, 0}};
        int64_t left = time_left(child);

        if (left <= 0) {
            out->end = SUBPROCESS_TIMEOUT;
            return;
        }
        if (poll(pipes, COUNT_OF(pipes), (int)left) < 0)
            continue;
        if (pipes[0].revents && !take(&child->output[0], &out->output,
                                      child->limits->output_most)) {
            out->end = SUBPROCESS_FULL;
            return;
        }
        if (pipes[1].revents)
            (void)take(&child->messages[0], &out->messages, MESSAGES_MOST);
    }
}

/* Its pipes are closed: it ends now, or does not end. It stays to be reaped, so
 * that its group cannot be another one's by then. */
static void wait_for(const struct child *child)
{
    const struct timespec tick = {0, 1000000};

    while (child->out->end == SUBPROCESS_EXITED) {
        siginfo_t info = {.si_pid = 0};

        if (waitid(P_PID, (id_t)child->process, &info,
                   WEXITED | WNOHANG | WNOWAIT) < 0 &&
            errno != EINTR)
            return;
        if (info.si_pid == child->process)
            return;
        if (time_left(child) <= 0)
            child->out->end = SUBPROCESS_TIMEOUT;
        else
            nanosleep(&tick, NULL);
    }
}

static void end(const struct child *child)
{
    struct subprocess_result *out = child->out;
    int state = 0;

    if (child->process <= 0)
        return;
    (void)kill(-child->process, SIGKILL);
    while (waitpid(child->process, &state, 0) < 0 && errno == EINTR)
        ;
    if (out->end != SUBPROCESS_EXITED)
        return;
    if (WIFSIGNALED(state))
        out->end =
            WTERMSIG(state) == SIGXCPU ? SUBPROCESS_TIMEOUT : SUBPROCESS_KILLED;
    else
        out->exit_code = WEXITSTATUS(state);
}

enum status subprocess_run(const char *const *arguments, struct slice input,
                           const struct subprocess_limits *limits,
                           struct subprocess_result *out, struct error *err)
{
    struct child child = {.limits = limits,
                          .out = out,
                          .process = -1,
                          .input = -1,
                          .output = {-1, -1},
                          .messages = {-1, -1},
                          .failure = {-1, -1}};
    enum status status;

    *out = (struct subprocess_result){.end = SUBPROCESS_EXITED};
    status = start(&child, arguments, input, err);
    if (!status) {
        listen_to(&child);
        wait_for(&child);
    }
    end(&child);
    out->time_ms = (unsigned)(now_ms() - child.started_ms);
    close_all(&child);
    return status;
}

void subprocess_result_release(struct subprocess_result *result)
{
    strbuf_release(&result->output);
    strbuf_release(&result->messages);
}
