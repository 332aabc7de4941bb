/* demarche-index: the way in. */
#include "common/command.h"
#include "indexer/cmd_check.h"
#include "indexer/cmd_compact.h"
#include "indexer/cmd_index.h"
#include "indexer/cmd_passages.h"

static const struct command commands[] = {
    {"index", "read statements and index their passages", cmd_index, NULL,
     false},
    {"passages", "show what would be cut from a file; needs no index",
     cmd_passages, NULL, false},
    {"check", "hold an index against itself", cmd_check, NULL, false},
    {"compact", "merge an index into one compact shard", cmd_compact, NULL,
     false},
};

int main(int argc, char **argv)
{
    const struct command_program program = {
        "demarche-index",
        "Read diplomatic statements, cut them into passages, index them.",
        commands,
        COUNT_OF(commands),
    };

    return command_main(&program, argc, argv);
}
