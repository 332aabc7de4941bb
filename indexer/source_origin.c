#include "common/file.h"
#include "indexer/source_inside.h"

static struct slice stem(const char *path)
{
    const char *name = file_name(path);

    return (struct slice){name, strlen(name) - strlen(reader_ending(path))};
}

/* FIRST/SECOND, or the one that is known. */
static struct slice join(struct slice first, struct slice second,
                         struct arena *arena)
{
    struct strbuf joined = STRBUF_INIT;
    struct slice kept;

    if (!slice_is_known(first) || !slice_is_known(second))
        return slice_is_known(first) ? first : second;
    strbuf_add(&joined, first);
    strbuf_add_byte(&joined, '/');
    strbuf_add(&joined, second);
    kept = slice_copy(arena, strbuf_slice(&joined));
    strbuf_release(&joined);
    return kept;
}

/* Where a statement comes from; part is its document in a bundle, or NULL. An
 * id that is said of the file is that of all in it. */
struct origin source_origin(const struct source *source,
                            const struct bundled *part, struct arena *arena)
{
    const struct stock_item *item = &source->item;
    struct origin origin = {.file = slice_of(source->path),
                            .member = item->member,
                            .id = item->id,
                            .said = source->said};
    struct slice id = source->options->id;

    if (!slice_is_known(id))
        id = stem(source->path);
    if (part) {
        origin.member = join(item->member, part->member, arena);
        origin.id = join(item->id, part->id, arena);
        origin.told = part->told;
        origin.start = part->place.count ? part->place.start : 0;
    }
    if (slice_is_known(origin.id) && slice_is_known(origin.said.statement.id)) {
        id = origin.said.statement.id;
        origin.said.statement.id = SLICE_UNKNOWN;
    }
    origin.id = join(id, origin.id, arena);
    return origin;
}

const char *source_path_of(const struct source *source,
                           const struct bundled *part, struct arena *arena)
{
    struct strbuf path = STRBUF_INIT;
    const char *kept;

    strbuf_add_text(&path, source->item.path);
    if (slice_is_known(part->member))
        strbuf_add_format(&path, ":%.*s", SLICE_ARG(part->member));
    kept = arena_copy(arena, path.bytes, path.len);
    strbuf_release(&path);
    return kept;
}
