/* cmd_check.h - demarche check: hold an index against itself. */
#ifndef INDEXER_CMD_CHECK_H
#define INDEXER_CMD_CHECK_H

/* A command of command.h. */
int cmd_check(int argc, char **argv);

#endif
