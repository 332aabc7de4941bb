/* index.h - passage reader and writer as plain C; libxapian stays behind it.
 *
 * An index is a folder with a marker file ("demarche-index": version and
 * number of shards), a lock file, and shards: "shard-0", "shard-1", ... One
 * search sees them as one, with the statistics of the whole. No function
 * touches a folder that is not empty and has no marker.
 *
 * Every file is wholly in one shard. A shard is written by one process at a
 * time; whoever writes holds the index's lock. Readers are never blocked.
 * After a crash, even kill -9, the index opens and holds what the last commit
 * held: whole files (of a JSON Lines file, whole records). */
#ifndef COMMON_INDEX_H
#define COMMON_INDEX_H

#include "common/plan.h"
#include "common/status.h"
#include "common/str.h"

BEGIN_C

/* ---- the folder ---- */

struct index_lock;

/* Make sure that folder is an index with at least shards shards (1 to 64) and
 * take its writer's lock, at once or not at all. A missing or empty folder is
 * made an index. On success the caller ends *out with index_lock_release().
 * BUSY: another process writes. BAD_FORMAT: a folder of other things. VERSION:
 * an index of another version (the text says to build it anew). IO. */
MUST_CHECK enum status index_lock_take(const char *folder, unsigned shards,
                                       struct index_lock **out,
                                       struct error *err);
unsigned index_lock_shards(const struct index_lock *lock);
void index_lock_release(struct index_lock *lock); /* NULL is ignored */

/* ---- writing ---- */

struct index_writer; /* one shard; the lock is held by the caller or parent */

/* Opens a shard that index_lock_take() has made. BUSY, CORRUPT, IO. */
MUST_CHECK enum status index_writer_open(const char *folder, unsigned shard,
                                         struct index_writer **out,
                                         struct error *err);

/* What is remembered of a file that was read, so that it need not be again. */
struct index_file {
    struct slice key; /* absolute path, symbolic links resolved */
    int64_t size;     /* bytes */
    int64_t mtime_ns;
    uint64_t hash;     /* of its bytes */
    uint64_t settings; /* hash of the options that it was read with */
    uint32_t passages;
    uint32_t statements;
    uint32_t furniture; /* lines that belong to the page */
};

struct index_posting {
    struct slice term;
    uint32_t position; /* 0: none */
    uint32_t count;    /* adds to the within-document frequency; may be 0 */
};

struct index_value {
    unsigned slot;
    struct slice bytes;
};

/* A passage as the index sees it; document.h makes it. */
struct index_document {
    struct slice data; /* passage_encode() */
    const struct index_posting *postings;
    size_t posting_count;
    const struct slice *filters; /* boolean terms, prefix included */
    size_t filter_count;
    const struct index_value *values;
    size_t value_count;
};

/* Replace all that the index holds of a file: begin, add its passages, end
 * with the file's entry. What was begun and not ended leaves no trace, except
 * that a file over the batch size (JSON Lines) is committed between records:
 * then it has no entry and is replaced by the next run. add and record_end
 * only between begin and end. */
MUST_CHECK enum status index_writer_begin(struct index_writer *writer,
                                          struct slice file_key,
                                          struct error *err);
MUST_CHECK enum status index_writer_add(struct index_writer *writer,
                                        const struct index_document *document,
                                        struct error *err);
/* The passages added last are all of a statement: what its copies are found by
 * goes with the last of them. Each statement is sealed before the next one
 * begins, and between begin and end of its file. */
enum { INDEX_ANCHORS_MOST = 16 };
struct index_seal {
    uint32_t passages;                    /* how many of the last ones */
    uint32_t anchors[INDEX_ANCHORS_MOST]; /* copies have some in common */
    size_t anchor_count;
    struct slice bytes; /* whatever tells more of them; under 1,000 */
};
MUST_CHECK enum status index_writer_seal(struct index_writer *writer,
                                         const struct index_seal *seal,
                                         struct error *err);
/* A record (statement) of the file is complete: a commit may happen here. */
MUST_CHECK enum status index_writer_record_end(struct index_writer *writer,
                                               struct error *err);
MUST_CHECK enum status index_writer_end(struct index_writer *writer,
                                        const struct index_file *file,
                                        struct error *err);
/* Give up the file begun; the index keeps what it had of it before. */
MUST_CHECK enum status index_writer_cancel(struct index_writer *writer,
                                           struct error *err);

/* Remove a file's passages and entry; no such file is no error. */
MUST_CHECK enum status index_writer_remove(struct index_writer *writer,
                                           struct slice file_key,
                                           struct error *err);

/* Replace a file's entry alone: it was touched, but its bytes are the same, so
 * its passages stay. Not between begin and end. */
MUST_CHECK enum status index_writer_note(struct index_writer *writer,
                                         const struct index_file *file,
                                         struct error *err);

/* Make what was ended durable and visible. Happens by itself every few
 * thousand passages, and in close when all went well. */
MUST_CHECK enum status index_writer_commit(struct index_writer *writer,
                                           struct error *err);
/* Commit and close; *writer is freed even on failure. NULL gives OK. */
MUST_CHECK enum status index_writer_close(struct index_writer *writer,
                                          struct error *err);

