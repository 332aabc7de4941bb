/* index_help.h - a small index in a folder of its own, for the tests of it. */
#ifndef TESTS_UNIT_INDEX_HELP_H
#define TESTS_UNIT_INDEX_HELP_H

#include "tests/unit/unit.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/document.h"
#include "common/file.h"
#include "common/index.h"
#include "common/schema.h"

struct fixture {
    struct arena arena;
    struct analyser *analyser;
    char *root;   /* a new folder, removed at the end */
    char *folder; /* of the index, not yet made */
    struct error err;
};

static inline int fixture_begin(void **state)
{
    struct fixture *fixture = heap_alloc(sizeof *fixture);
    const char *tmp = getenv("TMPDIR");

    fixture->root =
        file_join(&fixture->arena, tmp ? tmp : "/tmp", "demarche-test-XXXXXX");
    if (!mkdtemp(fixture->root))
        return -1;
    fixture->folder = file_join(&fixture->arena, fixture->root, "index");
    fixture->analyser = analyser_new();
    *state = fixture;
    return 0;
}

static inline int remove_visited(const char *path, const struct stat *info,
                                 int flag, struct FTW *walk)
{
    (void)info;
    (void)flag;
    (void)walk;
    return remove(path);
}

static inline int fixture_end(void **state)
{
    struct fixture *fixture = *state;

    nftw(fixture->root, remove_visited, 16, FTW_DEPTH | FTW_PHYS);
    analyser_free(fixture->analyser);
    arena_release(&fixture->arena);
    heap_free(fixture);
    return 0;
}

/* Add one English passage of the file begun. */
static inline void add_passage(struct fixture *fixture,
                               struct index_writer *writer, const char *file,
                               uint32_t n, const char *text)
{
    struct arena arena = ARENA_INIT;
    struct statement statement = {
        .id = slice_of(file),
        .title = SLICE("A title"),
        .language = SLICE("en"),
        .file = slice_of(file),
        .date = {2018, 7, 31},
        .date_basis = DATE_DATELINE,
    };
    struct passage passage = {.n = n, .text = slice_of(text), .line = n};
    struct index_document document;

    passage.hash = passage_hash(passage.text);
    document_build(fixture->analyser, &statement, &passage, slice_of(file),
                   &arena, &document);
    assert_ok(index_writer_add(writer, &document, &fixture->err),
              &fixture->err);
    arena_release(&arena);
}

/* Write a file of count passages, the given texts in turn. */
static inline void write_file(struct fixture *fixture,
                              struct index_writer *writer, const char *file,
                              const char *const *texts, size_t text_count,
                              uint32_t count)
{
    struct index_file entry = {
        .key = slice_of(file),
        .size = 1000,
        .mtime_ns = 1234567890123456789,
        .hash = 42,
        .passages = count,
        .statements = 1,
        .furniture = 3,
    };

    assert_ok(index_writer_begin(writer, slice_of(file), &fixture->err),
              &fixture->err);
    for (uint32_t i = 0; i < count; i++)
        add_passage(fixture, writer, file, i + 1, texts[i % text_count]);
    assert_ok(index_writer_record_end(writer, &fixture->err), &fixture->err);
    assert_ok(index_writer_end(writer, &entry, &fixture->err), &fixture->err);
}

static inline struct index_reader *open_reader(struct fixture *fixture)
{
    struct index_reader *reader;

    assert_ok(index_reader_open(fixture->folder, &reader, &fixture->err),
              &fixture->err);
    return reader;
}

static inline struct index_writer *open_writer(struct fixture *fixture,
                                               unsigned shard)
{
    struct index_writer *writer;

    assert_ok(index_writer_open(fixture->folder, shard, &writer, &fixture->err),
              &fixture->err);
    return writer;
}

static inline struct index_lock *take_lock(struct fixture *fixture,
                                           unsigned shards)
{
    struct index_lock *lock;

    assert_ok(index_lock_take(fixture->folder, shards, &lock, &fixture->err),
              &fixture->err);
    return lock;
}

/* Make an index of one shard with one file of these texts. */
static inline void make_index(struct fixture *fixture, const char *file,
                              const char *const *texts, size_t count)
{
    struct index_lock *lock = take_lock(fixture, 1);
    struct index_writer *writer = open_writer(fixture, 0);

    write_file(fixture, writer, file, texts, count, (uint32_t)count);
    assert_ok(index_writer_close(writer, &fixture->err), &fixture->err);
    index_lock_release(lock);
}

static inline struct index_counts counts_of(struct fixture *fixture)
{
    struct index_reader *reader = open_reader(fixture);
    struct index_counts counts;

    assert_ok(index_reader_counts(reader, &counts, &fixture->err),
              &fixture->err);
    index_reader_close(reader);
    return counts;
}

#endif
