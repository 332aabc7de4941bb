/* Stopping a search of the library, which has no way of its own: a source of
 * postings that holds every passage behind one, weighs nothing, and throws when
 * it is asked for the next one after the end of patience. */
#include "common/index_xapian.hh"

namespace
{

/* Passages between two looks at the caller's clock. */
constexpr unsigned patience = 256;

class Stopper : public Xapian::PostingSource
{
    const struct index_reader *reader;
    Xapian::docid behind, at = 0, last = 0;
    Xapian::doccount count = 0;
    unsigned steps = 0;

    void step()
    {
        if (++steps % patience == 0)
            index_stop_if_over(reader);
    }

  public:
    explicit Stopper(const struct index_reader *reader_,
                     Xapian::docid behind_ = 0)
        : reader(reader_), behind(behind_)
    {
    }

    Stopper *clone() const override
    {
        return new Stopper(reader, behind);
    }

    void init(const Xapian::Database &shard) override
    {
        index_stop_if_over(reader);
        at = behind;
        last = shard.get_lastdocid();
        count = behind ? std::max(last, behind) - behind : shard.get_doccount();
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return count;
    }

    Xapian::doccount get_termfreq_est() const override
    {
        return count;
    }

    Xapian::doccount get_termfreq_max() const override
    {
        return count;
    }

    void next(double) override
    {
        at++;
        step();
    }

    void skip_to(Xapian::docid to, double) override
    {
        at = std::max(at, std::max(to, behind + 1));
        step();
    }

    bool check(Xapian::docid to, double) override
    {
        at = std::max(at, std::max(to, behind + 1));
        step();
        return true;
    }

    bool at_end() const override
    {
        return at > last;
    }

    Xapian::docid get_docid() const override
    {
        return at;
    }
};

} // namespace

void index_stop_if_over(const struct index_reader *reader)
{
    if (reader->stop && reader->stop->is_over(reader->stop->context))
        throw index_stopped();
}

Xapian::Query index_stoppable(const struct index_reader *reader,
                              const Xapian::Query &query)
{
    if (!reader->stop || query.empty())
        return query;
    return Xapian::Query(Xapian::Query::OP_FILTER, query,
                         Xapian::Query((new Stopper(reader))->release()));
}

Xapian::Query index_behind(const struct index_reader *reader,
                           const Xapian::Query &query, Xapian::docid document)
{
    return Xapian::Query(
        Xapian::Query::OP_FILTER, query,
        Xapian::Query((new Stopper(reader, document))->release()));
}

void index_reader_stop_when(struct index_reader *reader,
                            const struct index_stop *stop)
{
    reader->stop = stop;
}
