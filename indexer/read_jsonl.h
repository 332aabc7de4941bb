/* read_jsonl.h - JSON Lines, one record a line, in the layout of BEIR:
 *
 *   {"_id": "...", "title": "...", "text": "...", "metadata": {"date": ...}}
 *
 * "id" stands for "_id" as well; metadata has the fields of fields.h, others
 * are passed over. The file is streamed and may be of any size; a line over
 * SCHEMA_LINE_BYTES_MOST is refused, and the rest goes on. */
#ifndef INDEXER_READ_JSONL_H
#define INDEXER_READ_JSONL_H

#include "common/status.h"
#include "indexer/page.h"

struct jsonl;

/* NOT_FOUND, IO. On success the caller ends *out with jsonl_close(). */
MUST_CHECK enum status jsonl_open(const char *path, struct jsonl **out,
                                  struct error *err);

struct record {
    struct page page; /* the lines of its text; stated has id, title, ... */
    uint32_t line;    /* where it stands in the file, from 1 */
    /* Offset in the file of the record's line: the offsets of the page are
     * from there, since a file may be larger than they can tell. */
    uint64_t start;
};

/* The next record, in the arena. END after the last one. BAD_FORMAT (no JSON,
 * no text, an id that stood before) and TOO_LARGE: err names file and line,
 * and the call after it gives the next record. IO ends the reading. */
MUST_CHECK enum status jsonl_next(struct jsonl *jsonl, struct arena *arena,
                                  struct record *out, struct error *err);

/* So far: bytes read, their hash, bytes that were no UTF-8. */
struct jsonl_state {
    uint64_t bytes_read;
    uint64_t bytes_total;
    uint64_t hash;
    uint64_t replaced;
};
struct jsonl_state jsonl_look(const struct jsonl *jsonl);

void jsonl_close(struct jsonl *jsonl); /* NULL is ignored */

#endif
