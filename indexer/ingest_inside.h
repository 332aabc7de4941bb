/* ingest_inside.h - inside of ingest: a worker, and what it tells its caller.
 */
#ifndef INDEXER_INGEST_INSIDE_H
#define INDEXER_INGEST_INSIDE_H

#include "common/document.h"
#include "indexer/ingest.h"

/* Kinds of messages from a worker, their first byte. */
enum { SAY_COUNTS = 'c', SAY_ERROR = 'e', SAY_WARNING = 'w' };

struct worker {
    const struct ingest *ingest;
    int pipe;
    struct analyser *analyser;
    struct index_writer *writer;
    struct ingest_counts counts; /* since the last report */
    struct arena arena;          /* of one statement, */
    struct arena document;       /* and of one passage of it for the index */
};

/* Send the caller a message. */
void worker_say(struct worker *worker, char kind, struct slice text);

/* Count a fault and tell of it. */
void worker_say_fault(struct worker *worker, const char *text);

/* Do a task with the writer that is open. Faults of the file are told and
 * counted; else as index.h fails, or INTERRUPTED. */
MUST_CHECK enum status worker_do(struct worker *worker,
                                 const struct ingest_task *task,
                                 struct error *err);

#endif
