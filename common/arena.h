/* arena.h - memory that is freed all at once, and checked heap calls.
 *
 * The only caller of malloc. When memory ends, one line is printed and the
 * process aborts: every input is bounded where it enters, so this is rare, and
 * no other C file has to mention it. */
#ifndef COMMON_ARENA_H
#define COMMON_ARENA_H

#include "common/base.h"

BEGIN_C

struct arena_block;

/* A zeroed struct arena is an empty one. Not safe for several threads. */
struct arena {
    struct arena_block *blocks; /* newest first */
    struct arena_adopted *adopted;
};

#define ARENA_INIT                                                             \
    {                                                                          \
        NULL, NULL                                                             \
    }

/* Zeroed memory of size bytes (0 is allowed), aligned for any type, valid
 * until arena_reset() or arena_release(). Never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* Zeroed memory for count objects of size bytes; aborts on overflow. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A copy of len bytes, with a NUL behind that len does not count. */
char *arena_copy(struct arena *arena, const char *bytes, size_t len);

/* Take over memory of heap_alloc(), heap_resize() or heap_grow(): it is freed
 * with the arena's own. NULL is ignored. Returns memory. */
void *arena_adopt(struct arena *arena, void *memory);

/* Forget all that was allocated; the memory is kept for the next round. */
void arena_reset(struct arena *arena);

/* Forget all and give the memory back. The arena is empty and usable. */
void arena_release(struct arena *arena);

/* As calloc, realloc and free, but never NULL for a size over 0. */
void *heap_alloc(size_t size);
void *heap_resize(void *memory, size_t count, size_t size);
void heap_free(void *memory); /* NULL is ignored */

/* Give what was freed back to the system, as far as that can be done: for a
 * process that will do nothing for long. */
void heap_trim(void);

/* Make room for one more object in a growing heap array: doubles *capacity
 * when count has reached it. Returns the array, moved or not. */
void *heap_grow(void *array, size_t count, size_t *capacity, size_t size);

END_C

#endif
