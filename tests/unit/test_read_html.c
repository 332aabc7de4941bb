#include "tests/unit/unit.h"

#include "indexer/read_html.h"

#define PROSE                                                                  \
    "The two ministers had a detailed exchange of views on the state of the "  \
    "relations of their countries, and agreed to go on with consultations."
#define MORE                                                                   \
    "They stressed that lasting peace in the region needs patience, and that " \
    "both sides would keep to what was agreed in earlier years."

static struct arena arena;

static struct page read_page(const char *text)
{
    struct raw_file file = {.path = "page.html", .bytes = slice_of(text)};
    struct page page;
    struct error err;

    assert_ok(read_html(&file, &arena, &page, &err), &err);
    return page;
}

/* The lines of the statement, or those left out: "style level text\n" each. */
static struct slice show(const struct page *page, enum line_use use)
{
    static const char styles[] = {'p', ' ', 'h', 'b', 'q', '-'};
    struct strbuf out = STRBUF_INIT;
    struct slice shown;

    for (size_t i = 0; i < page->count; i++) {
        const struct line *line = &page->lines[i];

        if (line->use == use && line->style != LINE_BLANK)
            strbuf_add_format(&out, "%c%u %.*s\n", styles[line->style],
                              line->level, SLICE_ARG(line->text));
    }
    shown = slice_copy(&arena, strbuf_slice(&out));
    strbuf_release(&out);
    return shown;
}

static const struct line *find_line(const struct page *page, const char *text)
{
    for (size_t i = 0; i < page->count; i++)
        if (slice_find(page->lines[i].text, slice_of(text), 0) != SIZE_MAX)
            return &page->lines[i];
    fail_msg("no line has '%s'", text);
    return NULL;
}

static void test_the_main_content_is_told_from_the_site(void **state)
{
    struct page page = read_page(
        "<html><head><title>Joint statement - Ministry</title>"
        "<style>p { color: red }</style><script>var x = '<p>no';</script>"
        "</head><body><div class='nav-bar'><ul><li><a href='/'>Home</a>"
        "<li><a href='/n'>News</a></ul></div>"
        "<div id=main><h1>Joint statement</h1><p>" PROSE "</p>"
        "<h2>Next steps</h2><p>" MORE "</p><!-- <p>hidden</p> -->"
        "<div class='share-buttons'><a href=x>Share</a></div></div>"
        "<div class=related-posts><h3>Related</h3><p>" PROSE "</p></div>"
        "<footer>© Ministry</footer></body></html>");

    (void)state;
    assert_slice(show(&page, LINE_OF_STATEMENT),
                 "p0 " PROSE "\nh2 Next steps\np0 " MORE "\n");
    assert_slice(show(&page, LINE_TITLE), "h1 Joint statement\n");
    assert_slice(show(&page, LINE_OF_PAGE),
                 "b1 Home\nb1 News\np0 Share\n"
                 "h3 Related\np0 " PROSE "\np0 © Ministry\n");
    assert_slice(page.stated.statement.title, "Joint statement");
}

static void test_lists_tables_and_quotations_keep_their_form(void **state)
{
    struct page page = read_page(
        "<article><p>" PROSE "</p><ul><li>The first point of the two.<ul>"
        "<li>A point below it.</ul><li><p>The second point.</p>"
        "<p>More of it.</p></ul><blockquote><p>" MORE "</p></blockquote>"
        "<table><tr><th>Year<th>Sum</tr><tr><td>2018<td>5 million</tr></table>"
        "<p>One<br>Two<br><br>Three, which goes<br>on here.</p></article>");

    (void)state;
    assert_slice(show(&page, LINE_OF_STATEMENT),
                 "p0 " PROSE "\nb1 The first point of the two.\n"
                 "b2 A point below it.\nb1 The second point.\np0 More of it.\n"
                 "q1 " MORE "\np0 Year | Sum\np0 2018 | 5 million\n"
                 "p0 One\np0 Two\np0 Three, which goes on here.\n");
}

