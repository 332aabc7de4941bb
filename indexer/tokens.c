#include "indexer/tokens.h"

#include <string.h>

#include "common/schema.h"
/* Length of the word character at bytes, 0 when it is none. An apostrophe,
 * hyphen or stop between letters belongs to the word. */
static size_t word_char(struct slice text, size_t at)
{
    unsigned char c = (unsigned char)text.bytes[at];

    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
        return 1;
    if (c >= '0' && c <= '9')
        return 1;
    if (c < 0x80)
        return 0;
    if (c == 0xE2 && at + 2 < text.len && text.bytes[at + 1] == '\x80')
        return 0; /* general punctuation */
    if (c == 0xE3 && at + 2 < text.len && text.bytes[at + 1] == '\x80')
        return 0; /* CJK punctuation */
    if (c == 0xC2)
        return 0;
    return c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static size_t apostrophe(struct slice text, size_t at)
{
    if (at < text.len && text.bytes[at] == '\'')
        return 1;
    return at + 3 <= text.len && !memcmp(text.bytes + at, "’", 3) ? 3 : 0;
}

static size_t inner_length(struct slice text, size_t at)
{
    size_t used = apostrophe(text, at);

    if (!used && at < text.len &&
        (text.bytes[at] == '-' || text.bytes[at] == '.'))
        used = 1;
    return used && at + used < text.len && word_char(text, at + used) ? used
                                                                      : 0;
}

/* "l'Europe", "d'État": the article is a word of its own. */
static bool is_elided(struct slice text, size_t at)
{
    return (text.bytes[at] == 'l' || text.bytes[at] == 'd' ||
            text.bytes[at] == 'L') &&
           apostrophe(text, at + 1) > 0;
}

static size_t word_end(struct slice text, size_t at)
{
    if (at < text.len && is_elided(text, at))
        return at + 1;
    while (at < text.len) {
        size_t used = word_char(text, at);

        if (!used)
            used = inner_length(text, at);
        if (!used)
            break;
        at = at + used > text.len ? text.len : at + used;
    }
    return at;
}

static bool is_capital(struct slice word)
{
    int32_t c;

    utf8_decode(word.bytes, word.len, &c);
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) ||
           (c >= 0x400 && c <= 0x42F) || c == 0x160 || c == 0x17D ||
           c == 0x10C || c == 0x141 || c == 0x15A || c == 0x130;
}

static bool is_initial(struct slice word)
{
    int32_t c;
    size_t used;

    if (!word.len || !is_capital(word))
        return false;
    used = utf8_decode(word.bytes, word.len, &c);
    return used == word.len ||
           (word.bytes[used] == '.' &&
            is_initial(slice_part(word, used + 1, word.len)));
}

/* Take "'s" off the word and remember it. */
static void strip_possessive(struct slice text, struct token *token)
{
    struct slice word = slice_part(text, token->start, token->end);
    size_t used = apostrophe(text, token->end);

    if (slice_ends(word, SLICE("'s")) || slice_ends(word, SLICE("’s"))) {
        token->end -= slice_ends(word, SLICE("'s")) ? 2 : 4;
        token->is_possessive = true;
    } else if (used && slice_ends(word, SLICE("s"))) {
        token->is_possessive = true;
    } else if (used && slice_starts(slice_part(text, token->end + used,
                                               token->end + used + 1),
                                    SLICE("s"))) {
        token->is_possessive = true; /* of a side's name */
    }
}

static enum token_gap gap_between(struct slice text, const struct token *last,
                                  size_t start)
{
    enum token_gap gap = GAP_SPACE;
    bool is_short =
        last->is_initial || (last->flags & (LEX_HONORIFIC | LEX_SHORT));
    struct slice word = slice_part(text, last->start, last->end);

    is_short = is_short || memchr(word.bytes, '.', word.len) != NULL;
    for (size_t i = last->end; i < start; i++) {
        char c = text.bytes[i];

        if (c == ' ' || c == '\t' || (c == '.' && is_short))
            continue;
        if (last->is_possessive && i < last->end + 4)
            continue;
        if (strchr(".!?:;", c) != NULL)
            return GAP_STOP;
        gap = c == ',' && gap == GAP_SPACE ? GAP_COMMA : GAP_OTHER;
    }
    return gap;
}