/* ---- reading ---- */

/* From its second search on, a reader keeps what it has read of words and
 * phrases in memory: at most 128 MiB, and 4 bytes a passage. After a commit it
 * reads what was added, and no more. The hits are the same with and without. */
struct index_reader;

/* NOT_FOUND: no index there (the text says how to make one). VERSION,
 * CORRUPT, IO. An index without passages opens. */
MUST_CHECK enum status index_reader_open(const char *folder,
                                         struct index_reader **out,
                                         struct error *err);
void index_reader_close(struct index_reader *reader); /* NULL is ignored */

/* Readers of one index, each on a thread of its own, that take over what
 * others of them have read: the next one need not read it again. They may be
 * opened and closed at any time, but all before the circle is freed. */
struct index_circle;
struct index_circle *index_circle_new(void);
void index_circle_free(struct index_circle *circle); /* NULL is ignored */

/* From now on the reader belongs to the circle; with NULL it stays alone. */
void index_reader_join(struct index_reader *reader,
                       struct index_circle *circle);

/* See the newest commit. Any call below may say STALE: then reopen and do the
 * whole request again. */
MUST_CHECK enum status index_reader_reopen(struct index_reader *reader,
                                           struct error *err);

struct index_counts {
    uint64_t passages;
    uint64_t statements;
    uint64_t files;
    uint64_t furniture; /* lines left out */
    uint64_t revision;  /* sum over shards; grows with every commit */
    unsigned shards;
    unsigned version;
    uint64_t bytes;      /* on disk */
    uint32_t date_first; /* YYYYMMDD, 0: none known */
    uint32_t date_last;
};
MUST_CHECK enum status index_reader_counts(struct index_reader *reader,
                                           struct index_counts *out,
                                           struct error *err);

/* Whether what is being done is no longer wanted: is_over() is asked often, in
 * the thread that searches. */
struct index_stop {
    bool (*is_over)(void *context);
    void *context;
};

/* From now on searches end with INTERRUPTED once stop says that they are over;
 * NULL: they never do. stop is lent until the next call, and asked by several
 * threads. */
void index_reader_stop_when(struct index_reader *reader,
                            const struct index_stop *stop);

/* How a search ranks: BM25 (Robertson & Zaragoza 2009, eq. 3.15) with the idf
 * log(1 + (N - n + 0.5) / (n + 0.5)), which is never below 0. A synonym, a
 * prefix, a phrase and a near count as one term each: n is the number of
 * passages that it matches, counted, not guessed. The average length of a
 * passage is rounded to 8 bits. A posting with count 0 weighs like one
 * occurrence in a passage of average length. */
struct index_model {
    double k1; /* > 0: how soon more of the same word stops to help */
    double b;  /* 0 to 1: how much a long passage is held back */
};

struct index_hit {
    uint32_t document; /* handle for index_reader_data(), this revision only */
    double weight;
};

/* The hits of plan from offset on, at most most of them, in the order of
 * weight (rounded to 1e-9), then of document. *estimate: how many match in all,
 * at least what was found; exact when fewer than `check` match. Hits live in
 * the arena. */
MUST_CHECK enum status
index_reader_search(struct index_reader *reader, const struct plan *plan,
                    const struct index_model *model, size_t offset, size_t most,
                    size_t check, struct arena *arena, struct index_hit **hits,
                    size_t *count, uint64_t *estimate, struct error *err);

/* Weigh hits of a search further: add to each what plan gives its passage, and
 * put them in their new order. plan is of terms, scales and ORs
 * alone (else BUG). */
MUST_CHECK enum status index_reader_weigh(struct index_reader *reader,
                                          const struct plan *plan,
                                          const struct index_model *model,
                                          struct index_hit *hits, size_t count,
                                          struct error *err);

/* How much there is to search. */
struct index_size {
    uint64_t passages;
    double words; /* of a passage, on average */
};
MUST_CHECK enum status index_reader_size(struct index_reader *reader,
                                         struct index_size *out,
                                         struct error *err);

/* The words of a passage's text as terms, in byte order, in the arena.
 * NOT_FOUND. */
struct index_word {
    struct slice text;
    uint32_t count; /* how often it stands there */
};
MUST_CHECK enum status index_reader_words(struct index_reader *reader,
                                          uint32_t document,
                                          struct arena *arena,
                                          struct index_word **out,
                                          size_t *count, struct error *err);

/* ---- counting ---- */

/* All passages that match plan, in the order of their handles, in the arena:
 * counted, however many. */
MUST_CHECK enum status index_reader_matching(struct index_reader *reader,
                                             const struct plan *plan,
                                             struct arena *arena,
                                             uint32_t **documents,
                                             size_t *count, struct error *err);

/* A term, how many of some passages have it, and the first of them. */
struct index_share {
    struct slice text; /* without its prefix */
    uint64_t count;    /* over 0 */
    uint32_t document;
};

/* The terms that begin with prefix, as far as one of these passages (in the
 * order of their handles) has them; in byte order, in the arena. *without: how
 * many have none. Takes as long as all passages with such terms are many: for
 * sides, not for words. */
