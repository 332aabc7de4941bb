#include "common/index_score.hh"

#include <algorithm>
#include <cmath>

#include "common/index_xapian.hh"

namespace
{

struct weighted_list {
    std::shared_ptr<index_list> list;
    double factor; /* idf and scales */
};

bool is_scorable(const struct plan *plan)
{
    if (plan->kind == PLAN_NOTHING)
        return true;
    if (plan->kind == PLAN_SCALE)
        return is_scorable(plan->children[0]);
    if (plan->kind != PLAN_OR)
        return index_is_list(plan);
    for (size_t i = 0; i < plan->child_count; i++)
        if (!is_scorable(plan->children[i]))
            return false;
    return true;
}

/* The lists of plan, whose weights add. */
void collect(struct index_reader *reader, const struct plan *plan,
             double factor, std::vector<weighted_list> *out)
{
    if (plan->kind == PLAN_NOTHING)
        return;
    if (plan->kind == PLAN_SCALE) {
        collect(reader, plan->children[0], factor * plan->factor, out);
    } else if (plan->kind == PLAN_OR) {
        for (size_t i = 0; i < plan->child_count; i++)
            collect(reader, plan->children[i], factor, out);
    } else {
        auto list = index_list_of(reader, plan);
        bool is_given = plan->kind == PLAN_SYNONYM && plan->factor > 0;

        if (list->size)
            out->push_back(
                {list, factor * (is_given ? plan->factor
                                          : index_idf(reader, list->size))});
    }
}

/* A list while it is gone through. */
struct cursor {
    const uint32_t *documents;
    const double *parts;
    size_t left;
    double factor;
};

/* Weights are summed up for a window of documents at a time, which stays in
 * the processor's cache. */
class Scoring
{
    enum { WINDOW = 4096 };
    static constexpr double none = -1; /* no list has the document */

    size_t most, shard = 0, shard_count;
    std::vector<struct index_hit> &hits; /* a heap, the worst on top */
    uint64_t matched = 0;
    std::vector<cursor> cursors;
    double sums[WINDOW];
    std::vector<uint32_t> good; /* places of sums that may be enough */

    /* What is surely below the worst hit, rounded or not. */
    double bar() const
    {
        return hits.empty() || hits.size() < most ? 0
                                                  : hits.front().weight - 1e-8;
    }

    void add(cursor *one, uint32_t base)
    {
        double factor = one->factor, least = bar();
        size_t i = 0, count = good.size();
        uint64_t fresh = 0;

        good.resize(count + std::min<size_t>(one->left, WINDOW));
        for (; i < one->left && one->documents[i] - base < WINDOW; i++) {
            double *sum = &sums[one->documents[i] - base];

            fresh += *sum < 0;
            *sum = std::max(*sum, 0.0) + factor * one->parts[i];
            good[count] = uint32_t(sum - sums);
            count += *sum >= least;
        }
        good.resize(count);
        matched += fresh;
        one->documents += i;
        one->parts += i;
        one->left -= i;
    }

    void offer(uint32_t document, double weight)
    {
        struct index_hit hit = {
            uint32_t((document - 1) * shard_count + shard + 1),
            index_without_noise(weight)};

        if (hits.size() == most) {
            if (!index_is_better(hit, hits.front()))
                return;
            std::pop_heap(hits.begin(), hits.end(), index_is_better);
            hits.pop_back();
        }
        hits.push_back(hit);
        std::push_heap(hits.begin(), hits.end(), index_is_better);
    }

    void harvest(uint32_t base)
    {
        for (uint32_t place : good) {
            if (most && sums[place] >= bar())
                offer(base + place, sums[place]);
            sums[place] = none; /* it may be there twice */
        }
        good.clear();
        std::fill(sums, sums + WINDOW, none);
    }

    /* The first document that a list still has. */
    bool find_next(uint32_t *out) const
    {
        bool is_found = false;

        for (const cursor &one : cursors)
            if (one.left && (!is_found || one.documents[0] < *out)) {
                *out = one.documents[0];
                is_found = true;
            }
        return is_found;
    }

  public:
    Scoring(struct index_reader *reader, size_t most_,
            std::vector<struct index_hit> *hits_)
        : most(most_), shard_count(reader->shards.size()), hits(*hits_)
    {
        std::fill(sums, sums + WINDOW, none);
    }

    void run(const std::vector<weighted_list> &lists, size_t in)
    {
        uint32_t base = 0;

        shard = in;
        cursors.clear();
        for (const weighted_list &one : lists) {
            const index_postings &part = one.list->shards[shard];

            cursors.push_back({part.documents.data(), part.parts.data(),
                               part.documents.size(), one.factor});
        }
        while (find_next(&base)) {
            base -= base % WINDOW;
            for (cursor &one : cursors)
                add(&one, base);
            harvest(base);
        }
    }

    uint64_t finish()
    {
        std::sort_heap(hits.begin(), hits.end(), index_is_better);
        return matched;
    }
};

} // namespace

double index_without_noise(double weight)
{
    return std::round(weight * 1e9) / 1e9;
}

bool index_is_better(const struct index_hit &a, const struct index_hit &b)
{
    return a.weight != b.weight ? a.weight > b.weight : a.document < b.document;
}

bool index_score(struct index_reader *reader, const struct plan *plan,
                 const struct index_model *model, size_t most,
                 std::vector<struct index_hit> *hits, uint64_t *matched)
{
    std::vector<weighted_list> lists;

    if (!is_scorable(plan))
        return false;

    Scoring scoring(reader, most, hits);
    collect(reader, plan, 1, &lists);
    for (const weighted_list &one : lists)
        index_list_weigh(reader, model, one.list.get());
    for (size_t i = 0; i < reader->shards.size(); i++)
        scoring.run(lists, i);
    *matched = scoring.finish();
    return true;
}
