#include "bench/judge.h"

#include <inttypes.h>
#include <stdlib.h>

#include "bench/columns.h"

/* ---- a pool ---- */

/* What is pooled of one topic. */
struct pooling {
    const struct judge_pool *pool;
    struct finder *finder;
    struct arena arena; /* of the topic */
    struct pool_row *rows;
    size_t count;
    size_t capacity;
    size_t missing;
    struct slice example; /* lent by the runs */
};

static enum status add_passage(struct pooling *pooling, struct slice topic,
                               struct slice docno, struct error *err)
{
    const struct judge_pool *pool = pooling->pool;
    const struct qrels_topic *judged =
        pool->known ? qrels_find(pool->known, topic) : NULL;
    struct pool_row row = {.topic = topic, .docno = docno};
    struct hit *hit = arena_alloc(&pooling->arena, sizeof *hit);
    enum status status;

    row.grade = judged ? qrels_grade(judged, docno) : QRELS_UNJUDGED;
    row.is_judged = row.grade >= 0;
    if (row.is_judged && pool->is_of_unjudged)
        return STATUS_OK;
    status = finder_docno(pooling->finder, docno, &pooling->arena, hit, err);
    if (status == STATUS_NOT_FOUND) {
        pooling->missing++;
        pooling->example = docno;
        return STATUS_OK;
    }
    if (status)
        return status;
    row.hit = hit;
    pooling->rows = heap_grow(pooling->rows, pooling->count, &pooling->capacity,
                              sizeof *pooling->rows);
    pooling->rows[pooling->count++] = row;
    return STATUS_OK;
}

static enum status pool_topic(struct pooling *pooling, struct slice topic,
                              struct strbuf *out, struct error *err)
{
    const struct judge_pool *pool = pooling->pool;
    struct wordmap seen = {.slots = NULL};
    enum status status = STATUS_OK;

    pooling->count = 0;
    for (size_t i = 0; !status && i < pool->run_count; i++) {
        const struct run_topic *found = run_find(&pool->runs[i], topic);
        size_t most = found ? found->count : 0;

        for (size_t j = 0; !status && j < most && j < pool->depth; j++) {
            struct slice docno = found->entries[j].docno;

            if (wordmap_find(&seen, docno, 0) != WORDMAP_NONE)
                continue;
            wordmap_add(&seen, docno, 0);
            status = add_passage(pooling, topic, docno, err);
        }
    }
    wordmap_release(&seen);
    pool_sort(pooling->rows, pooling->count);
    for (size_t i = 0; !status && i < pooling->count; i++)
        pool_add_row(&pooling->rows[i], out);
    arena_reset(&pooling->arena);
    return status;
}

static int compare_slices(const void *left, const void *right)
{
    return slice_compare(*(const struct slice *)left,
                         *(const struct slice *)right);
}

/* The topics of all runs, in byte order, some of them several times. */
static struct slice *topics_of(const struct judge_pool *pool,
                               struct arena *arena, size_t *count)
{
    struct slice *topics;
    size_t most = 0;

    for (size_t i = 0; i < pool->run_count; i++)
        most += pool->runs[i].count;
    topics = arena_array(arena, most, sizeof *topics);
    *count = 0;
    for (size_t i = 0; i < pool->run_count; i++)
        for (size_t j = 0; j < pool->runs[i].count; j++)
            topics[(*count)++] = pool->runs[i].topics[j].id;
    qsort(topics, *count, sizeof *topics, compare_slices);
    return topics;
}

enum status judge_make_pool(const struct judge_pool *pool,
                            struct finder *finder, struct arena *arena,
                            struct strbuf *out, size_t *missing,
                            struct slice *example, struct error *err)
{
    struct pooling pooling = {.pool = pool, .finder = finder};
    enum status status = STATUS_OK;
    size_t count, begin;
    const struct slice *topics = topics_of(pool, arena, &count);

    strbuf_add_text(out, POOL_HEAD);
    begin = out->len;
    for (size_t i = 0; !status && i < count; i++)
        if (i == 0 || !slice_equal(topics[i], topics[i - 1]))
            status = pool_topic(&pooling, topics[i], out, err);
    *missing = pooling.missing;
    *example = slice_copy(arena, pooling.example);
    if (!status && pooling.missing && out->len == begin)
        status = error_set(err, STATUS_NOT_FOUND,
                           "the index holds none of the runs' passages, such "
                           "as '%.*s'",
                           SLICE_ARG(*example));
    arena_release(&pooling.arena);
    heap_free(pooling.rows);
    return status;
}

