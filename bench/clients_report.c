#include <stdarg.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "bench/clients_inside.h"
#include "bench/serving.h"
#include "bench/stopwatch.h"

void clients_say(const char *what, const char *format, ...)
{
    va_list values;

    printf("%-44s ", what);
    va_start(values, format);
    vprintf(format, values);
    va_end(values);
    putchar('\n');
    fflush(stdout);
}

static void judge(struct clients *clients, const char *what, double value,
                  const char *unit, const char *goal, bool is_reached)
{
    clients_say(what, "%10.3f %-8s %-16s %s", value, unit, goal,
                is_reached ? "reached" : "MISSED");
    clients->missed += !is_reached;
}

void clients_most(struct clients *clients, const char *what, double value,
                  const char *unit, double goal)
{
    char text[32];

    snprintf(text, sizeof text, goal > 0 ? "under %g" : "%g", goal);
    judge(clients, what, value, unit, text,
          goal > 0 ? value < goal : value <= 0);
}

void clients_least(struct clients *clients, const char *what, double value,
                   const char *unit, double goal)
{
    char text[32];

    snprintf(text, sizeof text, "at least %g", goal);
    judge(clients, what, value, unit, text, value >= goal);
}

static double seconds_of(const struct rusage *usage)
{
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

/* Ours, and of the children that have ended. */
static double own_s(void)
{
    struct rusage self, children;

    getrusage(RUSAGE_SELF, &self);
    getrusage(RUSAGE_CHILDREN, &children);
    return seconds_of(&self) + seconds_of(&children);
}

void clients_load_begin(struct clients_load *load, double daemon_s)
{
    load->begin_ns = stopwatch_ns();
    load->machine_s = serving_machine_s();
    load->ours_s = own_s() + daemon_s;
}

double clients_load_others(const struct clients_load *load, double daemon_s)
{
    double all = (double)sysconf(_SC_NPROCESSORS_ONLN) *
                 (double)(stopwatch_ns() - load->begin_ns) / 1e9;
    double others = serving_machine_s() - load->machine_s -
                    (own_s() + daemon_s - load->ours_s);

    return all > 0 && others > 0 ? 100 * others / all : 0;
}
