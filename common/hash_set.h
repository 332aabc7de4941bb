/* hash_set.h - which 64-bit hashes were seen. Two things with one hash are one
 * here: good where one in 10^12 does no harm. */
#ifndef COMMON_HASH_SET_H
#define COMMON_HASH_SET_H

#include "common/base.h"

/* A zeroed struct is an empty one; hash_set_release() ends it. */
struct hash_set {
    uint64_t *places; /* 0: free */
    size_t count;
    size_t size; /* 0 or a power of two */
};

/* Add the hash; false: it was there before. */
bool hash_set_add(struct hash_set *set, uint64_t hash);
void hash_set_release(struct hash_set *set);

#endif
