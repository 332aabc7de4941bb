/* cmd_passages.h - `demarche passages`: what the indexer would cut. */
#ifndef INDEXER_CMD_PASSAGES_H
#define INDEXER_CMD_PASSAGES_H

/* The command; returns the exit code. */
int cmd_passages(int argc, char **argv);

#endif
