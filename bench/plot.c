#include "bench/plot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int compare_bars(const void *left, const void *right)
{
    const struct plot_bar *a = left, *b = right;

    if (a->value < b->value || a->value > b->value)
        return a->value < b->value ? 1 : -1;
    return slice_compare(a->label, b->label);
}

void plot_sort(struct plot *plot)
{
    qsort(plot->bars, plot->count, sizeof *plot->bars, compare_bars);
}

/* The least round number that no bar is over. */
static double scale_of(const struct plot *plots, size_t count)
{
    static const double steps[] = {1, 1.5, 2, 3, 4, 5, 6, 8};
    double largest = 0, power;

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < plots[i].count; j++)
            largest = fmax(largest, fabs(plots[i].bars[j].value));
    if (largest <= 0)
        return 1;
    power = pow(10, floor(log10(largest)));
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        if (largest <= steps[i] * power * (1 + 1e-9))
            return steps[i] * power;
    return 10 * power;
}

/* ---- text ---- */

enum { LABEL_COLUMNS = 22, HALF_COLUMNS = 23 };

static void add_times(struct strbuf *out, const char *sign, size_t times)
{
    for (size_t i = 0; i < times; i++)
        strbuf_add_text(out, sign);
}

/* Exactly as many characters. */
static void add_label(struct strbuf *out, struct slice label)
{
    struct strbuf clean = STRBUF_INIT;
    size_t at = 0, characters = 0;

    strbuf_add_clean(&clean, label);
    while (at < clean.len && characters < LABEL_COLUMNS) {
        int32_t codepoint;

        at += utf8_decode(clean.bytes + at, clean.len - at, &codepoint);
        characters++;
    }
    strbuf_add(out, slice_part(strbuf_slice(&clean), 0, at));
    add_times(out, " ", LABEL_COLUMNS - characters);
    strbuf_release(&clean);
}

/* A bar of so many half columns, to the left or right of the axis. */
static void add_bar(struct strbuf *out, size_t halves, bool is_left,
                    enum plot_signs signs)
{
    bool is_ascii = signs == PLOT_ASCII;
    bool has_half = halves % 2 && !is_ascii;
    size_t whole = is_ascii ? (halves + 1) / 2 : halves / 2;
    size_t room = HALF_COLUMNS - whole - has_half;

    if (is_left) {
        add_times(out, " ", room);
        add_times(out, "▐", has_half);
    }
    add_times(out, is_ascii ? (is_left ? "-" : "+") : "█", whole);
    if (!is_left) {
        add_times(out, "▌", has_half);
        add_times(out, " ", room);
    }
}

static void add_line(struct strbuf *out, const struct plot_bar *bar,
                     double scale, enum plot_signs signs)
{
    size_t halves = (size_t)lround(fabs(bar->value) / scale * 2 * HALF_COLUMNS);

    add_label(out, bar->label);
    strbuf_add_byte(out, ' ');
    add_bar(out, bar->value < 0 ? halves : 0, true, signs);
    strbuf_add_text(out, signs == PLOT_ASCII ? "|" : "│");
    add_bar(out, bar->value > 0 ? halves : 0, false, signs);
    strbuf_add_format(out, " %+.4f\n", bar->value);
}

static void add_axis(struct strbuf *out, double scale)
{
    struct strbuf left = STRBUF_INIT, right = STRBUF_INIT;

    strbuf_add_format(&left, "%+g", -scale);
    strbuf_add_format(&right, "%+g", scale);
    add_times(out, " ", LABEL_COLUMNS + 1);
    strbuf_add(out, strbuf_slice(&left));
    add_times(out, " ", HALF_COLUMNS - left.len);
    strbuf_add_byte(out, '0');
    add_times(out, " ", HALF_COLUMNS - right.len);
    strbuf_add(out, strbuf_slice(&right));
    strbuf_add_byte(out, '\n');
    strbuf_release(&left);
    strbuf_release(&right);
}

void plot_add_text(const struct plot *plot, enum plot_signs signs,
                   struct strbuf *out)
{
    double scale = scale_of(plot, 1);

    strbuf_add_clean(out, slice_of(plot->title));
    strbuf_add_text(out, "\nleft: ");
    strbuf_add_clean(out, slice_of(plot->left));
    strbuf_add_text(out, "; right: ");
    strbuf_add_clean(out, slice_of(plot->right));
    strbuf_add_byte(out, '\n');
    add_axis(out, scale);
    for (size_t i = 0; i < plot->count; i++)
        add_line(out, &plot->bars[i], scale, signs);
}

/* ---- SVG ---- */

enum {
    WIDTH = 800,
    MARGIN = 16,
    LABEL_WIDTH = 190,
    VALUE_WIDTH = 70,
    HEAD_HEIGHT = 84,
    ROW_MOST = 18,     /* height of a bar with its gap */
    ROW_READABLE = 12, /* the least with a label beside it */
    ROWS_LABELLED = 120
};

/* Where bars are drawn. */
struct area {
    double left, right, top; /* pixels */
    double row;              /* height of a bar with its gap */
    double scale;            /* value at the right end */
    bool is_labelled;
};

/* The characters that XML gives a meaning, and those that it forbids. */
static void add_escaped(struct strbuf *out, struct slice text)
{
    size_t at = 0;

    while (at < text.len) {
        int32_t codepoint;
        size_t len = utf8_decode(text.bytes + at, text.len - at, &codepoint);

        if (codepoint == '&')
            strbuf_add_text(out, "&amp;");
        else if (codepoint == '<')
            strbuf_add_text(out, "&lt;");
        else if (codepoint == '>')
            strbuf_add_text(out, "&gt;");
        else if (codepoint == '"')
            strbuf_add_text(out, "&quot;");
        else if (utf8_is_steering(codepoint) || codepoint >= 0xFFFE)
            strbuf_add_byte(out, ' ');
        else
            strbuf_add(out, slice_part(text, at, at + len));
        at += len;
    }
}

