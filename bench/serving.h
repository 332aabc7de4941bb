/* serving.h - the daemon as a child of ours, to be measured. */
#ifndef BENCH_SERVING_H
#define BENCH_SERVING_H

#include "common/status.h"
#include "common/str.h"

struct serving {
    int pid;            /* 0: none */
    const char *socket; /* where it can be asked */
};

/* Start one on an index, with a socket in folder (another for each number of
 * workers), and wait until clients can come. At most SERVING_CLIENTS_MOST can
 * at once. What it says goes to a file "log" there. On success the caller ends
 * *out with serving_stop(); the texts live in the arena. IO: it did not start;
 * err has what it said. */
enum { SERVING_CLIENTS_MOST = 1024 };
MUST_CHECK enum status serving_start(const char *index, const char *folder,
                                     unsigned workers, struct arena *arena,
                                     struct serving *out, struct error *err);

/* End it and wait for that. Returns before, how what was done with it ended, if
 * that failed. IO: it ended otherwise than it should, or had done so before. A
 * zeroed one is ignored. */
MUST_CHECK enum status serving_stop(struct serving *serving, enum status before,
                                    struct error *err);

struct serving_state {
    uint64_t resident;  /* bytes */
    uint64_t wakeups;   /* how often its threads went to sleep so far */
    double processor_s; /* that it has used */
};
MUST_CHECK enum status serving_look(const struct serving *serving,
                                    struct serving_state *out,
                                    struct error *err);

/* Seconds for which all processors of the machine together have worked. */
double serving_machine_s(void);

/* A folder for what a measure needs, in the arena; IO. serving_remove_folder()
 * removes the files in it, and it. */
MUST_CHECK enum status serving_make_folder(struct arena *arena, char **out,
                                           struct error *err);
void serving_remove_folder(const char *folder);

#endif
