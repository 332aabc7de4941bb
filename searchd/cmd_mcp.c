#include "searchd/cmd_mcp.h"

#include "common/command.h"
#include "searchd/door.h"
#include "searchd/talk.h"

static const struct option_spec table[] = {DOOR_INDEX, DOOR_TOPICS};

static const struct options_usage usage = {
    "demarche mcp [OPTION...]",
    "Answer an assistant over stdin and stdout: the Model Context Protocol.",
    table,
    COUNT_OF(table),
    "Tools: search_passages, rank_topic, get_statement, list_topics. See\n"
    "protocol(7).",
};

static enum status run(const struct options *options, struct arena *arena,
                       int *code, struct error *err)
{
    struct service_options service;

    (void)code;
    door_service_options(options, true, arena, &service);
    return talk_run(&service, TALK_MCP, err);
}

int cmd_mcp(int argc, char **argv)
{
    return command_run(&usage, 0, 0, "no argument", argc, argv, run);
}
