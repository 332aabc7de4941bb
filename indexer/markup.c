#include "indexer/markup.h"

#include <string.h>

#include "common/entities.h"

enum {
    /* What a byte of the block is. */
    MARK_DROP = 1 << 0,    /* markup: not part of the text */
    MARK_LITERAL = 1 << 1, /* escaped or code: means nothing but itself */
    MARK_BOLD = 1 << 2,
    MARK_ENTITY = 1 << 3,     /* first byte of a character reference */
    MARK_IMAGE = 1 << 4,      /* description of an image */
    TARGET_BYTES_MOST = 2048, /* a link's address */
    TAG_BYTES_MOST = 16384,   /* images list many addresses */
    CODE_BYTES_MOST = 1024,
    DEPTH_MOST = 32, /* of parentheses in an address */
};

/* A block: its lines joined by '\n'. */
struct block {
    struct slice text;
    unsigned char *marks; /* of each byte */
    struct arena scratch;
};

/* Brackets: the '[' and the ']' that closes it, 0 for none. */
struct pair {
    size_t open;
    size_t close;
};

/* A run of * or _ that may begin or end emphasis. */
struct run {
    size_t start;
    size_t left;  /* marks not yet used, from its middle outwards */
    size_t taken; /* used as an ender: they are the first ones */
    char mark;
    bool can_open;
    bool can_close;
};

static bool is_punctuation(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') ||
           (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char byte_at(const struct block *block, size_t at)
{
    return at < block->text.len ? block->text.bytes[at] : '\n';
}

static void mark(struct block *block, size_t start, size_t end,
                 unsigned char flags)
{
    for (size_t i = start; i < end; i++)
        block->marks[i] |= flags;
}

/* Leave out what is markup, but never a line end. */
static void drop(struct block *block, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (block->text.bytes[i] != '\n')
            block->marks[i] |= MARK_DROP | MARK_LITERAL;
}

/* ---- characters that stand for themselves or for another one ---- */

static size_t take_escape(struct block *block, size_t at)
{
    if (!is_punctuation(byte_at(block, at + 1)))
        return at + 1;
    mark(block, at, at + 1, MARK_DROP);
    mark(block, at + 1, at + 2, MARK_LITERAL);
    return at + 2;
}

static size_t take_entity(struct block *block, size_t at)
{
    int32_t codepoint;
    size_t len = entity_read(block->text, at, &codepoint);

    if (!len)
        return at + 1;
    mark(block, at, at + len, MARK_DROP | MARK_LITERAL);
    mark(block, at, at + 1, MARK_ENTITY);
    return at + len;
}

static size_t run_length(const struct block *block, size_t at)
{
    size_t end = at;

    while (end < block->text.len &&
           block->text.bytes[end] == block->text.bytes[at])
        end++;
    return end - at;
}

/* `code`: looked for within the line only, so that lone marks stay cheap. */
static size_t take_code(struct block *block, size_t at)
{
    size_t len = run_length(block, at);
    size_t end = at + len;

    while (end < block->text.len && end - at < CODE_BYTES_MOST &&
           block->text.bytes[end] != '\n') {
        size_t found =
            block->text.bytes[end] == '`' ? run_length(block, end) : 0;
        if (found == len) {
            mark(block, at, at + len, MARK_DROP | MARK_LITERAL);
            mark(block, at + len, end, MARK_LITERAL);
            mark(block, end, end + len, MARK_DROP | MARK_LITERAL);
            return end + len;
        }
        end += found ? found : 1;
    }
    mark(block, at, at + len, MARK_LITERAL);
    return at + len;
}

static size_t take_comment(struct block *block, size_t at)
{
    size_t end = slice_find(block->text, SLICE("-->"), at + 4);

    end = end == SIZE_MAX ? block->text.len : end + 3;
    drop(block, at, end);
    return end;
}

/* <tag>, </tag>, <!-- comment --> go; of <https://...> the address stays. */
static size_t take_tag(struct block *block, size_t at)
{
    struct slice rest = slice_part(block->text, at, at + TAG_BYTES_MOST);
    size_t end = slice_find(rest, SLICE(">"), 0);
    char first = byte_at(block, at + 1);
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
        mark(block, at, at + 1, MARK_DROP);
        mark(block, at + 1, end, MARK_LITERAL);
        mark(block, end, end + 1, MARK_DROP | MARK_LITERAL);
        return end + 1;
    }
    drop(block, at, end + 1);
    return end + 1;
}

static void take_characters(struct block *block)
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

/* ---- links ---- */

static size_t count_byte(struct slice text, char byte)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.bytes[i] == byte;
    return count;
}

