#include "indexer/sequel.h"

static void copy_text(struct slice *text, struct arena *arena)
{
    *text = slice_copy(arena, *text);
}

static void copy_texts(struct sequel *sequel, struct arena *arena)
{
    for (size_t i = 0; i < sequel->names.count; i++) {
        struct person *person = &sequel->names.items[i];

        copy_text(&person->name, arena);
        copy_text(&person->surname, arena);
        copy_text(&person->role, arena);
        copy_text(&person->side, arena);
    }
    for (size_t i = 0; i < sequel->parties.count; i++)
        copy_text(&sequel->parties.sides[i], arena);
    for (size_t i = 0; i < sequel->heard.side_count; i++)
        copy_text(&sequel->heard.sides[i].side, arena);
    for (size_t i = 0; i < sequel->path.count; i++)
        copy_text(&sequel->path.names[i], arena);
    copy_text(&sequel->speaker, arena);
    copy_text(&sequel->role, arena);
    copy_text(&sequel->side, arena);
    copy_text(&sequel->cue, arena);
}

void sequel_keep(struct sequel *sequel, const struct sequel *left)
{
    struct arena arena = sequel->arena;

    arena_reset(&arena);
    *sequel = *left;
    copy_texts(sequel, &arena);
    sequel->arena = arena;
    sequel->is_begun = true;
}

struct sequel *sequel_recall(const struct sequel *sequel, struct arena *arena)
{
    struct sequel *copy = arena_alloc(arena, sizeof *copy);

    *copy = *sequel;
    copy->arena = (struct arena){0};
    copy_texts(copy, arena);
    return copy;
}

void sequel_release(struct sequel *sequel)
{
    arena_release(&sequel->arena);
    *sequel = (struct sequel){.is_begun = false};
}
