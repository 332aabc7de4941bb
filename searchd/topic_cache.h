/* topic_cache.h - a table of concepts as it was read from its files, kept for
 * the next program: to read it again takes a sixth of the time.
 *
 * A cache and no more: where it is missing, of other files, of another version
 * or damaged, the files are read. */
#ifndef SEARCHD_TOPIC_CACHE_H
#define SEARCHD_TOPIC_CACHE_H

#include "searchd/topic.h"

/* Fill an empty table by what path holds for the stamp, which tells the files
 * apart; topic_table_finish() is still to be called. False: there is nothing
 * for it, and the table is to be made anew. */
bool topic_cache_load(struct topic_table *table, const char *path,
                      uint64_t stamp);

/* Keep a table there, and its folder for the user alone. What cannot be
 * written is not kept. */
void topic_cache_save(const struct topic_table *table, const char *path,
                      uint64_t stamp);

#endif
