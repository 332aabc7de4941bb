/* demarche: the one name that a user types. */
#include "common/command.h"
#include "searchd/cmd_facets.h"
#include "searchd/cmd_related.h"
#include "searchd/cmd_search.h"
#include "searchd/cmd_show.h"
#include "searchd/cmd_status.h"
#include "searchd/cmd_topic.h"

static const struct command commands[] = {
    {"search", "find passages by words, phrases, fields", cmd_search, NULL,
     false},
    {"topic", "list the topics, or find passages on one", cmd_topic, NULL,
     false},
    {"facets", "count what matches by year, side, speaker and more", cmd_facets,
     NULL, false},
    {"show", "show a passage in its statement", cmd_show, NULL, false},
    {"related", "find passages like one", cmd_related, NULL, false},
    {"status", "show what the index holds", cmd_status, NULL, false},
    {"index", "read statements and index their passages", NULL,
     "demarche-index", false},
    {"passages", "show what would be cut from a file; needs no index", NULL,
     "demarche-index", false},
    {"check", "hold an index against itself", NULL, "demarche-index", false},
    {"compact", "merge an index into one compact shard", NULL, "demarche-index",
     false},
    {"serve", "answer searches over a local socket", NULL, "demarche-searchd",
     false},
    {"lsp", "answer an editor over stdin and stdout", NULL, "demarche-searchd",
     false},
    {"mcp", "answer an assistant over stdin and stdout", NULL,
     "demarche-searchd", false},
    {"bench", "measure ranking, structure and speed", NULL, "demarche-bench",
     true},
};

int main(int argc, char **argv)
{
    const struct command_program program = {
        "demarche",
        "Search what governments say: diplomatic statements, by passage.",
        commands,
        COUNT_OF(commands),
    };

    return command_main(&program, argc, argv);
}
