/* index: damaged, foreign, missing and full: a message, never a crash. */
#include "tests/unit/index_help.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "common/index_folder.h"

enum { FLIPS = 60, KILLS = 50 };

static const char *const words[] = {"one island", "two islands",
                                    "a missile and three islands"};

static uint64_t seed = 20180731;

static unsigned draw(unsigned below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed % below);
}

static char *in_index(struct fixture *f, const char *name)
{
    return file_join(&f->arena, f->folder, name);
}

static void put(struct fixture *f, const char *path, const char *text)
{
    assert_ok(file_write(path, slice_of(text), &f->err), &f->err);
}

/* The message names the folder and what to do. */
static void check_message(struct fixture *f, const char *advice)
{
    assert_non_null(strstr(f->err.text, f->folder));
    if (!strstr(f->err.text, advice))
        fail_msg("no '%s' in: %s", advice, f->err.text);
}

/* Everything that a search and a status touch. */
static enum status use(struct fixture *f)
{
    static const struct index_model model = {1.2, 0.25};
    struct arena arena = ARENA_INIT;
    struct index_reader *reader = NULL;
    struct index_counts counts;
    struct index_hit *hits;
    size_t count = 0;
    uint64_t estimate;
    enum status status = index_reader_open(f->folder, &reader, &f->err);

    if (!status)
        status = index_reader_counts(reader, &counts, &f->err);
    if (!status)
        status = index_reader_search(
            reader, plan_term(&arena, "", SLICE("island")), &model, 0, 10, 100,
            &arena, &hits, &count, &estimate, &f->err);
    for (size_t i = 0; i < count && !status; i++) {
        struct slice data;

        status =
            index_reader_data(reader, hits[i].document, &arena, &data, &f->err);
    }
    index_reader_close(reader);
    arena_release(&arena);
    return status;
}

static void test_an_index_of_another_version_is_refused(void **state)
{
    struct fixture *f = *state;
    struct index_lock *lock;

    make_index(f, "/a.txt", words, 3);
    put(f, in_index(f, "demarche-index"),
        "demarche index\nversion 99\nrevision 0\nshard shard-0\nend\n");
    assert_int_equal(use(f), STATUS_VERSION);
    check_message(f, "index anew");
    assert_int_equal(index_lock_take(f->folder, 1, &lock, &f->err),
                     STATUS_VERSION);
    assert_true(file_exists(in_index(f, "shard-0")));
}

static void test_a_damaged_marker_is_said_so(void **state)
{
    static const char *const rows[] = {
        "",
        "something else\n",
        "demarche index\nversion x\n",
        "demarche index\nversion 3\nrevision 0\nshard shard-0\n",
        "demarche index\nversion 3\nrevision 0\nshard shard-../..\nend\n",
        "demarche index\nversion 3\nrevision 0\nshard shard-0\nend\nmore\n",
        "demarche index\nversion 3\nrevision 99999999999999999999\nend\n",
    };
    struct fixture *f = *state;

    make_index(f, "/a.txt", words, 3);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct index_lock *lock;

        put(f, in_index(f, "demarche-index"), rows[i]);
        assert_int_equal(use(f), STATUS_CORRUPT);
        check_message(f, "index anew");
        assert_int_equal(index_lock_take(f->folder, 1, &lock, &f->err),
                         STATUS_CORRUPT);
    }
}

static void test_a_missing_shard_is_said_so(void **state)
{
    struct fixture *f = *state;
    struct strbuf report = STRBUF_INIT;

    make_index(f, "/a.txt", words, 3);
    assert_int_equal(rename(in_index(f, "shard-0"), in_index(f, "gone")), 0);
    assert_int_equal(use(f), STATUS_CORRUPT);
    check_message(f, "shard-0");
    assert_int_equal(index_check(f->folder, &report, &f->err), STATUS_CORRUPT);
    strbuf_release(&report);
}

static void test_a_folder_of_other_things_is_not_touched(void **state)
{
    struct fixture *f = *state;
    struct index_lock *lock;
    struct index_reader *reader;

    assert_int_equal(mkdir(f->folder, 0777), 0);
    put(f, in_index(f, "thesis.txt"), "years of work");
    assert_int_equal(index_lock_take(f->folder, 1, &lock, &f->err),
                     STATUS_BAD_FORMAT);
    check_message(f, "thesis.txt");
    assert_false(file_exists(in_index(f, INDEX_LOCK)));
    assert_int_equal(index_reader_open(f->folder, &reader, &f->err),
                     STATUS_NOT_FOUND);
    assert_int_equal(index_compact(f->folder, &f->err), STATUS_NOT_FOUND);
    assert_true(file_exists(in_index(f, "thesis.txt")));
    assert_false(file_exists(in_index(f, "demarche-index")));
}

