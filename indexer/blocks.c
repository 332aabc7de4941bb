#include "indexer/blocks.h"

#include <string.h>

#include "indexer/joints.h"

/* The block that is being put together, and what its page is like. */
struct joiner {
    const struct page *page;
    struct arena *arena;
    struct block_list *out;
    size_t capacity;
    struct strbuf text;
    struct block_piece *pieces;
    size_t piece_count, piece_capacity;
    struct block open;
    struct joint joint; /* its last is NULL when none is open */
};

static void add_piece(struct joiner *joiner, const struct line *line,
                      size_t from)
{
    joiner->pieces = heap_grow(joiner->pieces, joiner->piece_count,
                               &joiner->piece_capacity, sizeof *joiner->pieces);
    joiner->pieces[joiner->piece_count++] =
        (struct block_piece){joiner->text.len, line, from};
}

/* Add line->text[start, end) with runs of white space as one space. */
static void add_text(struct joiner *joiner, const struct line *line,
                     size_t start, size_t end)
{
    const char *bytes = line->text.bytes;

    while (start < end) {
        size_t run = start;

        while (run < end &&
               !(joint_is_space(bytes[run]) &&
                 (bytes[run] != ' ' ||
                  (run + 1 < end && joint_is_space(bytes[run + 1])))))
            run++;
        add_piece(joiner, line, start);
        strbuf_add(&joiner->text, slice_part(line->text, start, run));
        if (run < end)
            strbuf_add_byte(&joiner->text, ' ');
        while (run < end && joint_is_space(bytes[run]))
            run++;
        start = run;
    }
}

static void add_joint(struct joiner *joiner, struct slice next)
{
    struct slice text = strbuf_slice(&joiner->text);

    if (!joint_ends_with_hyphen(text))
        strbuf_add_byte(&joiner->text, ' ');
    else if (joint_begins_lower(next) && !joint_keeps_hyphen(text))
        strbuf_cut(&joiner->text, text.len - 1);
}

static size_t bold_of(const struct line *line, size_t start, size_t end)
{
    size_t from = start + joint_indent(slice_part(line->text, start, end));

    if (line->bold_end <= from || line->bold_start > from)
        return 0;
    return (line->bold_end < end ? line->bold_end : end) - from;
}

static void close_block(struct joiner *joiner)
{
    struct block *block = &joiner->open;

    if (!joiner->joint.last)
        return;
    block->text = slice_trim(strbuf_slice(&joiner->text));
    block->text = slice_copy(joiner->arena, block->text);
    block->pieces =
        arena_array(joiner->arena, joiner->piece_count, sizeof *block->pieces);
    memcpy((void *)block->pieces, joiner->pieces,
           joiner->piece_count * sizeof *block->pieces);
    block->piece_count = joiner->piece_count;
    block->is_whole_bold = block->bold_end >= block->text.len;
    joiner->out->items =
        heap_grow(joiner->out->items, joiner->out->count, &joiner->capacity,
                  sizeof *joiner->out->items);
    joiner->out->items[joiner->out->count++] = *block;
    joiner->joint.last = NULL;
}

static void open_block(struct joiner *joiner, const struct line *line,
                       size_t start, size_t end, const struct mark *mark)
{
    struct block *block = &joiner->open;

    *block = (struct block){.line = line, .mark = *mark};
    block->bold_end = bold_of(line, start, end);
    block->is_cut = joiner->joint.is_cut;
    block->is_spaced =
        joiner->joint.is_gap || joiner->joint.is_cut || !joiner->out->count;
    if (joiner->out->count)
        joiner->out->items[joiner->out->count - 1].is_led_spaced =
            block->is_spaced;
    if (line->style == LINE_BULLET && mark->style == MARK_NONE) {
        block->mark.style = MARK_BULLET;
        block->mark.is_bulleted = true;
    }
    joiner->text.len = 0;
    joiner->piece_count = 0;
}

/* Where byte `offset` of the line that opened the block has come to stand. */
static size_t place_of(const struct joiner *joiner, size_t offset)
{
    const struct block_piece *pieces = joiner->pieces;
    size_t i = joiner->piece_count - 1, end = joiner->text.len;

    while (i > 0 && pieces[i].from > offset)
        end = pieces[i--].at;
    offset += pieces[i].at - pieces[i].from;
    return offset < end ? offset : end;
}

/* The mark and the bold words of the block just opened were found in its
 * line, where white space may be wider than in the block. */
static void settle_places(struct joiner *joiner, size_t from)
{
    struct block *block = &joiner->open;

    if (!joiner->piece_count)
        return;
    block->mark.start = place_of(joiner, from + block->mark.start);
    block->mark.end = place_of(joiner, from + block->mark.end);
    if (block->bold_end)
        block->bold_end = place_of(joiner, from + block->bold_end);
}