static void test_bold_labels_keep_their_style(void **state)
{
    struct page page = read_page("<p>" PROSE "</p><p><b>MR. PRICE:</b> Thank "
                                 "you.</p><p>No <strong>bold</strong> at "
                                 "first.</p>");
    const struct line *label = find_line(&page, "MR. PRICE");
    const struct line *inner = find_line(&page, "No bold");

    (void)state;
    assert_int_equal(label->bold_start, 0);
    assert_int_equal(label->bold_end, strlen("MR. PRICE:"));
    assert_int_equal(inner->bold_start, 3);
    assert_int_equal(inner->bold_end, 7);
}

static void test_places_are_those_of_the_file(void **state)
{
    static const char text[] = "<script>no</script>\n<!-- no -->\n"
                               "<p>Caf&eacute; <b>in</b>\n Gen\xC3\xA8ve, "
                               "said the minister of the republic there.</p>";
    struct page page = read_page(text);
    const struct line *line = find_line(&page, "Genève");

    (void)state;
    assert_slice(line->text, "Café in Genève, said the minister of the "
                             "republic there.");
    assert_int_equal(line->number, 3);
    assert_memory_equal(text + line->start, "Caf&eacute;", 11);
    assert_memory_equal(text + line_offset(line, 6), "in</b>", 6);
    assert_memory_equal(text + line_offset(line, 9), "Gen", 3);
    assert_memory_equal(text + line->end, "</p>", 4);
}

static void test_places_hold_in_other_character_sets(void **state)
{
    static const char text[] =
        "<meta charset=windows-1251>\n<p>\xCC\xE8\xED\xE8\xF1\xF2\xF0\xFB "
        "<i>\xF1\xE4\xE5\xEB\xE0\xEB\xE8</i> "
        "\xE7\xE0\xFF\xE2\xEB\xE5\xED\xE8\xE5.</p>";
    struct page page = read_page(text);
    const struct line *line = find_line(&page, "сделали");

    (void)state;
    assert_slice(line->text, "Министры сделали заявление.");
    assert_memory_equal(text + line_offset(line, 17), "\xF1\xE4\xE5\xEB", 4);
    assert_int_equal(line->number, 2);
    assert_memory_equal(text + line->end, "</p>", 4);
}

static void test_facts_come_from_what_the_page_says(void **state)
{
    struct page page = read_page(
        "<html lang=en-GB><title>Readout of the talks | Office of Things"
        "</title><link rel=canonical href='https://example.org/readout'>"
        "<meta property='article:modified_time' content='2020-02-02'>"
        "<meta property='article:published_time' "
        "content='2019-03-04T10:00:00Z'>"
        "<meta property='og:site_name' content='Office of Things'>"
        "<h1>READOUT OF THE TALKS</h1><p>" PROSE "</p>");
    const struct statement *stated = &page.stated.statement;

    (void)state;
    assert_slice(stated->title, "READOUT OF THE TALKS");
    assert_slice(stated->url, "https://example.org/readout");
    assert_slice(date_format(&arena, stated->date), "2019-03-04");
    assert_int_equal(stated->date_basis, DATE_METADATA);
    assert_slice(page.likely.statement.issuer, "Office of Things");
    assert_slice(page.likely.statement.language, "en");
}

static void test_schema_org_is_read(void **state)
{
    struct page page = read_page(
        "<script type='application/ld+json'>{\"@graph\": [{\"@type\": "
        "\"WebSite\", \"name\": \"x\"}, {\"@type\": [\"NewsArticle\"], "
        "\"headline\": \"Talks end\", \"datePublished\": \"2018-07-31\", "
        "\"dateModified\": \"2019-01-01\", \"publisher\": {\"name\": "
        "\"Office\"}}]}</script><script type='application/ld+json'>{bad"
        "</script><h2>Talks end</h2><p>" PROSE "</p>");

    (void)state;
    assert_slice(page.stated.statement.title, "Talks end");
    assert_slice(date_format(&arena, page.stated.statement.date), "2018-07-31");
    assert_slice(page.likely.statement.issuer, "Office");
}