static void test_shards_without_marker_are_not_touched(void **state)
{
    struct fixture *f = *state;
    struct index_lock *lock;

    make_index(f, "/a.txt", words, 3);
    assert_int_equal(unlink(in_index(f, "demarche-index")), 0);
    assert_int_equal(index_lock_take(f->folder, 1, &lock, &f->err),
                     STATUS_BAD_FORMAT);
    assert_true(file_exists(in_index(f, "shard-0/postlist.glass")));
}

static void test_a_file_is_no_folder(void **state)
{
    struct fixture *f = *state;
    struct index_lock *lock;

    put(f, f->folder, "a file");
    assert_int_equal(index_lock_take(f->folder, 1, &lock, &f->err),
                     STATUS_BAD_FORMAT);
    check_message(f, "-d");
    assert_int_equal(use(f), STATUS_NOT_FOUND);
}

static void test_strays_of_a_dead_writer_are_removed(void **state)
{
    struct fixture *f = *state;

    make_index(f, "/a.txt", words, 3);
    assert_int_equal(mkdir(in_index(f, "shard-7"), 0777), 0);
    put(f, in_index(f, "shard-7/postlist.glass"), "half");
    put(f, in_index(f, "notes.txt"), "somebody's");
    assert_ok(use(f), &f->err);
    index_lock_release(take_lock(f, 1));
    assert_false(file_exists(in_index(f, "shard-7")));
    assert_true(file_exists(in_index(f, "notes.txt")));
    assert_ok(use(f), &f->err);
}

/* Change one byte, or cut the file there. */
static void damage(const char *path, unsigned at, unsigned char change)
{
    int descriptor = open(path, O_RDWR);
    unsigned char byte = 0;

    assert_true(descriptor >= 0);
    if (!change) {
        assert_int_equal(ftruncate(descriptor, at), 0);
    } else if (pread(descriptor, &byte, 1, at) == 1) {
        byte ^= change;
        assert_int_equal(pwrite(descriptor, &byte, 1, at), 1);
    }
    close(descriptor);
}

static void restore(const char *path, struct slice bytes)
{
    int descriptor = open(path, O_WRONLY | O_TRUNC);

    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, bytes.bytes, bytes.len), bytes.len);
    close(descriptor);
}

/* In a process of its own with a time limit: a crash or a loop is a failure
 * of this row, not of the test. */
static void check_survives(struct fixture *f, const char *path, unsigned at,
                           unsigned change)
{
    pid_t child = fork();
    int state = -1;

    if (child == 0) {
        struct strbuf report = STRBUF_INIT;
        enum status used, checked;

        alarm(20);
        used = use(f);
        checked = index_check(f->folder, &report, &f->err);
        strbuf_release(&report);
        _exit(used == STATUS_BUG || checked == STATUS_BUG ? 3 : 0);
    }
    waitpid(child, &state, 0);
    if (state != 0)
        fail_msg("%s, byte %u, change %u: state %d", path, at, change, state);
}

static void test_flipped_and_cut_bytes_never_crash(void **state)
{
    static const char *const names[] = {
        "shard-0/postlist.glass", "shard-0/docdata.glass",
        "shard-0/termlist.glass", "shard-0/position.glass", "shard-0/iamglass"};
    struct fixture *f = *state;

    print_message("# seed %" PRIu64 "\n", seed);
    make_index(f, "/a.txt", words, 3);
    for (unsigned i = 0; i < FLIPS; i++) {
        const char *path = in_index(f, names[draw(COUNT_OF(names))]);
        struct strbuf bytes = STRBUF_INIT;
        unsigned at, change = draw(4) ? 1u << draw(8) : 0;

        assert_ok(file_read(path, 1 << 20, &bytes, &f->err), &f->err);
        at = bytes.len ? draw((unsigned)bytes.len) : 0;
        damage(path, at, (unsigned char)change);
        check_survives(f, path, at, change);
        restore(path, strbuf_slice(&bytes));
        strbuf_release(&bytes);
    }
    assert_ok(use(f), &f->err);
}

static void test_a_cut_shard_is_found_by_check(void **state)
{
    struct fixture *f = *state;
    struct strbuf report = STRBUF_INIT;

    make_index(f, "/a.txt", words, 3);
    damage(in_index(f, "shard-0/postlist.glass"), 100, 0);
    assert_int_equal(index_check(f->folder, &report, &f->err), STATUS_CORRUPT);
    check_message(f, "index anew");
    assert_true(report.len > 0);
    strbuf_release(&report);
}

