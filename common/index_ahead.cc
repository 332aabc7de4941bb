/* index_lists.hh: rows of words, read in several shards at once. */
#include <algorithm>
#include <exception>
#include <set>
#include <system_error>
#include <thread>

#include "common/index_lists.hh"
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
void collect(const struct index_reader *reader, const struct plan *plan,
             std::set<std::string> *seen, std::vector<row> *rows)
{
    bool is_row = plan->kind == PLAN_PHRASE || plan->kind == PLAN_NEAR;
    bool is_pair = plan->kind == PLAN_NOT || plan->kind == PLAN_FILTER;
    size_t count =
        is_pair ? std::min<size_t>(plan->child_count, 1) : plan->child_count;

    if ((is_row || plan->kind == PLAN_SYNONYM) && !index_is_list(plan))
        return;
    if (!is_row) {
        for (size_t i = 0; i < count; i++)
            collect(reader, plan->children[i], seen, rows);
        return;
    }
    if (plan->child_count > 1 && !index_list_is_kept(reader, plan) &&
        seen->insert(index_list_key(plan)).second)
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

/* One of some threads: each has every so manieth shard. */
void read_shards(const struct index_reader *reader, std::vector<row> *rows,
                 size_t first, size_t step,
                 std::exception_ptr *failure) noexcept
{
    try {
        for (size_t i = first; i < reader->shards.size(); i += step)
            for (row &one : *rows)
                if (!one.queries[i].empty())
                    index_row_find(reader->shards[i], one.queries[i], one.plan,
                                   &one.list->shards[i]);
    } catch (...) {
        *failure = std::current_exception();
    }
}

void read_all(const struct index_reader *reader, std::vector<row> *rows,
              size_t count)
{
    std::vector<std::exception_ptr> failures(count);
    std::vector<std::thread> threads;
    size_t started = 1;

    try {
        for (; started < count; started++)
            threads.emplace_back(read_shards, reader, rows, started, count,
                                 &failures[started]);
    } catch (const std::system_error &) {
        /* No thread: their shards are read here. */
    }
    read_shards(reader, rows, 0, count, &failures[0]);
    for (size_t i = started; i < count; i++)
        read_shards(reader, rows, i, count, &failures[i]);
    for (std::thread &thread : threads)
        thread.join();
    for (const std::exception_ptr &failure : failures)
        if (failure)
            std::rethrow_exception(failure);
}

} // namespace

void index_read_ahead(struct index_reader *reader, const struct plan *plan)
{
    size_t count = std::min<size_t>(reader->shards.size(),
                                    std::thread::hardware_concurrency());
    std::set<std::string> seen;
    std::vector<row> rows;

    if (count < 2)
        return;
    collect(reader, plan, &seen, &rows);
    if (rows.empty() || prepare(reader, &rows) < worth_a_thread)
        return;
    read_all(reader, &rows, count);
    for (row &one : rows) {
        for (const index_postings &postings : one.list->shards)
            one.list->size += postings.documents.size();
        index_list_keep(reader, one.plan, one.list);
    }
}
