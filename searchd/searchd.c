/* demarche-searchd: the service for many clients. */
#include "common/command.h"
#include "searchd/cmd_lsp.h"
#include "searchd/cmd_mcp.h"
#include "searchd/cmd_serve.h"

static const struct command commands[] = {
    {"serve", "answer searches over a local socket", cmd_serve, NULL, false},
    {"lsp", "answer an editor over stdin and stdout", cmd_lsp, NULL, false},
    {"mcp", "answer an assistant over stdin and stdout", cmd_mcp, NULL, false},
};

int main(int argc, char **argv)
{
    const struct command_program program = {
        "demarche-searchd",
        "Search over a local socket.",
        commands,
        COUNT_OF(commands),
    };

    return command_main(&program, argc, argv);
}