/* Write files of 20 to 60 passages over and over, and mind no signal. */
static NO_RETURN void write_for_ever(struct fixture *f)
{
    struct index_lock *lock = take_lock(f, 1);
    struct index_writer *writer = open_writer(f, 0);

    for (unsigned i = 0;; i++) {
        char name[32];

        snprintf(name, sizeof name, "/%u.txt", i % 25);
        write_file(f, writer, name, words, 3, 20 + i % 40);
        if (i % 5 == 0)
            assert_ok(index_writer_commit(writer, &f->err), &f->err);
        if (i % 60 == 59) {
            assert_ok(index_writer_close(writer, &f->err), &f->err);
            index_lock_release(lock);
            assert_ok(index_compact(f->folder, &f->err), &f->err);
            lock = take_lock(f, 1);
            writer = open_writer(f, 0);
        }
    }
}

static void test_killed_writers_leave_whole_files(void **state)
{
    struct fixture *f = *state;

    print_message("# seed %" PRIu64 "\n", seed);
    make_index(f, "/first.txt", words, 3);
    for (unsigned i = 0; i < KILLS; i++) {
        struct strbuf report = STRBUF_INIT;
        pid_t child = fork();

        if (child == 0)
            write_for_ever(f);
        usleep(2000 + draw(150000));
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        assert_ok(index_check(f->folder, &report, &f->err), &f->err);
        assert_slice(strbuf_slice(&report), "");
        strbuf_release(&report);
    }
    assert_true(counts_of(f).files > 1);
    index_lock_release(take_lock(f, 1));
}

static enum status fill(struct fixture *f)
{
    struct index_lock *lock = NULL;
    struct index_writer *writer = NULL;
    enum status status = index_lock_take(f->folder, 1, &lock, &f->err);

    if (!status)
        status = index_writer_open(f->folder, 0, &writer, &f->err);
    for (unsigned i = 0; i < 4000 && !status; i++) {
        char name[32];
        struct index_file entry = {.passages = 0};

        snprintf(name, sizeof name, "/a-longer-name-%u.txt", i);
        entry.key = slice_of(name);
        status = index_writer_begin(writer, entry.key, &f->err);
        if (!status)
            status = index_writer_end(writer, &entry, &f->err);
        if (!status && i % 50 == 49)
            status = index_writer_commit(writer, &f->err);
    }
    if (status) {
        assert_int_not_equal(index_writer_commit(writer, NULL), STATUS_OK);
        assert_ok(index_writer_close(writer, NULL), &f->err);
    } else {
        status = index_writer_close(writer, &f->err);
    }
    index_lock_release(lock);
    return status;
}

static void test_a_full_disk_loses_nothing(void **state)
{
    struct fixture *f = *state;
    struct strbuf report = STRBUF_INIT;
    uint64_t files;

    assert_int_equal(mkdir(f->folder, 0777), 0);
    if (mount("tmpfs", f->folder, "tmpfs", 0, "size=400k")) {
        print_message("# no right to mount a tmpfs: skipped\n");
        skip();
    }
    assert_int_equal(fill(f), STATUS_IO);
    check_message(f, "No space left");
    files = counts_of(f).files;
    assert_ok(index_check(f->folder, &report, &f->err), &f->err);
    assert_int_equal(files % 50, 0);
    strbuf_release(&report);
    umount(f->folder);
}

static void test_a_read_only_folder_is_read_and_not_written(void **state)
{
    struct fixture *f = *state;
    struct index_lock *lock;

    assert_int_equal(mkdir(f->folder, 0777), 0);
    if (mount("tmpfs", f->folder, "tmpfs", 0, "size=4m")) {
        print_message("# no right to mount a tmpfs: skipped\n");
        skip();
    }
    make_index(f, "/a.txt", words, 3);
    assert_int_equal(
        mount("tmpfs", f->folder, "tmpfs", MS_REMOUNT | MS_RDONLY, "size=4m"),
        0);
    assert_ok(use(f), &f->err);
    assert_int_equal(index_lock_take(f->folder, 1, &lock, &f->err), STATUS_IO);
    check_message(f, "Read-only");
    umount(f->folder);
}

static int unmount_and_end(void **state)
{
    struct fixture *f = *state;

    umount2(f->folder, MNT_DETACH); /* a failed test left it there */
    return fixture_end(state);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, fixture_begin, unmount_and_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_an_index_of_another_version_is_refused),
        TEST(test_a_damaged_marker_is_said_so),
        TEST(test_a_missing_shard_is_said_so),
        TEST(test_a_folder_of_other_things_is_not_touched),
        TEST(test_shards_without_marker_are_not_touched),
        TEST(test_a_file_is_no_folder),
        TEST(test_strays_of_a_dead_writer_are_removed),
        TEST(test_flipped_and_cut_bytes_never_crash),
        TEST(test_a_cut_shard_is_found_by_check),
        TEST(test_killed_writers_leave_whole_files),
        TEST(test_a_full_disk_loses_nothing),
        TEST(test_a_read_only_folder_is_read_and_not_written),
    };

    return cmocka_run_group_tests_name("index_damage", tests, NULL, NULL);
}
