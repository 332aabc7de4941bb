/* cmd_compact.h - demarche compact: merge an index into one compact shard. */
#ifndef INDEXER_CMD_COMPACT_H
#define INDEXER_CMD_COMPACT_H

/* A command of command.h. */
int cmd_compact(int argc, char **argv);

#endif
