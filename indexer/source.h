/* source.h - read diplomatic statements one by one from a raw file, each with
 * its passages: the whole way from bytes to what the index stores.
 *
 *     file --stock--> members --reader--> pages, records, documents
 *          --assemble--> statements with passages
 *
 * An archive is one file of many members; its statements have ids that begin
 * with its own. */
#ifndef INDEXER_SOURCE_H
#define INDEXER_SOURCE_H

#include "common/arena.h"
#include "common/statement.h"
#include "common/status.h"
#include "indexer/metadata.h"
#include "indexer/sites.h"
#include "indexer/split.h"

/* What the user says of the files; it wins over every rule. */
struct source_options {
    struct slice format;    /* "text", "jsonl" ...; unknown: by content */
    struct statement given; /* --issuer --side --date --lang --url; unknown */
    struct slice id; /* of a statement that is a whole file, where no metadata
                      * file gives one; unknown: the file's stem */
    bool split_records; /* --split: cut the text of records */
    /* Keeps metadata files that were read for other files; lent. NULL: the
     * source reads those above its file itself. */
    struct metadata *metadata;
    struct sites *sites; /* profiles of web sites; lent. NULL: none */
};

struct source;

/* Open path, which the user or a folder walk named; its name and first bytes
 * choose the format; a metadata file in its folder is obeyed. On success the
 * caller owns *out and ends it with source_close(); on failure *out is NULL.
 * NOT_FOUND, IO, TOO_LARGE, BAD_FORMAT (a format that cannot be read; of a
 * member source_next() tells it). An empty file opens, and ends at once.
 * options is lent until source_close(). */
MUST_CHECK enum status source_open(const char *path,
                                   const struct source_options *options,
                                   struct source **out, struct error *err);

/* Read the next statement. Everything lives in arena, so it stays valid until
 * that is reset, even after source_close(). END follows the last one; after
 * BAD_FORMAT or TOO_LARGE (err names file and line, or member) the caller may
 * go on with the next record or member. */
MUST_CHECK enum status source_next(struct source *source, struct arena *arena,
                                   struct statement *statement,
                                   struct passage_list *passages,
                                   struct error *err);

/* Bytes read so far and in all (for progress), and a hash of the bytes, which
 * is right once END was seen. Bad UTF-8 sequences replaced so far. */
struct source_state {
    uint64_t bytes_read;
    uint64_t bytes_total;
    uint64_t hash;
    uint64_t replaced;
    uint64_t passed_over; /* members that are no statements: images, styles */
    struct slice warning; /* of the last statement, with file and line; lives
                           * until the next one; unknown: all was well */
    struct slice text; /* what its places point into where that is not the file
                        * itself; lives as its passages do; else unknown */
};
void source_look(const struct source *source, struct source_state *out);

/* Is it a file of records, which may have ids of their own? */
bool source_has_records(const struct source *source);

void source_close(struct source *source); /* NULL is ignored */

#endif
