#include "indexer/blocks.h"

#include <string.h>

#include "indexer/sentences.h"

enum {
    LABEL_BYTES_MOST = 80,
    WRAPPED_MOST = 110, /* bytes of a line where only a part is wrapped */
    WIDTH_LEAST = 30,   /* a line under this is short whatever its page is */
    JOINED_BYTES_MOST = 1 << 20, /* a block that has grown to this is closed */
    SHORT_PERCENT = 82 /* of the full width: a line under it was ended */
};

/* The block that is being put together, and what its page is like. */
struct joiner {
    const struct page *page;
    struct arena *arena;
    struct block_list *out;
    size_t capacity;
    size_t full_width; /* that wrapped lines come near to, 0: not wrapped */
    bool is_parted;    /* blank lines part the paragraphs */
    struct strbuf text;
    struct block_piece *pieces;
    size_t piece_count, piece_capacity;
    struct block open;
    const struct line *last; /* of the open block; NULL: none is open */
    size_t last_end;         /* where it ends in the text of last */
    size_t line_count;       /* of the open block */
    size_t widest;           /* of its lines */
    bool is_gap;             /* a gap since the last line */
    bool is_cut;             /* furniture since the last line */
};

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t indent_of(struct slice text)
{
    size_t indent = 0;

    while (indent < text.len && is_space(text.bytes[indent]))
        indent++;
    return indent;
}

static bool begins_lower(struct slice text)
{
    int32_t c;

    text = slice_part(text, indent_of(text), text.len);
    if (!text.len)
        return false;
    utf8_decode(text.bytes, text.len, &c);
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF) ||
           (c >= 0x430 && c <= 0x45F);
}

static bool ends_with_hyphen(struct slice text)
{
    unsigned char before;

    if (text.len < 2 || text.bytes[text.len - 1] != '-')
        return false;
    before = (unsigned char)text.bytes[text.len - 2];
    return (before | 0x20) >= 'a' && before != ' ' && before != '-';
}

/* Words that no paragraph ends with: the line was broken behind them. */
static bool ends_in_mid_air(struct slice text)
{
    static const char *const words[] = {
        "of",    "the",  "and", "to",  "in",   "for", "with", "by",
        "that",  "a",    "an",  "or",  "from", "on",  "at",   "our",
        "their", "its",  "his", "her", "is",   "are", "was",  "were",
        "has",   "have", "de",  "la",  "le",   "les", "et",   "des",
        "du",    "и",    "в",   "на",  "с",    "по",  "о",    "для",
        "Mr.",   "Mrs.", "Ms.", "Dr.", "No.",  "St."};
    size_t start = text.len;

    while (start > 0 && !is_space(text.bytes[start - 1]) &&
           text.len - start < 8)
        start--;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_equal(slice_part(text, start, text.len), slice_of(words[i])))
            return true;
    return false;
}

/* No sentence goes on behind it. */
static bool is_broken_off(struct slice text)
{
    return sentence_is_whole(text) || slice_ends(text, SLICE("—")) ||
           slice_ends(text, SLICE(")")) || slice_ends(text, SLICE("–"));
}

/* "MR. PRICE: ..." or "Q   Thank you": a turn begins, whatever went before;
 * but "NATO: ..." may stand there by chance where a sentence goes on. */
static bool begins_turn(struct slice text, struct slice last)
{
    size_t letters = 0;
    bool is_word = true;

    text = slice_part(text, indent_of(text), LABEL_BYTES_MOST);
    if (text.len > 2 && (text.bytes[0] == 'Q' || text.bytes[0] == 'A') &&
        (text.bytes[1] == ':' ||
         (text.bytes[0] == 'Q' && is_space(text.bytes[1]))))
        return true;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.bytes[i];

        if (c == ':')
            return letters >= 3 && (!is_word || is_broken_off(last));
        if (c >= 'a' && c <= 'z')
            return false;
        is_word = is_word && !is_space(c);
        letters += c >= 'A' && c <= 'Z';
    }
    return false;
}

static bool ends_clause(struct slice text)
{
    return text.len && strchr(":;", text.bytes[text.len - 1]) != NULL;
}

/* Does a mark at the beginning of a line begin a block of its own? In a
 * wrapped paragraph a dash or a year may stand there by chance. */
