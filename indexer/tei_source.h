/* tei_source.h - the bytes of a file in TEI: their character set, and what its
 * first element is. */
#ifndef INDEXER_TEI_SOURCE_H
#define INDEXER_TEI_SOURCE_H

#include "common/sgml.h"
#include "indexer/page.h"

/* The file as UTF-8: its own bytes, or a copy in the arena; *replaced grows by
 * what could not be read. */
struct slice tei_source_decode(const struct raw_file *file, struct arena *arena,
                               size_t *replaced);

/* The first element of the bytes; false: there is none. */
bool tei_source_root(struct slice head, struct sgml_tag *out);

#endif
