/* Lengths of all passages, read once, and brought up to each commit. */
#include "common/index_lists.hh"
#include "common/index_xapian.hh"

namespace
{

/* Of the documents from `from` on. Returns how many there are. */
uint32_t read_lengths(const Xapian::Database &shard, size_t from,
                      std::vector<uint32_t> *lengths)
{
    auto at = shard.postlist_begin("");
    uint32_t count = 0;

    lengths->resize(size_t(shard.get_lastdocid()) + 1, index_gone);
    if (from && at != shard.postlist_end(""))
        at.skip_to(Xapian::docid(from));
    for (; at != shard.postlist_end(""); ++at, count++)
        lengths->at(*at) = at.get_doclength();
    return count;
}

/* Documents before `end` that are no more. */
void find_gone(const Xapian::Database &shard, size_t end,
               std::vector<uint32_t> *lengths)
{
    size_t next = 0;

    for (auto at = shard.postlist_begin("");
         at != shard.postlist_end("") && *at < end; ++at) {
        std::fill(lengths->begin() + std::ptrdiff_t(next),
                  lengths->begin() + std::ptrdiff_t(*at), index_gone);
        next = size_t(*at) + 1;
    }
    if (next < end)
        std::fill(lengths->begin() + std::ptrdiff_t(next),
                  lengths->begin() + std::ptrdiff_t(end), index_gone);
}

/* What is kept changes only when all was read: the library may throw. */
void follow_shard(struct index_reader *reader, size_t i)
{
    struct index_memory *memory = &reader->memory;
    const Xapian::Database &shard = reader->shards[i];
    std::vector<uint32_t> lengths = memory->lengths[i];
    size_t known = lengths.size();
    uint32_t added = read_lengths(shard, known, &lengths);

    if (memory->counts[i] + added != shard.get_doccount())
        find_gone(shard, known, &lengths);
    memory->lengths[i].swap(lengths);
    memory->counts[i] = shard.get_doccount();
    memory->revisions[i] = shard.get_revision();
    memory->age++;
}

} // namespace

void index_follow(struct index_reader *reader)
{
    struct index_memory *memory = &reader->memory;

    reader->spreads.clear();
    memory->frequencies.clear();
    memory->listed_most = 0;
    if (memory->lengths.size() != reader->shards.size()) {
        index_forget(reader);
        return;
    }
    for (size_t i = 0; i < reader->shards.size(); i++) {
        if (memory->revisions[i] == reader->shards[i].get_revision())
            continue;
        if (reader->shards[i].get_lastdocid() + size_t(1) <
            memory->lengths[i].size()) { /* another shard by that name */
            index_forget(reader);
            return;
        }
        follow_shard(reader, i);
    }
}

const std::vector<std::vector<uint32_t>> &
index_lengths(struct index_reader *reader)
{
    struct index_memory *memory = &reader->memory;
    std::vector<std::vector<uint32_t>> lengths;
    std::vector<uint64_t> revisions;
    std::vector<uint32_t> counts;

    if (memory->lengths.size() == reader->shards.size())
        return memory->lengths;
    for (const Xapian::Database &shard : reader->shards) {
        std::vector<uint32_t> part;

        (void)read_lengths(shard, 0, &part);
        lengths.push_back(std::move(part));
        revisions.push_back(shard.get_revision());
        counts.push_back(shard.get_doccount());
    }
    memory->lengths.swap(lengths);
    memory->revisions.swap(revisions);
    memory->counts.swap(counts);
    return memory->lengths;
}
