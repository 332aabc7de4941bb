#include "indexer/outline.h"

#include <string.h>

#include "indexer/heading_text.h"
#include "indexer/sentences.h"

enum {
    TITLE_CHARACTERS_MOST = 80, /* of a heading that only its place shows */
    TITLE_WORDS_MOST = 10,
    LED_BYTES_LEAST = 80,  /* of the paragraph below such a heading */
    LED_BYTES_CLOSE = 160, /* and where no blank lines part them */
    LETTERS_LEAST = 3,
    COVER_LINE_MOST = 120, /* bytes */
    DEPTHS = 4,
    PARAGRAPHS_LEAST = 6, /* numbered ones, to know them for such */
    CAPITALS_PART = 3     /* a page of which so much is in capitals is all so */
};

/* Styles of headings without a number, behind those of marks; format headings
 * add their level. */
enum {
    STYLE_RULED = 64,
    STYLE_CAPITALS,
    STYLE_BRACKET,
    STYLE_BOLD,
    STYLE_SECTION,
    STYLE_LEAD,
    STYLE_TITLE,
    STYLE_FORMAT
};

enum {
    RANK_CAPITALS = 3,
    RANK_BRACKET,
    RANK_SECTION = 6,
    RANK_BOLD,
    RANK_LEAD,
    RANK_NUMBER,
    RANK_TITLE
};

/* How many blocks of a style there are, and how many of them are short. */
struct tally {
    size_t all, headlines;
    size_t firsts; /* with the number 1: of that many lists */
};

/* What the blocks of a page are like, all of them together. */
struct census {
    struct tally marks[MARK_STYLES][DEPTHS];
    size_t capitals; /* blocks in capitals */
    size_t leads;    /* paragraphs that begin with bold words and a colon */
    bool has_turns;
};

static const struct block *block_at(const struct block_list *blocks, size_t i)
{
    return i < blocks->count ? &blocks->items[i] : NULL;
}

static bool is_sibling(const struct block *block, const struct mark *of,
                       unsigned value)
{
    return block && block->mark.style == of->style &&
           block->mark.depth == of->depth && block->mark.value == value;
}

/* Is the block the first of its kind, or does the one before it in the
 * count stand somewhere above? Looks back over a bounded number of blocks. */
static bool is_in_sequence(const struct block_list *blocks, size_t i)
{
    const struct mark *mark = &blocks->items[i].mark;
    size_t least = i > 200 ? i - 200 : 0;

    if (mark->value == 1)
        return true;
    while (i-- > least)
        if (is_sibling(&blocks->items[i], mark, mark->value - 1))
            return true;
    return false;
}

static bool is_cjk_at(struct slice text, size_t at)
{
    int32_t c;

    if (at >= text.len)
        return false;
    utf8_decode(text.bytes + at, text.len - at, &c);
    return c >= 0x2E80;
}

/* "A. Smith", "1945. It was", "5 May": a mark by its looks only. */
static bool is_mark(const struct block_list *blocks, size_t i)
{
    const struct block *block = &blocks->items[i];

    switch (block->mark.style) {
    case MARK_BARE:
        return is_in_sequence(blocks, i) &&
               (is_cjk_at(block->text, block->mark.end) ||
                heading_is_headline(block->text));
    case MARK_ROMAN:
    case MARK_UPPER:
    case MARK_LETTER:
        return is_in_sequence(blocks, i);
    case MARK_DECIMAL:
        return block->mark.value < 1000;
    default:
        return block->mark.style != MARK_NONE;
    }
}

/* The blocks with marks of this style are numbered through, and most of them
 * are paragraphs: so is each. */
static bool are_paragraphs(const struct census *census, const struct mark *mark)
{
    size_t depth = mark->depth < DEPTHS ? mark->depth : DEPTHS - 1;
    const struct tally *tally = &census->marks[mark->style][depth];

    return tally->all >= PARAGRAPHS_LEAST && tally->firsts < 2 &&
           tally->headlines * 4 < tally->all;
}

/* A numbered line is a heading, not one of a list of short items. */
static bool is_numbered_heading(const struct block_list *blocks, size_t i,
                                const struct outline_role *roles)
{
    const struct block *block = &blocks->items[i];
    const struct block *next = block_at(blocks, i + 1);
    const struct mark *mark = &block->mark;

    if (!next || roles[i + 1].kind == OUTLINE_TURN ||
        !heading_is_headline(
            slice_part(block->text, mark->end, block->text.len)))
        return next && roles[i + 1].kind == OUTLINE_TURN &&
               heading_is_headline(block->text);
    if (is_sibling(next, mark, mark->value + 1))
        return false;
    if (i > 0 && roles[i - 1].kind == OUTLINE_ITEM &&
        is_sibling(&blocks->items[i - 1], mark, mark->value - 1))
        return false;
    if (next->mark.style == MARK_NONE && mark->style >= MARK_LETTER &&
        !heading_is_headline(next->text) && next->text.len < LED_BYTES_LEAST)
        return false;
    return true;
}

