#include "searchd/start.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/arena.h"
#include "common/file.h"
#include "searchd/pool.h"

enum { SAID_BYTES_MOST = 1024, ARGUMENTS_MOST = 16, EXIT_BUSY = 75 };

struct child {
    pid_t pid;
    int ready_fd; /* told a line by the daemon, ends with it */
    int said_fd;  /* what it says on stderr */
};

/* ---- the command line ---- */

struct arguments {
    struct arena arena;
    char **items;
    size_t count;
};

static void add(struct arguments *arguments, const char *option,
                struct slice value)
{
    struct strbuf text = STRBUF_INIT;

    strbuf_add_text(&text, option);
    strbuf_add(&text, value);
    arguments->items[arguments->count++] =
        arena_copy(&arguments->arena, text.bytes, text.len);
    strbuf_release(&text);
}

static void make_arguments(const struct start_options *options, int ready_fd,
                           struct arguments *out)
{
    struct slice rest = options->topics, path;
    struct strbuf number = STRBUF_INIT;

    *out = (struct arguments){ARENA_INIT, NULL, 0};
    out->items = arena_array(&out->arena, options->topics.len + ARGUMENTS_MOST,
                             sizeof *out->items);
    add(out, "demarche-searchd", SLICE(""));
    add(out, "serve", SLICE(""));
    add(out, "--index=", slice_of(options->index));
    add(out, "--socket=", slice_of(options->socket));
    strbuf_add_format(&number, "%" PRId64, options->idle_exit_s);
    add(out, "--idle-exit=", strbuf_slice(&number));
    strbuf_reset(&number);
    strbuf_add_format(&number, "%d", ready_fd);
    add(out, "--ready-fd=", strbuf_slice(&number));
    strbuf_release(&number);
    while (slice_next(&rest, ':', &path))
        if (path.len)
            add(out, "--topics=", path);
}

/* ---- the process ---- */

/* In the child: nothing of the editor's, but what it needs. */
static void become(const char *program, const struct arguments *arguments,
                   int ready_fd, int said_fd)
{
    int null_fd = open("/dev/null", O_RDWR | O_CLOEXEC);

    setsid();
    if (null_fd < 0 || dup2(null_fd, STDIN_FILENO) < 0 ||
        dup2(null_fd, STDOUT_FILENO) < 0 || dup2(said_fd, STDERR_FILENO) < 0 ||
        fcntl(ready_fd, F_SETFD, 0) || chdir("/"))
        _exit(127);
    execv(program, arguments->items);
    _exit(127);
}

static enum status launch(const struct start_options *options,
                          const char *program, struct child *out,
                          struct error *err)
{
    struct arguments arguments;
    int ends[2];

    if (pipe2(ends, O_CLOEXEC))
        return error_set(err, STATUS_IO, "cannot start a daemon: %s",
                         strerror(errno));
    out->ready_fd = ends[0];
    out->said_fd = memfd_create("demarche-searchd", MFD_CLOEXEC);
    make_arguments(options, ends[1], &arguments);
    out->pid = out->said_fd < 0 ? -1 : fork();
    if (!out->pid)
        become(program, &arguments, ends[1], out->said_fd);
    close(ends[1]);
    arena_release(&arguments.arena);
    return out->pid > 0 ? STATUS_OK
                        : error_set(err, STATUS_IO, "cannot start a daemon: %s",
                                    strerror(errno));
}

/* Does it say that it is ready? */
static bool wait_ready(const struct child *child, int64_t until_ms)
{
    struct pollfd wait = {.fd = child->ready_fd, .events = POLLIN};
    char byte;
    int64_t left;
    int got = 0;

    while (got <= 0 && (left = until_ms - pool_now_ms()) > 0) {
        got = poll(&wait, 1, (int)left);
        if (got < 0 && errno != EINTR)
            break;
    }
    return got > 0 && read(child->ready_fd, &byte, 1) == 1;
}

/* What it said, or how it ended. */
static enum status tell_end(const struct child *child, struct error *err)
{
    char said[SAID_BYTES_MOST];
    ssize_t len = pread(child->said_fd, said, sizeof said, 0);
    struct slice text = {said, len > 0 ? (size_t)len : 0};
    int how = 0;

    /* One that hangs is not wanted any more; one that has ended is gone. */
    kill(child->pid, SIGKILL);
    while (waitpid(child->pid, &how, 0) < 0 && errno == EINTR)
        ;
    text = slice_trim(text);
    if (WIFEXITED(how) && WEXITSTATUS(how) == EXIT_BUSY)
        return error_set(err, STATUS_BUSY, "another daemon is there");
    return error_set(err, STATUS_IO, "the daemon did not start: %.*s",
                     SLICE_ARG(text.len ? text : SLICE("it says nothing")));
}

enum status daemon_start(const struct start_options *options, struct error *err)
{
    struct arena arena = ARENA_INIT;
    struct child child = {.ready_fd = -1, .said_fd = -1};
    const char *folder = file_program_folder(&arena);
    const char *program =
        file_join(&arena, folder ? folder : ".", "demarche-searchd");
    enum status status = launch(options, program, &child, err);

    if (!status && !wait_ready(&child, options->until_ms))
        status = tell_end(&child, err);
    if (child.ready_fd >= 0)
        close(child.ready_fd);
    if (child.said_fd >= 0)
        close(child.said_fd);
    arena_release(&arena);
    return status;
}
