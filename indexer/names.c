#include "indexer/names.h"

enum { NAME_WORDS_MOST = 5, ROLE_WORDS_MOST = 14 };

static const struct token *token_at(const struct token_list *tokens, size_t i)
{
    return i < tokens->count ? &tokens->items[i] : NULL;
}

static bool is_side_of_office(const struct token *token)
{
    return token->side.len && token->side_kind != SIDE_SEAT &&
           token->side_kind != SIDE_PEOPLE;
}

/* May the word be part of a name? */
static bool is_name_word(const struct token *token)
{
    return token->is_capital && !token->side.len && !token->is_possessive &&
           (token->is_initial ||
            !(token->flags & (LEX_ROLE | LEX_ROLE_PART | LEX_HONORIFIC |
                              LEX_NO_NAME | LEX_GROUP | LEX_SMALL)));
}

static bool is_name_glue(const struct token *token)
{
    return (token->flags & LEX_PARTICLE) != 0 && token->gap == GAP_SPACE;
}

/* The end of the name that begins at i; i when none does. */
static size_t read_name(const struct token_list *tokens, size_t i)
{
    size_t end = i, next = i;

    while (next < tokens->count && next - i < NAME_WORDS_MOST + 1) {
        const struct token *token = &tokens->items[next];

        if (next > i && token->gap != GAP_SPACE)
            break;
        if (is_name_word(token)) {
            end = ++next;
        } else if (token->is_capital && token->is_possessive &&
                   !token->side.len && !token->flags) {
            return next + 1;
        } else if (is_name_glue(token)) {
            next++;
        } else {
            break;
        }
    }
    return end;
}

/* "Ambassador to Japan": the side before which an office is held. */
static bool is_toward(const struct token_list *tokens, size_t i, size_t least)
{
    return i > least && (tokens->items[i - 1].flags & LEX_TOWARD) != 0;
}

/* An office is spoken of from i on: words of offices and sides, at least one
 * that names the office itself. Returns its end, i when there is none. */
static size_t read_role(const struct token_list *tokens, size_t i,
                        struct slice *side)
{
    size_t next = i, end = i;
    bool is_office = false;

    while (next < tokens->count && next - i < ROLE_WORDS_MOST) {
        const struct token *token = &tokens->items[next];
        bool is_side = is_side_of_office(token);

        if (next > i && token->gap != GAP_SPACE)
            break;
        if (!is_side && !(token->flags & (LEX_ROLE | LEX_ROLE_PART)) &&
            token->side_kind != SIDE_SEAT)
            break;
        if (next == i && (token->flags & (LEX_PREPOSITION | LEX_SMALL)))
            break;
        if (is_side && !slice_is_known(*side) && !is_toward(tokens, next, i))
            *side = token->side;
        is_office = is_office || (token->flags & LEX_ROLE);
        next++;
        if (!(token->flags & LEX_SMALL))
            end = next;
    }
    if (!is_office)
        *side = SLICE_UNKNOWN;
    return is_office ? end : i;
}

/* "of Japan" behind a name. */
static size_t read_side_behind(const struct token_list *tokens, size_t i,
                               struct slice *side)
{
    const struct token *of = token_at(tokens, i);
    const struct token *name = token_at(tokens, i + 1);

    if (name && (name->flags & LEX_NO_NAME) && token_at(tokens, i + 2) &&
        !name->side.len)
        name = token_at(tokens, ++i + 1);
    if (!of || !name || of->gap != GAP_SPACE || name->gap != GAP_SPACE ||
        !(of->flags & LEX_PREPOSITION) || !(of->flags & LEX_SMALL) ||
        of->is_capital || !is_side_of_office(name) || name->is_possessive ||
        slice_is_known(*side))
        return 0;
    *side = name->side;
    return i + 2;
}

/* ", the Minister for Foreign Affairs of Russia" behind a name. */
static size_t read_apposition(const struct token_list *tokens, size_t i,
                              struct name_match *match)
{
    const struct token *token = token_at(tokens, i);
    struct slice side = SLICE_UNKNOWN;
    size_t end;

