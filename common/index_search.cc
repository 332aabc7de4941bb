/* index.h's search. */
#include <algorithm>

#include "common/index_score.hh"
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
        double average = get_average_length();

        factor_ = factor;
        per_length = average > 0 ? b / average : 0;
    }

  public:
    Saturation(double k1_, double b_) : k1(k1_), b(b_)
    {
        need_stat(WDF);
        need_stat(WDF_MAX);
        if (b > 0) {
            need_stat(DOC_LENGTH);
            need_stat(DOC_LENGTH_MIN);
            need_stat(AVERAGE_LENGTH);
        }
    }

    Saturation *clone() const override
    {
        return new Saturation(k1, b);
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

        return std::max(part(0, 0), part(most, get_doclength_lower_bound()));
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

/* By the library, which knows all conditions. */
void ask_library(struct index_reader *reader, const struct plan *plan,
                 const struct index_model *model, size_t offset, size_t most,
                 size_t check, std::vector<struct index_hit> *hits,
                 uint64_t *estimate)
{
    Xapian::Enquire enquire(reader->all);
    Xapian::MSet found;

    enquire.set_query(index_translate(reader, plan));
    enquire.set_weighting_scheme(Saturation(model->k1, model->b));
    found = enquire.get_mset(Xapian::doccount(offset), Xapian::doccount(most),
                             Xapian::doccount(check));
    for (auto i = found.begin(); i != found.end(); ++i)
        hits->push_back({*i, index_without_noise(i.get_weight())});
    std::sort(hits->begin(), hits->end(), index_is_better);
    *estimate = found.get_matches_estimated();
}

} // namespace

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
        if (reader->memory.searches > 1 &&
            index_score(reader, plan, model, offset + most, &found, estimate)) {
            hand_over(found, offset, arena, hits, count);
        } else {
            ask_library(reader, plan, model, offset, most, check, &found,
                        estimate);
            hand_over(found, 0, arena, hits, count);
        }
        return STATUS_OK;
    });
}
