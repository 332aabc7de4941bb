/* file: bounded reads, whole-or-nothing writes. */
#include "tests/unit/unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/file.h"

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/test_file.XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    char command[128];

    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static void test_what_was_written_is_read(void **state)
{
    struct arena arena = ARENA_INIT;
    struct strbuf buf = STRBUF_INIT;
    const char *path = file_join(&arena, folder, "a");
    struct error err;

    (void)state;
    assert_ok(file_write(path, SLICE("one\0two"), &err), &err);
    assert_ok(file_read(path, 100, &buf, &err), &err);
    assert_true(slice_equal(strbuf_slice(&buf), SLICE("one\0two")));
    assert_ok(file_write(path, SLICE(""), &err), &err);
    assert_ok(file_read(path, 100, &buf, &err), &err);
    assert_int_equal(buf.len, 0);
    strbuf_release(&buf);
    arena_release(&arena);
}

static void test_reads_are_refused_with_the_name(void **state)
{
    struct arena arena = ARENA_INIT;
    struct strbuf buf = STRBUF_INIT;
    const char *path = file_join(&arena, folder, "large");
    const char *pipe_path = file_join(&arena, folder, "pipe");
    struct error err;

    (void)state;
    assert_ok(file_write(path, SLICE("12345"), &err), &err);
    assert_int_equal(file_read(path, 4, &buf, &err), STATUS_TOO_LARGE);
    assert_non_null(strstr(err.text, path));
    assert_ok(file_read(path, 5, &buf, &err), &err);
    assert_int_equal(file_read("/no/such", 4, &buf, &err), STATUS_NOT_FOUND);
    assert_int_equal(file_read(folder, 4, &buf, &err), STATUS_IO);
    assert_int_equal(mkfifo(pipe_path, 0600), 0);
    assert_int_equal(file_read(pipe_path, 4, &buf, &err), STATUS_IO);
    strbuf_release(&buf);
    arena_release(&arena);
}

static void test_a_failed_write_leaves_the_old_file_and_no_other(void **state)
{
    struct arena arena = ARENA_INIT;
    const char *path = file_join(&arena, folder, "a_folder");
    struct error err;
    char command[160];

    (void)state;
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(file_write(path, SLICE("x"), &err), STATUS_IO);
    snprintf(command, sizeof command, "! ls '%s' | grep -q tmp", folder);
    assert_int_equal(system(command), 0);
    arena_release(&arena);
}

static void test_folders_are_made_with_those_above(void **state)
{
    struct arena arena = ARENA_INIT;
    const char *path = file_join(&arena, folder, "x/y/z");
    struct file_info info;
    struct error err;

    (void)state;
    assert_ok(file_make_folders(path, &err), &err);
    assert_ok(file_make_folders(path, &err), &err);
    assert_ok(file_look(path, &info, &err), &err);
    assert_true(info.is_folder);
    assert_int_equal(file_make_folders("/proc/none/x", &err), STATUS_NOT_FOUND);
    arena_release(&arena);
}

static void test_join_puts_one_slash(void **state)
{
    struct arena arena = ARENA_INIT;

    (void)state;
    assert_string_equal(file_join(&arena, "a", "b"), "a/b");
    assert_string_equal(file_join(&arena, "a//", "b"), "a/b");
    assert_string_equal(file_join(&arena, "/", "b"), "/b");
    assert_string_equal(file_name("a/b.txt"), "b.txt");
    assert_string_equal(file_name("b.txt"), "b.txt");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_written_is_read),
        cmocka_unit_test(test_reads_are_refused_with_the_name),
        cmocka_unit_test(test_a_failed_write_leaves_the_old_file_and_no_other),
        cmocka_unit_test(test_folders_are_made_with_those_above),
        cmocka_unit_test(test_join_puts_one_slash),
    };

    return cmocka_run_group_tests_name("file", tests, make_folder,
                                       remove_folder);
}
