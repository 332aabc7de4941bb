#include "common/index_score.hh"

#include <algorithm>
#include <cmath>

#include "common/index_threads.hh"
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
    const struct plan *plan;
    std::string term;
    double factor; /* idf and scales */
};

/* The words of plan; false: it is not of words alone. */
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
        uint32_t frequency = index_frequency(reader, term);

        out->push_back({plan, term, factor * index_idf(reader, frequency)});
        return true;
    }
    if (plan->kind != PLAN_OR)
        return false;
    for (size_t i = 0; i < plan->child_count; i++)
        if (!collect_words(reader, plan->children[i], factor, out))
            return false;
    return true;
}

/* A hit's passage in its shard, and what the words give it. */
struct place {
    size_t hit, shard;
    Xapian::docid document;
    double more;
};

/* In the order of shards and documents. */
std::vector<place> places_of(const struct index_reader *reader,
                             const struct index_hit *hits, size_t count)
{
    size_t shards = reader->shards.size();
    std::vector<place> places;

    for (size_t i = 0; i < count; i++) {
        size_t at = hits[i].document - 1;

        places.push_back({i, at % shards, Xapian::docid(at / shards + 1), 0});
    }
    std::sort(places.begin(), places.end(), [](const place &a, const place &b) {
        return a.shard != b.shard ? a.shard < b.shard : a.document < b.document;
    });
    return places;
}

/* By the passages' own lists of terms, for the places of a shard. words are in
 * byte order. */
void add_by_passages(const struct index_reader *reader, size_t shard,
                     const std::vector<weighted_word> &words,
                     const index_saturation &part, std::vector<place> *places)
{
    const Xapian::Database &database = reader->shards[shard];

    for (place &at : *places) {
        if (at.shard != shard)
            continue;

        auto term = database.termlist_begin(at.document);
        auto end = database.termlist_end(at.document);
        double length = index_length(reader, shard, at.document);

        index_stop_if_over(reader);
        for (const weighted_word &word : words) {
            term.skip_to(word.term);
            if (term == end)
                break;
            if (*term == word.term)
                at.more += word.factor * part(term.get_wdf(), length);
        }
    }
}

/* A first search reads all that from the index, and so has each shard read it
 * by itself. */
void add_by_all_passages(struct index_reader *reader,
                         const std::vector<weighted_word> &words,
                         const struct index_model *model,
                         std::vector<place> *places)
{
    const index_saturation part(*model, index_average(reader));

    index_for_each_shard(
        reader->shards.size(), index_is_first(reader), [&](size_t shard) {
            add_by_passages(reader, shard, words, part, places);
        });
}

/* The first place from at on whose document is not below: by steps that
 * double, since the next one is mostly near. */
size_t find_document(const std::vector<uint32_t> &documents, size_t at,
                     uint32_t document)
{
    size_t step = 1;

    while (at + step < documents.size() && documents[at + step] < document) {
        at += step;
        step *= 2;
    }
    auto from = documents.begin() + std::ptrdiff_t(at);
    auto end = documents.begin() +
               std::ptrdiff_t(std::min(at + step + 1, documents.size()));

    return size_t(std::lower_bound(from, end, document) - documents.begin());
}

/* By the words' lists, which are kept: each is gone through once. */
void add_by_lists(struct index_reader *reader,
                  const std::vector<weighted_word> &words,
                  const struct index_model *model, std::vector<place> *places)
{
    for (const weighted_word &word : words) {
        auto list = index_list_of(reader, word.plan);
        size_t shard = SIZE_MAX, at = 0;

        index_list_weigh(reader, model, list.get());
        for (place &place : *places) {
            const index_postings &part = list->shards[place.shard];

            at = place.shard == shard ? at : 0;
            shard = place.shard;
            at = find_document(part.documents, at, place.document);
            if (at < part.documents.size() &&
                part.documents[at] == place.document)
                place.more += word.factor * part.parts[at];
        }
    }
}

/* Would reading the words' lists cost less than reading count lists of terms?
 * That of a passage costs as much as some hundred postings. For the first
 * search of a reader nothing is read that only pays with the next one: above
 * all the lengths of all passages. */
bool are_lists_cheap(struct index_reader *reader,
                     const std::vector<weighted_word> &words, size_t count)
{
    constexpr uint64_t postings_each = 500;
    uint64_t unread = 0;

    if (reader->memory.searches <= 1)
        return false;
    for (const weighted_word &word : words)
        if (!index_list_is_kept(reader, word.plan))
            unread += index_frequency(reader, word.term);
    return unread <= postings_each * count;
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
    std::vector<place> places = places_of(reader, hits, count);

    if (!collect_words(reader, plan, 1, &words))
        return false;
    std::stable_sort(words.begin(), words.end(),
                     [](const weighted_word &a, const weighted_word &b) {
                         return a.term < b.term;
                     });
    if (are_lists_cheap(reader, words, count))
        add_by_lists(reader, words, model, &places);
    else
        add_by_all_passages(reader, words, model, &places);
    for (const place &at : places)
        hits[at.hit].weight =
            index_without_noise(hits[at.hit].weight + at.more);
    std::sort(hits, hits + count, index_is_better);
    return true;
}
