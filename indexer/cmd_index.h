/* cmd_index.h - `demarche index`: put files into an index. */
#ifndef INDEXER_CMD_INDEX_H
#define INDEXER_CMD_INDEX_H

/* The command; returns the exit code. */
int cmd_index(int argc, char **argv);

#endif
