/* cmd_run.h - demarche bench run: queries to a TREC run. */
#ifndef BENCH_CMD_RUN_H
#define BENCH_CMD_RUN_H

int cmd_run(int argc, char **argv);

#endif
