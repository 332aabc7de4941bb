/* rank.h's copies: one of them is a hit. */
#include <string.h>

#include "common/document.h"
#include "common/hash_set.h"
#include "common/schema.h"
#include "searchd/copies.h"
#include "searchd/match.h"
#include "searchd/rank_inside.h"

enum { SAME_ID_MOST = 16 /* passages: ids are unique but by accident */ };

/* Is a copy what is searched for, too? */
static enum status is_found(struct ranking *ranking, const struct hit *copy,
                            bool *out)
{
    struct plan *pair[2] = {ranking->plan, plan_new(ranking->arena, PLAN_TERM)};
    struct index_hit *found;
    struct match match;
    uint64_t estimate;
    size_t count;
    enum status status;

    *out = false;
    pair[1]->term = document_filter(PREFIX_ID, copy->id, ranking->arena);
    status = index_reader_search(
        ranking->context->reader,
        plan_group(ranking->arena, PLAN_FILTER, pair, 2),
        &ranking->settings->model, 0, SAME_ID_MOST, SAME_ID_MOST,
        ranking->arena, &found, &count, &estimate, ranking->err);
    for (size_t i = 0; !status && i < count; i++)
        *out = *out || found[i].document == copy->document;
    if (status || !*out || !ranking->planned->needs_check)
        return status;
    match_find(ranking->context, ranking->planned, copy, ranking->arena,
               &match);
    *out = match_accepts(ranking->context, ranking->planned, copy, &match,
                         ranking->arena);
    return STATUS_OK;
}

/* A copy of the issuer's own takes the hit's place, if it is found at all. */
static enum status choose(struct ranking *ranking, struct hit *hit,
                          struct hit *copies, size_t count)
{
    enum status status = STATUS_OK;
    struct hit *best = NULL;

    for (size_t i = 0; !status && i < count; i++) {
        bool is_better = copies_worth(&copies[i].statement) >
                         copies_worth(&(best ? best : hit)->statement);

        if (is_better)
            status = is_found(ranking, &copies[i], &is_better);
        if (!status && is_better)
            best = &copies[i];
    }
    if (!status && best) {
        struct hit other = *hit;

        best->score = hit->score;
        *hit = *best;
        other.score = 0;
        *best = other;
    }
    return status;
}

/* Hits that are shown, each with its copies, and all these. */
struct groups {
    struct hit *shown;
    size_t count;
    size_t at; /* place of the next hit to look at */
    struct hash_set taken;
};

static bool has_document(const struct hit *hit, uint32_t document)
{
    if (hit->document == document)
        return true;
    for (size_t i = 0; i < hit->copy_count; i++)
        if (hit->copies[i].document == document)
            return true;
    return false;
}

/* One more copy than could be found at once. */
static void append(struct hit *shown, const struct hit *hit,
                   struct arena *arena)
{
    struct hit *more;

    if (shown->copy_count == COPIES_MOST)
        return;
    more = arena_array(arena, shown->copy_count + 1, sizeof *more);
    memcpy(more, shown->copies, shown->copy_count * sizeof *more);
    more[shown->copy_count++] = *hit;
    shown->copies = more;
}

/* Of very many copies not all are found from the first: is the hit the same
 * text as one that is taken? Then it goes there. */
static bool join(struct groups *groups, const struct hit *hit,
                 const struct hit *copy, struct arena *arena)
{
    if (copy->passage.hash != hit->passage.hash)
        return false;
    for (size_t i = 0; i < groups->count; i++)
        if (has_document(&groups->shown[i], copy->document)) {
            append(&groups->shown[i], hit, arena);
            return true;
        }
    return false;
}

/* Take the copies; those that are with another hit stay there. True: the hit
 * itself goes there. */
static bool take(struct groups *groups, const struct hit *hit,
                 struct hit *copies, size_t *count, struct arena *arena)
{
    size_t kept = 0;
    bool is_joined = false;

    for (size_t i = 0; i < *count; i++)
        if (hash_set_add(&groups->taken, copies[i].document))
            copies[kept++] = copies[i];
        else
            is_joined = is_joined || join(groups, hit, &copies[i], arena);
    *count = kept;
    return is_joined;
}

/* The next hit: shown with its copies, unless it is one itself. */
static enum status group_next(struct ranking *ranking, struct groups *groups)
{
    struct hit *hit = &groups->shown[groups->count], *copies;
    size_t count;
    enum status status;

    *hit = ranking->out->hits[groups->at++];
    if (!hash_set_add(&groups->taken, hit->document))
        return STATUS_OK;
    status = copies_find(ranking->context->reader, ranking->context->analyser,
                         hit, ranking->arena, &copies, &count, ranking->err);
    if (status || take(groups, hit, copies, &count, ranking->arena))
        return status;
    status = choose(ranking, hit, copies, count);
    hit->copies = copies;
    hit->copy_count = count;
    groups->count++;
    return status;
}

/* The hits that are certain to be shown, or to be copies of them. */
static enum status read_ahead(struct ranking *ranking,
                              const struct groups *groups, size_t goal)
{
    const struct rank_result *out = ranking->out;
    uint32_t documents[INDEX_SOON_MOST];
    size_t count = 0;

    for (size_t i = groups->at;
         i < out->count && i < groups->at + goal && count < INDEX_SOON_MOST;
         i++)
        documents[count++] = out->hits[i].document;
    return index_reader_alike_soon(ranking->context->reader, documents, count,
                                   ranking->err);
}

enum status rank_gather_groups(struct ranking *ranking, size_t goal)
{
    struct rank_result *out = ranking->out;
    struct groups groups = {
        .shown = arena_array(ranking->arena, goal + 1, sizeof(struct hit))};
    enum status status;

    for (;;) {
        status = rank_gather(ranking);
        if (!status)
            status = read_ahead(ranking, &groups, goal - groups.count);
        /* Only so many are certain to be in order. */
        while (!status && groups.at < out->count &&
               groups.at < ranking->wanted && groups.count < goal)
            status = group_next(ranking, &groups);
        if (status || groups.count == goal || out->count < ranking->wanted)
            break;
        ranking->wanted += goal - groups.count;
    }
    out->hits = groups.shown;
    out->count = groups.count;
    hash_set_release(&groups.taken);
    return status;
}
