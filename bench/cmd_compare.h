/* cmd_compare.h - demarche bench compare: runs held against each other. */
#ifndef BENCH_CMD_COMPARE_H
#define BENCH_CMD_COMPARE_H

int cmd_compare(int argc, char **argv);

#endif
