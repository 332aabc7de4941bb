/* judge.h - judgements are made, read back, and kept with their passages. Each
 * function appends its lines to *out, in an order that depends on nothing but
 * their content. */
#ifndef BENCH_JUDGE_H
#define BENCH_JUDGE_H

#include "bench/finder.h"
#include "bench/pool.h"
#include "bench/runfile.h"
#include "common/wordmap.h"

struct judge_pool {
    const struct run *runs;
    size_t run_count;
    size_t depth;              /* passages of each run and topic */
    const struct qrels *known; /* grades to fill in; NULL: none */
    bool is_of_unjudged;       /* leave out what has a grade */
};

/* The table of what the runs have found. What the index does not hold is left
 * out and counted in *missing, with one of them in *example (in the arena).
 * NOT_FOUND when it holds nothing of them; others of the index. */
MUST_CHECK enum status judge_make_pool(const struct judge_pool *pool,
                                       struct finder *finder,
                                       struct arena *arena, struct strbuf *out,
                                       size_t *missing, struct slice *example,
                                       struct error *err);

/* Lines of judgements; has_hash adds the fifth column where it is known. */
void judge_add_qrels(const struct pool_judgements *judgements, bool has_hash,
                     struct strbuf *out);

/* Content hashes of passages, which judgements without a fifth column need:
 * lines "PASSAGE<tab>HASH". */
struct judge_hashes {
    struct wordmap passages;
    uint64_t *hashes; /* by number in the map */
    size_t capacity;
};

/* Add a file of them to *out, which the caller begins zeroed and ends with
 * judge_hashes_release(); its texts live in the arena. NOT_FOUND, IO;
 * BAD_FORMAT with file, line and column. */
MUST_CHECK enum status judge_hashes_read(const char *path, struct arena *arena,
                                         struct judge_hashes *out,
                                         struct error *err);
void judge_hashes_release(struct judge_hashes *hashes);

/* Write such a file for the passages that judgements name. */
MUST_CHECK enum status judge_add_hashes(const struct qrels *const *qrels,
                                        size_t count, struct finder *finder,
                                        struct strbuf *out, struct error *err);

/* Which judgements judge_follow() could not keep. */
struct judge_losses {
    size_t gone;      /* no passage of the statement has that text any more */
    size_t unhashed;  /* kept by the number, their text is not known */
    size_t disagreed; /* two judged passages have become one, and disagreed */
};

/* Give judgements today's numbers, by the content hashes of their passages;
 * each loss is told by log_warning(). Appended to *out, whose texts live in the
 * arena. Fails as the index does. */
MUST_CHECK enum status judge_follow(const struct qrels *qrels,
                                    const struct judge_hashes *hashes,
                                    struct finder *finder, struct arena *arena,
                                    struct pool_judgements *out,
                                    struct judge_losses *losses,
                                    struct error *err);

#endif
