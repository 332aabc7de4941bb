/* index_lists.hh: rows of words, read in several shards at once. */
#include <algorithm>
#include <set>

#include "common/index_lists.hh"
#include "common/index_threads.hh"
#include "common/index_xapian.hh"

namespace
{

/* A thread costs as much as to look at some hundred passages. */
constexpr uint64_t worth_a_thread = 500;

struct row {
    const struct plan *plan;
    std::shared_ptr<index_list> list;
    std::vector<Xapian::Query> queries; /* of each shard one of its own: the
                                         * library counts who has them, without
                                         * a care for threads */
};

/* At most so many passages have all words of a row. */
uint32_t most_places(struct index_reader *reader, const struct plan *plan)
{
    uint32_t most = UINT32_MAX;

    for (size_t i = 0; i < plan->child_count; i++)
        most = std::min(
            most, index_frequency(reader, to_string(plan->children[i]->term)));
    return most;
}

/* The rows that index_translate() asks lists of: conditions have none. */
void collect(struct index_reader *reader, const struct plan *plan,
             std::set<std::string> *seen, std::vector<row> *rows)
{
    bool is_row = plan->kind == PLAN_PHRASE || plan->kind == PLAN_NEAR;
    bool is_pair = plan->kind == PLAN_NOT || plan->kind == PLAN_FILTER;
    size_t count =
        is_pair ? std::min<size_t>(plan->child_count, 1) : plan->child_count;

    /* What a list is kept of needs none of its parts. */
    if ((is_row || plan->kind == PLAN_SYNONYM) &&
        (!index_is_list(plan) || index_list_is_kept(reader, plan)))
        return;
    if (!is_row) {
        for (size_t i = 0; i < count; i++)
            collect(reader, plan->children[i], seen, rows);
        return;
    }
    if (plan->child_count > 1 && seen->insert(index_list_key(plan)).second)
        rows->push_back({plan, nullptr, {}});
}

/* Returns how many passages are to be looked at, at most. */
uint64_t prepare(struct index_reader *reader, std::vector<row> *rows)
{
    uint64_t work = 0;

    for (row &one : *rows) {
        work += most_places(reader, one.plan);
        one.list = std::make_shared<index_list>();
        one.list->shards.resize(reader->shards.size());
        for (size_t i = 0; i < reader->shards.size(); i++)
            one.queries.push_back(index_stoppable(
                reader, index_translate_bare(reader, one.plan)));
    }
    return work;
}

void read_shard(const struct index_reader *reader, size_t i,
                std::vector<row> *rows)
{
    for (row &one : *rows)
        if (!one.queries[i].empty())
            index_row_find(reader->shards[i], one.queries[i], one.plan,
                           &one.list->shards[i]);
}

} // namespace

void index_read_ahead(struct index_reader *reader, const struct plan *plan)
{
    std::set<std::string> seen;
    std::vector<row> rows;

    if (reader->shards.size() < 2)
        return;
    collect(reader, plan, &seen, &rows);
    if (rows.empty() || prepare(reader, &rows) < worth_a_thread)
        return;
    index_for_each_shard(reader->shards.size(), true,
                         [&](size_t i) { read_shard(reader, i, &rows); });
    for (row &one : rows) {
        for (const index_postings &postings : one.list->shards)
            one.list->size += postings.documents.size();
        index_list_keep(reader, one.plan, one.list);
    }
}
