/* records.h - files of many records (JSON Lines, TREC), read one by one. */
#ifndef INDEXER_RECORDS_H
#define INDEXER_RECORDS_H

#include "indexer/input.h"
#include "indexer/page.h"

struct record {
    struct page page; /* the lines of its text, none where it is empty; stated
                       * has id, title, ... */
    uint32_t line;    /* where it stands in the file, from 1 */
    /* Where the record stands in the file: the offsets of the page are from
     * there, since a file may be larger than they can tell. */
    uint64_t start;
    uint64_t end;
};

/* So far: bytes read, their hash, bytes that were no UTF-8. */
struct records_state {
    uint64_t bytes_read;
    uint64_t bytes_total;
    uint64_t hash;
    uint64_t replaced;
};

/* How a format of records is read. */
struct records_format {
    /* The caller ends it with close; input is lent until then. */
    void *(*open)(const struct input *input);
    /* The next record, in the arena. END after the last one. BAD_FORMAT (no
     * record, no text and no title, an id that stood before) and TOO_LARGE:
     * err names file and line, and the call after it gives the next record.
     * IO ends the reading. Where the input breaks off, END follows. */
    enum status (*next)(void *file, struct arena *arena, struct record *out,
                        struct error *err);
    struct records_state (*look)(const void *file);
    void (*close)(void *file); /* NULL is ignored */
};

#endif