static void test_a_date_of_change_is_none(void **state)
{
    struct page page = read_page(
        "<h1>Talks of the two ministers end</h1>"
        "<time class=updated datetime=2021-01-01>1 January 2021</time>"
        "<time datetime=2020-05-06>6 May 2020</time><p>" PROSE "</p>");

    (void)state;
    assert_slice(date_format(&arena, page.stated.statement.date), "2020-05-06");
}

static void test_names_do_not_win_over_prose(void **state)
{
    /* All of the text is in parts with names of side parts. */
    struct page page = read_page(
        "<div class=widget><div class='sidebar'><p>" PROSE "</p></div>"
        "<div class='menu'><p>" MORE "</p></div>"
        "<div class='related'><p>" MORE "</p></div></div>");

    (void)state;
    assert_slice(show(&page, LINE_OF_STATEMENT),
                 "p0 " PROSE "\np0 " MORE "\np0 " MORE "\n");
}

static void test_notes_are_referred_to_in_brackets(void **state)
{
    struct page page = read_page("<p>" PROSE "<sup><a href=#n1>1</a></sup></p>"
                                 "<p>A square of 10 m<sup>2</sup>.</p>");

    (void)state;
    assert_slice(find_line(&page, "views")->text, PROSE "[1]");
    assert_slice(find_line(&page, "square")->text, "A square of 10 m2.");
}

static void test_deep_and_endless_pages_are_told(void **state)
{
    struct strbuf text = STRBUF_INIT;
    struct page page;

    (void)state;
    for (size_t i = 0; i < 1000; i++)
        strbuf_add_text(&text, "<div>");
    strbuf_add_text(&text, "<p>" PROSE "</p>");
    page = read_page(text.bytes);
    assert_slice(show(&page, LINE_OF_STATEMENT), "p0 " PROSE "\n");
    assert_true(slice_is_known(page.warning));
    strbuf_release(&text);
    page = read_page("<p>" PROSE "</p><!-- never closed <p>" MORE "</p>");
    assert_slice(show(&page, LINE_OF_STATEMENT), "p0 " PROSE "\np0 " MORE "\n");
    page = read_page("<p>" PROSE "</p><script>never <p>" MORE "</p>");
    assert_slice(show(&page, LINE_OF_STATEMENT), "p0 " PROSE "\n");
    assert_true(slice_is_known(page.warning));
}

static void test_a_page_is_known_by_its_beginning(void **state)
{
    (void)state;
    assert_true(read_html_is(SLICE("\xEF\xBB\xBF\n<!DOCTYPE HTML>")));
    assert_true(read_html_is(SLICE("<?xml version='1.0'?> <!-- x --> <html")));
    assert_false(read_html_is(SLICE("<p>a text about <html>")));
    assert_false(read_html_is(SLICE("<!-- never closed")));
    assert_false(read_html_is(SLICE("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_main_content_is_told_from_the_site),
        cmocka_unit_test(test_lists_tables_and_quotations_keep_their_form),
        cmocka_unit_test(test_bold_labels_keep_their_style),
        cmocka_unit_test(test_places_are_those_of_the_file),
        cmocka_unit_test(test_places_hold_in_other_character_sets),
        cmocka_unit_test(test_facts_come_from_what_the_page_says),
        cmocka_unit_test(test_schema_org_is_read),
        cmocka_unit_test(test_a_date_of_change_is_none),
        cmocka_unit_test(test_names_do_not_win_over_prose),
        cmocka_unit_test(test_notes_are_referred_to_in_brackets),
        cmocka_unit_test(test_deep_and_endless_pages_are_told),
        cmocka_unit_test(test_a_page_is_known_by_its_beginning),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    arena_release(&arena);
    return failed;
}
