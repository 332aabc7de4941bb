/* index_alike.hh - the anchors of all statements, kept in memory: which of them
 * may be copies of which. */
#ifndef COMMON_INDEX_ALIKE_HH
#define COMMON_INDEX_ALIKE_HH

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

struct index_anchors {
    /* A statement, by the shard's own numbers. */
    struct unit {
        uint32_t last;
        uint32_t passages;
        uint32_t node; /* of its first anchor; the others follow */
        uint32_t anchors;

        uint32_t first() const
        {
            return last >= passages ? last - passages + 1 : 1;
        }
    };
    struct shard {
        std::vector<unit> units; /* ascending */
        uint32_t last = 0;       /* document that was looked at */
        uint64_t revision = 0;   /* 0: nothing was read */
    };
    /* An anchor of a statement; a chain of those whose hashes fall together. */
    struct node {
        uint32_t anchor;
        uint32_t document; /* of all shards: the last one of the statement */
        uint32_t next;     /* place + 1; 0: none */
    };
    std::vector<shard> shards;
    std::vector<node> nodes;
    std::vector<uint32_t> heads; /* a power of two; place + 1 of a node */
    uint64_t revision = 0;       /* of the reader, when all this was right */

    /* Seals that were read, by the last document of the statement: the same
     * few are asked for again and again. */
    struct seal {
        uint32_t passages;
        std::string bytes;
    };
    std::unordered_map<uint32_t, seal> seals;
    uint64_t seals_revision = 0;
    /* The documents that have an anchor, as read ahead at a revision. */
    std::unordered_map<uint32_t, std::vector<uint32_t>> sharers;
    uint64_t sharers_revision = 0;
    /* What was decided of pairs of statements, by their last documents. */
    std::unordered_map<uint64_t, bool> verdicts;
};

/* The term of an anchor. */
std::string index_anchor_term(uint32_t anchor);

#endif
