/* metadata.h - what metadata files say of the files below their folders.
 *
 * A folder may hold a file "demarche.tsv": text in UTF-8, one row a line,
 * columns parted by tabs. The first row names the columns: "glob" first, then
 * fields of fields.h. Each further row says of the files that its glob matches
 * what its columns hold; an empty column says nothing. A glob with a slash is
 * matched against the path below the folder (a star stops at a slash), one
 * without against the name of the file, in the folder or below. Lines that are
 * empty or begin with "#" are passed over.
 *
 *     glob            date        side    issuer
 *     2018-07-31.txt  2018-07-31
 *     japan/2018-*                Japan   Ministry of Foreign Affairs of Japan
 *
 * Of several rows that match, the first one that has
 * a value for a field gives it; of several metadata files, the one in the
 * nearest folder above the file. All wins over what the text says, and the
 * command line wins over all. */
#ifndef INDEXER_METADATA_H
#define INDEXER_METADATA_H

#include "common/status.h"
#include "indexer/page.h"

#define METADATA_FILE_NAME "demarche.tsv"

/* Reads each metadata file once and keeps it. */
struct metadata;

struct metadata *metadata_new(void);
void metadata_free(struct metadata *metadata); /* NULL is ignored */

/* What is said of the file with this absolute path. Texts live as long as the
 * metadata. Faults in a metadata file are logged once, with file, line and
 * column; its good rows count. */
void metadata_find(struct metadata *metadata, const char *path,
                   struct said *out);

/* Rows and files that were found faulty so far. */
size_t metadata_faults(const struct metadata *metadata);

#endif