/* All brackets of the block in the order of their openers. */
static struct pair *pair_brackets(struct block *block, size_t *count)
{
    size_t most = count_byte(block->text, '[');
    struct pair *pairs = arena_array(&block->scratch, most, sizeof *pairs);
    size_t *open = arena_array(&block->scratch, most, sizeof *open);
    size_t depth = 0;

    *count = 0;
    for (size_t i = 0; most && i < block->text.len; i++) {
        if (block->marks[i] & MARK_LITERAL)
            continue;
        if (block->text.bytes[i] == '[') {
            open[depth++] = *count;
            pairs[(*count)++].open = i;
        } else if (block->text.bytes[i] == ']' && depth) {
            pairs[open[--depth]].close = i;
        }
    }
    return pairs;
}

/* Length of "(address)", "[reference]" or "{attributes}" at byte at, or 0. */
static size_t target_length(const struct block *block, size_t at)
{
    struct slice rest = slice_part(block->text, at, at + TARGET_BYTES_MOST);
    char open = rest.len ? rest.bytes[0] : ' ';
    char close = open == '(' ? ')' : open == '{' ? '}' : ']';
    size_t depth = 0, last = 0;
    bool is_one_word = true;

    if (open != '(' && open != '[' && open != '{')
        return 0;
    if (open == '{' && byte_at(block, at + 1) != '.' &&
        byte_at(block, at + 1) != '#')
        return 0;
    for (size_t i = 0; i < rest.len && depth <= DEPTH_MOST; i++) {
        depth += rest.bytes[i] == open;
        if (rest.bytes[i] == close && --depth == 0)
            return i + 1;
        is_one_word &= !is_space(rest.bytes[i]);
        if (rest.bytes[i] == close && is_one_word)
            last = i + 1;
        if (rest.bytes[i] == '\\')
            i++;
    }
    return last; /* a parenthesis within the address that is not closed */
}

/* "(as Japan said)" behind "[sic]" is no address: an address is one word,
 * perhaps with a title in quotes. */
static bool is_target(struct slice target)
{
    struct slice inside = slice_trim(slice_part(target, 1, target.len - 1));
    size_t space = 0;

    if (target.bytes[0] != '(')
        return true;
    while (space < inside.len && !is_space(inside.bytes[space]))
        space++;
    inside = slice_trim(slice_part(inside, space, inside.len));
    return inside.len == 0 || inside.bytes[0] == '"' || inside.bytes[0] == '\'';
}

static void take_link(struct block *block, struct pair pair)
{
    size_t after = pair.close + 1;
    size_t len = target_length(block, after);
    bool is_image = pair.open && block->text.bytes[pair.open - 1] == '!' &&
                    !(block->marks[pair.open - 1] & MARK_LITERAL);

    if (!len || !is_target(slice_part(block->text, after, after + len)))
        return;
    drop(block, pair.open, pair.open + 1);
    drop(block, pair.close, after + len);
    if (is_image) {
        drop(block, pair.open - 1, pair.close);
        mark(block, pair.open + 1, pair.close, MARK_IMAGE);
    }
}

static void take_links(struct block *block)
{
    size_t count;
    struct pair *pairs = pair_brackets(block, &count);

    for (size_t i = 0; i < count; i++)
        if (pairs[i].close)
            take_link(block, pairs[i]);
}

