/* cmd_structure.h - demarche bench structure: passages against gold. */
#ifndef BENCH_CMD_STRUCTURE_H
#define BENCH_CMD_STRUCTURE_H

int cmd_structure(int argc, char **argv);

#endif
