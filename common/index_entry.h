/* index_entry.h - what is remembered of a file, to and from stored bytes.
 *
 * Entries are metadata of the shard that holds the file. The library's keys
 * are short, paths are not: the name of an entry is a hash of the key. */
#ifndef COMMON_INDEX_ENTRY_H
#define COMMON_INDEX_ENTRY_H

#include "common/index.h"

BEGIN_C

#define INDEX_ENTRY_PREFIX "file:"

/* INDEX_ENTRY_PREFIX and 16 hex digits, in *name with a NUL. */
enum { INDEX_ENTRY_NAME_SIZE = sizeof INDEX_ENTRY_PREFIX + 16 };
void index_entry_name(struct slice key, char name[INDEX_ENTRY_NAME_SIZE]);

/* Appended to *out. */
void index_entry_encode(const struct index_file *file, struct strbuf *out);

/* The key points into bytes. CORRUPT. */
MUST_CHECK enum status index_entry_decode(struct slice bytes,
                                          struct index_file *out,
                                          struct error *err);

/* PREFIX_FILE term of a file key, in *term with a NUL. */
enum { INDEX_FILE_TERM_SIZE = 2 + 16 + 1 };
void index_file_term(struct slice key, char term[INDEX_FILE_TERM_SIZE]);

END_C

#endif
