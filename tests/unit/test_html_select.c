/* html_select: which elements a selector means. */
#include "tests/unit/unit.h"

#include "indexer/html_select.h"

static const char page[] =
    "<html><body><div id=top class='a b'><p class=lead>1</p>"
    "<div class=inner><p>2</p><ul><li>3</li></ul></div></div>"
    "<div class='b'><section><div class=inner><p rel=tag>4</p></div></section>"
    "<p lang=en-GB>5</p></div></body></html>";

struct all {
    struct arena arena;
    struct html_source source;
    struct html_tree tree;
};

static void read_page(struct all *all)
{
    *all = (struct all){.arena = ARENA_INIT};
    html_source_read(slice_of(page), SLICE_UNKNOWN, &all->arena, &all->source);
    html_tree_read(&all->source, &all->arena, &all->tree);
}

/* The texts of the elements that have one of their own right below them. */
static void find(struct all *all, const struct html_selector *selector,
                 struct strbuf *out)
{
    for (size_t i = 1; i < all->tree.count; i++)
        if (html_selector_matches(selector, &all->tree, i) &&
            i + 1 < all->tree.nodes[i].end &&
            all->tree.nodes[i + 1].tag == HTML_TEXT)
            strbuf_add(out, all->tree.nodes[i + 1].text);
}

static void test_selectors_mean_elements(void **state)
{
    static const struct {
        const char *selector, *texts;
    } rows[] = {
        {"p", "1245"},
        {"P", "1245"},
        {"p.lead", "1"},
        {".lead, li", "13"},
        {"#top p", "12"},
        {"#top > p", "1"},
        {"#top>p", "1"},
        {".a.b li", "3"},
        {".b .inner p", "24"},
        {".b > .inner > p", "2"},
        {"body .b > section .inner > p", "4"},
        {"div div p", "24"},
        {"div div div p", ""},
        {"div > div p", "2"},
        {"*.lead", "1"},
        {"[rel]", "4"},
        {"[rel=tag]", "4"},
        {"[rel='ta']", ""},
        {"[rel^=t]", "4"},
        {"[lang$=GB]", "5"},
        {"[lang*='n-G']", "5"},
        {"[class~=b] > p", "15"},
        {"p[lang][lang^=en]", "5"},
        {".b > p", "15"},
        {".none p", ""},
        {"ul p", ""},
    };
    struct all all;

    (void)state;
    read_page(&all);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct html_selector selector = {.count = 0};
        struct strbuf texts = STRBUF_INIT;
        struct error err;

        if (html_selector_read(slice_of(rows[i].selector), &all.arena,
                               &selector, &err))
            fail_msg("%s: %s", rows[i].selector, err.text);
        find(&all, &selector, &texts);
        if (!slice_equal(strbuf_slice(&texts), slice_of(rows[i].texts)))
            fail_msg("%s: %s, not %s", rows[i].selector, texts.bytes,
                     rows[i].texts);
        strbuf_release(&texts);
    }
    arena_release(&all.arena);
}

static void test_what_is_no_selector_says_where(void **state)
{
    static const struct {
        const char *selector, *what;
    } rows[] = {
        {"", "belongs here, at character 1"},
        {"p,", "belongs here, at character 3"},
        {"p >", "belongs here, at character 4"},
        {"> p", "belongs here, at character 1"},
        {"p + p", "belongs here, at character 3"},
        {"p:hover", "belongs here, at character 2"},
        {"ä", "no element of this name"},
        {"div blink", "is known here (ask for its class, id or parent), at "
                      "character 5"},
        {"p.", "a name belongs behind"},
        {"p[", "no attribute of this name"},
        {"[rel", "belongs here, at character 5"},
        {"[rel=x", "']' is missing"},
        {"[rel='x]", "not closed"},
        {"[rel!=x]", "belongs here"},
        {"[onclick]", "there are aria-hidden class"},
        {"p p p p p p p p p", "too many elements below"},
        {".a.b.c.d.e.f.g.h.i", "too many tests"},
        {"p,p,p,p,p,p,p,p,p,p,p,p,p,p,p,p,p", "too many alternatives"},
    };
    struct arena arena = ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct html_selector selector = {.count = 0};
        struct error err = {.status = STATUS_OK};

        if (html_selector_read(slice_of(rows[i].selector), &arena, &selector,
                               &err) != STATUS_BAD_FORMAT ||
            !strstr(err.text, rows[i].what) || selector.count)
            fail_msg("%s: %s, not %s", rows[i].selector, err.text,
                     rows[i].what);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_selectors_mean_elements),
        cmocka_unit_test(test_what_is_no_selector_says_where),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
