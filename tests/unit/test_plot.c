/* plot: bars in text and SVG. */
#include "tests/unit/unit.h"

#include <string.h>

#include "bench/plot.h"

static struct plot make_plot(struct plot_bar *bars, size_t count)
{
    return (struct plot){"map, 2 - 1", "one", "two", bars, count};
}

static void test_bars_are_sorted_by_value_then_label(void **state)
{
    struct plot_bar bars[] = {{SLICE("b"), 0},
                              {SLICE("c"), -0.2},
                              {SLICE("a"), 0},
                              {SLICE("d"), 0.1}};
    struct plot plot = make_plot(bars, COUNT_OF(bars));

    (void)state;
    plot_sort(&plot);
    assert_slice(bars[0].label, "d");
    assert_slice(bars[1].label, "a");
    assert_slice(bars[2].label, "b");
    assert_slice(bars[3].label, "c");
}

static void test_bars_have_their_lengths_in_half_columns(void **state)
{
    /* The scale is 0.2, which 23 columns show: 0.1 are 23 halves. */
    struct plot_bar bars[] = {{SLICE("北方領土"), 0.1},
                              {SLICE("x\033y"), -0.2}};
    struct plot plot = make_plot(bars, COUNT_OF(bars));
    struct strbuf text = STRBUF_INIT;

    (void)state;
    plot_add_text(&plot, PLOT_UNICODE, &text);
    assert_string_equal(text.bytes,
                        "map, 2 - 1\n"
                        "left: one; right: two\n"
                        "                       -0.2                   0"
                        "                   +0.2\n"
                        "北方領土                                          "
                        "│███████████▌            +0.1000\n"
                        "x y                    ███████████████████████│"
                        "                        -0.2000\n");
    strbuf_reset(&text);
    plot_add_text(&plot, PLOT_ASCII, &text);
    assert_non_null(strstr(text.bytes, "|++++++++++++            +0.1000\n"));
    assert_non_null(strstr(text.bytes, " -----------------------|   "));
    strbuf_release(&text);
}

static void test_no_difference_has_no_bar(void **state)
{
    struct plot_bar bars[] = {{SLICE("a"), 0}};
    struct plot plot = make_plot(bars, 1);
    struct strbuf text = STRBUF_INIT;

    (void)state;
    plot_add_text(&plot, PLOT_ASCII, &text);
    assert_null(strchr(strstr(text.bytes, "\na "), '-'));
    assert_non_null(strstr(text.bytes, "+0.0000\n"));
    strbuf_release(&text);
}

static size_t count_of(const char *text, const char *needle)
{
    size_t count = 0;

    for (; (text = strstr(text, needle)) != NULL; text++)
        count++;
    return count;
}

static void test_a_picture_escapes_what_it_shows(void **state)
{
    struct plot_bar bars[] = {{SLICE("a<b&\"c\"\001"), 0.5}, {SLICE("d"), -1}};
    struct plot plots[] = {make_plot(bars, 2), make_plot(bars, 2)};
    struct strbuf text = STRBUF_INIT;

    (void)state;
    plot_add_svg(plots, COUNT_OF(plots), &text);
    assert_non_null(strstr(text.bytes, "a&lt;b&amp;&quot;c&quot;  +0.5000<"));
    assert_int_equal(count_of(text.bytes, "class=\"better\""), 2);
    assert_int_equal(count_of(text.bytes, "class=\"worse\""), 2);
    assert_int_equal(count_of(text.bytes, "</svg>"), 1);
    strbuf_release(&text);
}

static void test_many_bars_make_no_endless_picture(void **state)
{
    static struct plot_bar bars[5000];
    struct plot plot = make_plot(bars, COUNT_OF(bars));
    struct strbuf text = STRBUF_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(bars); i++)
        bars[i] = (struct plot_bar){SLICE("topic"), 0.25};
    plot_add_svg(&plot, 1, &text);
    /* 2 pixels each, a head and a margin. */
    assert_non_null(strstr(text.bytes, "height=\"10100\""));
    assert_int_equal(count_of(text.bytes, "class=\"label\""), 0);
    strbuf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bars_are_sorted_by_value_then_label),
        cmocka_unit_test(test_bars_have_their_lengths_in_half_columns),
        cmocka_unit_test(test_no_difference_has_no_bar),
        cmocka_unit_test(test_a_picture_escapes_what_it_shows),
        cmocka_unit_test(test_many_bars_make_no_endless_picture),
    };

    return cmocka_run_group_tests_name("plot", tests, NULL, NULL);
}
