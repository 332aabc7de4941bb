/* kinds.h - queries of several kinds: lines of "KIND<tab>QUERY". */
#ifndef BENCH_KINDS_H
#define BENCH_KINDS_H

#include "common/status.h"
#include "common/str.h"

struct kind_query {
    struct slice kind;
    struct slice text;
};

struct kind_list {
    struct kind_query *items; /* in the order of the file */
    size_t count;             /* at least 1 */
};

/* Read a file; everything lives in the arena. NOT_FOUND, IO, TOO_LARGE;
 * BAD_FORMAT: err has the place. */
MUST_CHECK enum status kinds_read(const char *path, struct arena *arena,
                                  struct kind_list *out, struct error *err);

/* Is this the first query of its kind? */
bool kinds_is_first(const struct kind_list *list, size_t at);

#endif
