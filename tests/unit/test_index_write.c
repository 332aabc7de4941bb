/* index: who may write, what a commit holds, what readers see of it. */
#include "tests/unit/index_help.h"

#include <string.h>
#include <sys/wait.h>

static const char *const words[] = {"one island", "two islands",
                                    "a missile and three islands"};

static uint64_t frequency(struct fixture *f, struct index_reader *reader,
                          const char *term)
{
    uint64_t held = 0;

    assert_ok(index_reader_frequency(reader, slice_of(term), &held, &f->err),
              &f->err);
    return held;
}

static void check_is_whole(struct fixture *f)
{
    struct strbuf report = STRBUF_INIT;

    assert_ok(index_check(f->folder, &report, &f->err), &f->err);
    assert_slice(strbuf_slice(&report), "");
    strbuf_release(&report);
}

static void test_a_folder_without_index_is_not_found(void **state)
{
    struct fixture *f = *state;
    struct index_reader *reader;

    assert_int_equal(index_reader_open(f->folder, &reader, &f->err),
                     STATUS_NOT_FOUND);
    assert_null(reader);
    assert_non_null(strstr(f->err.text, f->folder));
    assert_non_null(strstr(f->err.text, "demarche index"));
    assert_false(file_exists(f->folder));
}

static void test_an_index_without_passages_opens(void **state)
{
    struct fixture *f = *state;
    struct index_counts counts;

    index_lock_release(take_lock(f, 2));
    counts = counts_of(f);
    assert_int_equal(counts.passages, 0);
    assert_int_equal(counts.shards, 2);
    assert_int_equal(counts.date_first, 0);
    check_is_whole(f);
    assert_ok(index_compact(f->folder, &f->err), &f->err);
    assert_int_equal(counts_of(f).shards, 1);
    check_is_whole(f);
}

static void test_what_was_written_is_read(void **state)
{
    struct fixture *f = *state;
    struct index_counts counts;
    struct index_reader *reader;
    struct index_file file;
    struct statement statement;
    struct passage passage;
    struct slice data;
    unsigned shard = 9;

    make_index(f, "/a.txt", words, 3);
    counts = counts_of(f);
    assert_int_equal(counts.passages, 3);
    assert_int_equal(counts.statements, 1);
    assert_int_equal(counts.files, 1);
    assert_int_equal(counts.furniture, 3);
    assert_int_equal(counts.date_first, 20180731);
    assert_int_equal(counts.date_last, 20180731);
    assert_true(counts.bytes > 1000);

    reader = open_reader(f);
    assert_ok(index_reader_file(reader, SLICE("/a.txt"), &f->arena, &file,
                                &shard, &f->err),
              &f->err);
    assert_slice(file.key, "/a.txt");
    assert_int_equal(file.mtime_ns, 1234567890123456789);
    assert_int_equal(shard, 0);
    assert_int_equal(index_reader_file(reader, SLICE("/b.txt"), &f->arena,
                                       &file, &shard, &f->err),
                     STATUS_NOT_FOUND);
    assert_ok(index_reader_data(reader, 2, &f->arena, &data, &f->err), &f->err);
    assert_ok(passage_decode(data, &statement, &passage, &f->err), &f->err);
    assert_slice(passage.text, "two islands");
    assert_slice(statement.title, "A title");
    assert_int_equal(index_reader_data(reader, 0, &f->arena, &data, &f->err),
                     STATUS_NOT_FOUND);
    assert_int_equal(index_reader_data(reader, 4, &f->arena, &data, &f->err),
                     STATUS_NOT_FOUND);
    index_reader_close(reader);
}

static void test_terms_are_listed_without_their_prefix(void **state)
{
    struct fixture *f = *state;
    struct index_reader *reader;
    struct index_term *terms;
    uint32_t *documents;
    size_t count;

    make_index(f, "/a.txt", words, 3);
    reader = open_reader(f);
    assert_ok(index_reader_terms(reader, SLICE(PREFIX_LANGUAGE), 10, &f->arena,
                                 &terms, &count, &f->err),
              &f->err);
    assert_int_equal(count, 1);
    assert_slice(terms[0].text, "en");
    assert_int_equal(terms[0].frequency, 3);
    assert_ok(index_reader_holding(reader, SLICE("island"), 2, &f->arena,
                                   &documents, &count, &f->err),
              &f->err);
    assert_int_equal(count, 2);
    assert_int_equal(documents[1], 2);
    assert_ok(index_reader_holding(reader, SLICE("nowhere"), 2, &f->arena,
                                   &documents, &count, &f->err),
              &f->err);
    assert_int_equal(count, 0);
    index_reader_close(reader);
}

static void test_a_file_written_again_is_replaced(void **state)
{
    struct fixture *f = *state;
    struct index_reader *reader;

    make_index(f, "/a.txt", words, 3);
    make_index(f, "/b.txt", words, 3);
    make_index(f, "/a.txt", words, 1);
    reader = open_reader(f);
    assert_int_equal(frequency(f, reader, "island"), 4);
    assert_int_equal(frequency(f, reader, "missil"), 1);
    index_reader_close(reader);
    assert_int_equal(counts_of(f).files, 2);
    check_is_whole(f);
}

