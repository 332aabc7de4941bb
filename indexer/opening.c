#include "indexer/opening.h"

static size_t blank_at(struct slice text, size_t at)
{
    char c = text.bytes[at];

    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    if (slice_starts(slice_part(text, at, at + 2), SLICE("\xC2\xA0")))
        return 2;
    if (slice_starts(slice_part(text, at, at + 3), SLICE("\xE3\x80\x80")))
        return 3;
    return 0;
}

static void add_collapsed(struct strbuf *out, struct slice text)
{
    bool is_gap = true;

    for (size_t at = 0; at < text.len;) {
        size_t blank = blank_at(text, at);

        if (blank) {
            at += blank;
            is_gap = true;
            continue;
        }
        if (is_gap && out->len)
            strbuf_add_byte(out, ' ');
        is_gap = false;
        strbuf_add_byte(out, text.bytes[at++]);
    }
}

struct slice opening_collapse(struct arena *arena, struct slice text)
{
    struct strbuf buf = STRBUF_INIT;
    struct slice collapsed;

    add_collapsed(&buf, text);
    if (slice_equal(strbuf_slice(&buf), text))
        collapsed = text;
    else
        collapsed = slice_copy(arena, strbuf_slice(&buf));
    strbuf_release(&buf);
    return collapsed;
}

bool opening_ends_sentence(struct slice text)
{
    static const char *const ends[] = {".",   "!",  "?",  ":",  ";",
                                       "…",   "。", "！", "？", "：",
                                       ".\"", ".”", ".»", ",",  "、"};

    for (size_t i = 0; i < COUNT_OF(ends); i++)
        if (slice_ends(text, slice_of(ends[i])))
            return true;
    return false;
}

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

/* A sentence ends inside, not only an abbreviation: "... clear. It is". */
static bool has_inner_end(struct slice text)
{
    for (size_t i = 3; i + 2 < text.len; i++)
        if (text.bytes[i] == '.' && text.bytes[i + 1] == ' ' &&
            text.bytes[i + 2] >= 'A' && text.bytes[i + 2] <= 'Z' &&
            is_small(text.bytes[i - 1]) && is_small(text.bytes[i - 2]) &&
            is_small(text.bytes[i - 3]))
            return true;
    return false;
}

/* Does the line go on with the paragraph of the one before it? */
static bool goes_on(const struct page *page, size_t i)
{
    const struct line *line = &page->lines[i], *above = line - 1;

    return page->is_wrapped && line->style == LINE_PLAIN &&
           above->style == line->style && above->use == line->use &&
           !above->is_broken;
}

static void read_block(const struct page *page, size_t first, size_t end,
                       struct arena *arena, struct opening_block *out)
{
    const struct line *line = &page->lines[first];
    struct strbuf buf = STRBUF_INIT;

    for (size_t i = first; i < end && buf.len < OPENING_BLOCK_BYTES; i++)
        add_collapsed(&buf, page->lines[i].text);
    strbuf_cut(&buf, utf8_cut(buf.bytes ? buf.bytes : "", buf.len,
                              OPENING_BLOCK_BYTES));
    *out = (struct opening_block){
        .text = slice_copy(arena, strbuf_slice(&buf)),
        .first = first,
        .end = end,
        .use = line->use,
        .style = line->style,
        .level = line->level,
    };
    strbuf_release(&buf);
    out->is_paragraph =
        line->style != LINE_HEADING &&
        (out->text.len >= OPENING_PARAGRAPH_BYTES || has_inner_end(out->text) ||
         (out->text.len >= 80 && opening_ends_sentence(out->text)));
}

struct slice opening_without_number(struct slice text)
{
    size_t end = text.len;

    while (end > 0 && text.bytes[end - 1] >= '0' && text.bytes[end - 1] <= '9')
        end--;
    if (end == text.len || end == 0 || text.bytes[end - 1] != ' ')
        return text;
    return slice_trim(slice_part(text, 0, end));
}

static bool is_prose(const struct line *line)
{
    return line->style == LINE_PLAIN && line->use == LINE_OF_STATEMENT;
}

/* The line above is full and open: this one ends its sentence. */
static bool ends_sentence_above(const struct page *page, size_t line)
{
    const struct line *above;

    if (line == 0)
        return false;
    above = &page->lines[line - 1];
    return is_prose(above) && !above->is_broken &&
           above->text.len >= OPENING_FULL_LINE &&
           !opening_ends_sentence(above->text);
}

bool opening_stands_alone(const struct page *page, size_t line)
{
    size_t first = line, end = line + 1;

    if (!page->is_wrapped)
        return true;
    if (ends_sentence_above(page, line))
        return false;
    while (first > 0 && line - first <= OPENING_GROUP_LINES &&
           is_prose(&page->lines[first - 1]) &&
           !page->lines[first - 1].is_broken)
        first--;
    while (end < page->count && end - line <= OPENING_GROUP_LINES &&
           is_prose(&page->lines[end]) && !page->lines[end - 1].is_broken)
        end++;
    return end - first <= OPENING_GROUP_LINES;
}

bool opening_has_speaker(struct slice text)
{
    static const char *const words[] = {" I ",  " me ",  " my ",
                                        " we ", " our ", " us "};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_find(text, slice_of(words[i]), 0) != SIZE_MAX)
            return true;
    return slice_starts(text, SLICE("I ")) || slice_starts(text, SLICE("We "));
}

static bool is_skipped(const struct line *line)
{
    if (line->style == LINE_BLANK || line->style == LINE_RULE ||
        line->use == LINE_MATTER)
        return true;
    return line->use == LINE_OF_PAGE &&
           opening_without_number(line->text).len == line->text.len;
}

void opening_read(const struct page *page, struct arena *arena,
                  struct opening *out)
{
    size_t paragraphs = 0;

    out->count = 0;
    for (size_t i = 0; i < page->count && out->count < OPENING_BLOCKS_MOST &&
                       paragraphs < OPENING_PARAGRAPHS;) {
        size_t end = i + 1;

        if (is_skipped(&page->lines[i])) {
            i++;
            continue;
        }
        while (end < page->count && !is_skipped(&page->lines[end]) &&
               goes_on(page, end))
            end++;
        read_block(page, i, end, arena, &out->items[out->count]);
        if (out->items[out->count].text.len > 0)
            paragraphs += out->items[out->count++].is_paragraph;
        i = end;
    }
}

void opening_mark(struct page *page, const struct opening_block *block,
                  enum line_use use)
{
    for (size_t i = block->first; i < block->end; i++)
        page->lines[i].use = use;
}