/* Bold words that ran to the end of the line before go on in this one. */
static void add_bold(struct joiner *joiner, const struct line *line,
                     size_t start, size_t end, size_t joint)
{
    struct block *block = &joiner->open;
    size_t bold = bold_of(line, start, end);

    if (!bold || !block->bold_end || block->bold_end + 1 < joint)
        return;
    start += joint_indent(slice_part(line->text, start, end));
    block->bold_end = place_of(joiner, start + bold);
}

/* A row of a table may begin with a number that is no mark: "4 May | 09:00". */
static struct mark find_mark(const struct line *line, struct slice text)
{
    struct mark mark = mark_find(text);

    if (!line->is_row || mark.style != MARK_BARE)
        return mark;
    return (struct mark){.start = joint_indent(text),
                         .end = joint_indent(text)};
}

/* One line, or the part of one that begins at an inner mark. */
static void add_span(struct joiner *joiner, const struct line *line,
                     size_t start, size_t end)
{
    struct slice text = slice_part(line->text, start, end);
    size_t from = start + joint_indent(text);
    struct mark mark = find_mark(line, text);
    bool is_inner = joiner->joint.last == line, is_new = false;
    size_t joint = 0;

    mark.start -= from - start;
    mark.end -= from - start;
    joiner->joint.text = strbuf_slice(&joiner->text);
    joiner->joint.mark = joiner->open.mark;
    if (joiner->joint.last && !is_inner &&
        (line->goes_on || joint_holds(&joiner->joint, line, text, &mark))) {
        add_joint(joiner, text);
        joint = joiner->text.len;
    } else {
        close_block(joiner);
        open_block(joiner, line, start, end, &mark);
        is_new = true;
    }
    add_text(joiner, line, from, end);
    if (is_new)
        settle_places(joiner, from);
    else
        add_bold(joiner, line, start, end, joint);
    joiner->joint.line_count = is_new ? 1 : joiner->joint.line_count + 1;
    if (is_new || end - start > joiner->joint.widest)
        joiner->joint.widest = end - start;
    joiner->joint.last = line;
    joiner->joint.last_end = end;
    joiner->joint.is_gap = joiner->joint.is_cut = false;
}

static void add_line(struct joiner *joiner, const struct line *line)
{
    size_t start = 0;

    for (;;) {
        size_t inside = mark_find_inside(line->text, start);

        if (inside == SIZE_MAX)
            break;
        add_span(joiner, line, start, inside - 1);
        start = inside;
    }
    add_span(joiner, line, start, line->text.len);
}

void blocks_join(const struct page *page, struct arena *arena,
                 struct block_list *out)
{
    struct joiner joiner = {.page = page, .arena = arena, .out = out};

    *out = (struct block_list){NULL, 0};
    joint_measure(page, &joiner.joint.shape);
    for (size_t i = 0; i < page->count; i++) {
        const struct line *line = &page->lines[i];

        if (line->style == LINE_RULE && joiner.joint.last &&
            !joiner.joint.is_gap)
            joiner.open.is_ruled = true;
        if (line->use != LINE_OF_STATEMENT)
            joiner.joint.is_cut = true;
        else if (line->style == LINE_BLANK || line->style == LINE_RULE ||
                 slice_trim(line->text).len == 0)
            joiner.joint.is_gap = true;
        else
            add_line(&joiner, line);
    }
    close_block(&joiner);
    if (out->count)
        out->items[out->count - 1].is_led_spaced = true;
    out->items = arena_adopt(
        arena, heap_resize(out->items, out->count, sizeof *out->items));
    heap_free(joiner.pieces);
    strbuf_release(&joiner.text);
}

bool block_is_quote(const struct block *block, size_t at)
{
    struct slice text = slice_part(block->text, at, block->text.len);

    text = slice_trim(text);
    return slice_starts(text, SLICE("\"")) || slice_starts(text, SLICE("“"));
}

/* The piece that holds the byte at offset. */
static const struct block_piece *piece_at(const struct block *block,
                                          size_t offset)
{
    size_t low = 0, high = block->piece_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (block->pieces[middle].at <= offset)
            low = middle;
        else
            high = middle;
    }
    return &block->pieces[low];
}

size_t block_offset(const struct block *block, size_t offset)
{
    const struct block_piece *piece = piece_at(block, offset);

    return line_offset(piece->line, piece->from + (offset - piece->at));
}

const struct line *block_line(const struct block *block, size_t offset)
{
    return piece_at(block, offset)->line;
}

size_t block_end_offset(const struct block *block, size_t offset)
{
    const struct block_piece *piece = piece_at(block, offset - 1);

    return line_offset(piece->line, piece->from + (offset - piece->at));
}
