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

/* A word and what it gives a passage, before how often it stands there. */
struct weighted_word {
    std::string term;
    double factor; /* idf and scales */
};

/* The words of plan, in byte order; false: it is not of words alone. */
bool collect_words(struct index_reader *reader, const struct plan *plan,
                   double factor, std::vector<weighted_word> *out)
{
    if (plan->kind == PLAN_NOTHING)
        return true;
    if (plan->kind == PLAN_SCALE)
        return collect_words(reader, plan->children[0], factor * plan->factor,
                             out);
    if (plan->kind == PLAN_TERM) {
        std::string term = to_string(plan->term);

        out->push_back(
            {term, factor * index_idf(reader, reader->all.get_termfreq(term))});
        return true;
    }
    if (plan->kind != PLAN_OR)
        return false;
    for (size_t i = 0; i < plan->child_count; i++)
        if (!collect_words(reader, plan->children[i], factor, out))
            return false;
    std::stable_sort(out->begin(), out->end(),
                     [](const weighted_word &a, const weighted_word &b) {
                         return a.term < b.term;
                     });
    return true;
}

/* A passage in its shard. */
struct place {
    size_t shard;
    Xapian::docid document;
};

place place_of(const struct index_reader *reader, uint32_t document)
{
    size_t shards = reader->shards.size(), at = document - 1;

    return {at % shards, Xapian::docid(at / shards + 1)};
}

double length_of(const struct index_reader *reader, const place &at)
{
    const std::vector<std::vector<uint32_t>> &known = reader->memory.lengths;

    if (known.size() == reader->shards.size())
        return known[at.shard][at.document];
    return reader->shards[at.shard].get_doclength(at.document);
}

/* What the words give a passage: its own list of terms is a short one, where
 * those of the words may be long. */
double weigh(const struct index_reader *reader,
             const std::vector<weighted_word> &words,
             const index_saturation &part, uint32_t document)
{
    place at = place_of(reader, document);
    auto term = reader->shards[at.shard].termlist_begin(at.document);
    auto end = reader->shards[at.shard].termlist_end(at.document);
    double length = length_of(reader, at), sum = 0;

    for (const weighted_word &word : words) {
        term.skip_to(word.term);
        if (term == end)
            break;
        if (*term == word.term)
            sum += word.factor * part(term.get_wdf(), length);
    }
    return sum;
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
    std::vector<weighted_word> words;
    index_saturation part(*model, reader->all.get_avlength());

    if (!collect_words(reader, plan, 1, &words))
        return false;
    for (size_t i = 0; i < count; i++) {
        index_stop_if_over(reader);
        hits[i].weight = index_without_noise(
            hits[i].weight + weigh(reader, words, part, hits[i].document));
    }
    std::sort(hits, hits + count, index_is_better);
    return true;
}
