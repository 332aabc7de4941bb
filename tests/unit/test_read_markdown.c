/* read_markdown: blocks, inline markup, front matter; places stay right. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <string.h>

#include "indexer/read_markdown.h"

static struct arena arena;
static struct error err;
static const char *bytes_read;

static struct page read_markdown_text(const char *text)
{
    struct raw_file file = {.path = "file.md", .bytes = {text, strlen(text)}};
    struct page page;

    bytes_read = text;
    assert_ok(read_markdown(&file, &arena, &page, &err), &err);
    return page;
}

static int clear(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void test_inline_markup_is_taken_out(void **state)
{
    static const struct {
        const char *text;
        const char *expected;
    } rows[] = {
        {"*one* **two** ***three*** _four_ __five__",
         "one two three four five"},
        {"snake_case_word and 2 * 3 * 4", "snake_case_word and 2 * 3 * 4"},
        {"\\*not\\* bold, 5\\# and \\[x\\]", "*not* bold, 5# and [x]"},
        {"a [link](https://a.example/b_c \"t\") here", "a link here"},
        {"a [link](https://a.example/#:~:text=(PFE,x) here", "a link here"},
        {"[*in* link](u) and [ref][1]", "in link and ref"},
        {"said [sic] (as reported) so", "said [sic] (as reported) so"},
        {"missiles[^1] and [^b]", "missiles[1] and [b]"},
        {"x ![a picture](p.png) y", "x  y"},
        {"14<sup>th</sup> <https://a.example/> a < b",
         "14th https://a.example/ a < b"},
        {"a<!-- hidden -->b", "ab"},
        {"AT&amp;T &mdash; caf&#233; &#x2014; &nope;",
         "AT&T \xE2\x80\x94 caf\xC3\xA9 \xE2\x80\x94 &nope;"},
        {"`a*b*` and C\xC3\xB4te d`Ivoire", "a*b* and C\xC3\xB4te d`Ivoire"},
        {"**Delaware: **Today", "Delaware: Today"},
        {"**never closed", "never closed"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct page page = read_markdown_text(rows[i].text);

        assert_int_equal(page.count, 1);
        assert_slice(page.lines[0].text, rows[i].expected);
    }
}

static void test_markup_may_run_over_line_ends(void **state)
{
    struct page page = read_markdown_text("a **bold\nrun** and [a\nlink](u) b");

    (void)state;
    assert_slice(page.lines[0].text, "a bold");
    assert_slice(page.lines[1].text, "run and a");
    assert_slice(page.lines[2].text, "link b");
    assert_int_equal(page.lines[0].bold_start, 2);
    assert_int_equal(page.lines[0].bold_end, 6);
    assert_int_equal(page.lines[1].bold_start, 0);
    assert_int_equal(page.lines[1].bold_end, 3);
    assert_int_equal(page.lines[2].bold_end, 0);
}

/* Every byte of the text that is left stands in the file where we say. */
static void test_places_stay_right(void **state)
{
    struct page page =
        read_markdown_text("#  A *heading* #\n\n- **Q:** What\\* of [the\n  "
                           "talks](https://x.example)?\n");

    (void)state;
    for (size_t i = 0; i < page.count; i++) {
        const struct line *line = &page.lines[i];

        for (size_t at = 0; at < line->text.len; at++)
            if (bytes_read[line_offset(line, at)] != line->text.bytes[at])
                fail_msg("line %u, byte %zu", line->number, at);
    }
    assert_slice(page.lines[2].text, "Q: What* of the");
    assert_int_equal(page.lines[2].bold_end, 2);
}

static void test_blocks_have_their_style(void **state)
{
    static const struct {
        enum line_style style;
        unsigned level;
        const char *text;
    } rows[] = {
        {LINE_HEADING, 2, "Talks"},  {LINE_PLAIN, 0, "text"},
        {LINE_BULLET, 1, "one"},     {LINE_BULLET, 2, "inner"},
        {LINE_PLAIN, 0, "of inner"}, {LINE_BULLET, 1, "two"},
        {LINE_BLANK, 0, ""},         {LINE_PLAIN, 0, "12. twelve"},
        {LINE_BLANK, 0, ""},         {LINE_QUOTE, 1, "quoted"},
        {LINE_RULE, 0, ""},          {LINE_HEADING, 1, "Underlined"},
        {LINE_BLANK, 0, ""},         {LINE_PLAIN, 0, "a | b"},
        {LINE_RULE, 0, ""},          {LINE_PLAIN, 0, "c | d"},
    };
    struct page page = read_markdown_text(
        "## Talks\ntext\n* one\n  * inner\n    of inner\n* two\n\n"
        "12. twelve\n\n> quoted\n* * *\nUnderlined\n====\n"
        "| a | b |\n|---|---|\n| c | d |\n");

    (void)state;
    assert_int_equal(page.count, COUNT_OF(rows));
    assert_true(page.is_wrapped);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_slice(page.lines[i].text, rows[i].text);
        if (page.lines[i].style != rows[i].style ||
            page.lines[i].level != rows[i].level)
            fail_msg("line %zu: style %d, level %u", i + 1,
                     (int)page.lines[i].style, page.lines[i].level);
    }
    assert_true(page.lines[13].is_broken);
}

