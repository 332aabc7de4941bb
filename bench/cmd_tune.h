/* cmd_tune.h - demarche bench tune: settings, each measured on queries that
 * did not choose it. */
#ifndef BENCH_CMD_TUNE_H
#define BENCH_CMD_TUNE_H

int cmd_tune(int argc, char **argv);

#endif
