/* stretch.h - the way back from a text that was decoded to what it was decoded
 * from, stretch by stretch. */
#ifndef INDEXER_STRETCH_H
#define INDEXER_STRETCH_H

#include "common/arena.h"

/* From here on bytes of the text stand for bytes of what it is made of. */
struct stretch {
    uint32_t at;    /* in the text */
    uint32_t from;  /* in what it is made of */
    bool is_base64; /* there are four bytes for three of the text */
};

/* A zeroed struct is an empty one; stretches_release() ends it. */
struct stretches {
    struct stretch *items; /* both places never go back */
    size_t count;
    size_t capacity;
};

/* Unless it only goes on with the last one. */
void stretches_add(struct stretches *stretches, struct stretch next);
void stretches_release(struct stretches *stretches);

/* Where byte `at` of the text comes from. *near is where the search begins,
 * best where the last one ended. count is over 0. */
uint32_t stretch_find(const struct stretch *items, size_t count, size_t *near,
                      size_t at);

#endif