static bool begins_item(const struct joiner *joiner, const struct mark *mark,
                        struct slice last)
{
    if (mark->style == MARK_NONE || mark->style == MARK_BARE)
        return false;
    if (!joiner->full_width && !mark->is_doubtful && mark->value < 200)
        return true;
    return sentence_is_whole(last) || ends_clause(last) ||
           (joiner->open.mark.style == mark->style && mark->value < 200) ||
           last.len * 100 < joiner->full_width * 60;
}

static size_t first_word(struct slice text)
{
    size_t start = indent_of(text), end = start;

    while (end < text.len && !is_space(text.bytes[end]))
        end++;
    return end - start;
}

/* A wrapped line that ended where more would have fitted. */
static bool was_ended(const struct joiner *joiner, struct slice last,
                      struct slice next)
{
    size_t width = joiner->last->end - joiner->last->start;

    if (!sentence_is_whole(last) && !ends_clause(last))
        return width + first_word(next) + 1 < joiner->full_width * 60 / 100 &&
               !begins_lower(next) && !ends_in_mid_air(last) &&
               last.bytes[last.len - 1] != ',' && !joiner->is_parted;
    if (indent_of(next) > indent_of(joiner->last->text) + 1)
        return true;
    return !joiner->is_parted &&
           width * 100 < joiner->full_width * SHORT_PERCENT &&
           width + first_word(next) + 1 <= joiner->full_width;
}

/* A line of a page that is not wrapped, broken by whatever made the text. */
static bool runs_on(struct slice last, struct slice next)
{
    if (sentence_is_whole(last) || ends_clause(last))
        return false;
    if (begins_lower(next))
        return last.len >= WIDTH_LEAST || !ends_with_hyphen(last);
    return last.len >= WIDTH_LEAST && ends_in_mid_air(last);
}

/* Part of a page may be wrapped though the whole is not: a block of several
 * lines goes on behind one that is about as wide as they. */
static bool is_filled(const struct joiner *joiner, struct slice last)
{
    return joiner->line_count > 1 && joiner->widest >= WIDTH_LEAST &&
           joiner->widest <= WRAPPED_MOST && !sentence_is_whole(last) &&
           !ends_clause(last) &&
           last.len * 100 >= joiner->widest * SHORT_PERCENT;
}

/* The lines below "MEMORANDUM FOR THE SECRETARY OF STATE" that tell of others
 * to whom it goes. */
static bool is_addressed(const struct joiner *joiner, struct slice next)
{
    return slice_starts(strbuf_slice(&joiner->text),
                        SLICE("MEMORANDUM FOR ")) &&
           !joiner->is_gap && !joiner->is_cut &&
           slice_starts(slice_trim(next), SLICE("THE "));
}

static bool joins(const struct joiner *joiner, const struct line *line,
                  struct slice next, const struct mark *mark)
{
    struct slice last = slice_part(joiner->last->text, 0, joiner->last_end);

    if (joiner->text.len > JOINED_BYTES_MOST || line->style == LINE_HEADING ||
        line->style == LINE_BULLET || joiner->last->style == LINE_HEADING ||
        begins_turn(next, last))
        return false;
    if (begins_item(joiner, mark, last))
        return false;
    if (is_addressed(joiner, next))
        return true;
    if (joiner->is_gap || joiner->is_cut)
        return joiner->is_cut && !sentence_is_whole(last) && begins_lower(next);
    if (joiner->last->is_broken)
        return !sentence_is_whole(last) && !ends_clause(last) &&
               (begins_lower(next) ||
                (joiner->last->end - joiner->last->start) * 100 >
                    joiner->full_width * SHORT_PERCENT);
    if (joiner->full_width)
        return !was_ended(joiner, last, next);
    return runs_on(last, next) || is_filled(joiner, last);
}

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

        while (run < end && !(is_space(bytes[run]) &&
                              (bytes[run] != ' ' ||
                               (run + 1 < end && is_space(bytes[run + 1])))))
            run++;
        add_piece(joiner, line, start);
        strbuf_add(&joiner->text, slice_part(line->text, start, run));
        if (run < end)
            strbuf_add_byte(&joiner->text, ' ');
        while (run < end && is_space(bytes[run]))
            run++;
        start = run;
    }
}

/* Words that keep the hyphen at which their line was broken. */
static bool keeps_hyphen(struct slice text)
{
    static const char *const words[] = {"self-", "non-",   "anti-", "well-",
                                        "long-", "short-", "so-",   "ever-",
                                        "half-", "cross-", "all-",  "high-"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_ends(text, slice_of(words[i])))
            return true;
    return false;
}

