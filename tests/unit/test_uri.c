/* uri: file URIs as editors write them. */
#include "tests/unit/unit.h"

#include "searchd/uri.h"

static void test_a_path_as_uri_and_back(void **state)
{
    static const char *const paths[] = {
        "/a.txt",
        "/b c#1%41.txt",
        "/\xE5\x8C\x97/x?.md",
        "/a+b&c;d='e'",
    };
    struct arena arena = ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        struct strbuf uri = STRBUF_INIT;

        uri_add_file(&uri, "", slice_of(paths[i]));
        assert_slice(uri_file(strbuf_slice(&uri), &arena), paths[i]);
        strbuf_release(&uri);
    }
    arena_release(&arena);
}

static void test_what_stands_as_it_is(void **state)
{
    struct strbuf uri = STRBUF_INIT;

    (void)state;
    uri_add_file(&uri, "host", SLICE("/a/b-c._~ %\xC3\xA9"));
    assert_slice(strbuf_slice(&uri), "file://host/a/b-c._~%20%25%C3%A9");
    strbuf_release(&uri);
}

static void test_other_uris(void **state)
{
    static const struct {
        const char *uri;
        const char *path; /* NULL: none */
    } cases[] = {
        {"file:///a%20b", "/a b"},    {"file://localhost/a", "/a"},
        {"FILE:///a", "/a"},          {"file:/a", "/a"},
        {"file:///a%2", "/a%2"},      {"file:///a%zz", "/a%zz"},
        {"file://elsewhere/a", NULL}, {"untitled:Untitled-1", NULL},
        {"file:///a%00b", NULL},      {"", NULL},
    };
    struct arena arena = ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct slice path = uri_file(slice_of(cases[i].uri), &arena);

        if (cases[i].path)
            assert_slice(path, cases[i].path);
        else
            assert_false(slice_is_known(path));
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_path_as_uri_and_back),
        cmocka_unit_test(test_what_stands_as_it_is),
        cmocka_unit_test(test_other_uris),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
