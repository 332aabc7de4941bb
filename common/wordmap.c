#include "common/wordmap.h"

#include <string.h>

enum { SLOTS_FIRST = 1 << 12 };

/* Eight bytes at a time, as most words have no more. The numbers are the same
 * on every machine, though hashes are not: nothing is ordered by them. */
static uint32_t hash_of(struct slice word, uint32_t tag)
{
    const uint64_t factor = 0x9E3779B97F4A7C15U;
    uint64_t hash = ((uint64_t)tag << 32 | word.len) * factor;

    for (size_t at = 0; at < word.len; at += 8) {
        uint64_t eight = 0;
        size_t left = word.len - at;

        memcpy(&eight, word.bytes + at, left < 8 ? left : 8);
        hash = (hash ^ eight) * factor;
        hash ^= hash >> 29;
    }
    return (uint32_t)(hash >> 16);
}

static bool holds(const struct wordmap *map, const struct wordmap_slot *slot,
                  uint32_t hash, struct slice word, uint32_t tag)
{
    const struct wordmap_key *key;

    if (slot->hash != hash)
        return false;
    key = &map->keys[slot->number - 1];
    return key->tag == tag && key->word.len == word.len &&
           !memcmp(key->word.bytes, word.bytes, word.len);
}

uint32_t wordmap_find(const struct wordmap *map, struct slice word,
                      uint32_t tag)
{
    uint32_t hash = hash_of(word, tag);
    size_t mask = map->slot_count - 1;

    if (map->slot_count == 0)
        return WORDMAP_NONE;
    for (size_t at = hash & mask; map->slots[at].number; at = (at + 1) & mask)
        if (holds(map, &map->slots[at], hash, word, tag))
            return map->slots[at].number - 1;
    return WORDMAP_NONE;
}

static void place(struct wordmap *map, uint32_t hash, uint32_t number)
{
    size_t mask = map->slot_count - 1;
    size_t at = hash & mask;

    while (map->slots[at].number)
        at = (at + 1) & mask;
    map->slots[at] = (struct wordmap_slot){hash, number + 1};
}

static void grow(struct wordmap *map)
{
    struct wordmap_slot *old = map->slots;
    size_t old_count = map->slot_count;

    map->slot_count = old_count ? 2 * old_count : SLOTS_FIRST;
    map->slots = heap_alloc(map->slot_count * sizeof *map->slots);
    for (size_t i = 0; i < old_count; i++)
        if (old[i].number)
            place(map, old[i].hash, old[i].number - 1);
    heap_free(old);
}

uint32_t wordmap_add(struct wordmap *map, struct slice word, uint32_t tag)
{
    if (2 * ((size_t)map->count + 1) > map->slot_count)
        grow(map);
    map->keys =
        heap_grow(map->keys, map->count, &map->key_capacity, sizeof *map->keys);
    map->keys[map->count] = (struct wordmap_key){word, tag};
    place(map, hash_of(word, tag), map->count);
    return map->count++;
}

void wordmap_release(struct wordmap *map)
{
    heap_free(map->slots);
    heap_free(map->keys);
    *map = (struct wordmap){.slots = NULL};
}
