/* command.h - a program of several verbs: dispatch, help, version; and the
 * frame of one verb. */
#ifndef COMMON_COMMAND_H
#define COMMON_COMMAND_H

#include "common/arena.h"
#include "common/options.h"
#include "common/status.h"

struct command {
    const char *verb;
    const char *help; /* one line */
    /* argv[0] is the verb. Returns the exit code. NULL: another program does
     * it, named by program. */
    int (*run)(int argc, char **argv);
    const char *program; /* "demarche-index" */
    bool is_group;       /* the verb itself is not handed on: "bench run" is
                          * "demarche-bench run" */
};

struct command_program {
    const char *name;    /* "demarche" */
    const char *purpose; /* one line or more, without the last newline */
    const struct command *commands;
    size_t command_count;
};

/* The whole of main(): find the verb and run it; help, --help, -h, --version
 * work; a wrong verb is exit code 2, with the nearest one named. Another
 * program is looked for beside the running one, then in the libexec folder. */
int command_main(const struct command_program *program, int argc, char **argv);

/* Where another program of ours is: beside the running one, else in the
 * libexec folder, whether it is there or not. Lives in arena. */
char *command_program_path(const char *name, struct arena *arena);

/* What a verb does with its parsed command line. Everything in arena lives
 * until it has returned. *code is 0 at first: the exit code of a verb that did
 * not fail. */
typedef enum status command_body(const struct options *options,
                                 struct arena *arena, int *code,
                                 struct error *err);

/* The whole of a verb: parse the options by usage, run body, report what
 * failed, release the memory. At least least and at most most arguments are
 * wanted; wanted names them in the message: "judgements and a run". Returns
 * the exit code. */
int command_run(const struct options_usage *usage, size_t least, size_t most,
                const char *wanted, int argc, char **argv, command_body *body);

#endif
