/* crowd.h - many clients of the daemon at once, moved by one thread, so that
 * they take little of the processors that the daemon needs. */
#ifndef BENCH_CROWD_H
#define BENCH_CROWD_H

#include "common/status.h"
#include "common/str.h"

enum { CROWD_CLIENTS_MOST = 1000 };

struct crowd {
    const char *socket;
    unsigned clients; /* every second one speaks as LSP does */
    double seconds;
    /* Each client asks once in so many milliseconds, with pauses of half that
     * to one and a half; 0: again as soon as it was answered. */
    int64_t pace_ms;
    const struct slice *messages; /* requests, taken in an order that every
                                   * client has its own of */
    size_t count;
    void (*tick)(void *context); /* about once a second; may be NULL */
    void *context;
};

struct crowd_answer {
    uint32_t message;
    bool is_result; /* and no error */
    uint64_t hash;  /* wire_hash() of the reply */
    /* When the client wanted to ask, when it asked (later where it waited for
     * its last answer), and when it had the answer. */
    int64_t due_ns, asked_ns, got_ns;
};

struct crowd_result {
    struct crowd_answer *answers; /* in the order in which they came */
    size_t count;
    size_t failed; /* answered with an error, or never */
};

/* Run it. The caller ends *out with heap_free(out->answers), also after a
 * failure. IO: cannot connect, or a connection ended. */
MUST_CHECK enum status crowd_run(const struct crowd *crowd,
                                 struct crowd_result *out, struct error *err);

/* Milliseconds from when each answer was due, in order, on the heap. */
double *crowd_times(const struct crowd_result *result);

#endif
