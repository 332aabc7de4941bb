/* clients.h - the daemon measured from outside: what its clients wait for, and
 * what it costs while nobody asks. Each function takes one measure, prints its
 * lines, and counts the goals that were missed. */
#ifndef BENCH_CLIENTS_H
#define BENCH_CLIENTS_H

#include "bench/truth.h"

struct clients {
    const char *index;
    const struct kind_list *queries;
    struct truth *truth;
    const char *folder; /* for sockets and such */
    unsigned workers;   /* of the daemon */
    unsigned clients;   /* of the crowd */
    double seconds;     /* that the crowd asks for */
    int64_t pace_ms;    /* of each in it */
    int64_t rounds;     /* of queries asked one by one */
    bool is_committing; /* write to the index while the crowd asks */
    unsigned missed;    /* goals so far */
    struct arena arena;
};

/* Fail as serving_start(), crowd_run() and the truth do. */
MUST_CHECK enum status clients_overhead(struct clients *clients,
                                        struct error *err);
MUST_CHECK enum status clients_crowd(struct clients *clients,
                                     struct error *err);
MUST_CHECK enum status clients_throughput(struct clients *clients,
                                          struct error *err);
MUST_CHECK enum status clients_idle(struct clients *clients, struct error *err);
MUST_CHECK enum status clients_start(struct clients *clients,
                                     struct error *err);

#endif
