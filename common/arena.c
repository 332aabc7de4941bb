#include "common/arena.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blocks grow: thousands of arenas may hold a few bytes each. */
enum { BLOCK_SIZE_FIRST = 1024, BLOCK_SIZE_MOST = 64 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t size; /* of the memory behind this head */
    size_t used;
    max_align_t memory[];
};

struct arena_adopted {
    struct arena_adopted *next;
    void *memory;
};

static NO_RETURN void out_of_memory(size_t size)
{
    fprintf(stderr, "demarche: out of memory (%zu bytes wanted)\n", size);
    abort();
}

static size_t product(size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        out_of_memory(SIZE_MAX);
    return count * size;
}

static struct arena_block *block_new(size_t size, struct arena_block *next)
{
    struct arena_block *block;

    if (size > SIZE_MAX - sizeof *block)
        out_of_memory(size);
    block = malloc(sizeof *block + size);
    if (!block)
        out_of_memory(size);
    block->next = next;
    block->size = size;
    block->used = 0;
    return block;
}

/* How large the block after this one is; NULL: the first. */
static size_t next_size(const struct arena_block *block)
{
    if (!block)
        return BLOCK_SIZE_FIRST;
    return block->size < BLOCK_SIZE_MOST / 2 ? block->size * 2
                                             : BLOCK_SIZE_MOST;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    struct arena_block *block = arena->blocks;
    size_t rounded;
    char *memory;

    if (size > SIZE_MAX - align)
        out_of_memory(size);
    rounded = (size + align - 1) / align * align;
    if (!block || block->size - block->used < rounded) {
        size_t least = next_size(block);

        block = block_new(rounded > least ? rounded : least, arena->blocks);
        arena->blocks = block;
    }
    memory = (char *)block->memory + block->used;
    block->used += rounded;
    return memset(memory, 0, rounded);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    return arena_alloc(arena, product(count, size));
}

char *arena_copy(struct arena *arena, const char *bytes, size_t len)
{
    char *copy = arena_alloc(arena, len + 1);

    if (len)
        memcpy(copy, bytes, len);
    return copy;
}

void *arena_adopt(struct arena *arena, void *memory)
{
    struct arena_adopted *adopted;

    if (!memory)
        return NULL;
    adopted = arena_alloc(arena, sizeof *adopted);
    *adopted = (struct arena_adopted){arena->adopted, memory};
    arena->adopted = adopted;
    return memory;
}

void arena_reset(struct arena *arena)
{
    struct arena_block *kept = arena->blocks;
    struct arena_block *block;

    for (struct arena_adopted *one = arena->adopted; one; one = one->next)
        free(one->memory);
    arena->adopted = NULL;
    if (!kept)
        return;
    while ((block = kept->next) != NULL) {
        kept->next = block->next;
        free(block);
    }
    kept->used = 0;
}

void arena_release(struct arena *arena)
{
    arena_reset(arena);
    free(arena->blocks);
    arena->blocks = NULL;
}

void *heap_alloc(size_t size)
{
    void *memory = calloc(1, size ? size : 1);

    if (!memory)
        out_of_memory(size);
    return memory;
}

void *heap_resize(void *memory, size_t count, size_t size)
{
    size_t bytes = product(count, size);
    void *moved = realloc(memory, bytes ? bytes : 1);

    if (!moved)
        out_of_memory(bytes);
    return moved;
}

void heap_free(void *memory)
{
    free(memory);
}

void heap_trim(void)
{
    malloc_trim(0);
}

void *heap_grow(void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return array;
    *capacity = *capacity ? product(*capacity, 2) : 16;
    return heap_resize(array, *capacity, size);
}
