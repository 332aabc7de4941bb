#include "indexer/split.h"

static bool is_kept(const struct line *line, enum line_use use)
{
    return line->use == use && line->style != LINE_BLANK &&
           line->style != LINE_RULE && slice_trim(line->text).len > 0;
}

static size_t count_lines(const struct page *page, enum line_use use)
{
    size_t count = 0;

    for (size_t i = 0; i < page->count; i++)
        count += is_kept(&page->lines[i], use);
    return count;
}

static struct passage passage_of_line(const struct line *line)
{
    struct slice text = slice_trim(line->text);
    size_t start = (size_t)(text.bytes - line->text.bytes);
    struct passage passage = {.text = text, .line = line->number};

    passage.kind = line->use == LINE_OF_PAGE    ? PASSAGE_FURNITURE
                   : line->style == LINE_BULLET ? PASSAGE_BULLET
                                                : PASSAGE_PARAGRAPH;
    passage.byte_start =
        line->offsets ? line->offsets[start] : line->start + start;
    passage.byte_end = line->offsets ? line->offsets[start + text.len]
                                     : line->start + start + text.len;
    return passage;
}

static struct passage *gather(const struct page *page, enum line_use use,
                              struct arena *arena, size_t *count)
{
    struct passage *items =
        arena_array(arena, count_lines(page, use), sizeof *items);

    *count = 0;
    for (size_t i = 0; i < page->count; i++)
        if (is_kept(&page->lines[i], use)) {
            items[*count] = passage_of_line(&page->lines[i]);
            if (use == LINE_OF_STATEMENT)
                items[*count].n = (uint32_t)*count + 1;
            ++*count;
        }
    return items;
}

void split_page(const struct page *page, const struct statement *statement,
                struct arena *arena, struct passage_list *out)
{
    (void)statement;
    out->items = gather(page, LINE_OF_STATEMENT, arena, &out->count);
    out->furniture = gather(page, LINE_OF_PAGE, arena, &out->furniture_count);
}
