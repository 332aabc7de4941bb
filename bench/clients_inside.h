/* clients_inside.h - inside of clients: lines of the report. */
#ifndef BENCH_CLIENTS_INSIDE_H
#define BENCH_CLIENTS_INSIDE_H

#include "bench/clients.h"

/* Print a figure that has no goal. */
void clients_say(const char *what, const char *format, ...) PRINTF_LIKE(2, 3);

/* Print a figure that should be under (or, with a least, at least) the goal,
 * and whether it is; counts a miss. */
void clients_most(struct clients *clients, const char *what, double value,
                  const char *unit, double goal);
void clients_least(struct clients *clients, const char *what, double value,
                   const char *unit, double goal);

/* What other programs took of the processors since begin, in percent: figures
 * taken beside much work of others are of little use. */
struct clients_load {
    int64_t begin_ns;
    double machine_s, ours_s;
};
void clients_load_begin(struct clients_load *load, double daemon_s);
double clients_load_others(const struct clients_load *load, double daemon_s);

#endif
