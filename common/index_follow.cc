/* Lengths of all passages, read once, and brought up to each commit. */
#include <algorithm>

#include "common/index_lists.hh"
#include "common/index_removals.hh"
#include "common/index_xapian.hh"

namespace
{

/* Of the documents from `from` on, the first entry being its. Returns how many
 * documents there are. */
uint32_t read_lengths(const Xapian::Database &shard, size_t from,
                      std::vector<uint32_t> *lengths)
{
    auto at = shard.postlist_begin("");
    uint32_t count = 0;

    lengths->assign(size_t(shard.get_lastdocid()) + 1 - from, index_gone);
    if (from && at != shard.postlist_end(""))
        at.skip_to(Xapian::docid(from));
    for (; at != shard.postlist_end(""); ++at, count++)
        lengths->at(*at - from) = at.get_doclength();
    return count;
}

/* Documents before `end` that are no more, and were there before: a look at
 * all that are there. */
std::vector<uint32_t> look_for_gone(const Xapian::Database &shard, size_t end,
                                    const std::vector<uint32_t> &lengths)
{
    std::vector<uint32_t> gone;
    size_t next = 0;
    auto note = [&](size_t to) {
        for (; next < to; next++)
            if (lengths[next] != index_gone)
                gone.push_back(uint32_t(next));
    };

    for (auto at = shard.postlist_begin("");
         at != shard.postlist_end("") && *at < end; ++at) {
        note(*at);
        next = size_t(*at) + 1;
    }
    note(end);
    return gone;
}

/* The same, as the commits since tell it, if that makes `count` documents. */
std::vector<uint32_t> find_gone(const Xapian::Database &shard,
                                uint64_t revision, size_t count,
                                const std::vector<uint32_t> &lengths,
                                size_t end)
{
    std::vector<uint32_t> told, gone;

    if (!count)
        return gone;
    if (index_removals_since(shard, revision, &told))
        for (uint32_t document : told)
            if (document < end && lengths[document] != index_gone)
                gone.push_back(document);
    return gone.size() == count ? gone : look_for_gone(shard, end, lengths);
}

/* Remember what has gone with this age, unless that becomes too much. */
void log_gone(struct index_memory *memory, size_t shard,
              const std::vector<uint32_t> &gone)
{
    constexpr size_t most = 1 << 16;

    if (memory->gone[shard].size() + gone.size() > most) {
        for (auto &log : memory->gone)
            log.clear();
        memory->gone_since = memory->age;
        return;
    }
    for (uint32_t document : gone)
        memory->gone[shard].push_back({memory->age, document});
}

/* What is kept changes only when all was read, and there is room for it: the
 * library may throw. */
void follow_shard(struct index_reader *reader, size_t i)
{
    struct index_memory *memory = &reader->memory;
    const Xapian::Database &shard = reader->shards[i];
    std::vector<uint32_t> *lengths = &memory->lengths[i], more, gone;
    size_t known = lengths->size();
    uint32_t added = read_lengths(shard, known, &more);

    gone = find_gone(shard, memory->revisions[i],
                     memory->counts[i] + added - shard.get_doccount(), *lengths,
                     known);

    std::lock_guard<std::mutex> hold(reader->guard);
    index_make_room(more.size(), lengths);
    for (uint32_t document : gone)
        (*lengths)[document] = index_gone;
    lengths->insert(lengths->end(), more.begin(), more.end());
    memory->counts[i] = shard.get_doccount();
    memory->revisions[i] = shard.get_revision();
    memory->age++;
    log_gone(memory, i, gone);
}

void follow_shards(struct index_reader *reader)
{
    for (size_t i = 0; i < reader->shards.size(); i++)
        if (reader->memory.revisions[i] != reader->shards[i].get_revision())
            follow_shard(reader, i);
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
    for (size_t i = 0; i < reader->shards.size(); i++)
        if (reader->shards[i].get_lastdocid() + size_t(1) <
            memory->lengths[i].size()) { /* another shard by that name */
            index_forget(reader);
            return;
        }
    follow_shards(reader);
}

uint32_t index_length(const struct index_reader *reader, size_t shard,
                      uint32_t document)
{
    const std::vector<std::vector<uint32_t>> &known = reader->memory.lengths;

    return known.empty() ? reader->shards[shard].get_doclength(document)
                         : known[shard].at(document);
}

namespace
{

struct index_lengths_read read_all(const struct index_reader *reader)
{
    struct index_lengths_read all;

    for (const Xapian::Database &shard : reader->shards) {
        std::vector<uint32_t> part;

        (void)read_lengths(shard, 0, &part);
        all.lengths.push_back(std::move(part));
        all.revisions.push_back(shard.get_revision());
        all.counts.push_back(shard.get_doccount());
    }
    return all;
}

} // namespace

const std::vector<std::vector<uint32_t>> &
index_lengths(struct index_reader *reader)
{
    struct index_memory *memory = &reader->memory;
    struct index_lengths_read all;

    if (memory->lengths.size() == reader->shards.size())
        return memory->lengths;
    if (!index_lengths_lent(reader, &all))
        all = read_all(reader);
    memory->gone.assign(reader->shards.size(), {});
    memory->gone_since = memory->age;
    {
        std::lock_guard<std::mutex> hold(reader->guard);

        memory->files = reader->files;
        memory->lengths.swap(all.lengths);
        memory->revisions.swap(all.revisions);
        memory->counts.swap(all.counts);
    }
    follow_shards(reader);
    return memory->lengths;
}