static void add_token(struct token_list *list, struct slice text,
                      struct token token)
{
    struct slice word = slice_part(text, token.start, token.end);

    strip_possessive(text, &token);
    token.is_capital = is_capital(word);
    token.is_initial = !token.side.len && is_initial(word);
    token.gap = GAP_STOP;
    if (list->count)
        token.gap = (uint8_t)gap_between(text, &list->items[list->count - 1],
                                         token.start);
    list->items = heap_grow(list->items, list->count, &list->capacity,
                            sizeof *list->items);
    list->items[list->count++] = token;
}

static bool is_ascii_word(unsigned char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9');
}

/* The first side at or after from. As sides_find(), but in English text no
 * word in small letters is looked up, which saves most of the work. */
static bool find_side(const struct token_list *list, struct slice text,
                      size_t from, struct side_match *out)
{
    size_t at = from;

    if (!list->is_english)
        return sides_find(text, from, out);
    while (at < text.len) {
        unsigned char c = (unsigned char)text.bytes[at];

        if (c >= 0xC3 && c != 0xE2 && c != 0xEF)
            return sides_find(text, at, out);
        if (c >= 'A' && c <= 'Z' && sides_at(text, at, out))
            return true;
        if (!is_ascii_word(c)) {
            at++;
            continue;
        }
        while (at < text.len && is_ascii_word((unsigned char)text.bytes[at]))
            at++;
    }
    return false;
}

/* "Sen." is an office, "Sen" in "Hun Sen" is none. */
static unsigned settle_short(struct slice text, const struct token *token,
                             unsigned flags)
{
    bool is_short = token->end < text.len && text.bytes[token->end] == '.' &&
                    is_capital(slice_part(text, token->start, token->end));

    return is_short ? flags | LEX_ROLE : flags & ~(unsigned)LEX_SHORT;
}

/* The flags of a word, or of what is left of it without "'s". */
static unsigned look_up(struct slice text, const struct token *token)
{
    struct token bare = *token;
    unsigned flags = lexicon_look(slice_part(text, token->start, token->end));

    if (flags & LEX_SHORT)
        flags = settle_short(text, token, flags);
    if (flags || token->end < token->start + 3)
        return flags;
    strip_possessive(text, &bare);
    if (bare.end == token->end)
        return 0;
    return lexicon_look(slice_part(text, bare.start, bare.end));
}

/* Add the name of a side; the offset behind it and its "'s". */
static size_t add_side(struct token_list *list, struct slice text,
                       const struct side_match *side)
{
    size_t used = apostrophe(text, side->end);
    struct token token = {.start = (uint32_t)side->start,
                          .end = (uint32_t)side->end,
                          .side = side->side,
                          .side_kind = side->kind & 0xF,
                          .is_organization = side->is_organization};

    add_token(list, text, token);
    if (used && side->end + used < text.len &&
        text.bytes[side->end + used] == 's')
        return side->end + used + 1;
    return side->end;
}

void tokens_read(struct token_list *list, struct slice text)
{
    struct side_match side;
    size_t at = 0;

    list->count = 0;
    if (text.len > SCHEMA_LINE_BYTES_MOST)
        text.len = utf8_cut(text.bytes, text.len, SCHEMA_LINE_BYTES_MOST);
    if (!find_side(list, text, 0, &side))
        side.start = SIZE_MAX;
    while (at < text.len) {
        struct token token = {.start = (uint32_t)at};
        size_t end;

        if (at == side.start) {
            at = add_side(list, text, &side);
            if (!find_side(list, text, at, &side))
                side.start = SIZE_MAX;
            continue;
        }
        end = word_end(text, at);
        if (end > side.start) /* "anti-Japanese": one begins inside */
            end = side.start;
        at = end > at ? end : at + 1;
        if (end > token.start && text.bytes[end - 1] == '-')
            end--;
        if (end == token.start)
            continue;
        token.end = (uint32_t)end;
        token.flags = look_up(text, &token);
        add_token(list, text, token);
    }
}

bool tokens_are_wide(struct slice text)
{
    int32_t c = 0;

    if (text.len)
        utf8_decode(text.bytes, text.len, &c);
    return c >= 0x2E80;
}

void tokens_release(struct token_list *list)
{
    heap_free(list->items);
    list->items = NULL;
    list->count = list->capacity = 0;
}
