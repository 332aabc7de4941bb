/* demarche-bench: measures. */
#include "bench/cmd_clients.h"
#include "bench/cmd_compare.h"
#include "bench/cmd_copies.h"
#include "bench/cmd_eval.h"
#include "bench/cmd_judge.h"
#include "bench/cmd_run.h"
#include "bench/cmd_speed.h"
#include "bench/cmd_spelling.h"
#include "bench/cmd_structure.h"
#include "bench/cmd_topics.h"
#include "bench/cmd_tune.h"
#include "common/command.h"

static const struct command commands[] = {
    {"run", "answer many queries, print a TREC run", cmd_run, NULL, false},
    {"eval", "measure a run against judgements", cmd_eval, NULL, false},
    {"compare", "hold runs against each other", cmd_compare, NULL, false},
    {"judge", "make judgements, and keep them", cmd_judge, NULL, false},
    {"tune", "choose settings by other queries than they are measured on",
     cmd_tune, NULL, false},
    {"speed", "time queries, warm", cmd_speed, NULL, false},
    {"clients", "measure the daemon by many clients", cmd_clients, NULL, false},
    {"structure", "hold passages against gold", cmd_structure, NULL, false},
    {"spelling", "count British and American spellings that meet", cmd_spelling,
     NULL, false},
    {"copies", "list statements that are copies", cmd_copies, NULL, false},
    {"topics", "count the topics, time how they are loaded", cmd_topics, NULL,
     false},
};

int main(int argc, char **argv)
{
    const struct command_program program = {
        "demarche-bench",
        "Measure Demarche: batch runs, relevance, structure, speed.",
        commands,
        COUNT_OF(commands),
    };

    return command_main(&program, argc, argv);
}
