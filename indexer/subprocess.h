/* subprocess.h - another program given bytes, its output taken, within bounds
 * of time, memory and length: parsers that are not to run in our own address
 * space.
 *
 * The program is found by PATH and started without a shell, in a process group
 * of its own, with the bytes as a file that cannot be named (standard input,
 * which it may open as SUBPROCESS_INPUT), nothing else open, and no way to
 * write files. What is left of the group is killed in any case. */
#ifndef INDEXER_SUBPROCESS_H
#define INDEXER_SUBPROCESS_H

#include "common/status.h"
#include "common/str.h"

/* The name under which the program can open its input, and seek in it. */
#define SUBPROCESS_INPUT "/proc/self/fd/0"

struct subprocess_limits {
    unsigned time_ms;   /* by the clock and, in whole seconds, the processor */
    size_t memory;      /* bytes of address space */
    size_t output_most; /* bytes */
};

enum subprocess_end {
    SUBPROCESS_EXITED,  /* see exit_code */
    SUBPROCESS_KILLED,  /* by a signal, as by bounds of memory */
    SUBPROCESS_TIMEOUT, /* it was killed: the time was over */
    SUBPROCESS_FULL /* it was killed: output_most bytes came, and are kept */
};

struct subprocess_result {
    enum subprocess_end end;
    int exit_code;
    unsigned time_ms;       /* that it took */
    struct strbuf output;   /* its standard output */
    struct strbuf messages; /* the beginning of its standard error */
};

/* Run arguments[0] with the others (NULL ends them). NOT_FOUND: there is no
 * such program; IO: it could not be started, or not be listened to. The caller
 * releases *out in any case. */
MUST_CHECK enum status subprocess_run(const char *const *arguments,
                                      struct slice input,
                                      const struct subprocess_limits *limits,
                                      struct subprocess_result *out,
                                      struct error *err);

void subprocess_result_release(struct subprocess_result *result);

#endif
