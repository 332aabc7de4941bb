#include "bench/child.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/file.h"

extern char **environ;

/* posix_spawn takes the arguments without const, and does not change them. */
static int spawn(const char *const *argv, int output, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    int failure;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    failure = posix_spawn(child, argv[0], &actions, NULL,
                          (char *const *)(uintptr_t)argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

static int exit_code_of(pid_t child)
{
    int ended = 0;

    while (waitpid(child, &ended, 0) < 0 && errno == EINTR)
        continue;
    return WIFSIGNALED(ended) ? 128 + WTERMSIG(ended) : WEXITSTATUS(ended);
}

enum status child_run(const char *const *argv, size_t most, struct strbuf *out,
                      int *code, struct error *err)
{
    enum status status;
    int ends[2], failure;
    pid_t child;

    fflush(stdout);
    if (pipe2(ends, O_CLOEXEC))
        return error_set(err, STATUS_IO, "cannot make a pipe: %s",
                         strerror(errno));
    failure = spawn(argv, ends[1], &child);
    close(ends[1]);
    if (failure) {
        close(ends[0]);
        return error_set(err, failure == ENOENT ? STATUS_NOT_FOUND : STATUS_IO,
                         "cannot start %s: %s", argv[0], strerror(failure));
    }
    status = file_take_all(ends[0], argv[0], most, out, err);
    close(ends[0]); /* a child that still writes ends by SIGPIPE */
    *code = exit_code_of(child);
    return status;
}

char *child_path(struct arena *arena, const char *name)
{
    const char *folder = file_program_folder(arena);

    return file_join(arena, folder ? folder : ".", name);
}
