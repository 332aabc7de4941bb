#include "indexer/bundle.h"

/* Walks from place to place; they must not go back. */
struct way {
    const struct bundle_place *place;
    size_t stretch;
    size_t counted; /* line ends before it are in line */
    uint32_t line;
};

static size_t raw_offset(struct way *way, size_t offset)
{
    const struct bundle_place *place = way->place;
    size_t raw = stretch_find(place->stretches, place->count, &way->stretch,
                              place->before + offset);

    return raw < place->raw.len ? raw : place->raw.len;
}

static uint32_t line_of(struct way *way, size_t raw)
{
    const char *bytes = way->place->raw.bytes, *found;

    if (raw < way->counted) {
        way->counted = 0;
        way->line = way->place->line;
    }
    while (way->counted < raw &&
           (found = memchr(bytes + way->counted, '\n', raw - way->counted))) {
        way->counted = (size_t)(found - bytes) + 1;
        way->line++;
    }
    return way->line;
}

static void place_line(struct way *way, struct line *line, struct arena *arena)
{
    uint32_t *offsets = arena_array(arena, line->text.len + 1, sizeof *offsets);

    for (size_t i = 0; i <= line->text.len; i++)
        offsets[i] = (uint32_t)raw_offset(way, line_offset(line, i));
    line->offsets = offsets;
    line->start = raw_offset(way, line->start);
    line->end = raw_offset(way, line->end);
    line->number = line_of(way, line->start);
}

void bundle_place_page(const struct bundle_place *place, struct page *page,
                       struct arena *arena)
{
    struct way way = {.place = place, .line = place->line};

    for (size_t i = 0; place->count && i < page->count; i++)
        place_line(&way, &page->lines[i], arena);
}
