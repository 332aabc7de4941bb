/* index.h's statements: what they are sealed with, and which are alike.
 *
 * A reader's first search is answered from the index: many have no second one.
 * From then on the anchors of all statements are in memory, so that most
 * of the others cost nothing; after a commit those that were added are read.
 * The answers are the same. */
#include <algorithm>

#include "common/index_seals.hh"
#include "common/schema.h"

namespace
{

/* Documents that went leave their statements in memory; when there are this
 * many times more than in the index, all are read anew. */
constexpr size_t gone_share = 2;
constexpr size_t gone_least = 10000;

struct index_unit make_unit(const struct index_reader *reader, uint32_t shard,
                            Xapian::docid last, uint32_t passages,
                            const std::string &bytes, struct arena *arena)
{
    index_anchors::unit unit = {last, passages, 0, 0};

    return {index_document_of(reader, shard, unit.first()),
            index_document_of(reader, shard, last),
            uint32_t(reader->shards.size()), copy_text(arena, bytes)};
}

/* ---- in memory ---- */

void add_node(struct index_anchors *anchors, uint32_t anchor, uint32_t document)
{
    uint32_t *head = &anchors->heads[anchor & (anchors->heads.size() - 1)];

    anchors->nodes.push_back({anchor, document, *head});
    *head = uint32_t(anchors->nodes.size());
}

/* Chains stay short. */
void make_room(struct index_anchors *anchors)
{
    std::vector<index_anchors::node> nodes;
    size_t size = std::max<size_t>(anchors->heads.size(), 1024);

    if (anchors->nodes.size() < anchors->heads.size())
        return;
    while (size <= anchors->nodes.size())
        size *= 2;
    nodes.swap(anchors->nodes);
    anchors->nodes.reserve(2 * nodes.size());
    anchors->heads.assign(2 * size, 0);
    for (const index_anchors::node &node : nodes)
        add_node(anchors, node.anchor, node.document);
}

/* Statements behind those that are known. */
void read_more(struct index_reader *reader, size_t i)
{
    struct index_anchors *anchors = &reader->anchors;
    index_anchors::shard *known = &anchors->shards[i];
    const Xapian::Database &db = reader->shards[i];
    Xapian::ValueIterator value = db.valuestream_begin(SLOT_SEAL);

    if (value != db.valuestream_end(SLOT_SEAL) && known->last)
        value.skip_to(known->last + 1);
    for (; value != db.valuestream_end(SLOT_SEAL); ++value) {
        index_sealed seal;

        if (!index_unpack_seal(*value, &seal))
            continue;
        known->units.push_back({value.get_docid(), seal.passages,
                                uint32_t(anchors->nodes.size()),
                                uint32_t(seal.anchors.size())});
        for (uint32_t anchor : seal.anchors) {
            make_room(anchors);
            add_node(anchors, anchor,
                     index_document_of(reader, i, value.get_docid()));
        }
    }
    known->last = db.get_lastdocid();
    known->revision = db.get_revision();
}

bool is_worn(const struct index_reader *reader)
{
    size_t held = 0, there = 0;

    for (size_t i = 0; i < reader->anchors.shards.size(); i++) {
        held += reader->anchors.shards[i].units.size();
        there += reader->shards[i].get_value_freq(SLOT_SEAL);
        if (reader->shards[i].get_lastdocid() < reader->anchors.shards[i].last)
            return true;
    }
    return held > gone_least && held > gone_share * there;
}

/* Bring what is in memory up to what the reader sees. A failure leaves
 * nothing. */
void follow(struct index_reader *reader)
{
    struct index_anchors *anchors = &reader->anchors;
    if (anchors->revision == reader->revision && !anchors->shards.empty())
        return;
    if (anchors->shards.size() != reader->shards.size() || is_worn(reader)) {
        *anchors = index_anchors();
        anchors->shards.resize(reader->shards.size());
    }
    try {
        for (size_t i = 0; i < reader->shards.size(); i++)
            if (anchors->shards[i].revision !=
                    reader->shards[i].get_revision() ||
                !anchors->shards[i].last)
                read_more(reader, i);
        anchors->revision = reader->revision;
    } catch (...) {
        *anchors = index_anchors();
        throw;
    }
}

bool is_single(const struct index_anchors *anchors, uint32_t anchor)
{
    unsigned found = 0;
    uint32_t at = anchors->heads[anchor & (anchors->heads.size() - 1)];

    for (; at && found < 2; at = anchors->nodes[at - 1].next)
        found += anchors->nodes[at - 1].anchor == anchor;
    return found < 2;
}

std::vector<uint32_t> kept_sharers(const struct index_anchors *anchors,
                                   uint32_t anchor)
{
    std::vector<uint32_t> found;

    if (is_single(anchors, anchor))
        return found;
    uint32_t at = anchors->heads[anchor & (anchors->heads.size() - 1)];
    for (; at; at = anchors->nodes[at - 1].next)
        if (anchors->nodes[at - 1].anchor == anchor)
            found.push_back(anchors->nodes[at - 1].document);
    std::sort(found.begin(), found.end());
    return found;
}

/* ---- either way ---- */

std::vector<uint32_t> read_sharers(const struct index_reader *reader,
                                   uint32_t anchor)
{
    const index_anchors *anchors = &reader->anchors;
    auto known = anchors->sharers.find(anchor);
    std::vector<uint32_t> found;
    std::string term = index_anchor_term(anchor);

    if (known != anchors->sharers.end() &&
        anchors->sharers_revision == reader->revision)
        return known->second;
    if (reader->all.get_termfreq(term) < 2)
        return found;
    for (auto at = reader->all.postlist_begin(term);
         at != reader->all.postlist_end(term) &&
         found.size() < INDEX_SHARERS_MOST;
         ++at)
        found.push_back(*at);
    return found;
}

/* Documents in as many places as anchors led to them, but for own: the most
 * frequent first. */
std::vector<uint32_t> choose(std::vector<uint32_t> all, uint32_t own,
                             size_t most)
{
    std::vector<std::pair<size_t, uint32_t>> counted;
    std::vector<uint32_t> best;

    std::sort(all.begin(), all.end());
    for (size_t i = 0, end; i < all.size(); i = end) {
        for (end = i; end < all.size() && all[end] == all[i];)
            end++;
        if (all[i] != own)
            counted.push_back({SIZE_MAX - (end - i), all[i]});
    }
    std::sort(counted.begin(), counted.end());
    counted.resize(std::min(counted.size(), most));
    for (const auto &one : counted)
        best.push_back(one.second);
    return best;
}

void add_part(std::vector<uint32_t> part, std::vector<uint32_t> *all)
{
    part.resize(std::min(part.size(), INDEX_SHARERS_MOST));
    all->insert(all->end(), part.begin(), part.end());
}

/* Where a document's statement ends, and which others share its anchors. */
struct sharing {
    Xapian::docid last = 0; /* 0: it was not sealed */
    std::vector<uint32_t> others;
};

sharing share_by_index(const struct index_reader *reader, uint32_t document,
                       size_t most)
{
    sharing found;
    std::vector<uint32_t> all;
    uint32_t shard = index_shard_of(reader, document);
    Xapian::docid place = index_place_of(reader, document), last;
    index_sealed seal = index_seal_behind(reader, shard, place, &last);

    if (!last || last - place >= seal.passages)
        return found;
    found.last = last;
    for (uint32_t anchor : seal.anchors)
        add_part(read_sharers(reader, anchor), &all);
    found.others = choose(all, index_document_of(reader, shard, last), most);
    return found;
}

sharing share_by_memory(struct index_reader *reader, uint32_t document,
                        size_t most)
{
    const struct index_anchors *anchors = &reader->anchors;
    sharing found;
    std::vector<uint32_t> all;
    uint32_t shard = index_shard_of(reader, document);
    Xapian::docid place = index_place_of(reader, document);

    follow(reader);
    const auto &units = anchors->shards[shard].units;
    auto unit = std::lower_bound(
        units.begin(), units.end(), place,
        [](const index_anchors::unit &one, Xapian::docid wanted) {
            return one.last < wanted;
        });
    if (unit == units.end() || unit->last - place >= unit->passages)
        return found;
    found.last = unit->last;
    for (uint32_t i = 0; i < unit->anchors; i++)
        add_part(kept_sharers(anchors, anchors->nodes[unit->node + i].anchor),
                 &all);
    found.others =
        choose(all, index_document_of(reader, shard, unit->last), most);
    return found;
}

/* What was read of a statement that is still there; a number is never given
 * to another document. NULL: nothing. */
const index_anchors::seal *kept_seal(struct index_reader *reader,
                                     uint32_t document)
{
    const std::vector<std::vector<uint32_t>> &lengths = reader->memory.lengths;
    index_anchors *anchors = &reader->anchors;
    uint32_t shard = index_shard_of(reader, document);

    if (lengths.empty() && anchors->seals_revision != reader->revision)
        anchors->seals.clear();
    anchors->seals_revision = reader->revision;

    auto found = anchors->seals.find(document);
    if (found == anchors->seals.end() ||
        (!lengths.empty() &&
         lengths[shard].at(index_place_of(reader, document)) == index_gone))
        return nullptr;
    return &found->second;
}

/* The seal of the statement whose last passage this is, until the next call;
 * NULL: it has gone. */
const index_anchors::seal *read_seal(struct index_reader *reader,
                                     uint32_t document)
{
    constexpr size_t kept_most = 8192;
    uint32_t shard = index_shard_of(reader, document);
    Xapian::docid place = index_place_of(reader, document), last;
    const index_anchors::seal *kept = kept_seal(reader, document);

    if (kept)
        return kept;

    index_sealed seal = index_seal_behind(reader, shard, place, &last);
    if (last != place)
        return nullptr;
    if (reader->anchors.seals.size() >= kept_most)
        reader->anchors.seals.clear();
    return &(reader->anchors.seals[document] = {seal.passages, seal.bytes});
}

struct index_unit unit_of(const struct index_reader *reader, uint32_t document,
                          const index_anchors::seal &seal, struct arena *arena)
{
    return make_unit(reader, index_shard_of(reader, document),
                     index_place_of(reader, document), seal.passages,
                     seal.bytes, arena);
}

/* Of a pair that is not decided yet, own has the bytes of the first. */
bool decide(struct index_reader *reader, const struct index_unit &own,
            uint32_t other, const index_anchors::seal &seal,
            index_are_alike *are_alike)
{
    constexpr size_t kept_most = 1 << 16;
    auto *verdicts = &reader->anchors.verdicts;
    uint64_t pair = uint64_t(own.last) << 32 | other;
    auto known = verdicts->find(pair);

    if (known != verdicts->end())
        return known->second;
    if (verdicts->size() >= kept_most)
        verdicts->clear();
    return (*verdicts)[pair] = are_alike(own.bytes, lend(seal.bytes));
}

} // namespace

