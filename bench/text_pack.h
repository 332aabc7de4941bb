/* text_pack.h - millions of short texts in an arena, close together: an arena
 * alone would round each up to the next multiple of its alignment. */
#ifndef BENCH_TEXT_PACK_H
#define BENCH_TEXT_PACK_H

#include "common/str.h"

/* A zeroed struct is an empty one; its memory is the arena's. */
struct text_pack {
    char *place; /* where the next text goes */
    size_t room; /* bytes left there */
};

/* A copy of text, without a NUL behind it, in the arena, which is the same
 * for every call. */
struct slice text_pack_add(struct text_pack *pack, struct arena *arena,
                           struct slice text);

#endif
