#include "indexer/page.h"

#include <assert.h>
#include <string.h>

size_t line_offset(const struct line *line, size_t offset)
{
    assert(offset <= line->text.len);
    return line->offsets ? line->offsets[offset] : line->start + offset;
}

int32_t line_character(int32_t codepoint)
{
    if (codepoint < 0x20)
        return codepoint == '\t' ? '\t' : ' ';
    if (codepoint < 0x7F)
        return codepoint;
    if (codepoint <= 0xA0 || codepoint == 0x1680 || codepoint == 0x202F ||
        codepoint == 0x205F || codepoint == 0x3000 ||
        (codepoint >= 0x2000 && codepoint <= 0x200A) ||
        (codepoint >= 0x2028 && codepoint <= 0x2029))
        return ' ';
    if (codepoint == 0xAD || (codepoint >= 0x200B && codepoint <= 0x200F) ||
        (codepoint >= 0x202A && codepoint <= 0x202E) ||
        (codepoint >= 0x2060 && codepoint <= 0x2064) || codepoint == 0xFEFF)
        return -1;
    return codepoint;
}

void line_text_add(struct line_text *made, struct slice bytes, size_t offset)
{
    for (size_t i = 0; i < bytes.len; i++) {
        made->offsets = heap_grow(made->offsets, made->text.len + i,
                                  &made->capacity, sizeof *made->offsets);
        made->offsets[made->text.len + i] = (uint32_t)(offset + i);
    }
    strbuf_add(&made->text, bytes);
}

void line_text_put(struct line_text *made, int32_t codepoint, size_t offset)
{
    size_t from = made->text.len;

    strbuf_add_utf8(&made->text, codepoint);
    for (size_t i = from; i < made->text.len; i++) {
        made->offsets =
            heap_grow(made->offsets, i, &made->capacity, sizeof *made->offsets);
        made->offsets[i] = (uint32_t)offset;
    }
}

void line_text_finish(struct line_text *made, size_t end, struct arena *arena,
                      struct line *line)
{
    size_t len = made->text.len;
    uint32_t *offsets;

    while (len && (made->text.bytes[len - 1] == ' ' ||
                   made->text.bytes[len - 1] == '\t'))
        len--;
    if (len < made->text.len)
        end = made->offsets[len];
    line->text =
        slice_copy(arena, slice_part(strbuf_slice(&made->text), 0, len));
    offsets = arena_array(arena, len + 1, sizeof *offsets);
    if (len)
        memcpy(offsets, made->offsets, len * sizeof *offsets);
    offsets[len] = (uint32_t)end;
    line->offsets = offsets;
    strbuf_reset(&made->text);
}

void line_text_release(struct line_text *made)
{
    strbuf_release(&made->text);
    heap_free(made->offsets);
    *made = (struct line_text){0};
}
