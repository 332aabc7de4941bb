#include "searchd/cmd_search.h"

#include "common/command.h"
#include "searchd/door.h"

static const struct option_spec table[] = {DOOR_INDEX, DOOR_HITS, DOOR_TOPICS};

static const struct options_usage usage = {
    "demarche search [OPTION...] QUERY...",
    "Find passages that match a query, best first.",
    table,
    COUNT_OF(table),
    "Query: missile defence   \"a phrase\"   +must -not   a AND (b OR c) NOT "
    "d\n"
    "       a NEAR/5 b   begin*   =exact   side:Japan   speaker:Lavrov\n"
    "       section:\"North Korea\"   date:2012..2018   topic:missile-defense\n"
    "Quote it for the shell: demarche search '\"peace treaty\" -side:Japan'\n"
    "demarche(1) has the whole query language.",
};

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    return door_search(options, SLICE_UNKNOWN,
                       door_arguments(options, 0, arena), arena, code, err);
}

int cmd_search(int argc, char **argv)
{
    return command_run(&usage, 1, SIZE_MAX, "a query", argc, argv, run);
}