static void test_hard_line_ends_are_kept(void **state)
{
    struct page page = read_markdown_text("Place  \nCity\\\nend\nmore");

    (void)state;
    assert_true(page.lines[0].is_broken);
    assert_true(page.lines[1].is_broken);
    assert_slice(page.lines[1].text, "City");
    assert_false(page.lines[2].is_broken);
}

static void test_images_belong_to_the_page(void **state)
{
    struct page page = read_markdown_text("![The ministers](p.png)\n\ntext");

    (void)state;
    assert_int_equal(page.lines[0].use, LINE_OF_PAGE);
    assert_slice(page.lines[0].text, "The ministers");
    assert_int_equal(page.lines[2].use, LINE_OF_STATEMENT);
}

static void test_front_matter_is_read(void **state)
{
    struct page page = read_markdown_text(
        "---\ntitle: \"On the\\_talks,\\_\\\n  held\"\n"
        "date: '2024-03-20'\npublished_time: 2024-03-21 15:04:25-04:00\n"
        "tags: [a, b]\nsource_url: https://x.example/a\nlang: en-US\n"
        "country: JPN\n---\ntext\n");
    const struct statement *stated = &page.stated.statement;

    (void)state;
    assert_slice(stated->title, "On the talks, held");
    assert_slice(stated->url, "https://x.example/a");
    assert_slice(stated->language, "en");
    assert_slice(stated->issuer_side, "Japan");
    assert_int_equal(stated->date.day, 20);
    assert_int_equal(stated->date_basis, DATE_METADATA);
    assert_false(slice_is_known(page.warning));
    assert_int_equal(page.lines[9].use, LINE_MATTER);
    assert_int_equal(page.lines[10].number, 11);
    assert_int_equal(page.lines[10].use, LINE_OF_STATEMENT);
    assert_slice(page.lines[10].text, "text");
}

static void test_bad_front_matter_is_told_with_its_line(void **state)
{
    struct page page = read_markdown_text(
        "---\ntitle: Good\ndate: never\nbad: [1\n---\ntext\n");
    struct page broken =
        read_markdown_text("---\ntitle: Good\nother: {a: [}\n---\ntext\n");

    (void)state;
    assert_slice(page.stated.statement.title, "Good");
    assert_true(slice_starts(page.warning, SLICE("3: bad front matter: ")));
    assert_slice(broken.stated.statement.title, "Good");
    assert_true(slice_starts(broken.warning, SLICE("3: bad front matter: ")));
    assert_slice(broken.lines[4].text, "text");
    assert_int_equal(broken.lines[4].use, LINE_OF_STATEMENT);
}

static void test_a_rule_is_no_front_matter(void **state)
{
    struct page page = read_markdown_text("---\n\ntext without an end\n");

    (void)state;
    assert_int_equal(page.lines[0].style, LINE_RULE);
    assert_int_equal(page.lines[0].use, LINE_OF_STATEMENT);
}

/* Text made to be slow: each must be done at once. */
static void test_hostile_markup_takes_linear_time(void **state)
{
    static const char *const patterns[] = {
        "[", "*a ", "**a _b ", "`", "<a ", "[](", "![", "&", "_*", "[a]("};
    enum { SIZE = 900 * 1000 };
    char *text = arena_alloc(&arena, SIZE + 1);

    (void)state;
    for (size_t i = 0; i < COUNT_OF(patterns); i++) {
        size_t len = strlen(patterns[i]);

        for (size_t at = 0; at < SIZE; at++)
            text[at] = patterns[i][at % len];
        (void)read_markdown_text(text);
    }
}

static void test_footnotes_are_marked(void **state)
{
    struct page page = read_markdown_text("Missiles[^1] flew.\n\n"
                                          "[^1]: Of the short range,\n"
                                          "    as was said.\n"
                                          "[^long]: Others.\n\nThe end.\n");

    (void)state;
    assert_slice(page.lines[2].text, "[1] Of the short range,");
    assert_int_equal(page.lines[0].note, 0);
    assert_true(page.lines[2].note != 0);
    assert_int_equal(page.lines[3].note, page.lines[2].note);
    assert_slice(page.lines[4].text, "[long] Others.");
    assert_true(page.lines[4].note != page.lines[2].note);
    assert_int_equal(page.lines[6].note, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_footnotes_are_marked),
        cmocka_unit_test(test_inline_markup_is_taken_out),
        cmocka_unit_test(test_markup_may_run_over_line_ends),
        cmocka_unit_test(test_places_stay_right),
        cmocka_unit_test(test_blocks_have_their_style),
        cmocka_unit_test(test_hard_line_ends_are_kept),
        cmocka_unit_test(test_images_belong_to_the_page),
        cmocka_unit_test(test_front_matter_is_read),
        cmocka_unit_test(test_bad_front_matter_is_told_with_its_line),
        cmocka_unit_test(test_a_rule_is_no_front_matter),
        cmocka_unit_test(test_hostile_markup_takes_linear_time),
    };

    return cmocka_run_group_tests_name("read_markdown", tests, NULL, clear);
}
