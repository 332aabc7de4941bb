/* doubles.h - ids that several passages of an index have: records of different
 * files that were given the same one. */
#ifndef INDEXER_DOUBLES_H
#define INDEXER_DOUBLES_H

#include "common/status.h"

/* Warn of such ids, with the files of a few of them. Returns how many there
 * are; of an index that cannot be read, none. */
uint64_t doubles_warn(const char *folder);

#endif
