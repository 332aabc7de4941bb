#include "indexer/page_text.h"

#include <string.h>

static void add(struct page_text *made, struct slice text, struct line line)
{
    line.number = (uint32_t)made->count + 1;
    line.start = made->text.len;
    strbuf_add(&made->text, text);
    line.end = made->text.len;
    strbuf_add_byte(&made->text, '\n');
    made->lines =
        heap_grow(made->lines, made->count, &made->capacity, sizeof line);
    made->lines[made->count++] = line;
}

void page_text_add(struct page_text *made, struct slice text,
                   const struct line *like)
{
    text = slice_trim(text);
    if (text.len)
        add(made, text, *like);
}

void page_text_add_blank(struct page_text *made)
{
    if (made->count && made->lines[made->count - 1].style != LINE_BLANK)
        add(made, SLICE(""),
            (struct line){.style = LINE_BLANK,
                          .page = made->lines[made->count - 1].page});
}

void page_text_finish(struct page_text *made, struct arena *arena,
                      struct page *out)
{
    out->text = slice_copy(arena, strbuf_slice(&made->text));
    out->count = made->count;
    out->lines = arena_array(arena, made->count, sizeof *out->lines);
    if (made->count)
        memcpy(out->lines, made->lines, made->count * sizeof *out->lines);
    for (size_t i = 0; i < out->count; i++) {
        struct line *line = &out->lines[i];

        line->text = slice_part(out->text, line->start, line->end);
        if (line->bold_end > line->text.len)
            line->bold_end = line->text.len;
    }
    heap_free(made->lines);
    strbuf_release(&made->text);
    *made = (struct page_text){0};
}
