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

    const struct index_reader *reader;
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
    Scoring(const struct index_reader *reader_, size_t most_,
            std::vector<struct index_hit> *hits_)
        : reader(reader_), most(most_), shard_count(reader_->shards.size()),
          hits(*hits_)
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
            index_stop_if_over(reader);
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

/* A hit by its place in its shard. */
struct candidate {
    uint32_t document;
    uint32_t length;
    size_t place; /* among the hits */
};

std::vector<candidate> candidates_of(struct index_reader *reader, size_t shard,
                                     const struct index_hit *hits, size_t count)
{
    const std::vector<std::vector<uint32_t>> &known = reader->memory.lengths;
    size_t shards = reader->shards.size();
    std::vector<candidate> out;

    for (size_t i = 0; i < count; i++) {
        size_t at = hits[i].document - 1;
        uint32_t document = uint32_t(at / shards + 1);

        if (at % shards == shard)
            out.push_back({document,
                           known.size() == shards
                               ? known[shard][document]
                               : reader->shards[shard].get_doclength(document),
                           i});
    }
    std::sort(out.begin(), out.end(),
              [](const candidate &a, const candidate &b) {
                  return a.document < b.document;
              });
    return out;
}

/* What a list gives those of the candidates that it has. */
void add_to_candidates(const index_postings &list, double factor,
                       const index_saturation &part,
                       const std::vector<candidate> &candidates,
                       struct index_hit *hits)
{
    auto at = list.documents.begin();

    for (const candidate &one : candidates) {
        ptrdiff_t step = 1, left = list.documents.end() - at;

        while (step < left && at[step] < one.document)
            step *= 2;
        at = std::lower_bound(at, at + std::min(step + 1, left), one.document);
        if (at == list.documents.end())
            break;
        if (*at == one.document)
            hits[one.place].weight +=
                factor * part(list.counts[size_t(at - list.documents.begin())],
                              one.length);
    }
}

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

bool index_score_more(struct index_reader *reader, const struct plan *plan,
                      const struct index_model *model, struct index_hit *hits,
                      size_t count)
{
    std::vector<weighted_list> lists;
    index_saturation part(*model, reader->all.get_avlength());

    if (!is_scorable(plan))
        return false;
    collect(reader, plan, 1, &lists);
    for (size_t i = 0; i < reader->shards.size(); i++) {
        auto candidates = candidates_of(reader, i, hits, count);

        for (const weighted_list &one : lists)
            add_to_candidates(one.list->shards[i], one.factor, part, candidates,
                              hits);
    }
    for (size_t i = 0; i < count; i++)
        hits[i].weight = index_without_noise(hits[i].weight);
    std::sort(hits, hits + count, index_is_better);
    return true;
}
