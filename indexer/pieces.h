/* pieces.h - from blocks to passages of a good length: a lead-in joins what
 * it leads, what is too long is cut at sentence ends.
 *
 * A lead-in has under 200 characters. A passage over 1,500 is cut near 1,100,
 * never in the middle of a word unless there is no space; one up to 1,650
 * stays whole when only its last sentence runs over 1,500. */
#ifndef INDEXER_PIECES_H
#define INDEXER_PIECES_H

#include "common/passage.h"
#include "indexer/blocks.h"

/* The passages so far. A zeroed struct is empty; pieces_finish() ends it. */
struct pieces {
    struct passage *items;
    size_t count, capacity;
    bool is_open; /* the last one is a lead-in */
};

/* Add the text of a block from byte start (under its end) on, as one passage
 * or several: like holds all but text, place and number. A block that begins
 * a turn joins no lead-in. Strings live in the block or in arena. */
void pieces_add(struct pieces *pieces, const struct block *block, size_t start,
                const struct passage *like, bool is_turn, struct arena *arena);

/* Hand the passages over, numbered and hashed, in the arena. */
void pieces_finish(struct pieces *pieces, struct arena *arena,
                   struct passage **out, size_t *count);

#endif
