/* demarche-bench: measures. */
#include "common/command.h"

static const struct command commands[] = {
    {NULL, NULL, NULL, NULL, false},
};

int main(int argc, char **argv)
{
    const struct command_program program = {
        "demarche-bench",
        "Measure Demarche: batch runs, relevance, structure, speed.",
        commands,
        COUNT_OF(commands) - 1,
    };

    return command_main(&program, argc, argv);
}
