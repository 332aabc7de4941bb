#include "indexer/parties.h"

#include <string.h>

enum { OPENING_BYTES_MOST = 700 };

/* False when there are more parties than can be. */
static bool add_side(struct parties *parties, struct slice side)
{
    return sides_add(parties->sides, &parties->count, PARTIES_MOST, side);
}

static bool is_party(const struct token *token)
{
    return token->side.len && token->side_kind != SIDE_SEAT &&
           token->side_kind != SIDE_PEOPLE;
}

/* "Japan-Russia", "Japan, China and Korea": is the side at i joined to the
 * one before it? */
static bool is_joined(struct slice text, const struct token_list *tokens,
                      size_t i)
{
    const struct token *token = &tokens->items[i], *last;
    struct slice between;

    if (i == 0)
        return false;
    last = token - 1;
    if (!is_party(last))
        return i > 1 && (last->flags & LEX_SMALL) && is_party(last - 1) &&
               (slice_equal(slice_part(text, last->start, last->end),
                            SLICE("and")) ||
                slice_equal(slice_part(text, last->start, last->end),
                            SLICE("et")) ||
                slice_equal(slice_part(text, last->start, last->end),
                            SLICE("и")));
    between = slice_part(text, last->end, token->start);
    return slice_equal(between, SLICE("-")) ||
           slice_equal(between, SLICE("–")) ||
           slice_equal(between, SLICE("・")) ||
           slice_equal(between, SLICE("/")) || between.len == 0;
}

/* The sides of the first chain in text; none when there is no chain. */
static void find_chain(struct slice text, const struct token_list *tokens,
                       struct parties *out)
{
    out->count = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        if (!is_party(&tokens->items[i]))
            continue;
        if (!is_joined(text, tokens, i)) {
            if (out->count > 1)
                return;
            out->count = 0;
        }
        if (!add_side(out, tokens->items[i].side)) {
            out->count = 0;
            return;
        }
    }
    if (out->count < 2)
        out->count = 0;
}

static void find_all(const struct token_list *tokens, struct parties *out)
{
    out->count = 0;
    for (size_t i = 0; i < tokens->count; i++)
        if (is_party(&tokens->items[i]) &&
            !add_side(out, tokens->items[i].side)) {
            out->count = 0;
            return;
        }
}

static bool speaks_of_meeting(const struct token_list *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].flags & LEX_MEETING)
            return true;
    return false;
}

/* The words of a text that say it in scripts without spaces. */
static bool names_meeting(struct slice text)
{
    static const char *const words[] = {"会談", "会合", "協議", "会議", "訪問",
                                        "会谈", "会见", "会晤", "访问"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_find(text, slice_of(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

static void sort(struct parties *parties)
{
    for (size_t i = 1; i < parties->count; i++)
        for (size_t k = i; k > 0 && slice_compare(parties->sides[k - 1],
                                                  parties->sides[k]) > 0;
             k--) {
            struct slice moved = parties->sides[k];

            parties->sides[k] = parties->sides[k - 1];
            parties->sides[k - 1] = moved;
        }
}

/* 日露外相会談: states by one character each, before what joins them. */
static const struct {
    const char *character;
    const char *side;
} short_names[] = {
    {"日", "Japan"},       {"米", "United States"},  {"露", "Russia"},
    {"ロ", "Russia"},      {"中", "China"},          {"韓", "South Korea"},
    {"朝", "North Korea"}, {"英", "United Kingdom"}, {"仏", "France"},
    {"独", "Germany"},     {"豪", "Australia"},      {"印", "India"},
    {"伊", "Italy"},       {"加", "Canada"},         {"越", "Viet Nam"},
    {"俄", "Russia"},      {"美", "United States"},  {"法", "France"},
    {"德", "Germany"},     {"欧", "European Union"}};

static const char *const joint_words[] = {
    "首脳",   "外相", "防衛", "外務", "電話", "会談", "協議", "関係",
    "共同",   "平和", "首相", "局長", "次官", "戦略", "安全", "安保",
    "２＋２", "2+2",  "外长", "元首", "关系", "关系", "联合", "领导人"};

static bool is_joint_word(struct slice text)
{
    for (size_t i = 0; i < COUNT_OF(joint_words); i++)
        if (slice_starts(text, slice_of(joint_words[i])))
            return true;
    return false;
}

static bool add_short(struct parties *parties, struct slice text)
{
    for (size_t i = 0; i < COUNT_OF(short_names); i++)
        if (slice_starts(text, slice_of(short_names[i].character)))
            return add_side(parties, slice_of(short_names[i].side));
    return false;
}

static void find_short(struct slice text, struct parties *out)
{
    for (size_t at = 0; at + 3 < text.len; at++) {
        size_t end = at;

        if (((unsigned char)text.bytes[at] & 0xC0) == 0x80)
            continue;
        out->count = 0;
        while (end + 3 < text.len &&
               add_short(out, slice_part(text, end, text.len)))
            end += 3;
        if (out->count > 1 && end - at == out->count * 3 &&
            is_joint_word(slice_part(text, end, text.len)))
            return;
    }
    out->count = 0;
}

static void find_in(struct slice text, const struct token_list *tokens,
                    struct slice issuer_side, struct parties *out)
{
    find_chain(text, tokens, out);
    if (!out->count)
        find_short(text, out);
    if (out->count)
        return;
    find_all(tokens, out);
    if (out->count == 1 && slice_is_known(issuer_side))
        add_side(out, issuer_side);
    if (out->count != 2)
        out->count = 0;
}

void parties_find(const struct statement *statement, struct slice opening,
                  struct parties *out)
{
    struct token_list title = {NULL, 0, 0, false};
    struct token_list text = {NULL, 0, 0, false};

    opening.len = utf8_cut(opening.bytes, opening.len, OPENING_BYTES_MOST);
    tokens_read(&title, statement->title);
    tokens_read(&text, opening);
    *out = (struct parties){.count = 0};
    if (speaks_of_meeting(&title) || speaks_of_meeting(&text) ||
        names_meeting(statement->title) || names_meeting(opening)) {
        find_in(statement->title, &title, statement->issuer_side, out);
        if (!out->count)
            find_in(opening, &text, statement->issuer_side, out);
    }
    sort(out);
    tokens_release(&title);
    tokens_release(&text);
}
