#include "indexer/split.h"

#include "indexer/blocks.h"
#include "indexer/outline.h"
#include "indexer/sentences.h"

/* What split_page() goes through, and the passages so far. */
struct splitter {
    const struct page *page;
    const struct statement *statement;
    struct arena *arena;
    struct block_list blocks;
    struct outline_role *roles;
    struct outline_path path;
    struct passage *items;
    size_t count, capacity;
};

static struct passage *add_passage(struct splitter *splitter)
{
    splitter->items = heap_grow(splitter->items, splitter->count,
                                &splitter->capacity, sizeof *splitter->items);
    splitter->items[splitter->count] = (struct passage){0};
    return &splitter->items[splitter->count++];
}

/* Where the text of a block begins, behind its mark. */
static size_t text_start(const struct block *block,
                         const struct outline_role *role)
{
    return role->kind == OUTLINE_BULLET || role->kind == OUTLINE_ITEM
               ? block->mark.end
               : 0;
}

static enum passage_kind kind_of(const struct outline_role *role)
{
    switch (role->kind) {
    case OUTLINE_BULLET:
        return PASSAGE_BULLET;
    case OUTLINE_ITEM:
        return PASSAGE_ITEM;
    case OUTLINE_TURN:
        return PASSAGE_TURN;
    default:
        return PASSAGE_PARAGRAPH;
    }
}

/* Fill in text and place of the block's bytes [start, end). */
static void set_text(struct passage *passage, const struct block *block,
                     size_t start, size_t end)
{
    passage->text = slice_part(block->text, start, end);
    passage->line = block_line(block, start);
    passage->byte_start = block_offset(block, start);
    passage->byte_end = block_end_offset(block, end);
}

static void add_block(struct splitter *splitter, size_t i)
{
    const struct block *block = &splitter->blocks.items[i];
    const struct outline_role *role = &splitter->roles[i];
    size_t start = text_start(block, role);
    struct passage *passage;

    if (start >= block->text.len)
        return;
    passage = add_passage(splitter);
    passage->kind = kind_of(role);
    set_text(passage, block, start, block->text.len);
    passage->section_count = splitter->path.count;
    for (size_t s = 0; s < splitter->path.count; s++)
        passage->sections[s] = splitter->path.names[s];
}

static void walk(struct splitter *splitter)
{
    for (size_t i = 0; i < splitter->blocks.count; i++)
        if (splitter->roles[i].kind == OUTLINE_HEADING)
            outline_enter(&splitter->path, &splitter->blocks.items[i],
                          &splitter->roles[i]);
        else
            add_block(splitter, i);
}

static void finish(struct splitter *splitter, struct passage_list *out)
{
    out->count = splitter->count;
    out->items =
        arena_array(splitter->arena, splitter->count, sizeof *out->items);
    for (size_t i = 0; i < splitter->count; i++) {
        out->items[i] = splitter->items[i];
        out->items[i].n = (uint32_t)i + 1;
        out->items[i].hash = passage_hash(out->items[i].text);
    }
    heap_free(splitter->items);
}

static bool is_furniture(const struct line *line)
{
    return line->use == LINE_OF_PAGE && slice_trim(line->text).len > 0;
}

static void gather_furniture(const struct page *page, struct arena *arena,
                             struct passage_list *out)
{
    size_t count = 0;

    for (size_t i = 0; i < page->count; i++)
        count += is_furniture(&page->lines[i]);
    out->furniture = arena_array(arena, count, sizeof *out->furniture);
    out->furniture_count = count;
    count = 0;
    for (size_t i = 0; i < page->count; i++) {
        const struct line *line = &page->lines[i];
        struct passage *passage = &out->furniture[count];
        size_t start;

        if (!is_furniture(line))
            continue;
        passage->text = slice_trim(line->text);
        start = (size_t)(passage->text.bytes - line->text.bytes);
        passage->kind = PASSAGE_FURNITURE;
        passage->line = line->number;
        passage->byte_start = line_offset(line, start);
        passage->byte_end = line_offset(line, start + passage->text.len);
        passage->hash = passage_hash(passage->text);
        count++;
    }
}

void split_page(const struct page *page, const struct statement *statement,
                struct arena *arena, struct passage_list *out)
{
    struct splitter splitter = {
        .page = page, .statement = statement, .arena = arena};

    *out = (struct passage_list){0};
    blocks_join(page, arena, &splitter.blocks);
    splitter.roles =
        arena_array(arena, splitter.blocks.count, sizeof *splitter.roles);
    outline_find(&splitter.blocks, splitter.roles);
    walk(&splitter);
    finish(&splitter, out);
    gather_furniture(page, arena, out);
}
