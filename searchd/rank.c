#include "searchd/rank.h"

#include <string.h>

#include "common/document.h"
#include "common/schema.h"
#include "searchd/match.h"
#include "searchd/rank_inside.h"

/* Candidates are read in batches until enough are found and the score has
 * dropped, so that equal scores are ordered by passage and not by place. */
enum { BATCH_MORE = 24, CANDIDATES_MOST = SCHEMA_HITS_MOST + BATCH_MORE };

static void keep(struct ranking *ranking, const struct hit *hit)
{
    struct rank_result *out = ranking->out;

    if (out->count == ranking->capacity) {
        size_t capacity = ranking->capacity ? 2 * ranking->capacity : 32;
        struct hit *more =
            arena_array(ranking->arena, capacity, sizeof(struct hit));

        if (out->count)
            memcpy(more, out->hits, out->count * sizeof *more);
        out->hits = more;
        ranking->capacity = capacity;
    }
    out->hits[out->count++] = *hit;
}

static enum status look_at(struct ranking *ranking,
                           const struct index_hit *candidate)
{
    struct slice bytes;
    struct hit hit;
    enum status status =
        index_reader_data(ranking->context->reader, candidate->document,
                          ranking->arena, &bytes, ranking->err);

    if (!status)
        status = hit_decode(bytes, ranking->arena, &hit, ranking->err);
    if (status)
        return status;
    hit.document = candidate->document;
    hit.score = candidate->weight;
    if (ranking->planned->needs_check) {
        struct match match;

        match_find(ranking->context, ranking->planned, &hit, ranking->arena,
                   &match);
        if (!match_accepts(ranking->context, ranking->planned, &hit, &match,
                           ranking->arena))
            return STATUS_OK;
        hit.score *= match_quality(ranking->planned, &match, hit.passage.text,
                                   ranking->arena);
    }
    hit.score = hit_round(hit.score);
    keep(ranking, &hit);
    return STATUS_OK;
}

/* Is the best that a candidate of this weight can become worse than what is
 * wanted? The hits are in order. */
static bool is_enough(const struct ranking *ranking, double weight)
{
    const struct rank_result *out = ranking->out;

    return out->count >= ranking->wanted &&
           hit_round(weight) < out->hits[ranking->wanted - 1].score;
}

/* Scores that were lowered come out of order. Sorting each time the hits have
 * grown by a quarter keeps the bound close and the cost low. */
static bool is_time_to_sort(struct ranking *ranking)
{
    size_t count = ranking->out->count;

    if (!ranking->planned->has_topic || count < ranking->wanted ||
        count < ranking->sorted + ranking->sorted / 4 + 1)
        return false;
    ranking->sorted = count;
    return true;
}

/* Rank the best of the first batch anew by the words that they share. What is
 * behind them keeps its place: they only gain. */
static enum status refine(struct ranking *ranking, struct index_hit *hits,
                          size_t count)
{
    const struct feedback_settings *feedback = &ranking->settings->feedback;
    struct rank_result *out = ranking->out;
    enum status status;

    if (!feedback->depth || !feedback_is_wanted(feedback, ranking->planned))
        return STATUS_OK;
    status = feedback_plan(ranking->context, feedback,
                           &ranking->settings->model, ranking->planned, hits,
                           count, ranking->arena, &out->more, ranking->err);
    if (status)
        return status;
    return index_reader_weigh(
        ranking->context->reader, out->more, &ranking->settings->model, hits,
        feedback_reach(hits, count, feedback->depth), ranking->err);
}

/* Search for the words of the best passages, too. */
static enum status expand(struct ranking *ranking)
{
    const struct feedback_settings *feedback = &ranking->settings->feedback;
    struct plan *pair[2] = {ranking->plan, NULL};
    struct rank_result *out = ranking->out;
    struct index_hit *hits;
    uint64_t estimate;
    size_t count;
    enum status status;

    if (feedback->depth || !feedback_is_wanted(feedback, ranking->planned))
        return STATUS_OK;
    status = index_reader_search(ranking->context->reader, ranking->plan,
                                 &ranking->settings->model, 0,
                                 feedback->passages + 1, 0, ranking->arena,
                                 &hits, &count, &estimate, ranking->err);
    if (!status)
        status =
            feedback_plan(ranking->context, feedback, &ranking->settings->model,
                          ranking->planned, hits, count, ranking->arena,
                          &out->more, ranking->err);
    if (status || out->more->kind == PLAN_NOTHING)
        return status;
    pair[1] = out->more;
    ranking->plan = plan_group(
        ranking->arena, ranking->plan->kind == PLAN_OR ? PLAN_OR : PLAN_MAYBE,
        pair, 2);
    return STATUS_OK;
}

static enum status next_batch(struct ranking *ranking)
{
    const struct feedback_settings *feedback = &ranking->settings->feedback;
    size_t most = ranking->from ? ranking->from : ranking->wanted + BATCH_MORE;
    enum status status;

