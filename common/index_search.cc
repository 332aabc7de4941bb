/* index.h's search. */
#include <algorithm>

#include "common/index_score.hh"
#include "common/index_threads.hh"
#include "common/index_xapian.hh"

namespace
{

/* The part of BM25 that depends on the passage: how often the term is there,
 * held against the length. The other part, the idf, comes as a factor from
 * index_translate().
 *
 * A term that is there with a count of 0 (of the title, of a heading) weighs
 * like one occurrence in a passage of average length: such terms add nothing
 * to the length of a passage. */
class Saturation : public Xapian::Weight
{
    double k1, b;
    double average; /* length of a passage of all shards */
    double factor_ = 0, per_length = 0;

    double part(double count, double length) const
    {
        double norm = 1 - b + per_length * length;

        if (count == 0)
            count = norm = 1;
        return factor_ * (k1 + 1) * count / (count + k1 * norm);
    }

    void init(double factor) override
    {
        factor_ = factor;
        per_length = average > 0 ? b / average : 0;
    }

  public:
    Saturation(double k1_, double b_, double average_)
        : k1(k1_), b(b_), average(average_)
    {
        need_stat(WDF);
        need_stat(WDF_MAX);
        if (b > 0) {
            need_stat(DOC_LENGTH);
            need_stat(DOC_LENGTH_MIN);
        }
    }

    Saturation *clone() const override
    {
        return new Saturation(k1, b, average);
    }

    std::string name() const override
    {
        return "Saturation";
    }

    double get_sumpart(Xapian::termcount count, Xapian::termcount length,
                       Xapian::termcount) const override
    {
        return part(count, length);
    }

    double get_maxpart() const override
    {
        double most = get_wdf_upper_bound();
        double least = b > 0 ? get_doclength_lower_bound() : 0;

        return std::max(part(0, 0), part(most, least));
    }

    double get_sumextra(Xapian::termcount, Xapian::termcount) const override
    {
        return 0;
    }

    double get_maxextra() const override
    {
        return 0;
    }
};

/* Hits from offset on, in the arena. */
void hand_over(const std::vector<struct index_hit> &found, size_t offset,
               struct arena *arena, struct index_hit **hits, size_t *count)
{
    offset = std::min(offset, found.size());
    *count = found.size() - offset;
    *hits = static_cast<struct index_hit *>(
        arena_array(arena, *count, sizeof **hits));
    std::copy(found.begin() + std::ptrdiff_t(offset), found.end(), *hits);
}

/* Does nothing in the plan add to a weight? */
bool is_mere_condition(const struct plan *plan)
{
    switch (plan->kind) {
    case PLAN_ALL:
    case PLAN_RANGE:
        return true;
    case PLAN_NOT:
    case PLAN_FILTER:
    case PLAN_SCALE:
        return plan->child_count && is_mere_condition(plan->children[0]);
    case PLAN_AND:
    case PLAN_OR:
        return std::all_of(plan->children, plan->children + plan->child_count,
                           is_mere_condition);
    default:
        return false;
    }
}

/* Takes down what matches, and throws when that is enough: without weights
 * the library would go on to the last passage and keep the first ones. */
class Stopping : public Xapian::MatchDecider
{
    size_t most;

  public:
    struct Enough {
    };
    mutable std::vector<Xapian::docid> found;

    explicit Stopping(size_t most_) : most(most_)
    {
    }

