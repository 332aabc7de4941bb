/* pool.h - what several runs found, as a table to be judged, and back.
 *
 * A head line, then a line a passage, seven columns parted by tabs: topic,
 * passage, content hash, grade (empty: not judged), title, date, text. Within
 * a topic the order is by a hash, so that it tells nothing of ranks and runs.
 * A spreadsheet may have saved it: CR LF, a mark of UTF-8, blanks around cells
 * and columns left out from the fifth on do no harm. */
#ifndef BENCH_POOL_H
#define BENCH_POOL_H

#include "bench/qrels.h"
#include "searchd/hits.h"

#define POOL_HEAD "topic\tpassage\thash\tgrade\ttitle\tdate\ttext\n"

struct pool_row {
    struct slice topic;
    struct slice docno;
    const struct hit *hit;
    bool is_judged;
    int32_t grade;
};

/* Put the rows of one topic in the order of the table. */
void pool_sort(struct pool_row *rows, size_t count);

/* Append a line. What would break the table, or be a formula to a
 * spreadsheet, is taken out of the texts. */
void pool_add_row(const struct pool_row *row, struct strbuf *out);

struct pool_judgement {
    struct slice topic;
    struct judgement judgement;
    const char *path; /* where it was read */
    uint32_t line;
};

struct pool_judgements {
    struct pool_judgement *items; /* heap */
    size_t count;
    size_t capacity;
    size_t unjudged; /* rows without a grade */
};

/* Add the judgements of a table's file to *out, which the caller begins zeroed
 * and ends with pool_release(); their texts live in the arena. NOT_FOUND, IO;
 * BAD_FORMAT with file, line and column. */
MUST_CHECK enum status pool_read(const char *path, struct arena *arena,
                                 struct pool_judgements *out,
                                 struct error *err);

/* Add one judgement. */
void pool_add(struct pool_judgements *judgements,
              const struct pool_judgement *judgement);

/* Sort by topic, statement and number, and drop what is said twice.
 * BAD_FORMAT when a passage has two grades for a topic. */
MUST_CHECK enum status pool_unite(struct pool_judgements *judgements,
                                  struct error *err);

void pool_release(struct pool_judgements *judgements);

#endif
