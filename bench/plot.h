/* plot.h - differences, one a topic, as bars to both sides of 0: for the
 * terminal, with Unicode or plain ASCII, and as SVG. */
#ifndef BENCH_PLOT_H
#define BENCH_PLOT_H

#include "common/str.h"

struct plot_bar {
    struct slice label;
    double value; /* finite */
};

struct plot {
    const char *title; /* what is shown, of how many */
    const char *left;  /* where a bar to the left points */
    const char *right; /* and to the right */
    struct plot_bar *bars;
    size_t count; /* 1 or more */
};

/* Largest first, then by label. */
void plot_sort(struct plot *plot);

enum plot_signs {
    PLOT_UNICODE, /* halves of a column: ▌ ▐ █ */
    PLOT_ASCII
};

/* A line a bar, 80 columns wide. Labels that are too long are cut, and what
 * would steer a terminal in them is taken out. */
void plot_add_text(const struct plot *plot, enum plot_signs signs,
                   struct strbuf *out);

/* One picture of all plots, below each other and on one scale: a complete SVG
 * 1.1 document of its own. A bar's label and value are its title, which a
 * browser shows under the pointer; they stand beside it where there is room. */
void plot_add_svg(const struct plot *plots, size_t count, struct strbuf *out);

#endif