/* A short line that stands alone over a paragraph. */
static bool is_title_like(const struct block_list *blocks, size_t i,
                          bool is_below_heading)
{
    const struct block *block = &blocks->items[i];
    const struct block *next = block_at(blocks, i + 1);
    const struct block *last = i > 0 ? &blocks->items[i - 1] : NULL;
    struct slice text = block->text;
    bool is_close = !block->is_spaced || !block->is_led_spaced;

    if (!next || (!last && !is_cjk_at(text, 0)) || next->is_cut ||
        !heading_begins_capital(text) || text.len > TITLE_CHARACTERS_MOST * 4 ||
        slice_ends(text, SLICE(":")) || slice_ends(text, SLICE("：")) ||
        heading_is_address(text) || heading_is_broken(text) ||
        strchr("\"(*", text.bytes[0]) != NULL ||
        (text.len < LETTERS_LEAST && !is_cjk_at(text, 0)))
        return false;
    if (heading_count_characters(text) > TITLE_CHARACTERS_MOST ||
        heading_count_words(text) > TITLE_WORDS_MOST)
        return false;
    if (last && !is_below_heading && !sentence_is_whole(last->text) &&
        last->mark.style == MARK_NONE)
        return false;
    if (is_close && (!last || !sentence_is_whole(last->text) ||
                     next->text.len < LED_BYTES_CLOSE))
        return false;
    return next->mark.style != MARK_NONE ||
           (next->text.len >= LED_BYTES_LEAST && sentence_is_whole(next->text));
}

static bool set_heading(struct outline_role *role, unsigned style,
                        unsigned rank)
{
    *role = (struct outline_role){OUTLINE_HEADING, style, rank, 0};
    return true;
}

static bool find_unnumbered(const struct block_list *blocks, size_t i,
                            const struct census *census,
                            struct outline_role *role)
{
    const struct block *block = &blocks->items[i];

    if (block->line->style == LINE_HEADING)
        return set_heading(role, STYLE_FORMAT + block->line->level,
                           block->line->level);
    if (!heading_is_headline(block->text) || !block_at(blocks, i + 1))
        return false;
    if (heading_is_bracketed(block->text))
        return set_heading(role, STYLE_BRACKET, RANK_BRACKET);
    if (block->is_ruled)
        return set_heading(role, STYLE_RULED, 2);
    if (heading_is_in_capitals(block->text) && block->is_spaced &&
        !blocks->items[i + 1].is_cut && !slice_ends(block->text, SLICE(":")) &&
        block->text.bytes[0] != '(' && !heading_is_address(block->text) &&
        census->capitals * CAPITALS_PART < blocks->count)
        return set_heading(role, STYLE_CAPITALS, RANK_CAPITALS);
    if (block->is_whole_bold && !heading_is_address(block->text) &&
        heading_begins_capital(block->text))
        return set_heading(role, STYLE_BOLD, RANK_BOLD);
    if ((!census->has_turns || is_cjk_at(block->text, 0)) &&
        is_title_like(blocks, i, i > 0 && role[-1].kind == OUTLINE_HEADING))
        return set_heading(role, STYLE_TITLE, RANK_TITLE);
    return false;
}

/* Where bold words at the beginning that end in a colon or stop end; 0: there
 * are none, or no text behind them. */
static size_t bold_lead(const struct block *block)
{
    struct slice bold = slice_trim(slice_part(block->text, 0, block->bold_end));
    size_t end = block->bold_end;

    if (!bold.len || end >= block->text.len || block->mark.style != MARK_NONE ||
        !heading_begins_capital(bold) || heading_is_address(bold))
        return 0;
    if (block->text.bytes[end] == ':')
        end++;
    else if (!slice_ends(bold, SLICE(":")) && !slice_ends(bold, SLICE(".")))
        return 0;
    bold.len -= !!strchr(":.", bold.bytes[bold.len - 1]);
    if (block_is_quote(block, end))
        return 0; /* who is quoted is no heading */
    return heading_is_headline(bold) && end < block->text.len ? end : 0;
}

/* A heading in front of the text itself. */
static void find_lead(const struct block *block, const struct census *census,
                      struct outline_role *role)
{
    size_t section = heading_section_end(block->text);
    size_t lead = section ? 0 : bold_lead(block);

    if (section == block->text.len && section) {
        set_heading(role, STYLE_SECTION, RANK_SECTION);
    } else if (section) {
        *role = (struct outline_role){OUTLINE_TEXT, STYLE_SECTION, RANK_SECTION,
                                      section};
    } else if (lead && (census->leads > 1 || heading_is_in_capitals(slice_part(
                                                 block->text, 0, lead)))) {
        *role =
            (struct outline_role){OUTLINE_TEXT, STYLE_LEAD, RANK_LEAD, lead};
    }
}

