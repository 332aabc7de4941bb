/* cmd_spelling.h - demarche-bench spelling: one word in two spellings. */
#ifndef BENCH_CMD_SPELLING_H
#define BENCH_CMD_SPELLING_H

int cmd_spelling(int argc, char **argv);

#endif