MUST_CHECK enum status
index_reader_shares(struct index_reader *reader, struct slice prefix,
                    const uint32_t *documents, size_t count,
                    struct arena *arena, struct index_share **out,
                    size_t *out_count, uint64_t *without, struct error *err);

/* For each of these passages the number in a value slot, 0 where it has none;
 * in the arena. */
MUST_CHECK enum status index_reader_numbers(struct index_reader *reader,
                                            unsigned slot,
                                            const uint32_t *documents,
                                            size_t count, struct arena *arena,
                                            uint32_t **out, struct error *err);

/* Stored bytes of a passage, in the arena. NOT_FOUND. */
MUST_CHECK enum status index_reader_data(struct index_reader *reader,
                                         uint32_t document, struct arena *arena,
                                         struct slice *out, struct error *err);

/* A statement as it was sealed. Its passages are those of the documents first,
 * first + step, ... last, as far as they are there. */
struct index_unit {
    uint32_t first, last, step;
    struct slice bytes; /* of the seal */
};

/* Are two statements alike, by the bytes of their seals? Always the same of the
 * same bytes: the answer is kept. */
typedef bool index_are_alike(struct slice own, struct slice other);

/* The passages of index_reader_alike() to come: what it needs is read at once,
 * of the first INDEX_SOON_MOST, where it would be read from the index. Its
 * answers are the same without. */
enum { INDEX_SOON_MOST = 64 };
MUST_CHECK enum status index_reader_alike_soon(struct index_reader *reader,
                                               const uint32_t *documents,
                                               size_t count, struct error *err);

/* The statement that a passage is of, and those that are alike among the ones
 * that have anchors in common with it: at most most of these are looked at,
 * those that have the most first, then by document; in the arena. Of one that
 * was not sealed, or has none beside it, *own is empty and *count 0. */
MUST_CHECK enum status
index_reader_alike(struct index_reader *reader, uint32_t document, size_t most,
                   index_are_alike *are_alike, struct arena *arena,
                   struct index_unit *own, struct index_unit **others,
                   size_t *count, struct error *err);

/* All statements that were sealed, without the bytes, in the order of their
 * documents, in the arena; some may have gone. */
MUST_CHECK enum status index_reader_units(struct index_reader *reader,
                                          struct arena *arena,
                                          struct index_unit **out,
                                          size_t *count, struct error *err);

/* Documents that hold a term, prefix included, in document order, in the
 * arena; at most most of them. An empty term is in every document. */
MUST_CHECK enum status index_reader_holding(struct index_reader *reader,
                                            struct slice term, size_t most,
                                            struct arena *arena,
                                            uint32_t **documents, size_t *count,
                                            struct error *err);

/* In how many passages a term occurs, prefix included. */
MUST_CHECK enum status index_reader_frequency(struct index_reader *reader,
                                              struct slice term, uint64_t *out,
                                              struct error *err);

/* All terms that begin with prefix, without it, in byte order, in the arena,
 * with their frequencies; at most most of them. For lists of languages,
 * sides, speakers. */
struct index_term {
    struct slice text;
    uint64_t frequency;
};
MUST_CHECK enum status index_reader_terms(struct index_reader *reader,
                                          struct slice prefix, size_t most,
                                          struct arena *arena,
                                          struct index_term **out,
                                          size_t *count, struct error *err);

/* The same for terms that more than one passage has; *all: how many such there
 * are. */
MUST_CHECK enum status
index_reader_shared(struct index_reader *reader, struct slice prefix,
                    size_t most, struct arena *arena, struct index_term **out,
                    size_t *count, uint64_t *all, struct error *err);

/* Entry of a file; NOT_FOUND. Its key lives in the arena. */
MUST_CHECK enum status index_reader_file(struct index_reader *reader,
                                         struct slice key, struct arena *arena,
                                         struct index_file *out,
                                         unsigned *shard, struct error *err);

/* Entry of the file that a passage is from; NOT_FOUND. Its key lives in the
 * arena. */
MUST_CHECK enum status index_reader_file_of(struct index_reader *reader,
                                            uint32_t document,
                                            struct arena *arena,
                                            struct index_file *out,
                                            struct error *err);

/* All entries in the order of their keys, in the arena, each with its shard
 * in the same place of *shards. */
MUST_CHECK enum status index_reader_files(struct index_reader *reader,
                                          struct arena *arena,
                                          struct index_file **out,
                                          unsigned **shards, size_t *count,
                                          struct error *err);

/* ---- care ---- */

/* Read everything and hold it against itself: the library's own check of each
 * shard, each passage decodes, each file's count is right. Problems go to
 * *report, a line each; CORRUPT when there are any. A line that begins with
 * "note: " is no problem. STALE: it was written or merged all the time. */
MUST_CHECK enum status index_check(const char *folder, struct strbuf *report,
                                   struct error *err);

/* Merge all shards into one compact one; the old index serves until the new
 * one stands. Takes the lock: BUSY. */
MUST_CHECK enum status index_compact(const char *folder, struct error *err);

END_C

#endif
