#include "searchd/cmd_search.h"

#include "common/log.h"
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

int cmd_search(int argc, char **argv)
{
    struct arena arena = ARENA_INIT;
    struct service *service = NULL;
    struct options options;
    struct error err;
    enum status status =
        options_parse(&usage, argc, argv, &arena, &options, &err);
    int code;

    log_set_program("demarche search");
    if (!status && !options.argument_count)
        status = error_set(&err, STATUS_USAGE,
                           "no query: demarche search QUERY... (see --help)");
    if (!status)
        status = door_open(&options, true, &arena, &service, &err);
    if (status)
        code = status == STATUS_END ? 0 : log_failure(&err);
    else
        code = door_search(&options, service, SLICE_UNKNOWN,
                           door_arguments(&options, 0, &arena));
    service_close(service);
    arena_release(&arena);
    return code;
}