static void test_a_file_removed_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    struct index_lock *lock;
    struct index_writer *writer;

    make_index(f, "/a.txt", words, 3);
    make_index(f, "/b.txt", words, 2);
    lock = take_lock(f, 1);
    writer = open_writer(f, 0);
    assert_ok(index_writer_remove(writer, SLICE("/a.txt"), &f->err), &f->err);
    assert_ok(index_writer_remove(writer, SLICE("/none"), &f->err), &f->err);
    assert_ok(index_writer_close(writer, &f->err), &f->err);
    index_lock_release(lock);
    assert_int_equal(counts_of(f).passages, 2);
    assert_int_equal(counts_of(f).files, 1);
    check_is_whole(f);
}

static void test_a_cancelled_file_keeps_what_was_there(void **state)
{
    /* The second is over the batch: part of it was in the shard already. */
    static const uint32_t counts[] = {2, 9000};
    struct fixture *f = *state;
    struct index_lock *lock;
    struct index_writer *writer;

    make_index(f, "/a.txt", words, 3);
    lock = take_lock(f, 1);
    writer = open_writer(f, 0);
    write_file(f, writer, "/b.txt", words, 3, 3);
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        assert_ok(index_writer_begin(writer, SLICE("/a.txt"), &f->err),
                  &f->err);
        for (uint32_t n = 1; n <= counts[i]; n++)
            add_passage(f, writer, "/a.txt", n, "something else");
        assert_ok(index_writer_cancel(writer, &f->err), &f->err);
    }
    write_file(f, writer, "/c.txt", words, 3, 3);
    assert_ok(index_writer_close(writer, &f->err), &f->err);
    index_lock_release(lock);
    assert_int_equal(counts_of(f).passages, 9);
    assert_int_equal(counts_of(f).files, 3);
    check_is_whole(f);
}

static void test_what_is_not_ended_is_dropped_by_close(void **state)
{
    struct fixture *f = *state;
    struct index_lock *lock;
    struct index_writer *writer;

    make_index(f, "/a.txt", words, 3);
    lock = take_lock(f, 1);
    writer = open_writer(f, 0);
    assert_ok(index_writer_begin(writer, SLICE("/a.txt"), &f->err), &f->err);
    add_passage(f, writer, "/a.txt", 1, "something else");
    assert_ok(index_writer_close(writer, &f->err), &f->err);
    index_lock_release(lock);
    assert_int_equal(counts_of(f).passages, 3);
    check_is_whole(f);
}

static void test_a_long_file_is_committed_between_records(void **state)
{
    struct fixture *f = *state;
    struct index_lock *lock = take_lock(f, 1);
    struct index_writer *writer = open_writer(f, 0);
    struct index_file file;
    struct index_reader *reader;
    struct strbuf report = STRBUF_INIT;
    unsigned shard;

    assert_ok(index_writer_begin(writer, SLICE("/long"), &f->err), &f->err);
    for (uint32_t n = 1; n <= 9000; n++) {
        add_passage(f, writer, "/long", n, "a record");
        if (n % 3 == 0)
            assert_ok(index_writer_record_end(writer, &f->err), &f->err);
    }
    reader = open_reader(f);
    assert_true(frequency(f, reader, "record") > 0);
    assert_int_equal(frequency(f, reader, "record") % 3, 0);
    assert_int_equal(index_reader_file(reader, SLICE("/long"), &f->arena, &file,
                                       &shard, &f->err),
                     STATUS_NOT_FOUND);
    assert_ok(index_check(f->folder, &report, &f->err), &f->err);
    assert_true(slice_starts(strbuf_slice(&report), SLICE("note: ")));
    strbuf_release(&report);
    index_reader_close(reader);
    assert_ok(index_writer_close(writer, &f->err), &f->err);
    index_lock_release(lock);

    make_index(f, "/long", words, 3);
    assert_int_equal(counts_of(f).passages, 3);
    check_is_whole(f);
}

static void test_a_second_writer_is_busy(void **state)
{
    struct fixture *f = *state;
    struct index_lock *first = take_lock(f, 1), *second;

    assert_int_equal(index_lock_take(f->folder, 1, &second, &f->err),
                     STATUS_BUSY);
    assert_null(second);
    assert_int_equal(index_compact(f->folder, &f->err), STATUS_BUSY);
    index_lock_release(first);
    index_lock_release(take_lock(f, 1));
}

static void test_a_dead_writer_leaves_no_lock(void **state)
{
    struct fixture *f = *state;
    pid_t child = fork();

    if (child == 0) {
        struct index_lock *lock;

        _exit(index_lock_take(f->folder, 1, &lock, NULL) != STATUS_OK);
    }
    waitpid(child, NULL, 0);
    index_lock_release(take_lock(f, 1));
}