/* ---- judgements ---- */

void judge_add_qrels(const struct pool_judgements *judgements, bool has_hash,
                     struct strbuf *out)
{
    for (size_t i = 0; i < judgements->count; i++) {
        const struct pool_judgement *item = &judgements->items[i];
        const struct judgement *judgement = &item->judgement;

        strbuf_add_format(out, "%.*s 0 %.*s %d", SLICE_ARG(item->topic),
                          SLICE_ARG(judgement->docno), (int)judgement->grade);
        if (has_hash && judgement->hash)
            strbuf_add_format(out, " %016" PRIx64, judgement->hash);
        strbuf_add_byte(out, '\n');
    }
}

/* ---- hashes ---- */

static enum status add_hash(struct judge_hashes *hashes,
                            const struct columns *columns, struct arena *arena,
                            struct error *err)
{
    struct slice docno = columns->words[0];
    uint64_t hash;

    if (columns->count != 2 || !qrels_parse_hash(columns->words[1], &hash))
        return columns_fail(columns, 1, err,
                            "expected a passage and a hash of 16 digits");
    if (wordmap_find(&hashes->passages, docno, 0) != WORDMAP_NONE)
        return columns_fail(columns, 0, err, "'%.*s' stands above already",
                            SLICE_ARG(docno));
    hashes->hashes = heap_grow(hashes->hashes, hashes->passages.count,
                               &hashes->capacity, sizeof *hashes->hashes);
    hashes
        ->hashes[wordmap_add(&hashes->passages, slice_copy(arena, docno), 0)] =
        hash;
    return STATUS_OK;
}

enum status judge_hashes_read(const char *path, struct arena *arena,
                              struct judge_hashes *out, struct error *err)
{
    struct columns columns;
    enum status status = columns_open(&columns, path, false, err);

    while (!status && columns_next(&columns))
        status = add_hash(out, &columns, arena, err);
    if (!status)
        status = columns_status(&columns, err);
    columns_close(&columns);
    return status;
}

void judge_hashes_release(struct judge_hashes *hashes)
{
    wordmap_release(&hashes->passages);
    heap_free(hashes->hashes);
    *hashes = (struct judge_hashes){.hashes = NULL};
}

/* Every passage once, in byte order. */
static struct slice *passages_of(const struct qrels *const *qrels, size_t count,
                                 size_t *found)
{
    struct slice *docnos = NULL;
    size_t capacity = 0, all = 0;

    *found = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < qrels[i]->count; j++)
            for (size_t k = 0; k < qrels[i]->topics[j].count; k++) {
                docnos = heap_grow(docnos, all, &capacity, sizeof *docnos);
                docnos[all++] = qrels[i]->topics[j].judgements[k].docno;
            }
    if (all)
        qsort(docnos, all, sizeof *docnos, compare_slices);
    for (size_t i = 0; i < all; i++)
        if (i == 0 || !slice_equal(docnos[i], docnos[*found - 1]))
            docnos[(*found)++] = docnos[i];
    return docnos;
}

enum status judge_add_hashes(const struct qrels *const *qrels, size_t count,
                             struct finder *finder, struct strbuf *out,
                             struct error *err)
{
    size_t passages;
    struct slice *docnos = passages_of(qrels, count, &passages);
    struct arena scratch = ARENA_INIT;
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < passages; i++) {
        struct hit hit;

        status = finder_docno(finder, docnos[i], &scratch, &hit, err);
        if (status == STATUS_NOT_FOUND)
            status = error_set(err, STATUS_NOT_FOUND,
                               "'%.*s' is judged, but not in the index",
                               SLICE_ARG(docnos[i]));
        if (!status)
            strbuf_add_format(out, "%.*s\t%016" PRIx64 "\n",
                              SLICE_ARG(docnos[i]), hit.passage.hash);
        arena_reset(&scratch);
    }
    arena_release(&scratch);
    heap_free(docnos);
    return status;
}
