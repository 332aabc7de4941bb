/* snippet: windows, lines, widths, marks. */
#include "tests/unit/unit.h"

#include <string.h>

#include "searchd/snippet.h"

static void test_width_counts_columns(void **state)
{
    (void)state;
    assert_int_equal(snippet_width(SLICE("abc")), 3);
    assert_int_equal(snippet_width(SLICE("\xE5\x8C\x97\xE6\x96\xB9")), 4);
    assert_int_equal(snippet_width(SLICE("e\xCC\x81")), 1);
}

static void test_a_short_text_is_shown_whole(void **state)
{
    struct snippet window;

    (void)state;
    snippet_choose(SLICE("short"), NULL, 0, 10, &window);
    assert_int_equal(window.start, 0);
    assert_int_equal(window.end, 5);
}

static void test_the_window_holds_the_marks(void **state)
{
    struct strbuf text = STRBUF_INIT;
    struct hit_mark mark;
    struct snippet window;

    (void)state;
    for (int i = 0; i < 50; i++)
        strbuf_add_text(&text, "Some words of no meaning. ");
    mark.start = (uint32_t)text.len + 4;
    strbuf_add_text(&text, "The treaty is here. ");
    mark.end = mark.start + 6;
    for (int i = 0; i < 50; i++)
        strbuf_add_text(&text, "Some words of no meaning. ");
    snippet_choose(strbuf_slice(&text), &mark, 1, 100, &window);
    assert_true(window.start <= mark.start && window.end >= mark.end);
    assert_true(window.end - window.start <= 100);
    /* it begins with the sentence */
    assert_memory_equal(text.bytes + window.start, "The treaty", 10);
    strbuf_release(&text);
}

static void test_lines_keep_to_the_width_and_marks_to_their_line(void **state)
{
    const struct snippet_style style = {"<", ">"};
    const struct hit_mark mark = {4, 17};
    struct slice text = SLICE("one missile defence two");
    const struct snippet whole = {0, text.len};
    struct strbuf out = STRBUF_INIT;

    (void)state;
    snippet_print(text, &whole, &mark, 1, "  ", 14, &style, &out);
    assert_slice(strbuf_slice(&out), "  one <missile>\n  <defen>ce two\n");
    strbuf_release(&out);
}

static void test_wide_text_breaks_anywhere(void **state)
{
    const struct snippet_style style = {"", ""};
    struct slice text = SLICE("\xE5\x8C\x97\xE6\x96\xB9\xE9\xA0\x98"
                              "\xE5\x9C\x9F");
    const struct snippet whole = {0, text.len};
    struct strbuf out = STRBUF_INIT;

    (void)state;
    snippet_print(text, &whole, NULL, 0, "", 4, &style, &out);
    assert_slice(strbuf_slice(&out), "\xE5\x8C\x97\xE6\x96\xB9\n"
                                     "\xE9\xA0\x98\xE5\x9C\x9F\n");
    strbuf_release(&out);
}

static void test_control_characters_never_reach_the_terminal(void **state)
{
    struct strbuf out = STRBUF_INIT;

    (void)state;
    strbuf_add_clean(&out, SLICE("a\033]0;evil\007b\xC2\x9B"
                                 "c"));
    assert_slice(strbuf_slice(&out), "a ]0;evil b c");
    strbuf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_width_counts_columns),
        cmocka_unit_test(test_a_short_text_is_shown_whole),
        cmocka_unit_test(test_the_window_holds_the_marks),
        cmocka_unit_test(test_lines_keep_to_the_width_and_marks_to_their_line),
        cmocka_unit_test(test_wide_text_breaks_anywhere),
        cmocka_unit_test(test_control_characters_never_reach_the_terminal),
    };

    return cmocka_run_group_tests_name("snippet", tests, NULL, NULL);
}
