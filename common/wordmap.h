/* wordmap.h - numbers for words: a hash map of which nothing is removed. */
#ifndef COMMON_WORDMAP_H
#define COMMON_WORDMAP_H

#include "common/str.h"

struct wordmap_slot {
    uint32_t hash;
    uint32_t number; /* plus 1; 0: the slot is free */
};

struct wordmap_key {
    struct slice word;
    uint32_t tag;
};

/* A zeroed struct is an empty map; wordmap_release() ends it. */
struct wordmap {
    struct wordmap_slot *slots;
    size_t slot_count; /* a power of two, or 0 */
    struct wordmap_key *keys;
    size_t key_capacity;
    uint32_t count;
};

#define WORDMAP_NONE UINT32_MAX

/* The number of a word with a tag of the caller's, or WORDMAP_NONE. */
uint32_t wordmap_find(const struct wordmap *map, struct slice word,
                      uint32_t tag);

/* Add a word that is not there, whose bytes stay where they are as long as
 * the map is used. Numbers count from 0. */
uint32_t wordmap_add(struct wordmap *map, struct slice word, uint32_t tag);

void wordmap_release(struct wordmap *map);

#endif
