#include "indexer/outline.h"

#include <string.h>

#include "indexer/sentences.h"

enum {
    HEADING_BYTES_MOST = 360, /* and */
    HEADING_CHARACTERS_MOST = 130,
    TITLE_CHARACTERS_MOST = 80, /* of a heading that only its place shows */
    TITLE_WORDS_MOST = 10,
    LED_BYTES_LEAST = 80, /* of the paragraph below such a heading */
    LED_BYTES_CLOSE = 160 /* and where no blank lines part them */
};

/* Styles of headings without a number, behind those of marks; format headings
 * add their level. */
enum {
    STYLE_RULED = 64,
    STYLE_CAPITALS,
    STYLE_BRACKET,
    STYLE_BOLD,
    STYLE_TITLE,
    STYLE_FORMAT
};

enum {
    RANK_CAPITALS = 3,
    RANK_BRACKET,
    RANK_BOLD = 7,
    RANK_NUMBER,
    RANK_TITLE
};

static size_t count_characters(struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
    return count;
}

static size_t count_words(struct slice text)
{
    size_t count = text.len > 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.bytes[i] == ' ';
    return count;
}

static bool ends_open(struct slice text)
{
    static const char *const ends[] = {",", ";", "、", "，", "；",
                                       "—", "–", "…",  " -"};

    for (size_t i = 0; i < COUNT_OF(ends); i++)
        if (slice_ends(text, slice_of(ends[i])))
            return true;
    return false;
}

/* Short, and no sentence: it could head something. */
static bool is_headline(struct slice text)
{
    return text.len > 0 && text.len <= HEADING_BYTES_MOST &&
           !sentence_is_whole(text) && !ends_open(text) &&
           count_characters(text) <= HEADING_CHARACTERS_MOST;
}

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
                is_headline(block->text));
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

/* A numbered line is a heading, not one of a list of short items. */
static bool is_numbered_heading(const struct block_list *blocks, size_t i,
                                const struct outline_role *roles)
{
    const struct block *block = &blocks->items[i];
    const struct block *next = block_at(blocks, i + 1);
    const struct mark *mark = &block->mark;

    if (!next || roles[i + 1].kind == OUTLINE_TURN ||
        !is_headline(slice_part(block->text, mark->end, block->text.len)))
        return next && roles[i + 1].kind == OUTLINE_TURN &&
               is_headline(block->text);
    if (is_sibling(next, mark, mark->value + 1))
        return false;
    if (i > 0 && roles[i - 1].kind == OUTLINE_ITEM &&
        is_sibling(&blocks->items[i - 1], mark, mark->value - 1))
        return false;
    if (next->mark.style == MARK_NONE && mark->style >= MARK_LETTER &&
        !is_headline(next->text) && next->text.len < LED_BYTES_LEAST)
        return false;
    return true;
}

/* Capital letters, and no small one, of Latin or Cyrillic script. */
static bool is_in_capitals(struct slice text)
{
    size_t capitals = 0;

    for (size_t at = 0; at < text.len;) {
        int32_t c;

        at += utf8_decode(text.bytes + at, text.len - at, &c);
        if ((c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF) ||
            (c >= 0x430 && c <= 0x45F))
            return false;
        capitals += (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) ||
                    (c >= 0x400 && c <= 0x42F);
    }
    return capitals >= 4 && capitals * 2 > count_characters(text);
}

static bool begins_capital(struct slice text)
{
    int32_t c;

    if (!text.len)
        return false;
    utf8_decode(text.bytes, text.len, &c);
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) ||
           (c >= 0x400 && c <= 0x42F) || c >= 0x3040;
}

/* "[Opening remarks]", "<Iran>", "【北方領土】", "＜冒頭発言＞"; not
 * "[inaudible]". */
static bool is_bracketed(struct slice text)
{
    static const char *const pairs[][2] = {
        {"[", "]"},   {"<", ">"},   {"【", "】"}, {"＜", "＞"},
        {"〈", "〉"}, {"［", "］"}, {"《", "》"}, {"〔", "〕"}};

    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        struct slice open = slice_of(pairs[i][0]);
        struct slice close = slice_of(pairs[i][1]);

        if (slice_starts(text, open) && slice_ends(text, close))
            return slice_find(text, close, open.len) == text.len - close.len &&
                   begins_capital(slice_part(text, open.len, text.len));
    }
    return false;
}