    if (!token || (token->gap != GAP_COMMA &&
                   !(match->rest_end == i && token->gap == GAP_SPACE)))
        return i;
    if ((token->flags & LEX_ARTICLE) && token_at(tokens, i + 1) &&
        tokens->items[i + 1].gap == GAP_SPACE)
        i++;
    end = read_role(tokens, i, &side);
    if (end == i)
        return match->end;
    match->role_begin = i;
    match->role_end = end;
    if (!slice_is_known(match->side))
        match->side = side;
    return end;
}

/* "Mr. Lavrov, Sergey Viktorovich, Minister of ...": the given names. */
static size_t read_inverted(const struct token_list *tokens, size_t i,
                            struct name_match *match)
{
    const struct token *token = token_at(tokens, i);
    size_t end;

    if (!token || token->gap != GAP_COMMA || !is_name_word(token) ||
        match->name_end - match->name_begin != 1)
        return i;
    end = read_name(tokens, i);
    token = token_at(tokens, end);
    if (end == i || end - i > 3 || !token ||
        !(token->flags & (LEX_ROLE | LEX_ROLE_PART)))
        return i;
    match->rest_begin = i;
    match->rest_end = end;
    return end;
}

static void read_behind(const struct token_list *tokens,
                        struct name_match *match)
{
    size_t end = match->name_end;

    if (tokens->items[end - 1].is_possessive) {
        match->end = end;
        return;
    }
    end = read_inverted(tokens, end, match);
    match->end = end;
    if (match->role_begin == match->role_end)
        match->end = end = read_apposition(tokens, end, match);
    end = read_side_behind(tokens, end, &match->side);
    if (end)
        match->end = end;
}

/* "Spokesperson's Regular Press Conference": what is his, not who he is. */
static bool is_owner(const struct token_list *tokens,
                     const struct name_match *match)
{
    return !match->has_honorific && match->role_end > match->role_begin &&
           tokens->items[match->role_end - 1].is_possessive;
}

bool name_read(const struct token_list *tokens, size_t i, bool is_label,
               struct name_match *out)
{
    struct name_match match = {.begin = i};
    const struct token *token = token_at(tokens, i);
    size_t at = i;

    if (!token)
        return false;
    if (token->flags & LEX_ARTICLE && is_label && token_at(tokens, i + 1))
        at++;
    match.role_begin = at;
    at = match.role_end = read_role(tokens, at, &match.side);
    token = token_at(tokens, at);
    if (token && (token->flags & LEX_HONORIFIC) && token->is_capital &&
        (at == i || token->gap != GAP_STOP)) {
        match.has_honorific = true;
        at++;
        if (match.role_begin == match.role_end) {
            match.role_begin = at;
            at = match.role_end = read_role(tokens, at, &match.side);
        }
    }
    token = token_at(tokens, at);
    if (match.role_end == match.role_begin && !match.has_honorific)
        return false;
    match.name_begin = match.name_end = at;
    if (token && (at == i || token->gap != GAP_STOP) &&
        (token->gap != GAP_COMMA || is_label) && !is_owner(tokens, &match))
        match.name_end = read_name(tokens, at);
    match.end = match.name_end;
    if (match.name_end > match.name_begin)
        read_behind(tokens, &match);
    else if (match.role_end == match.role_begin || !is_label)
        return false;
    *out = match;
    return true;
}

bool name_is_bare(const struct token_list *tokens, size_t i, size_t end)
{
    return end > i && end <= tokens->count && read_name(tokens, i) == end &&
           is_name_word(&tokens->items[i]);
}

/* "Sergey Lavrov, Minister of Foreign Affairs of Russia": a name of two words
 * or more with its office behind it. */
bool name_read_first(const struct token_list *tokens, size_t i,
                     struct name_match *out)
{
    struct name_match match = {.begin = i, .name_begin = i};

    if (!is_name_word(&tokens->items[i]))
        return false;
    match.name_end = match.end = read_name(tokens, i);
    if (match.name_end < i + 2 ||
        tokens->items[match.name_end - 1].is_possessive)
        return false;
    read_behind(tokens, &match);
    *out = match;
    return match.role_end > match.role_begin;
}