static void add_joint(struct joiner *joiner, struct slice next)
{
    struct slice text = strbuf_slice(&joiner->text);

    if (!ends_with_hyphen(text))
        strbuf_add_byte(&joiner->text, ' ');
    else if (begins_lower(next) && !keeps_hyphen(text))
        strbuf_cut(&joiner->text, text.len - 1);
}

static size_t bold_of(const struct line *line, size_t start, size_t end)
{
    size_t from = start + indent_of(slice_part(line->text, start, end));

    if (line->bold_end <= from || line->bold_start > from)
        return 0;
    return (line->bold_end < end ? line->bold_end : end) - from;
}

static void close_block(struct joiner *joiner)
{
    struct block *block = &joiner->open;

    if (!joiner->last)
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
    joiner->last = NULL;
}

static void open_block(struct joiner *joiner, const struct line *line,
                       size_t start, size_t end, const struct mark *mark)
{
    struct block *block = &joiner->open;

    *block = (struct block){.line = line, .mark = *mark};
    block->bold_end = bold_of(line, start, end);
    block->is_cut = joiner->is_cut;
    block->is_spaced = joiner->is_gap || joiner->is_cut || !joiner->out->count;
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
    start += indent_of(slice_part(line->text, start, end));
    block->bold_end = place_of(joiner, start + bold);
}

/* One line, or the part of one that begins at an inner mark. */
static void add_span(struct joiner *joiner, const struct line *line,
                     size_t start, size_t end)
{
    struct slice text = slice_part(line->text, start, end);
    size_t from = start + indent_of(text);
    struct mark mark = mark_find(text);
    bool is_inner = joiner->last == line, is_new = false;
    size_t joint = 0;

    mark.start -= from - start;
    mark.end -= from - start;
    if (joiner->last && !is_inner && joins(joiner, line, text, &mark)) {
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
    joiner->line_count = is_new ? 1 : joiner->line_count + 1;
    if (is_new || end - start > joiner->widest)
        joiner->widest = end - start;
    joiner->last = line;
    joiner->last_end = end;
    joiner->is_gap = joiner->is_cut = false;
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

/* The width of all but the longest twentieth of the lines: what a wrapped
 * line could hold. */
static void measure(struct joiner *joiner)
{
    const struct page *page = joiner->page;
    size_t counts[256] = {0};
    size_t lines = 0, blanks = 0, seen = 0;
    bool is_formatted = false; /* the format itself says where lines end */

    if (!page->is_wrapped)
        return;
    for (size_t i = 0; i < page->count; i++) {
        size_t width = page->lines[i].end - page->lines[i].start;

        if (page->lines[i].style == LINE_BLANK) {
            blanks++;
            continue;
        }
        counts[width < 255 ? width : 255]++;
        lines++;
        is_formatted = is_formatted || page->lines[i].is_broken ||
                       page->lines[i].style == LINE_HEADING ||
                       page->lines[i].style == LINE_BULLET;
    }
    joiner->is_parted = is_formatted || blanks * 12 > lines;
    for (size_t width = 255; width > 0; width--) {
        seen += counts[width];
        if (seen * 20 >= lines) {
            joiner->full_width = width;
            return;
        }
    }
}

void blocks_join(const struct page *page, struct arena *arena,
                 struct block_list *out)
{
    struct joiner joiner = {.page = page, .arena = arena, .out = out};
    struct block *items;

    *out = (struct block_list){NULL, 0};
    measure(&joiner);
    for (size_t i = 0; i < page->count; i++) {
        const struct line *line = &page->lines[i];

        if (line->style == LINE_RULE && joiner.last && !joiner.is_gap)
            joiner.open.is_ruled = true;
        if (line->use != LINE_OF_STATEMENT)
            joiner.is_cut = true;
        else if (line->style == LINE_BLANK || line->style == LINE_RULE ||
                 slice_trim(line->text).len == 0)
            joiner.is_gap = true;
        else
            add_line(&joiner, line);
    }
    close_block(&joiner);
    if (out->count)
        out->items[out->count - 1].is_led_spaced = true;
    items = arena_array(arena, out->count, sizeof *items);
    if (out->count)
        memcpy(items, out->items, out->count * sizeof *items);
    heap_free(out->items);
    out->items = items;
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

uint32_t block_line(const struct block *block, size_t offset)
{
    return piece_at(block, offset)->line->number;
}

size_t block_end_offset(const struct block *block, size_t offset)
{
    const struct block_piece *piece = piece_at(block, offset - 1);

    return line_offset(piece->line, piece->from + (offset - piece->at));
}
