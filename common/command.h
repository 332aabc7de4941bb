/* command.h - a program of several verbs: dispatch, help, version. */
#ifndef COMMON_COMMAND_H
#define COMMON_COMMAND_H

#include "common/base.h"

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

#endif