/* Words that open a form of address, which heads nothing. */
static bool is_address(struct slice text)
{
    static const char *const openings[] = {
        "Mr",         "Mrs",           "Madam",  "Excellenc",  "Your Excellenc",
        "Ladies",     "Distinguished", "Dear",   "Honourable", "Honorable",
        "Colleagues", "Friends",       "Sir",    "Monsieur",   "Madame",
        "Mesdames",   "Messieurs",     "Señor",  "Господин",   "Уважаем",
        "Дорог",      "Дамы",          "Коллеги"};

    for (size_t i = 0; i < COUNT_OF(openings); i++)
        if (slice_starts(text, slice_of(openings[i])))
            return true;
    return false;
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
        !begins_capital(text) || text.len > HEADING_BYTES_MOST ||
        slice_ends(text, SLICE(":")) || slice_ends(text, SLICE("：")) ||
        is_address(text) || strchr("\"(*", text.bytes[0]) != NULL)
        return false;
    if (count_characters(text) > TITLE_CHARACTERS_MOST ||
        count_words(text) > TITLE_WORDS_MOST)
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
    *role = (struct outline_role){OUTLINE_HEADING, style, rank};
    return true;
}

static bool find_unnumbered(const struct block_list *blocks, size_t i,
                            bool has_turns, struct outline_role *role)
{
    const struct block *block = &blocks->items[i];

    if (block->line->style == LINE_HEADING)
        return set_heading(role, STYLE_FORMAT + block->line->level,
                           block->line->level);
    if (!is_headline(block->text) || !block_at(blocks, i + 1))
        return false;
    if (is_bracketed(block->text))
        return set_heading(role, STYLE_BRACKET, RANK_BRACKET);
    if (block->is_ruled)
        return set_heading(role, STYLE_RULED, 2);
    if (is_in_capitals(block->text) && block->is_spaced &&
        !blocks->items[i + 1].is_cut && !slice_ends(block->text, SLICE(":")) &&
        block->text.bytes[0] != '(')
        return set_heading(role, STYLE_CAPITALS, RANK_CAPITALS);
    if (block->is_whole_bold && !is_address(block->text) &&
        begins_capital(block->text))
        return set_heading(role, STYLE_BOLD, RANK_BOLD);
    if ((!has_turns || is_cjk_at(block->text, 0)) &&
        is_title_like(blocks, i, i > 0 && role[-1].kind == OUTLINE_HEADING))
        return set_heading(role, STYLE_TITLE, RANK_TITLE);
    return false;
}

static void find_role(const struct block_list *blocks, size_t i, bool has_turns,
                      struct outline_role *roles)
{
    const struct block *block = &blocks->items[i];
    struct outline_role *role = &roles[i];

    if (role->kind == OUTLINE_TURN)
        return;
    if (block->line->style == LINE_HEADING &&
        find_unnumbered(blocks, i, has_turns, role))
        return;
    if (block->mark.style == MARK_BULLET) {
        role->kind = OUTLINE_BULLET;
    } else if (is_mark(blocks, i)) {
        role->kind = OUTLINE_ITEM;
        if (is_numbered_heading(blocks, i, roles))
            set_heading(role,
                        (unsigned)block->mark.style * 8 + (1U << 10) +
                            block->mark.depth,
                        RANK_NUMBER);
    } else {
        find_unnumbered(blocks, i, has_turns, role);
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

void outline_find(const struct block_list *blocks, struct outline_role *roles)
{
    bool has_turns = false;

    for (size_t i = 0; i < blocks->count; i++)
        has_turns = has_turns || roles[i].kind == OUTLINE_TURN;
    for (size_t i = 0; i < blocks->count; i++)
        find_role(blocks, i, has_turns, roles);
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

static struct slice heading_name(const struct block *block)
{
    struct slice name = block->text;

    if (block->mark.style != MARK_NONE && block->mark.style != MARK_BULLET)
        name = slice_part(name, block->mark.start, name.len);
    if (slice_ends(name, SLICE(":")))
        name.len--;
    return slice_trim(name);
}

void outline_enter(struct outline_path *path, const struct block *block,
                   const struct outline_role *role)
{
    size_t depth = find_depth(path, role);

    if (depth == PASSAGE_SECTIONS_MOST)
        depth--;
    note_style(path, role->style, depth);
    path->names[depth] = heading_name(block);
    path->roles[depth] = *role;
    path->count = depth + 1;
}