enum status index_reader_alike(struct index_reader *reader, uint32_t document,
                               size_t most, index_are_alike *are_alike,
                               struct arena *arena, struct index_unit *own,
                               struct index_unit **others, size_t *count,
                               struct error *err)
{
    *own = {};
    *others = nullptr;
    *count = 0;
    return guarded(err, reader->folder.c_str(), [&] {
        sharing found = index_has_anchors(reader)
                            ? share_by_memory(reader, document, most)
                            : share_by_index(reader, document, most);

        if (found.others.empty())
            return STATUS_OK;

        uint32_t last = index_document_of(
            reader, index_shard_of(reader, document), found.last);
        const index_anchors::seal *seal = read_seal(reader, last);
        if (!seal)
            return STATUS_OK; /* it has gone, and so has the document */
        *own = unit_of(reader, last, *seal, arena);
        *others = static_cast<struct index_unit *>(
            arena_array(arena, found.others.size(), sizeof **others));
        for (uint32_t other : found.others) {
            seal = read_seal(reader, other);
            if (seal && decide(reader, *own, other, *seal, are_alike))
                (*others)[(*count)++] = unit_of(reader, other, *seal, arena);
        }
        return STATUS_OK;
    });
}

enum status index_reader_units(struct index_reader *reader, struct arena *arena,
                               struct index_unit **out, size_t *count,
                               struct error *err)
{
    *out = nullptr;
    *count = 0;
    return guarded(err, reader->folder.c_str(), [&] {
        std::vector<struct index_unit> units;

        follow(reader);
        for (uint32_t i = 0; i < reader->shards.size(); i++)
            for (const index_anchors::unit &unit :
                 reader->anchors.shards[i].units)
                units.push_back({index_document_of(reader, i, unit.first()),
                                 index_document_of(reader, i, unit.last),
                                 uint32_t(reader->shards.size()),
                                 {nullptr, 0}});
        std::sort(units.begin(), units.end(),
                  [](const struct index_unit &a, const struct index_unit &b) {
                      return a.last < b.last;
                  });
        *count = units.size();
        *out = static_cast<struct index_unit *>(
            arena_array(arena, *count, sizeof **out));
        std::copy(units.begin(), units.end(), *out);
        return STATUS_OK;
    });
}