    bool operator()(const Xapian::Document &document) const override
    {
        if (found.size() >= most)
            throw Enough();
        found.push_back(document.get_docid());
        return true;
    }
};

/* The first passages of a shard that match, at most most of them. Returns how
 * many match in all: an estimate when there are more than most. */
uint64_t list_first(const Xapian::Database &shard, const Xapian::Query &query,
                    size_t most, std::vector<Xapian::docid> *found)
{
    Xapian::Enquire enquire(shard);
    Stopping stopping(most);
    uint64_t matched = 0;

    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    try {
        (void)enquire.get_mset(0, 0, shard.get_doccount(), nullptr, &stopping);
        matched = stopping.found.size();
    } catch (const Stopping::Enough &) {
        matched = std::max<uint64_t>(
            most + 1, enquire.get_mset(0, 0).get_matches_estimated());
    }
    found->swap(stopping.found);
    return matched;
}

/* Passages on which there are but conditions: all weigh nothing, and the first
 * by their numbers are wanted. */
void list_matching(struct index_reader *reader, const struct plan *plan,
                   size_t most, size_t check,
                   std::vector<struct index_hit> *hits, uint64_t *estimate)
{
    Xapian::Query query =
        index_stoppable(reader, index_translate_bare(reader, plan));
    size_t shard_count = reader->shards.size();

    for (size_t i = 0; i < shard_count; i++) {
        std::vector<Xapian::docid> found;

        *estimate +=
            list_first(reader->shards[i], query, std::max(most, check), &found);
        for (Xapian::docid document : found)
            hits->push_back(
                {uint32_t((document - 1) * shard_count + i + 1), 0});
    }
    std::sort(hits->begin(), hits->end(), index_is_better);
    hits->resize(std::min(hits->size(), most));
}

/* What one shard finds. */
struct part {
    Xapian::Query query; /* its own: see index_threads.hh */
    std::vector<struct index_hit> hits;
    uint64_t estimate = 0;
};

void ask_shard(const struct index_reader *reader, size_t shard,
               const Saturation &weight, size_t most, size_t check, part *out)
{
    Xapian::Enquire enquire(reader->shards[shard]);
    Xapian::MSet found;

    enquire.set_query(out->query);
    enquire.set_weighting_scheme(weight);
    found =
        enquire.get_mset(0, Xapian::doccount(most), Xapian::doccount(check));
    for (auto i = found.begin(); i != found.end(); ++i)
        out->hits.push_back({index_document_of(reader, shard, *i),
                             index_without_noise(i.get_weight())});
    out->estimate = found.get_matches_estimated();
}

/* By the library, which knows all conditions: the best of each shard. */
void ask_library(struct index_reader *reader, const struct plan *plan,
                 const struct index_model *model, size_t most, size_t check,
                 std::vector<struct index_hit> *hits, uint64_t *estimate)
{
    const Saturation weight(model->k1, model->b, index_average(reader));
    std::vector<part> parts(reader->shards.size());

    for (part &one : parts)
        one.query =
            index_stoppable(reader, index_translate(reader, plan, model));
    index_for_each_shard(parts.size(), index_is_first(reader), [&](size_t i) {
        ask_shard(reader, i, weight, most, check, &parts[i]);
    });
    for (const part &one : parts) {
        hits->insert(hits->end(), one.hits.begin(), one.hits.end());
        *estimate += one.estimate;
    }
    std::sort(hits->begin(), hits->end(), index_is_better);
    hits->resize(std::min(hits->size(), most));
}

} // namespace

enum status index_reader_weigh(struct index_reader *reader,
                               const struct plan *plan,
                               const struct index_model *model,
                               struct index_hit *hits, size_t count,
                               struct error *err)
{
    return guarded(err, reader->folder.c_str(), [&] {
        if (!index_score_more(reader, plan, model, hits, count))
            return error_set(err, STATUS_BUG, "only words are weighed");
        return STATUS_OK;
    });
}

enum status index_reader_search(struct index_reader *reader,
                                const struct plan *plan,
                                const struct index_model *model, size_t offset,
                                size_t most, size_t check, struct arena *arena,
                                struct index_hit **hits, size_t *count,
                                uint64_t *estimate, struct error *err)
{
    *hits = nullptr;
    *count = 0;
    *estimate = 0;
    return guarded(err, reader->folder.c_str(), [&] {
        std::vector<struct index_hit> found;

        /* Lists pay from the second search on; many readers have but one. */
        reader->memory.searches += offset == 0;
        if (is_mere_condition(plan)) {
            list_matching(reader, plan, offset + most, check, &found, estimate);
            hand_over(found, offset, arena, hits, count);
            return STATUS_OK;
        }
        index_read_ahead(reader, plan);
        if (reader->memory.searches > 1 &&
            index_score(reader, plan, model, offset + most, &found, estimate)) {
            hand_over(found, offset, arena, hits, count);
        } else {
            ask_library(reader, plan, model, offset + most, check, &found,
                        estimate);
            hand_over(found, offset, arena, hits, count);
        }
        return STATUS_OK;
    });
}