/* ---- emphasis ---- */

static void classify(const struct block *block, struct run *run, size_t len)
{
    char before = run->start ? block->text.bytes[run->start - 1] : '\n';
    char after = byte_at(block, run->start + len);
    bool is_left =
        !is_space(after) &&
        (!is_punctuation(after) || is_space(before) || is_punctuation(before));
    bool is_right =
        !is_space(before) &&
        (!is_punctuation(before) || is_space(after) || is_punctuation(after));

    run->can_open = is_left;
    run->can_close = is_right;
    if (run->mark == '*' && len >= 2) {
        /* "**Delaware: **Today" is no bold to CommonMark, but people and
         * their programs write it, and it never means the asterisks. */
        run->can_open = run->can_close = true;
    } else if (run->mark == '_') { /* never inside a word */
        run->can_open = is_left && (!is_right || is_punctuation(before));
        run->can_close = is_right && (!is_left || is_punctuation(after));
    }
}

/* Use up marks of an opening and a closing run. */
static void join_runs(struct block *block, struct run *open, struct run *close)
{
    size_t used = open->left >= 2 && close->left >= 2 ? 2 : 1;
    size_t inner = open->start + open->taken + open->left;
    size_t outer = close->start + close->taken;

    mark(block, inner - used, inner, MARK_DROP);
    mark(block, outer, outer + used, MARK_DROP);
    if (used == 2)
        mark(block, inner, outer, MARK_BOLD);
    open->left -= used;
    close->left -= used;
    close->taken += used;
}

/* Match a closing run with the openers on the stack; those in between mean
 * nothing. Openers under *bottom are known not to match. */
static size_t close_run(struct block *block, struct run *stack, size_t depth,
                        size_t *bottom, struct run *close)
{
    size_t i = depth;

    while (close->left && i > *bottom) {
        struct run *open = &stack[i - 1];

        if (open->mark != close->mark) {
            i--;
            continue;
        }
        join_runs(block, open, close);
        depth = open->left ? i : i - 1;
        i = depth;
    }
    if (close->left)
        *bottom = depth;
    return depth;
}

static void take_emphasis(struct block *block)
{
    size_t most = count_byte(block->text, '*') + count_byte(block->text, '_');
    struct run *stack = arena_array(&block->scratch, most, sizeof *stack);
    size_t depth = 0, bottoms[2] = {0, 0}, at = 0;

    while (at < block->text.len) {
        struct run run = {.start = at, .mark = block->text.bytes[at]};
        size_t *bottom = &bottoms[run.mark == '_'];

        if ((block->marks[at] & MARK_LITERAL) ||
            (run.mark != '*' && run.mark != '_')) {
            at++;
            continue;
        }
        while (at < block->text.len && block->text.bytes[at] == run.mark &&
               !(block->marks[at] & MARK_LITERAL))
            at++;
        run.left = at - run.start;
        classify(block, &run, run.left);
        if (run.can_close)
            depth = close_run(block, stack, depth, bottom, &run);
        for (size_t i = 0; i < COUNT_OF(bottoms); i++)
            if (bottoms[i] > depth)
                bottoms[i] = depth;
        if (run.left >= 2 && run.mark == '*')
            drop(block, run.start, at);
        if (run.left && run.can_open)
            stack[depth++] = run;
    }
}

/* ---- to lines again ---- */

static void set_line(const struct block *block, struct line *line, size_t from,
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

static bool has_image(const struct block *block, size_t from, size_t len)
{
    for (size_t i = from; i < from + len; i++)
        if (block->marks[i] & MARK_IMAGE)
            return true;
    return false;
}

static void set_lines(const struct block *block, struct line *lines,
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
    struct block block = {.marks = NULL};
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
    take_links(&block);
    take_emphasis(&block);
    set_lines(&block, lines, count, arena);
    arena_release(&block.scratch);
    strbuf_release(&joined);
}
