/* ingest.h - read files, cut them, put their passages into the index. */
#ifndef INDEXER_INGEST_H
#define INDEXER_INGEST_H

#include "common/index.h"
#include "indexer/source.h"

enum ingest_kind {
    INGEST_READ,  /* replace what the index holds of the file */
    INGEST_LOOK,  /* the same, unless its bytes are what they were */
    INGEST_REMOVE /* the file is gone: remove what the index holds of it */
};

struct ingest_task {
    enum ingest_kind kind;
    const char *path;        /* to open, and to show */
    struct slice id;         /* of its statement, unless it is one of records */
    struct index_file entry; /* to be remembered; of LOOK and REMOVE what is
                              * known. Counts and hash are filled in later. */
    unsigned shard;
    bool is_named; /* on the command line: whatever is wrong is an error */
};

struct ingest_counts {
    uint64_t done;         /* tasks, whatever came of them */
    uint64_t bytes;        /* of the tasks done */
    uint64_t files;        /* read and indexed */
    uint64_t record_files; /* of these, those of records */
    uint64_t statements;
    uint64_t passages;
    uint64_t furniture; /* lines left out */
    uint64_t touched;   /* bytes as before */
    uint64_t removed;
    uint64_t passed_over;         /* of no format we know, met in a folder */
    uint64_t members_passed_over; /* of archives: no statements */
    uint64_t empty;               /* met in a folder */
    uint64_t faults;              /* files and records that could not be read */
    uint64_t replaced;            /* bytes that were no UTF-8 */
};

struct ingest {
    const char *folder; /* the index; the caller holds its lock */
    const struct source_options *options;
    const struct ingest_task *tasks;
    size_t count;
    uint64_t bytes; /* of all tasks, for the progress */
};

/* Do all tasks in `workers` processes (1 to JOBS_MOST), the tasks of a shard
 * in one of them, in order. Faults of files are logged and counted. Else:
 * IO (disk full, a worker was killed), CORRUPT, INTERRUPTED; the index then
 * holds what was done until shortly before. */
MUST_CHECK enum status ingest_run(const struct ingest *ingest, unsigned workers,
                                  struct ingest_counts *totals,
                                  struct error *err);

#endif