    if (!ranking->from && most <= feedback->depth &&
        feedback_is_wanted(feedback, ranking->planned))
        most = feedback->depth + 1;
    if (ranking->from + most > CANDIDATES_MOST)
        most = CANDIDATES_MOST - ranking->from;
    if (!most) {
        ranking->out->is_cut = ranking->planned->needs_check;
        ranking->is_last = true;
        return STATUS_OK;
    }
    status = index_reader_search(ranking->context->reader, ranking->plan,
                                 &ranking->settings->model, ranking->from, most,
                                 ranking->from + most + 1, ranking->arena,
                                 &ranking->batch, &ranking->batch_count,
                                 &ranking->out->estimate, ranking->err);
    if (!status && !ranking->from)
        status = refine(ranking, ranking->batch, ranking->batch_count);
    ranking->is_last = ranking->batch_count < most;
    ranking->from += most;
    ranking->batch_at = 0;
    return status;
}

/* A check only lowers a score, so the candidates' order bounds it. */
enum status rank_gather(struct ranking *ranking)
{
    struct rank_result *out = ranking->out;
    enum status status = STATUS_OK;

    for (;;) {
        while (!status && ranking->batch_at < ranking->batch_count) {
            const struct index_hit *next = &ranking->batch[ranking->batch_at];

            if (is_time_to_sort(ranking))
                hits_sort(out->hits, out->count);
            if (is_enough(ranking, next->weight))
                break;
            status = look_at(ranking, next);
            ranking->batch_at++;
        }
        hits_sort(out->hits, out->count);
        if (status || ranking->is_last ||
            ranking->batch_at < ranking->batch_count ||
            (ranking->batch_count &&
             is_enough(ranking,
                       ranking->batch[ranking->batch_count - 1].weight)))
            return status;
        status = next_batch(ranking);
    }
}

/* What a part of the query gives one passage. */
static enum status plan_weight(struct ranking *ranking, struct plan *plan,
                               const struct hit *hit, double *out)
{
    struct plan *pair[2] = {plan, plan_new(ranking->arena, PLAN_TERM)};
    struct index_hit *found;
    uint64_t estimate;
    size_t count;
    enum status status;

    pair[1]->term = document_filter(PREFIX_ID, hit->id, ranking->arena);
    status =
        index_reader_search(ranking->context->reader,
                            plan_group(ranking->arena, PLAN_FILTER, pair, 2),
                            &ranking->settings->model, 0, 1, 1, ranking->arena,
                            &found, &count, &estimate, ranking->err);
    *out = !status && count ? found[0].weight : 0;
    return status;
}

/* ---- explanations, marks ---- */

static enum status explain_hit(struct ranking *ranking, struct hit *hit)
{
    struct strbuf text = STRBUF_INIT;
    enum status status = STATUS_OK;
    double sum = 0, weight;

    for (size_t i = 0; !status && i < ranking->planned->leaf_count; i++) {
        const struct planner_leaf *leaf = &ranking->planned->leaves[i];

        if (!leaf->plan || leaf->is_negative)
            continue;
        status = plan_weight(ranking, leaf->plan, hit, &weight);
        sum += weight;
        if (!status && weight > 0)
            strbuf_add_format(&text, "%s%.*s %.6f", text.len ? " + " : "",
                              SLICE_ARG(leaf->query->text), weight);
    }
    if (!status && ranking->out->more) {
        status = plan_weight(ranking, ranking->out->more, hit, &weight);
        sum += weight;
        if (!status && weight > 0)
            strbuf_add_format(&text, " + words of the best passages %.6f",
                              weight);
    }
    if (!status && sum > hit->score + 1e-5)
        strbuf_add_format(&text, " (times %.2f: only named in a list)",
                          hit->score / sum);
    hit->detail = slice_copy(ranking->arena, strbuf_slice(&text));
    strbuf_release(&text);
    return status;
}

static enum status explain_hits(struct ranking *ranking)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; !status && i < ranking->out->count; i++)
        status = explain_hit(ranking, &ranking->out->hits[i]);
    return status;
}

static void mark_hits(struct ranking *ranking)
{
    for (size_t i = 0; i < ranking->out->count; i++) {
        struct hit *hit = &ranking->out->hits[i];
        struct match match;

        match_find(ranking->context, ranking->planned, hit, ranking->arena,
                   &match);
        match_mark(ranking->planned, &match, ranking->arena, hit);
    }
}

/* Keep the part that was asked for. */
static void cut_page(struct rank_result *out, size_t offset, size_t most)
{
    if (offset > out->count)
        offset = out->count;
    out->hits += offset;
    out->count -= offset;
    if (out->count > most)
        out->count = most;
}

enum status rank_run(const struct planner_context *context,
                     const struct rank_settings *settings,
                     const struct planned *planned, size_t offset, size_t most,
                     unsigned wants, struct arena *arena,
                     struct rank_result *out, struct error *err)
{
    struct ranking ranking = {.context = context,
                              .settings = settings,
                              .planned = planned,
                              .arena = arena,
                              .err = err,
                              .out = out,
                              .plan = planned->plan,
                              .wanted = offset + most};
    enum status status;

    *out = (struct rank_result){0};
    status = expand(&ranking);
    if (!status)
        status = wants & RANK_COPIES
                     ? rank_gather_groups(&ranking, offset + most)
                     : rank_gather(&ranking);
    if (status)
        return status;
    if (out->count) {
        cut_page(out, offset, most);
        if (wants & RANK_MARKS)
            mark_hits(&ranking);
    }
    return wants & RANK_EXPLANATIONS ? explain_hits(&ranking) : STATUS_OK;
}
