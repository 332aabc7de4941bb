#include "bench/serving.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/child.h"
#include "common/file.h"

enum { READY_FD = 3, PROC_BYTES_MOST = 1 << 20, LOG_BYTES_MOST = 1 << 20 };

extern char **environ;

/* ---- start, end ---- */

static enum status spawn(const char *const *argv, int ready, const char *log,
                         int *pid, struct error *err)
{
    posix_spawn_file_actions_t actions;
    int failure;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ready, READY_FD);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log,
                                     O_WRONLY | O_CREAT | O_APPEND, 0600);
    failure = posix_spawn(pid, argv[0], &actions, NULL,
                          (char *const *)(uintptr_t)argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failure ? error_set(err, STATUS_IO, "cannot start %s: %s", argv[0],
                               strerror(failure))
                   : STATUS_OK;
}

/* Until the daemon has said that it is ready, or has ended. */
static bool wait_ready(int fd)
{
    char line[16];
    ssize_t len;

    do
        len = read(fd, line, sizeof line);
    while (len < 0 && errno == EINTR);
    return len > 0;
}

static enum status tell_why(const char *log, struct error *err)
{
    struct strbuf said = STRBUF_INIT;
    struct slice text = SLICE("");

    if (!file_read(log, LOG_BYTES_MOST, &said, NULL))
        text = slice_trim(strbuf_slice(&said));
    error_set(err, STATUS_IO, "the daemon did not start: %.*s",
              SLICE_ARG(text));
    strbuf_release(&said);
    return STATUS_IO;
}

enum status serving_start(const char *index, const char *folder,
                          unsigned workers, struct arena *arena,
                          struct serving *out, struct error *err)
{
    const char *log = file_join(arena, folder, "log");
    char *threads = arena_alloc(arena, 16), *clients = arena_alloc(arena, 16);
    struct serving serving = {0};
    char name[32];
    enum status status;
    bool is_ready;
    int ends[2];

    *out = serving;
    snprintf(threads, 16, "%u", workers);
    snprintf(clients, 16, "%d", SERVING_CLIENTS_MOST);
    snprintf(name, sizeof name, "socket-%u", workers);
    serving.socket = file_join(arena, folder, name);
    if (pipe2(ends, O_CLOEXEC))
        return error_set(err, STATUS_IO, "cannot make a pipe: %s",
                         strerror(errno));
    status = spawn((const char *const[]){child_path(arena, "demarche-searchd"),
                                         "serve", "-d", index, "--socket",
                                         serving.socket, "--workers", threads,
                                         "--clients", clients, "--ready-fd",
                                         "3", NULL},
                   ends[1], log, &serving.pid, err);
    close(ends[1]);
    is_ready = !status && wait_ready(ends[0]);
    close(ends[0]);
    if (status)
        return status;
    if (!is_ready) {
        waitpid(serving.pid, NULL, 0);
        return tell_why(log, err);
    }
    *out = serving;
    return STATUS_OK;
}

enum status serving_stop(struct serving *serving, enum status before,
                         struct error *err)
{
    int ended = 0;
    pid_t pid = serving->pid;

    *serving = (struct serving){0};
    if (!pid)
        return before;
    kill(pid, SIGTERM);
    while (waitpid(pid, &ended, 0) < 0 && errno == EINTR)
        continue;
    if (before || (WIFEXITED(ended) && WEXITSTATUS(ended) == 0))
        return before;
    return WIFSIGNALED(ended)
               ? error_set(err, STATUS_IO, "signal %d ended the daemon",
                           WTERMSIG(ended))
               : error_set(err, STATUS_IO, "the daemon ended with status %d",
                           WEXITSTATUS(ended));
}

/* ---- what /proc says ---- */

/* The number behind a name in a text of "Name:  number" lines, or 0. */
static uint64_t number_of(struct slice text, struct slice name)
{
    size_t at = slice_find(text, name, 0);

    return at == SIZE_MAX ? 0 : strtoull(text.bytes + at + name.len, NULL, 10);
}

static enum status read_status(const char *path, uint64_t *resident,
                               uint64_t *wakeups, struct error *err)
{
    struct strbuf text = STRBUF_INIT;
    enum status status = file_read(path, PROC_BYTES_MOST, &text, err);
    struct slice all = strbuf_slice(&text);

    if (!status) {
        *resident = number_of(all, SLICE("\nVmRSS:")) * 1024;
        *wakeups += number_of(all, SLICE("\nvoluntary_ctxt_switches:"));
    }
    strbuf_release(&text);
    return status;
}

/* Fields 14 and 15 of stat, in ticks; the name in field 2 may hold anything,
 * but ends with the last ")". */
static enum status read_processor(int pid, double *out, struct error *err)
{
    struct strbuf text = STRBUF_INIT;
    uint64_t user = 0, kernel = 0;
    const char *rest;
    char path[64];
    enum status status;

    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    status = file_read(path, PROC_BYTES_MOST, &text, err);
    rest = status ? NULL : strrchr(text.bytes, ')');
    if (rest && sscanf(rest,
                       ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %" SCNu64
                       " %" SCNu64,
                       &user, &kernel) == 2)
        *out = (double)(user + kernel) / (double)sysconf(_SC_CLK_TCK);
    strbuf_release(&text);
    return status;
}

enum status serving_look(const struct serving *serving,
                         struct serving_state *out, struct error *err)
{
    enum status status = read_processor(serving->pid, &out->processor_s, err);
    struct dirent *entry;
    char path[512];
    DIR *tasks;

    out->wakeups = 0;
    snprintf(path, sizeof path, "/proc/%d/task", serving->pid);
    tasks = opendir(path);
    if (!tasks)
        return error_set(err, STATUS_IO, "cannot look at process %d",
                         serving->pid);
    while (!status && (entry = readdir(tasks))) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "/proc/%d/task/%s/status", serving->pid,
                 entry->d_name);
        status = read_status(path, &out->resident, &out->wakeups, err);
    }
    closedir(tasks);
    return status;
}

/* The first line is "cpu", user, nice, system, idle, iowait, irq, softirq,
 * steal, and what is counted above already. */
double serving_machine_s(void)
{
    struct strbuf text = STRBUF_INIT;
    uint64_t t[8] = {0}, busy = 0;

    if (!file_read("/proc/stat", PROC_BYTES_MOST, &text, NULL) &&
        sscanf(text.bytes,
               "cpu %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64
               " %" SCNu64 " %" SCNu64 " %" SCNu64,
               &t[0], &t[1], &t[2], &t[3], &t[4], &t[5], &t[6], &t[7]) == 8)
        busy = t[0] + t[1] + t[2] + t[5] + t[6] + t[7];
    strbuf_release(&text);
    return (double)busy / (double)sysconf(_SC_CLK_TCK);
}

/* ---- the folder ---- */

enum status serving_make_folder(struct arena *arena, char **out,
                                struct error *err)
{
    const char *above = getenv("TMPDIR");

    *out = file_join(arena, above && above[0] ? above : "/tmp",
                     "demarche-bench.XXXXXX");
    if (!mkdtemp(*out))
        return error_set(err, STATUS_IO, "cannot make the folder %s: %s", *out,
                         strerror(errno));
    return STATUS_OK;
}

void serving_remove_folder(const char *folder)
{
    struct dirent *entry;
    DIR *files = opendir(folder);

    while (files && (entry = readdir(files)))
        unlinkat(dirfd(files), entry->d_name, 0);
    if (files)
        closedir(files);
    rmdir(folder);
}
