#include "common/index_source.hh"

#include <algorithm>

namespace
{

class Source : public Xapian::PostingSource
{
    const struct index_reader *reader;
    std::shared_ptr<index_list> list;
    struct index_model model;
    index_saturation part;
    double factor;

    Xapian::Database shard;
    const index_postings *postings = nullptr; /* of the shard */
    size_t place = 0; /* from 1: before the first one is none */

    static size_t count_of(const index_postings *postings)
    {
        return postings ? postings->documents.size() : 0;
    }

    size_t at() const
    {
        return place - 1;
    }

    /* The library does not tell which shard it is, but shows it. */
    size_t number_of(const Xapian::Database &one) const
    {
        std::string uuid = one.get_uuid();

        for (size_t i = 0; i < reader->shards.size(); i++)
            if (reader->shards[i].get_uuid() == uuid)
                return i;
        throw Xapian::DatabaseModifiedError("a shard has been replaced");
    }

    /* No part is larger than that of the largest count in an empty text. */
    double most() const
    {
        uint32_t count = 0;

        for (uint32_t one : postings->counts)
            count = std::max(count, one);
        return std::max(part(0, 0), part(count, 0));
    }

  public:
    Source(const struct index_reader *reader_,
           const std::shared_ptr<index_list> &list_,
           const struct index_model &model_, double factor_)
        : reader(reader_), list(list_), model(model_),
          part(model_, index_average(reader_)), factor(factor_)
    {
    }

    /* Without a look at the index: several threads may do so. */
    Source(const Source &other)
        : Xapian::PostingSource(), reader(other.reader), list(other.list),
          model(other.model), part(other.part), factor(other.factor)
    {
    }

    Source &operator=(const Source &) = delete;

    Source *clone() const override
    {
        return new Source(*this);
    }

    void init(const Xapian::Database &one) override
    {
        shard = one;
        postings = &list->shards[number_of(one)];
        place = 0;
        set_maxweight(factor * most());
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return Xapian::doccount(count_of(postings));
    }

    Xapian::doccount get_termfreq_est() const override
    {
        return Xapian::doccount(count_of(postings));
    }

    Xapian::doccount get_termfreq_max() const override
    {
        return Xapian::doccount(count_of(postings));
    }

    void next(double) override
    {
        place++;
    }

    void skip_to(Xapian::docid to, double) override
    {
        auto from =
            postings->documents.begin() + std::ptrdiff_t(place ? at() : 0);

        place = size_t(std::lower_bound(from, postings->documents.end(), to) -
                       postings->documents.begin()) +
                1;
    }

    bool at_end() const override
    {
        return at() >= count_of(postings);
    }

    Xapian::docid get_docid() const override
    {
        return postings->documents[at()];
    }

    double get_weight() const override
    {
        double length;

        if (postings->parts.size() == postings->documents.size())
            return factor * postings->parts[at()];
        length = shard.get_doclength(get_docid());
        return factor * part(postings->counts[at()], length);
    }
};

} // namespace

Xapian::Query index_source(struct index_reader *reader,
                           const std::shared_ptr<index_list> &list,
                           const struct index_model *model, double factor)
{
    /* All lengths cost as much as that of each 16th passage by itself. */
    if (!reader->memory.lengths.empty() ||
        list->size > reader->all.get_doccount() / 16)
        index_list_weigh(reader, model, list.get());
    return Xapian::Query((new Source(reader, list, *model, factor))->release());
}
