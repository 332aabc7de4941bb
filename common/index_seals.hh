/* index_seals.hh - seals and anchors of statements as they stand in the index,
 * and what of them a first search reads ahead. */
#ifndef COMMON_INDEX_SEALS_HH
#define COMMON_INDEX_SEALS_HH

#include "common/index_xapian.hh"

/* Of an anchor that more statements have, the first ones are looked at. */
constexpr size_t INDEX_SHARERS_MOST = 256;

/* A seal as index_writer_seal() packs it. */
struct index_sealed {
    uint32_t passages = 0;
    std::vector<uint32_t> anchors;
    std::string bytes;
};

/* False: it is none. */
bool index_unpack_seal(const std::string &value, index_sealed *out);

/* The seal at or behind a place of a shard; 0 in *at: there is none. */
index_sealed index_seal_behind(const struct index_reader *reader,
                               uint32_t shard, Xapian::docid place,
                               Xapian::docid *at);

/* From the second search on all anchors are in memory. */
inline bool index_has_anchors(const struct index_reader *reader)
{
    return !index_is_first(reader) || !reader->anchors.shards.empty();
}

#endif
