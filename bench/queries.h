/* queries.h - the topics of a run: an id and what is asked. */
#ifndef BENCH_QUERIES_H
#define BENCH_QUERIES_H

#include "common/status.h"
#include "common/str.h"

struct bench_query {
    struct slice id;
    struct slice text;
};

struct query_list {
    struct bench_query *items; /* in the order of the file */
    size_t count;
};

/* Read the queries of a file: "ID<tab>TEXT" lines; JSON Lines with "_id" (or
 * "id") and fields as BEIR's queries.jsonl has them, at the top or in
 * "metadata"; or the topics of TREC (trec_topics.h).
 *
 * fields names the ones to ask with, parted by commas: each query is what it
 * has of them, one after the other. Where a query has no field of that name
 * but one of the same meaning, that is taken unless it is named itself: text,
 * title, query; description, desc, question; narrative, narr. Any other field
 * can be named, too.
 *
 * Everything lives in the arena. NOT_FOUND, IO, TOO_LARGE; USAGE: lines with
 * a tab have no field but text; BAD_FORMAT with file, line and column: no id
 * or one with white space, an id twice, nothing to ask. */
MUST_CHECK enum status queries_read(const char *path, const char *fields,
                                    struct arena *arena, struct query_list *out,
                                    struct error *err);

/* The words of a text that was not written in the query language, as a query
 * that asks for these words and nothing else: what the language would take
 * for its own is taken out, and a text over its limits is cut. In the arena.
 */
struct slice queries_plain(struct slice text, struct arena *arena);

#endif
