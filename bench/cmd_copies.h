/* cmd_copies.h - demarche-bench copies: which statements are copies. */
#ifndef BENCH_CMD_COPIES_H
#define BENCH_CMD_COPIES_H

int cmd_copies(int argc, char **argv);

#endif
