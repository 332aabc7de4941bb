#include "indexer/markup.h"

#include <string.h>

#include "common/entities.h"
#include "indexer/markup_inside.h"

enum {
    TAG_BYTES_MOST = 16384, /* images list many addresses */
    CODE_BYTES_MOST = 1024
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void markup_drop(struct markup *block, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (block->text.bytes[i] != '\n')
            block->marks[i] |= MARK_DROP | MARK_LITERAL;
}

size_t markup_count(struct slice text, char byte)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.bytes[i] == byte;
    return count;
}

/* ---- characters that stand for themselves or for another one ---- */

static size_t take_escape(struct markup *block, size_t at)
{
    if (!markup_is_punctuation(markup_byte(block, at + 1)))
        return at + 1;
    markup_mark(block, at, at + 1, MARK_DROP);
    markup_mark(block, at + 1, at + 2, MARK_LITERAL);
    return at + 2;
}

static size_t take_entity(struct markup *block, size_t at)
{
    int32_t codepoint;
    size_t len = entity_read(block->text, at, &codepoint);

    if (!len)
        return at + 1;
    markup_mark(block, at, at + len, MARK_DROP | MARK_LITERAL);
    markup_mark(block, at, at + 1, MARK_ENTITY);
    return at + len;
}

static size_t run_length(const struct markup *block, size_t at)
{
    size_t end = at;

    while (end < block->text.len &&
           block->text.bytes[end] == block->text.bytes[at])
        end++;
    return end - at;
}

/* `code`: looked for within the line only, so that lone marks stay cheap. */
static size_t take_code(struct markup *block, size_t at)
{
    size_t len = run_length(block, at);
    size_t end = at + len;

    while (end < block->text.len && end - at < CODE_BYTES_MOST &&
           block->text.bytes[end] != '\n') {
        size_t found =
            block->text.bytes[end] == '`' ? run_length(block, end) : 0;
        if (found == len) {
            markup_mark(block, at, at + len, MARK_DROP | MARK_LITERAL);
            markup_mark(block, at + len, end, MARK_LITERAL);
            markup_mark(block, end, end + len, MARK_DROP | MARK_LITERAL);
            return end + len;
        }
        end += found ? found : 1;
    }
    markup_mark(block, at, at + len, MARK_LITERAL);
    return at + len;
}

static size_t take_comment(struct markup *block, size_t at)
{
    size_t end = slice_find(block->text, SLICE("-->"), at + 4);

    end = end == SIZE_MAX ? block->text.len : end + 3;
    markup_drop(block, at, end);
    return end;
}

/* <tag>, </tag>, <!-- comment --> go; of <https://...> the address stays. */
static size_t take_tag(struct markup *block, size_t at)
{
    struct slice rest = slice_part(block->text, at, at + TAG_BYTES_MOST);
    size_t end = slice_find(rest, SLICE(">"), 0);
    char first = markup_byte(block, at + 1);
    struct slice inside;

    if (slice_starts(rest, SLICE("<!--")))
        return take_comment(block, at);
    if (end == SIZE_MAX || !(is_letter(first) || first == '/'))
        return at + 1;
    inside = slice_part(rest, 1, end);
    end += at;
    if (slice_find(inside, SLICE("://"), 0) < 12 ||
        (slice_find(inside, SLICE("@"), 0) != SIZE_MAX &&
         slice_find(inside, SLICE(" "), 0) == SIZE_MAX)) {
        markup_mark(block, at, at + 1, MARK_DROP);
        markup_mark(block, at + 1, end, MARK_LITERAL);
        markup_mark(block, end, end + 1, MARK_DROP | MARK_LITERAL);
        return end + 1;
    }
    markup_drop(block, at, end + 1);
    return end + 1;
}

static void take_characters(struct markup *block)
{
    size_t at = 0;

    while (at < block->text.len) {
        switch (block->text.bytes[at]) {
        case '\\':
            at = take_escape(block, at);
            break;
        case '&':
            at = take_entity(block, at);
            break;
        case '`':
            at = take_code(block, at);
            break;
        case '<':
            at = take_tag(block, at);
            break;
        default:
            at++;
            break;
        }
    }
}

/* ---- to lines again ---- */

static void set_line(const struct markup *block, struct line *line, size_t from,
                     struct line_text *made, struct arena *arena)
{
    struct line result = *line;
    size_t bold_start = SIZE_MAX, bold_end = 0;
    bool is_bold_over = false;

    for (size_t i = 0; i < line->text.len; i++) {
        unsigned char marks = block->marks[from + i];
        int32_t codepoint;

        if (marks & MARK_ENTITY) {
            (void)entity_read(block->text, from + i, &codepoint);
            line_text_put(made, codepoint, line_offset(line, i));
            continue;
        }
        if (marks & MARK_DROP)
            continue;
        if ((marks & MARK_BOLD) && !is_bold_over) {
            if (bold_start == SIZE_MAX)
                bold_start = made->text.len;
            bold_end = made->text.len + 1;
        } else if (bold_start != SIZE_MAX) {
            is_bold_over = true;
        }
        line_text_add(made, slice_part(line->text, i, i + 1),
                      line_offset(line, i));
    }
    line_text_finish(made, line_offset(line, line->text.len), arena, &result);
    if (bold_start != SIZE_MAX && bold_start < result.text.len) {
        result.bold_start = bold_start;
        result.bold_end =
            bold_end < result.text.len ? bold_end : result.text.len;
    }
    *line = result;
}

static bool has_image(const struct markup *block, size_t from, size_t len)
{
    for (size_t i = from; i < from + len; i++)
        if (block->marks[i] & MARK_IMAGE)
            return true;
    return false;
}

static void set_lines(const struct markup *block, struct line *lines,
                      size_t count, struct arena *arena)
{
    struct line_text made = {.capacity = 0};
    size_t from = 0;

    for (size_t i = 0; i < count; i++) {
        struct line *line = &lines[i], before = *line;

        set_line(block, line, from, &made, arena);
        if (slice_trim(line->text).len == 0 &&
            has_image(block, from, before.text.len)) {
            /* Only the description is kept: all but it is dropped. */
            *line = before;
            for (size_t j = from; j < from + before.text.len; j++)
                block->marks[j] = block->marks[j] & MARK_IMAGE ? 0 : MARK_DROP;
            set_line(block, line, from, &made, arena);
            line->use = LINE_OF_PAGE;
        }
        if (slice_trim(line->text).len == 0)
            line->style = LINE_BLANK;
        from += before.text.len + 1;
    }
    line_text_release(&made);
}

static bool has_markup(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (memchr("\\*_[]<&`", text.bytes[i], 8))
            return true;
    return false;
}

void markup_take_out(struct line *lines, size_t count, struct arena *arena)
{
    struct markup block = {.marks = NULL};
    struct strbuf joined = STRBUF_INIT;
    bool is_needed = false;

    for (size_t i = 0; i < count; i++)
        is_needed |= has_markup(lines[i].text);
    if (!is_needed)
        return;
    for (size_t i = 0; i < count; i++) {
        strbuf_add(&joined, lines[i].text);
        strbuf_add_byte(&joined, '\n');
    }
    block.text = strbuf_slice(&joined);
    block.marks = arena_alloc(&block.scratch, block.text.len);
    take_characters(&block);
    markup_take_links(&block);
    markup_take_emphasis(&block);
    set_lines(&block, lines, count, arena);
    arena_release(&block.scratch);
    strbuf_release(&joined);
}
