/* ids: names for statements. */
#include "tests/unit/unit.h"

#include "indexer/ids.h"

static void test_an_id_is_as_short_as_tells_files_apart(void **state)
{
    static const struct {
        const char *path;
        const char *id;
    } rows[] = {
        {"/c/2018/talks.txt", "2018/talks"},
        {"/c/2019/talks.txt", "2019/talks.txt"},
        {"/c/2019/talks.md", "2019/talks.md"},
        {"/c/2019/other.txt", "other"},
        {"/a/x/one.txt", "a/x/one"},
        {"/b/x/one.md", "b/x/one"},
        {"/b/y/one.md", "y/one"},
        {"/one.txt", "one.txt"},
        {"/c/v1.2.txt", "v1.2"},
        {"/c/.hidden", ".hidden"},
        {"/c/plain", "plain"},
    };
    struct slice paths[COUNT_OF(rows)], ids[COUNT_OF(rows)];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        paths[i] = slice_of(rows[i].path);
    ids_make(paths, COUNT_OF(rows), ids);
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_slice(ids[i], rows[i].id);
}

static void test_the_order_of_the_paths_does_not_matter(void **state)
{
    struct slice paths[] = {SLICE("/b/t.txt"), SLICE("/a/t.txt"),
                            SLICE("/a/u.txt")};
    struct slice again[] = {SLICE("/a/u.txt"), SLICE("/a/t.txt"),
                            SLICE("/b/t.txt")};
    struct slice ids[3], other[3];

    (void)state;
    ids_make(paths, 3, ids);
    ids_make(again, 3, other);
    assert_slice(ids[0], "b/t");
    assert_slice(other[2], "b/t");
    assert_slice(ids[1], "a/t");
    assert_slice(other[1], "a/t");
    assert_slice(ids[2], "u");
    ids_make(paths, 0, ids);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_id_is_as_short_as_tells_files_apart),
        cmocka_unit_test(test_the_order_of_the_paths_does_not_matter),
    };

    return cmocka_run_group_tests_name("ids", tests, NULL, NULL);
}
