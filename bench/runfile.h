/* runfile.h - a run: what an engine answered to each topic, as TREC lines
 * "TOPIC Q0 DOCNO RANK SCORE TAG". */
#ifndef BENCH_RUNFILE_H
#define BENCH_RUNFILE_H

#include "common/status.h"
#include "common/str.h"

struct run_entry {
    struct slice docno;
    double score; /* of a file: rounded to single precision, as trec_eval
                   * holds it */
};

struct run_topic {
    struct slice id;
    struct run_entry *entries; /* best first */
    size_t count;
};

struct run {
    struct slice tag;         /* of the last line, as trec_eval's runid */
    struct run_topic *topics; /* by id, in byte order */
    size_t count;
};

/* Everything in *out lives in the arena. As trec_eval does, the rank column
 * is ignored: entries are ordered by score (as a float), equal scores by
 * docno, descending. The file is read piece by piece ("-" is stdin): while it
 * is read, a line takes 48 bytes and those of its docno. NOT_FOUND, IO,
 * TOO_LARGE; BAD_FORMAT with file, line and column, also when a passage comes
 * twice for a topic, and for a file without a line. */
MUST_CHECK enum status run_read(const char *path, struct arena *arena,
                                struct run *out, struct error *err);

/* NULL when the run has nothing for the topic. */
const struct run_topic *run_find(const struct run *run, struct slice topic);

/* Add one line of a run to *out, with an underscore for each space in a name.
 * rank from 1. */
void run_add_line(struct strbuf *out, struct slice topic, struct slice docno,
                  size_t rank, double score, const char *tag);

/* The score to print at a rank: score itself, or a little less than the one
 * printed before (*last), so that printed scores decrease strictly and every
 * reader keeps the order. Sets *last; begin a topic with INFINITY. */
double run_next_score(double score, double *last);

#endif