static void add_words(struct strbuf *out, double x, double y,
                      const char *attributes, struct slice text)
{
    strbuf_add_format(out, "<text x=\"%.1f\" y=\"%.1f\" %s>", x, y, attributes);
    add_escaped(out, text);
    strbuf_add_text(out, "</text>\n");
}

static double place_of(const struct area *area, double value)
{
    double middle = (area->left + area->right) / 2;

    return middle + value / area->scale * (area->right - middle);
}

static void add_grid(struct strbuf *out, const struct area *area, size_t rows)
{
    double bottom = area->top + (double)rows * area->row;

    for (int step = -2; step <= 2; step++) {
        double value = step * area->scale / 2;
        double x = place_of(area, value);
        struct strbuf label = STRBUF_INIT;

        strbuf_add_format(&label, step ? "%+g" : "%g", value);
        strbuf_add_format(out,
                          "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" "
                          "y2=\"%.1f\" class=\"%s\"/>\n",
                          x, area->top - 4, x, bottom + 4,
                          step ? "grid" : "axis");
        add_words(out, x, area->top - 9, "class=\"tick\"",
                  strbuf_slice(&label));
        strbuf_release(&label);
    }
}

static void add_rectangle(struct strbuf *out, const struct area *area,
                          const struct plot_bar *bar, double top)
{
    double zero = place_of(area, 0), end = place_of(area, bar->value);
    double height = area->row * 0.8;

    strbuf_add_format(out,
                      "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
                      "height=\"%.1f\" class=\"%s\"><title>",
                      fmin(zero, end), top + area->row * 0.1, fabs(end - zero),
                      height, bar->value < 0 ? "worse" : "better");
    add_escaped(out, bar->label);
    strbuf_add_format(out, " %+.4f</title></rect>\n", bar->value);
}

static void add_row(struct strbuf *out, const struct area *area,
                    const struct plot_bar *bar, double top)
{
    double base = top + area->row * 0.5 + 4;
    struct strbuf value = STRBUF_INIT;

    add_rectangle(out, area, bar, top);
    if (area->is_labelled) {
        size_t shown = utf8_cut(bar->label.bytes, bar->label.len, 28);

        strbuf_add_format(&value, "%+.4f", bar->value);
        add_words(out, area->left - 8, base, "class=\"label\"",
                  slice_part(bar->label, 0, shown));
        add_words(out, area->right + 8, base, "class=\"value\"",
                  strbuf_slice(&value));
    }
    strbuf_release(&value);
}

/* Many bars get thin, so that a picture stays one that a page can hold. */
static struct area area_for(const struct plot *plot, double top, double scale)
{
    struct area area = {.top = top + HEAD_HEIGHT, .scale = scale};

    area.row = ROW_MOST;
    if (plot->count > 40)
        area.row = fmax(2, ROW_MOST * 40 / (double)plot->count);
    area.is_labelled = plot->count <= ROWS_LABELLED;
    if (area.is_labelled && area.row < ROW_READABLE)
        area.row = ROW_READABLE;
    area.left = MARGIN + (area.is_labelled ? LABEL_WIDTH : 0);
    area.right = WIDTH - MARGIN - (area.is_labelled ? VALUE_WIDTH : 0);
    return area;
}

static double height_of(const struct plot *plot)
{
    struct area area = area_for(plot, 0, 1);

    return area.top + (double)plot->count * area.row + MARGIN;
}

static void add_plot(struct strbuf *out, const struct plot *plot, double top,
                     double scale)
{
    struct area area = area_for(plot, top, scale);
    struct strbuf side = STRBUF_INIT;

    add_words(out, MARGIN, top + 26, "class=\"title\"", slice_of(plot->title));
    strbuf_add_format(&side, "← %s", plot->left);
    add_words(out, area.left, top + 52, "class=\"side\"", strbuf_slice(&side));
    strbuf_reset(&side);
    strbuf_add_format(&side, "%s →", plot->right);
    add_words(out, area.right, top + 52, "class=\"side\" text-anchor=\"end\"",
              strbuf_slice(&side));
    strbuf_release(&side);
    add_grid(out, &area, plot->count);
    for (size_t i = 0; i < plot->count; i++)
        add_row(out, &area, &plot->bars[i], area.top + (double)i * area.row);
}

void plot_add_svg(const struct plot *plots, size_t count, struct strbuf *out)
{
    double scale = scale_of(plots, count), height = 0, top = 0;

    for (size_t i = 0; i < count; i++)
        height += height_of(&plots[i]);
    strbuf_add_format(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" "
        "width=\"%d\" height=\"%.0f\" viewBox=\"0 0 %d %.0f\">\n"
        "<style>text{font:12px sans-serif;fill:#222}"
        ".title{font-size:15px;font-weight:bold}.side{fill:#666}"
        ".tick{text-anchor:middle;fill:#666}.label{text-anchor:end}"
        ".grid{stroke:#ddd}.axis{stroke:#222}"
        ".better{fill:#0072b2}.worse{fill:#d55e00}</style>\n"
        "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n",
        WIDTH, height, WIDTH, height);
    for (size_t i = 0; i < count; i++) {
        add_plot(out, &plots[i], top, scale);
        top += height_of(&plots[i]);
    }
    strbuf_add_text(out, "</svg>\n");
}
