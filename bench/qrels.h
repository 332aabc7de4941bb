/* qrels.h - judgements: which passage is how relevant to which topic.
 *
 * A line is "TOPIC 0 DOCNO GRADE" (TREC), or "TOPIC DOCNO GRADE" under a head
 * line that begins with "query-id" (BEIR). The grade is a whole number; 0 is
 * judged and not relevant, below 0 counts as not judged. A fifth column of TREC
 * may be the content hash of the passage (passage.h), 16 hexadecimal digits:
 * what is said to be relevant, whatever its number. */
#ifndef BENCH_QRELS_H
#define BENCH_QRELS_H

#include "common/status.h"
#include "common/str.h"

enum {
    QRELS_UNJUDGED = -1,
    QRELS_POOLED = -2 /* in the file, with a grade below 0 */
};

struct judgement {
    struct slice docno;
    int32_t grade;
    uint64_t hash; /* of the passage; 0: not known */
};

struct qrels_topic {
    struct slice id;
    struct judgement *judgements; /* by docno, none twice */
    size_t count;
};

struct qrels {
    struct qrels_topic *topics; /* by id, in byte order */
    size_t count;
};

/* Everything in *out lives in the arena. NOT_FOUND, IO, TOO_LARGE;
 * BAD_FORMAT with file, line and column, also when a passage is judged twice
 * for a topic or there is no judgement at all. */
MUST_CHECK enum status qrels_read(const char *path, struct arena *arena,
                                  struct qrels *out, struct error *err);

/* NULL when the topic has no judgements. */
const struct qrels_topic *qrels_find(const struct qrels *qrels,
                                     struct slice topic);

/* QRELS_UNJUDGED when it is not judged. */
int32_t qrels_grade(const struct qrels_topic *topic, struct slice docno);

/* The same, but QRELS_POOLED for what the file has with a grade below 0. */
int32_t qrels_pool_grade(const struct qrels_topic *topic, struct slice docno);

/* A content hash of 16 hexadecimal digits; false: it is none. */
bool qrels_parse_hash(struct slice text, uint64_t *out);

#endif
