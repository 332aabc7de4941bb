#include "common/command.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "common/log.h"

static void print_help(const struct command_program *program, FILE *out)
{
    fprintf(out, "usage: %s VERB [OPTION...] [ARGUMENT...]\n%s\n\nVerbs:\n",
            program->name, program->purpose);
    for (size_t i = 0; i < program->command_count; i++)
        fprintf(out, "  %-10s %s\n", program->commands[i].verb,
                program->commands[i].help);
    fprintf(out,
            "\n'%s VERB --help' tells more; %s --version gives the version.\n",
            program->name, program->name);
}

/* What two words do not share at their beginning and end. */
static size_t distance(const char *a, const char *b)
{
    size_t a_len, b_len;

    while (*a && *a == *b) {
        a++;
        b++;
    }
    a_len = strlen(a);
    b_len = strlen(b);
    while (a_len && b_len && a[a_len - 1] == b[b_len - 1]) {
        a_len--;
        b_len--;
    }
    return a_len > b_len ? a_len : b_len;
}

static const char *nearest_verb(const struct command_program *program,
                                const char *verb)
{
    const char *best = NULL;
    size_t best_distance = 3;

    for (size_t i = 0; i < program->command_count; i++) {
        size_t now = distance(program->commands[i].verb, verb);
        if (now < best_distance) {
            best = program->commands[i].verb;
            best_distance = now;
        }
    }
    return best;
}

char *command_program_path(const char *name, struct arena *arena)
{
    const char *folder = file_program_folder(arena);
    char *path = file_join(arena, folder ? folder : ".", name);

    return access(path, X_OK) ? file_join(arena, DEMARCHE_LIBEXECDIR, name)
                              : path;
}

static int run_program(const char *name, char **argv)
{
    struct arena arena = ARENA_INIT;
    const char *path = command_program_path(name, &arena);

    fflush(stdout);
    execv(path, argv);
    log_error("cannot start %s: %s; build or install it", path,
              strerror(errno));
    arena_release(&arena);
    return 2;
}

static int run_verb(const struct command *command, int argc, char **argv)
{
    char name[64];

    if (!command->run)
        return run_program(command->program,
                           command->is_group ? argv + 1 : argv);
    snprintf(name, sizeof name, "demarche %s", command->verb);
    log_set_program(name);
    return command->run(argc - 1, argv + 1);
}

static int close_stdout(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    if (errno != EPIPE)
        log_error("cannot write the results: %s", strerror(errno));
    return code == 0 || code == 1 ? 2 : code;
}

int command_main(const struct command_program *program, int argc, char **argv)
{
    const char *verb = argc > 1 ? argv[1] : NULL;
    const char *near;

    /* A file over the user's limit is an error of writing, to be told. */
    (void)signal(SIGXFSZ, SIG_IGN);
    if (!verb) {
        print_help(program, stderr);
        log_error("which verb?");
        return 2;
    }
    if (!strcmp(verb, "help") || !strcmp(verb, "--help") ||
        !strcmp(verb, "-h")) {
        print_help(program, stdout);
        return close_stdout(0);
    }
    if (!strcmp(verb, "--version")) {
        printf("%s %s\n", program->name, DEMARCHE_VERSION);
        return close_stdout(0);
    }
    for (size_t i = 0; i < program->command_count; i++)
        if (!strcmp(verb, program->commands[i].verb))
            return close_stdout(run_verb(&program->commands[i], argc, argv));
    near = nearest_verb(program, verb);
    log_error("unknown verb '%s'%s%s%s; see '%s --help'", verb,
              near ? " (did you mean '" : "", near ? near : "",
              near ? "'?)" : "", program->name);
    return 2;
}

static enum status check_count(const struct options *options, size_t least,
                               size_t most, const char *wanted,
                               struct error *err)
{
    if (options->argument_count >= least && options->argument_count <= most)
        return STATUS_OK;
    if (options->argument_count > most)
        return error_set(err, STATUS_USAGE,
                         "unexpected argument '%s': expected %s (see --help)",
                         options->arguments[most], wanted);
    return error_set(err, STATUS_USAGE, "expected %s (see --help)", wanted);
}

int command_run(const struct options_usage *usage, size_t least, size_t most,
                const char *wanted, int argc, char **argv, command_body *body)
{
    struct arena arena = ARENA_INIT;
    struct options options;
    struct error err = {.status = STATUS_OK};
    enum status status;
    int code = 0;

    status = options_parse(usage, argc, argv, &arena, &options, &err);
    if (!status)
        status = check_count(&options, least, most, wanted, &err);
    if (!status)
        status = body(&options, &arena, &code, &err);
    if (status && status != STATUS_END)
        code = log_failure(&err);
    arena_release(&arena);
    return code;
}