static void find_role(const struct block_list *blocks, size_t i,
                      const struct census *census, struct outline_role *roles)
{
    const struct block *block = &blocks->items[i];
    struct outline_role *role = &roles[i];

    if (role->kind == OUTLINE_TURN || role->kind == OUTLINE_NOTE)
        return;
    if (block->line->style == LINE_HEADING &&
        find_unnumbered(blocks, i, census, role))
        return;
    if (block->mark.style == MARK_BULLET) {
        role->kind = OUTLINE_BULLET;
    } else if (is_mark(blocks, i)) {
        role->kind = OUTLINE_ITEM;
        if (!are_paragraphs(census, &block->mark) &&
            is_numbered_heading(blocks, i, roles))
            set_heading(role,
                        (unsigned)block->mark.style * 8 + (1U << 10) +
                            block->mark.depth,
                        RANK_NUMBER);
    } else if (!find_unnumbered(blocks, i, census, role)) {
        find_lead(block, census, role);
    }
}

/* A heading over nothing is text: nothing of the statement may be lost. */
static void drop_empty_headings(size_t count, struct outline_role *roles)
{
    for (size_t i = count; i-- > 0;) {
        struct outline_role *role = &roles[i];
        const struct outline_role *next = i + 1 < count ? role + 1 : NULL;

        if (role->kind != OUTLINE_HEADING)
            continue;
        if (!next || (next->kind == OUTLINE_HEADING &&
                      (next->style == role->style || next->rank < role->rank)))
            role->kind = OUTLINE_TEXT;
    }
}

/* What stands alone on the first page, without text below it, is a cover's: the
 * text behind it does not stand under its lines. */
static void drop_cover(const struct block_list *blocks,
                       struct outline_role *roles)
{
    size_t end = 0;

    while (end < blocks->count && blocks->items[end].line->page == 1) {
        struct slice text = blocks->items[end].text;

        if (text.len > COVER_LINE_MOST || slice_ends(text, SLICE(".")))
            return;
        end++;
    }
    if (end == blocks->count)
        return;
    for (size_t i = 0; i < end; i++)
        if (roles[i].kind == OUTLINE_HEADING)
            roles[i].kind = OUTLINE_TEXT;
}

static void count_block(const struct block *block, struct census *census)
{
    const struct mark *mark = &block->mark;
    size_t depth = mark->depth < DEPTHS ? mark->depth : DEPTHS - 1;
    struct tally *tally = &census->marks[mark->style][depth];

    tally->all++;
    tally->firsts += mark->value == 1;
    tally->headlines += heading_is_headline(
        slice_part(block->text, mark->end, block->text.len));
    census->capitals += heading_is_in_capitals(block->text);
    census->leads += bold_lead(block) > 0;
}

void outline_find(const struct block_list *blocks, struct outline_role *roles)
{
    struct census census = {.has_turns = false};

    for (size_t i = 0; i < blocks->count; i++) {
        if (roles[i].kind == OUTLINE_TURN)
            census.has_turns = true;
        else if (roles[i].kind != OUTLINE_NOTE)
            count_block(&blocks->items[i], &census);
    }
    for (size_t i = 0; i < blocks->count; i++)
        find_role(blocks, i, &census, roles);
    drop_cover(blocks, roles);
    drop_empty_headings(blocks->count, roles);
}

/* The depth that a heading belongs to. */
static size_t find_depth(const struct outline_path *path,
                         const struct outline_role *role)
{
    size_t depth = path->count;

    for (size_t i = 0; i < path->count; i++)
        if (path->roles[i].style == role->style)
            return i;
    for (size_t i = 0; i < path->seen_count; i++)
        if (path->seen[i].style == role->style)
            return path->seen[i].depth < depth ? path->seen[i].depth : depth;
    if (role->rank != RANK_NUMBER)
        while (depth > 0 && path->roles[depth - 1].rank > role->rank)
            depth--;
    return depth;
}

static void note_style(struct outline_path *path, unsigned style, size_t depth)
{
    for (size_t i = 0; i < path->seen_count; i++)
        if (path->seen[i].style == style)
            return;
    if (path->seen_count == COUNT_OF(path->seen))
        return;
    path->seen[path->seen_count].style = style;
    path->seen[path->seen_count++].depth = depth;
}

static struct slice heading_name(const struct block *block, size_t lead)
{
    struct slice name = lead ? slice_part(block->text, 0, lead) : block->text;

    if (block->mark.style != MARK_NONE && block->mark.style != MARK_BULLET)
        name = slice_part(name, block->mark.start, name.len);
    name = slice_trim(name);
    if (slice_ends(name, SLICE(":")) || (lead && slice_ends(name, SLICE("."))))
        name.len--;
    return name;
}

void outline_enter(struct outline_path *path, const struct block *block,
                   const struct outline_role *role)
{
    size_t depth = find_depth(path, role);

    if (depth == PASSAGE_SECTIONS_MOST)
        depth--;
    note_style(path, role->style, depth);
    path->names[depth] = heading_name(block, role->lead);
    path->roles[depth] = *role;
    path->count = depth + 1;
}
