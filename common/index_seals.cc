#include "common/index_seals.hh"

#include <algorithm>
#include <cstdio>
#include <set>

#include "common/index_threads.hh"
#include "common/schema.h"

bool index_unpack_seal(const std::string &value, index_sealed *out)
{
    size_t count = value.size() < 5 ? 0 : static_cast<unsigned char>(value[4]);

    if (value.size() < 5 + 4 * count || count > INDEX_ANCHORS_MOST)
        return false;
    out->passages = index_number(value);
    for (size_t i = 0; i < count; i++)
        out->anchors.push_back(index_number(value.substr(5 + 4 * i, 4)));
    out->bytes = value.substr(5 + 4 * count);
    return out->passages > 0;
}

index_sealed index_seal_behind(const struct index_reader *reader,
                               uint32_t shard, Xapian::docid place,
                               Xapian::docid *at)
{
    const Xapian::Database &db = reader->shards[shard];
    Xapian::ValueIterator value = db.valuestream_begin(SLOT_SEAL);
    index_sealed found;

    *at = 0;
    if (value != db.valuestream_end(SLOT_SEAL))
        value.skip_to(place);
    if (value != db.valuestream_end(SLOT_SEAL) &&
        index_unpack_seal(*value, &found))
        *at = value.get_docid();
    return found;
}

std::string index_anchor_term(uint32_t anchor)
{
    char digits[9];

    std::snprintf(digits, sizeof digits, "%08x", unsigned(anchor));
    return std::string(PREFIX_ANCHOR) + digits;
}

namespace
{

using anchor_sharers = std::unordered_map<uint32_t, std::vector<uint32_t>>;

/* The anchors of the statements of some documents, in the order in which their
 * terms stand in the index. */
std::set<uint32_t> anchors_of(const struct index_reader *reader,
                              const uint32_t *documents, size_t count)
{
    std::set<uint32_t> anchors;

    for (size_t i = 0; i < count; i++) {
        Xapian::docid last;
        index_sealed seal =
            index_seal_behind(reader, index_shard_of(reader, documents[i]),
                              index_place_of(reader, documents[i]), &last);

        anchors.insert(seal.anchors.begin(), seal.anchors.end());
    }
    return anchors;
}

/* The first documents of a shard that have each of the anchors. */
anchor_sharers read_shard(const struct index_reader *reader, size_t shard,
                          const std::set<uint32_t> &anchors)
{
    const Xapian::Database &database = reader->shards[shard];
    anchor_sharers found;

    for (uint32_t anchor : anchors) {
        std::string term = index_anchor_term(anchor);
        std::vector<uint32_t> *documents = &found[anchor];

        for (auto at = database.postlist_begin(term);
             at != database.postlist_end(term) &&
             documents->size() < INDEX_SHARERS_MOST;
             ++at)
            documents->push_back(index_document_of(reader, shard, *at));
    }
    return found;
}

/* Of all shards together, as if they were one. */
void join(const std::set<uint32_t> &anchors, std::vector<anchor_sharers> *found,
          anchor_sharers *joined)
{
    for (uint32_t anchor : anchors) {
        std::vector<uint32_t> *all = &(*joined)[anchor];

        for (anchor_sharers &part : *found)
            all->insert(all->end(), part[anchor].begin(), part[anchor].end());
        std::sort(all->begin(), all->end());
        all->resize(std::min(all->size(), INDEX_SHARERS_MOST));
        if (all->size() < 2)
            all->clear();
    }
}

using kept_seals = std::unordered_map<uint32_t, index_anchors::seal>;

/* The seals of some documents, as far as they are of this shard: on one way
 * through it. */
void read_seals(const struct index_reader *reader, uint32_t shard,
                const std::set<uint32_t> &documents, kept_seals *out)
{
    const Xapian::Database &database = reader->shards[shard];
    Xapian::ValueIterator value = database.valuestream_begin(SLOT_SEAL);

    for (uint32_t document : documents) {
        Xapian::docid place = index_place_of(reader, document);
        index_sealed seal;

        if (index_shard_of(reader, document) != shard)
            continue;
        if (value == database.valuestream_end(SLOT_SEAL))
            break;
        value.skip_to(place);
        if (value != database.valuestream_end(SLOT_SEAL) &&
            value.get_docid() == place && index_unpack_seal(*value, &seal))
            (*out)[document] = {seal.passages, seal.bytes};
    }
}

/* The seals of all that share an anchor, to the memory. */
void keep_seals(struct index_reader *reader, const anchor_sharers &sharers)
{
    constexpr size_t kept_most = 1000;
    struct index_anchors *anchors = &reader->anchors;
    std::vector<kept_seals> found(reader->shards.size());
    std::set<uint32_t> documents;

    for (const auto &one : sharers)
        if (documents.size() < kept_most)
            documents.insert(one.second.begin(), one.second.end());
    index_for_each_shard(found.size(), true, [&](size_t i) {
        read_seals(reader, uint32_t(i), documents, &found[i]);
    });
    if (anchors->seals_revision != reader->revision)
        anchors->seals.clear();
    anchors->seals_revision = reader->revision;
    for (kept_seals &part : found)
        anchors->seals.insert(part.begin(), part.end());
}

} // namespace

enum status index_reader_alike_soon(struct index_reader *reader,
                                    const uint32_t *documents, size_t count,
                                    struct error *err)
{
    return guarded(err, reader->folder.c_str(), [&] {
        struct index_anchors *known = &reader->anchors;

        if (index_has_anchors(reader))
            return STATUS_OK;

        std::vector<anchor_sharers> found(reader->shards.size());
        std::set<uint32_t> anchors = anchors_of(
            reader, documents, std::min<size_t>(count, INDEX_SOON_MOST));
        index_for_each_shard(found.size(), true, [&](size_t i) {
            found[i] = read_shard(reader, i, anchors);
        });
        known->sharers.clear();
        known->sharers_revision = reader->revision;
        join(anchors, &found, &known->sharers);
        keep_seals(reader, known->sharers);
        return STATUS_OK;
    });
}
