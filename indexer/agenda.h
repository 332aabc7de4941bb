/* agenda.h - what an index needs so that it holds the files that were walked:
 * which are new, changed, only touched, gone. */
#ifndef INDEXER_AGENDA_H
#define INDEXER_AGENDA_H

#include "indexer/ingest.h"
#include "indexer/walk.h"

struct agenda_options {
    const struct source_options *source;
    bool is_forced; /* read all files, changed or not */
    bool prunes;    /* remove files that are gone from the folders named */
};

struct agenda {
    struct ingest_task *tasks; /* removals first, then in the walk's order */
    size_t count;
    size_t unchanged; /* files that need nothing */
    uint64_t bytes;   /* of the files to read or look at */
    /* First path that was named, where nothing is and nothing was; NULL. */
    const char *missing;
};

/* Hold the files walked against the index in folder, whose lock the caller
 * has; all of *out lives in the arena and the walk. New files are spread over
 * `shards` shards by the hash of their key; known ones stay where they are. A
 * file is read again when its size, its time and bytes, the options, what
 * metadata files say of it or its id have changed, or the program's version.
 * Fails as index_reader_open() does. */
MUST_CHECK enum status agenda_make(const struct walk *walk, const char *folder,
                                   unsigned shards,
                                   const struct agenda_options *options,
                                   struct arena *arena, struct agenda *out,
                                   struct error *err);

#endif
