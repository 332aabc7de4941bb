/* index_folder: the marker, the lock and the strays of an index. */
#include "tests/unit/index_help.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "common/index_folder.h"

static void put(struct fixture *f, const char *name, const char *text)
{
    assert_ok(file_write(file_join(&f->arena, f->root, name), slice_of(text),
                         &f->err),
              &f->err);
}

static void test_a_marker_comes_back(void **state)
{
    struct fixture *f = *state;
    struct index_marker marker = {.revision = UINT64_MAX, .shard_count = 64};
    struct index_marker read;

    for (uint32_t i = 0; i < 64; i++)
        marker.shards[i] = 999999999 - i;
    assert_ok(index_marker_write(f->root, &marker, &f->err), &f->err);
    assert_ok(index_marker_read(f->root, &read, &f->err), &f->err);
    assert_true(index_marker_equal(&marker, &read));
    read.shards[63]++;
    assert_false(index_marker_equal(&marker, &read));
}

static void test_a_marker_that_is_not_whole_is_damaged(void **state)
{
    static const char *const rows[] = {
        "",
        "demarche index\n",
        "demarche index\nversion 3\nrevision 0\n",
        "demarche index\nversion 3\nrevision 0\nend",
        "demarche index\nversion 3\nrevision\nend\n",
        "demarche index\nversion 3\nrevision -1\nend\n",
        "demarche index\nversion 3\nrevision 18446744073709551616\nend\n",
        "demarche index\nversion 3\nrevision 0\nshard shard-\nend\n",
        "demarche index\nversion 3\nrevision 0\nshard shard-1000000000\nend\n",
        "demarche index\nversion 3\nrevision 0\nshard ../shard-1\nend\n",
        "demarche index\nversion 3\nrevision 0\nend\nmore\n",
        "demarche index\r\nversion 3\r\nrevision 0\r\nend\r\n",
    };
    struct fixture *f = *state;

    assert_int_equal(SCHEMA_VERSION, 3); /* else change the rows */
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct index_marker marker;

        put(f, INDEX_MARKER, rows[i]);
        if (index_marker_read(f->root, &marker, &f->err) != STATUS_CORRUPT)
            fail_msg("row %zu was taken", i);
        assert_non_null(strstr(f->err.text, f->root));
    }
}

static void test_a_new_shard_has_a_number_of_its_own(void **state)
{
    const struct index_marker none = {0};
    const struct index_marker some = {.shards = {7, 3}, .shard_count = 2};

    (void)state;
    assert_int_equal(index_marker_next(&none), 0);
    assert_int_equal(index_marker_next(&some), 8);
}

static void test_only_an_empty_folder_may_become_an_index(void **state)
{
    struct fixture *f = *state;

    assert_ok(index_folder_may_hold(f->folder, &f->err), &f->err);
    assert_ok(index_folder_may_hold(f->root, &f->err), &f->err);
    put(f, INDEX_LOCK, ""); /* what a dead writer leaves */
    put(f, INDEX_MARKER ".123.tmp", "demarch");
    assert_ok(index_folder_may_hold(f->root, &f->err), &f->err);
    put(f, "letter.txt", "mine");
    assert_int_equal(index_folder_may_hold(f->root, &f->err),
                     STATUS_BAD_FORMAT);
    assert_non_null(strstr(f->err.text, "letter.txt"));
    assert_int_equal(index_folder_may_hold(
                         file_join(&f->arena, f->root, "letter.txt"), &f->err),
                     STATUS_BAD_FORMAT);
}

static void test_one_at_a_time_has_the_lock(void **state)
{
    struct fixture *f = *state;
    int first, second;

    assert_ok(index_folder_lock(f->root, &first, &f->err), &f->err);
    assert_int_equal(index_folder_lock(f->root, &second, &f->err), STATUS_BUSY);
    assert_int_equal(second, -1);
    close(first);
    assert_ok(index_folder_lock(f->root, &second, &f->err), &f->err);
    close(second);
}

static void test_strays_go_and_all_else_stays(void **state)
{
    static const char *const stay[] = {"shard-3/table",     "shard-x/table",
                                       "shard-/table",      "my-shard-4/table",
                                       "shard-4-old/table", "letter.txt"};
    static const char *const go[] = {"shard-4/table", "shard-12/table",
                                     INDEX_MARKER ".77.tmp"};
    struct fixture *f = *state;
    const struct index_marker marker = {.shards = {3}, .shard_count = 1};

    for (size_t i = 0; i < COUNT_OF(stay) + COUNT_OF(go); i++) {
        const char *name =
            i < COUNT_OF(stay) ? stay[i] : go[i - COUNT_OF(stay)];
        const char *slash = strchr(name, '/');

        if (slash)
            mkdir(
                file_join(&f->arena, f->root,
                          arena_copy(&f->arena, name, (size_t)(slash - name))),
                0777);
        put(f, name, "1234567");
    }
    assert_true(index_folder_bytes(f->root, &marker) == 7);
    index_folder_clean(f->root, &marker);
    for (size_t i = 0; i < COUNT_OF(stay); i++)
        if (!file_exists(file_join(&f->arena, f->root, stay[i])))
            fail_msg("%s is gone", stay[i]);
    for (size_t i = 0; i < COUNT_OF(go); i++)
        if (file_exists(file_join(&f->arena, f->root, go[i])))
            fail_msg("%s is still there", go[i]);
    assert_false(file_exists(file_join(&f->arena, f->root, "shard-12")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_marker_comes_back, fixture_begin,
                                        fixture_end),
        cmocka_unit_test_setup_teardown(
            test_a_marker_that_is_not_whole_is_damaged, fixture_begin,
            fixture_end),
        cmocka_unit_test(test_a_new_shard_has_a_number_of_its_own),
        cmocka_unit_test_setup_teardown(
            test_only_an_empty_folder_may_become_an_index, fixture_begin,
            fixture_end),
        cmocka_unit_test_setup_teardown(test_one_at_a_time_has_the_lock,
                                        fixture_begin, fixture_end),
        cmocka_unit_test_setup_teardown(test_strays_go_and_all_else_stays,
                                        fixture_begin, fixture_end),
    };

    return cmocka_run_group_tests_name("index_folder", tests, NULL, NULL);
}
