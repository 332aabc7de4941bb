#include "indexer/stretch.h"

void stretches_add(struct stretches *stretches, struct stretch next)
{
    const struct stretch *last =
        stretches->count ? &stretches->items[stretches->count - 1] : NULL;

    if (last && !next.is_base64 && !last->is_base64 &&
        next.at - last->at == next.from - last->from)
        return;
    stretches->items = heap_grow(stretches->items, stretches->count,
                                 &stretches->capacity, sizeof next);
    stretches->items[stretches->count++] = next;
}

void stretches_release(struct stretches *stretches)
{
    heap_free(stretches->items);
    *stretches = (struct stretches){0};
}

uint32_t stretch_find(const struct stretch *items, size_t count, size_t *near,
                      size_t at)
{
    uint32_t more;

    while (*near > 0 && items[*near].at > at)
        --*near;
    while (*near + 1 < count && items[*near + 1].at <= at)
        ++*near;
    more = at > items[*near].at ? (uint32_t)at - items[*near].at : 0;
    if (items[*near].is_base64)
        more = more / 3 * 4 + more % 3;
    return items[*near].from + more;
}
