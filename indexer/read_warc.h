/* read_warc.h - collections of web pages as crawlers keep them (WARC): each
 * reply of a server that was a success and a web page, a text or a PDF is a
 * document, and so is a resource of these types; all other records are passed
 * over.
 *
 * What the reply says of the character set is handed on; chunks, and gzip,
 * zstd, deflate and br are undone; a reply in several segments is told and not
 * read. The address is that of the record; its date is that of the crawl, and
 * none of the statement. Places are those in the reply's body. */
#ifndef INDEXER_READ_WARC_H
#define INDEXER_READ_WARC_H

#include "indexer/bundle.h"

extern const struct bundle_format warc_bundle;

/* Do the first bytes of a file look like one? */
bool read_warc_is(struct slice head);

#endif
