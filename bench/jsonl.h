/* jsonl.h - JSON Lines, one object a line, read whole. */
#ifndef BENCH_JSONL_H
#define BENCH_JSONL_H

#include <jansson.h>

#include "common/status.h"
#include "common/str.h"

struct jsonl {
    json_t **items;  /* objects */
    uint32_t *lines; /* where each stands, from 1 */
    size_t count;
    size_t capacity;
    size_t lines_capacity;
};

/* Read a file, or text that came from path. Blank lines are passed over. On
 * success the caller ends *out with jsonl_release(); on failure it is empty.
 * NOT_FOUND, IO, TOO_LARGE; BAD_FORMAT with file, line and column. */
MUST_CHECK enum status jsonl_read(const char *path, struct jsonl *out,
                                  struct error *err);
MUST_CHECK enum status jsonl_parse(const char *path, struct slice text,
                                   struct jsonl *out, struct error *err);
void jsonl_release(struct jsonl *jsonl);

/* A member's text, lent by the object; unknown when it has none or another
 * type. */
struct slice jsonl_text(const json_t *object, const char *key);

#endif
