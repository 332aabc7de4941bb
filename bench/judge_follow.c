#include <stdlib.h>

#include "bench/judge.h"
#include "common/log.h"

static uint64_t hash_of(const struct judge_hashes *hashes,
                        const struct judgement *judgement)
{
    uint32_t number = wordmap_find(&hashes->passages, judgement->docno, 0);

    if (judgement->hash || number == WORDMAP_NONE)
        return judgement->hash;
    return hashes->hashes[number];
}

struct following {
    const struct judge_hashes *hashes;
    struct finder *finder;
    struct arena *arena;
    struct arena scratch;
    struct judge_losses *losses;
};

static uint32_t distance(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

/* Has a judgement of this topic, one of items from first on, come to docno? */
static bool is_taken(const struct pool_judgements *out, size_t first,
                     struct slice docno)
{
    for (size_t i = first; i < out->count; i++)
        if (slice_equal(out->items[i].judgement.docno, docno))
            return true;
    return false;
}

/* Of the passages with its text, the one that a judgement goes to: the nearest,
 * if possible one that no other has come to. NULL: there is none. */
static const struct hit *choose(const struct hit *hits, size_t count,
                                struct slice docno,
                                const struct pool_judgements *out, size_t first)
{
    const struct hit *best = NULL;
    uint32_t n, best_distance = 0;

    finder_statement(docno, &n);
    for (size_t i = 0; i < count; i++) {
        uint32_t here = distance(hits[i].passage.n, n) +
                        (is_taken(out, first, hits[i].id) ? 1u << 30 : 0);

        if (!best || here < best_distance) {
            best = &hits[i];
            best_distance = here;
        }
    }
    return best;
}

/* Where a judged passage is now: *now, or NOT_FOUND. */
static enum status find_now(struct following *following,
                            const struct judgement *judgement, uint64_t hash,
                            const struct pool_judgements *out, size_t first,
                            struct slice *now, struct error *err)
{
    const struct hit *best;
    struct hit record, *hits;
    size_t count;
    enum status status;

    *now = judgement->docno;
    if (!hash)
        return STATUS_OK;
    arena_reset(&following->scratch);
    status = finder_docno(following->finder, judgement->docno,
                          &following->scratch, &record, err);
    if (status && status != STATUS_NOT_FOUND)
        return status;
    /* A record has no number that could change, whatever its id looks like. */
    if (!status && slice_equal(record.statement.id, judgement->docno))
        return record.passage.hash == hash ? STATUS_OK : STATUS_NOT_FOUND;
    status = finder_hash(following->finder, judgement->docno, hash,
                         &following->scratch, &hits, &count, err);
    if (status)
        return status;
    best = choose(hits, count, judgement->docno, out, first);
    if (!best)
        return STATUS_NOT_FOUND;
    *now = slice_copy(following->arena, best->id);
    return STATUS_OK;
}

/* The judgements of its topic are those of out from first on. */
static enum status follow_one(struct following *following, struct slice topic,
                              const struct judgement *judgement,
                              struct pool_judgements *out, size_t first,
                              struct error *err)
{
    struct pool_judgement item = {.topic = topic, .judgement = *judgement};
    uint64_t hash = hash_of(following->hashes, judgement);
    enum status status = find_now(following, judgement, hash, out, first,
                                  &item.judgement.docno, err);

    if (status == STATUS_NOT_FOUND) {
        following->losses->gone++;
        log_warning("'%.*s' of topic '%.*s' (grade %d) is gone: no passage of "
                    "its statement has that text",
                    SLICE_ARG(judgement->docno), SLICE_ARG(topic),
                    (int)judgement->grade);
        return STATUS_OK;
    }
    if (!status && !hash)
        following->losses->unhashed++;
    if (!status)
        pool_add(out, &item);
    return status;
}

static int compare_followed(const void *left, const void *right)
{
    const struct pool_judgement *a = left, *b = right;
    int order = slice_compare(a->topic, b->topic);

    if (!order)
        order = finder_compare(a->judgement.docno, b->judgement.docno);
    /* The higher grade first: it is the one kept. */
    return order ? order
                 : (a->judgement.grade < b->judgement.grade) -
                       (a->judgement.grade > b->judgement.grade);
}

/* Passages of one text may have become one passage. */
static void drop_twice(struct pool_judgements *judgements,
                       struct judge_losses *losses)
{
    struct pool_judgement *items = judgements->items;
    size_t kept = 0;

    if (judgements->count)
        qsort(items, judgements->count, sizeof *items, compare_followed);
    for (size_t i = 0; i < judgements->count; i++) {
        const struct pool_judgement *last = kept ? &items[kept - 1] : NULL;

        if (!last || !slice_equal(last->topic, items[i].topic) ||
            !slice_equal(last->judgement.docno, items[i].judgement.docno)) {
            items[kept++] = items[i];
        } else if (last->judgement.grade != items[i].judgement.grade) {
            losses->disagreed++;
            log_warning("'%.*s' of topic '%.*s' has two grades now; %d is "
                        "kept, %d is not",
                        SLICE_ARG(last->judgement.docno),
                        SLICE_ARG(last->topic), (int)last->judgement.grade,
                        (int)items[i].judgement.grade);
        }
    }
    judgements->count = kept;
}

enum status judge_follow(const struct qrels *qrels,
                         const struct judge_hashes *hashes,
                         struct finder *finder, struct arena *arena,
                         struct pool_judgements *out,
                         struct judge_losses *losses, struct error *err)
{
    struct following following = {
        .hashes = hashes, .finder = finder, .arena = arena, .losses = losses};
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < qrels->count; i++) {
        const struct qrels_topic *topic = &qrels->topics[i];
        size_t first = out->count;

        for (size_t j = 0; !status && j < topic->count; j++)
            status = follow_one(&following, topic->id, &topic->judgements[j],
                                out, first, err);
    }
    drop_twice(out, losses);
    arena_release(&following.scratch);
    return status;
}
