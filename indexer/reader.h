/* reader.h - the table of formats, and which of them a file has.
 *
 * A format is one row: its name, what it looks like, and a function that makes
 * a page of a whole file, or, for files of many records or documents, functions
 * that read them one by one. Compressed files and archives are no format: what
 * they hold has one. */
#ifndef INDEXER_READER_H
#define INDEXER_READER_H

#include "indexer/bundle.h"
#include "indexer/records.h"

struct reader {
    const char *name;           /* for --format: "text" */
    const char *const *endings; /* ".txt", ...; NULL ends the list */
    /* As read_text(); NULL: a format of many records or documents. */
    enum status (*read)(const struct raw_file *file, struct arena *arena,
                        struct page *out, struct error *err);
    const struct records_format *records; /* NULL: none of records */
    const struct bundle_format *bundle;   /* NULL: none of documents */
};

enum { READER_HEAD_BYTES = 4096 }; /* first bytes that reader_pick() looks at */

/* The format of a name given by the user; USAGE lists the names there are. */
MUST_CHECK enum status
reader_named(struct slice name, const struct reader **out, struct error *err);

/* The format by the ending of a file's name; NULL: none or an unknown one. */
const struct reader *reader_by_ending(const char *path);

/* The format by name (of a file or member) and first bytes. BAD_FORMAT: a known
 * format that cannot be read (images, old office documents); what is unknown is
 * text. path is for messages. */
MUST_CHECK enum status reader_pick(const char *path, const char *name,
                                   struct slice head, const struct reader **out,
                                   struct error *err);

/* The ending of the file's name with its point (".pdf"), lent from path; ""
 * when there is none. A name that begins with its only point has none. */
const char *reader_ending(const char *path);

/* Does the file's name promise a format that can be read? Not without an
 * ending, and not by ".xml", which most files have that are no statements. */
bool reader_is_promised(const char *path);

#endif
