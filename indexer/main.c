/* demarche-index: the way in. */
#include "common/command.h"

static const struct command commands[] = {
    {NULL, NULL, NULL, NULL, false},
};

int main(int argc, char **argv)
{
    const struct command_program program = {
        "demarche-index",
        "Read diplomatic statements, cut them into passages, index them.",
        commands,
        COUNT_OF(commands) - 1,
    };

    return command_main(&program, argc, argv);
}
