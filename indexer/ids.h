/* ids.h - names for statements: each file's stem, or more where that is not
 * enough to tell files apart. */
#ifndef INDEXER_IDS_H
#define INDEXER_IDS_H

#include "common/str.h"

/* The id of each of count files by their paths (absolute): the file's name
 * without its ending ("page" of "page.html.gz", too); of files that share it,
 * with as many of the folders above as tell them apart ("2018/talks",
 * "2019/talks"); of files that differ in the ending only, with the ending. What
 * a file is called depends on the set of the paths, not on their order. No path
 * may come twice. The count ids are lent from the paths. */
void ids_make(const struct slice *paths, size_t count, struct slice *ids);

#endif
