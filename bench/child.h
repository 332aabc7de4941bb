/* child.h - run a program of ours and take its output. */
#ifndef BENCH_CHILD_H
#define BENCH_CHILD_H

#include "common/status.h"
#include "common/str.h"

/* Run argv[0] (a path; argv ends with NULL) and append what it prints on
 * stdout to *out, at most most bytes; its stderr is ours. *code is its exit
 * code, 128 + signal when a signal ended it. NOT_FOUND when there is no such
 * program, TOO_LARGE, IO. */
MUST_CHECK enum status child_run(const char *const *argv, size_t most,
                                 struct strbuf *out, int *code,
                                 struct error *err);

/* Path of a program that stands beside the running one, in the arena. */
char *child_path(struct arena *arena, const char *name);

#endif