static void test_a_worker_keeps_the_lock_of_its_parent(void **state)
{
    struct fixture *f = *state;
    struct index_lock *lock = take_lock(f, 1), *second;
    int hold[2];
    pid_t child;
    char byte;

    assert_int_equal(pipe(hold), 0);
    child = fork();
    if (child == 0) {
        close(hold[1]);
        _exit(read(hold[0], &byte, 1) != 0);
    }
    close(hold[0]);
    index_lock_release(lock);
    assert_int_equal(index_lock_take(f->folder, 1, &second, &f->err),
                     STATUS_BUSY);
    close(hold[1]);
    waitpid(child, NULL, 0);
    index_lock_release(take_lock(f, 1));
}

static void commit_file(struct fixture *f, struct index_writer *writer,
                        const char *name)
{
    write_file(f, writer, name, words, 3, 300);
    assert_ok(index_writer_commit(writer, &f->err), &f->err);
}

/* Read all that a search could touch. */
static enum status read_all(struct fixture *f, struct index_reader *reader)
{
    struct slice data;
    uint32_t *documents;
    size_t count;
    enum status status = index_reader_holding(
        reader, SLICE(""), 10000, &f->arena, &documents, &count, &f->err);

    for (size_t i = 0; i < count && !status; i++)
        status =
            index_reader_data(reader, documents[i], &f->arena, &data, &f->err);
    return status;
}

static void
test_a_reader_outlives_one_commit_and_reopens_after_two(void **state)
{
    struct fixture *f = *state;
    struct index_lock *lock = take_lock(f, 1);
    struct index_writer *writer = open_writer(f, 0);
    struct index_reader *reader;
    uint64_t held;

    commit_file(f, writer, "/a.txt");
    reader = open_reader(f);
    commit_file(f, writer, "/b.txt");
    assert_ok(read_all(f, reader), &f->err);
    assert_int_equal(frequency(f, reader, "island"), 300);
    commit_file(f, writer, "/a.txt");
    commit_file(f, writer, "/b.txt");
    assert_int_equal(read_all(f, reader), STATUS_STALE);
    assert_ok(index_reader_reopen(reader, &f->err), &f->err);
    assert_ok(read_all(f, reader), &f->err);
    assert_ok(index_reader_frequency(reader, SLICE("island"), &held, &f->err),
              &f->err);
    assert_int_equal(held, 600);
    index_reader_close(reader);
    assert_ok(index_writer_close(writer, &f->err), &f->err);
    index_lock_release(lock);
}

static void test_a_reader_follows_a_merge(void **state)
{
    struct fixture *f = *state;
    struct index_lock *lock = take_lock(f, 3);
    struct index_reader *reader;
    uint64_t revision;

    for (unsigned shard = 0; shard < 3; shard++) {
        struct index_writer *writer = open_writer(f, shard);
        char name[] = "/0.txt";

        name[1] = (char)('0' + shard);
        write_file(f, writer, name, words, 3, 30);
        assert_ok(index_writer_close(writer, &f->err), &f->err);
    }
    index_lock_release(lock);
    revision = counts_of(f).revision;
    reader = open_reader(f);
    assert_ok(index_compact(f->folder, &f->err), &f->err);
    assert_ok(read_all(f, reader), &f->err);
    assert_ok(index_reader_reopen(reader, &f->err), &f->err);
    assert_int_equal(frequency(f, reader, "island"), 90);
    index_reader_close(reader);
    assert_int_equal(counts_of(f).shards, 1);
    assert_int_equal(counts_of(f).files, 3);
    assert_true(counts_of(f).revision > revision);
    check_is_whole(f);
    assert_int_equal(index_lock_shards(lock = take_lock(f, 2)), 2);
    index_lock_release(lock);
    make_index(f, "/0.txt", words, 3);
    assert_int_equal(counts_of(f).files, 3);
    check_is_whole(f);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, fixture_begin, fixture_end)
    const struct CMUnitTest tests[] = {
        TEST(test_a_folder_without_index_is_not_found),
        TEST(test_an_index_without_passages_opens),
        TEST(test_what_was_written_is_read),
        TEST(test_terms_are_listed_without_their_prefix),
        TEST(test_a_file_written_again_is_replaced),
        TEST(test_a_file_removed_leaves_nothing),
        TEST(test_a_cancelled_file_keeps_what_was_there),
        TEST(test_what_is_not_ended_is_dropped_by_close),
        TEST(test_a_long_file_is_committed_between_records),
        TEST(test_a_second_writer_is_busy),
        TEST(test_a_dead_writer_leaves_no_lock),
        TEST(test_a_worker_keeps_the_lock_of_its_parent),
        TEST(test_a_reader_outlives_one_commit_and_reopens_after_two),
        TEST(test_a_reader_follows_a_merge),
    };

    return cmocka_run_group_tests_name("index_write", tests, NULL, NULL);
}
