#include "common/hash_set.h"

#include "common/arena.h"

static bool put(struct hash_set *set, uint64_t hash)
{
    size_t at = hash & (set->size - 1);

    while (set->places[at] && set->places[at] != hash)
        at = (at + 1) & (set->size - 1);
    if (set->places[at])
        return false;
    set->places[at] = hash;
    set->count++;
    return true;
}

static void grow(struct hash_set *set)
{
    struct hash_set old = *set;

    set->size = old.size ? old.size * 2 : 1024;
    set->places = heap_alloc(set->size * sizeof *set->places);
    set->count = 0;
    for (size_t i = 0; i < old.size; i++)
        if (old.places[i])
            (void)put(set, old.places[i]);
    heap_free(old.places);
}

bool hash_set_add(struct hash_set *set, uint64_t hash)
{
    if (set->count * 2 >= set->size)
        grow(set);
    return put(set, hash ? hash : 1);
}

void hash_set_release(struct hash_set *set)
{
    heap_free(set->places);
    *set = (struct hash_set){0};
}
