#include "indexer/voice.h"

#include <string.h>

enum {
    OWN_BLOCKS_LEAST = 2,
    OWN_BLOCKS_SHARE = 12, /* one of so many at least says "I" */
    WEIGHT_LEAST = 2,
    WEIGHT_TIMES = 2,    /* so much more than the next side's */
    WEIGHT_BELIEVES = 1, /* "Albania believes" */
    WEIGHT_BODY = 2,     /* "the Albanian delegation supports" */
    WEIGHT_MY = 6        /* "my country, Albania" */
};

static const struct token *token_at(const struct token_list *tokens, size_t i)
{
    return i < tokens->count ? &tokens->items[i] : NULL;
}

static bool is_me(const struct token_list *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].flags & LEX_ME)
            return true;
    return false;
}

/* Words in quotes may be another's. */
static bool has_quotes(struct slice text)
{
    return memchr(text.bytes, '"', text.len) != NULL ||
           slice_find(text, SLICE("“"), 0) != SIZE_MAX ||
           slice_find(text, SLICE("«"), 0) != SIZE_MAX;
}

/* The worth of a verb of saying behind the subject: most in the present, for
 * what is told is in the past. */
static unsigned says(struct slice text, const struct token_list *tokens,
                     size_t i)
{
    for (size_t end = i + 2; i < end; i++) {
        const struct token *token = token_at(tokens, i);

        if (!token || token->gap != GAP_SPACE || token->is_capital)
            return 0;
        if (token->flags & LEX_SAY)
            return (unsigned char)text.bytes[token->start] >= 0x80 ||
                           text.bytes[token->end - 1] == 's' ||
                           (token->flags & LEX_PLURAL)
                       ? 2
                       : 1;
        if (!(token->flags & LEX_SKIP))
            return 0;
    }
    return 0;
}

/* "my country, Albania", "my country of Albania". */
static bool is_mine(const struct token_list *tokens, size_t i)
{
    for (size_t back = 2; back <= 4 && back <= i; back++)
        if (tokens->items[i - back].flags & LEX_ME)
            return tokens->items[i].gap == GAP_COMMA && back == 2;
    return false;
}

static bool is_body(const struct token *token)
{
    return token && token->gap == GAP_SPACE && (token->flags & LEX_BODY) &&
           !(token->flags & LEX_ROLE);
}

/* How much the side at token i looks like the speaker's. */
static unsigned weigh(struct slice text, const struct token_list *tokens,
                      size_t i)
{
    const struct token *side = &tokens->items[i];

    if (is_mine(tokens, i))
        return WEIGHT_MY;
    if (side->is_possessive || side->side_kind == SIDE_PEOPLE)
        return 0;
    if (is_body(token_at(tokens, i + 1)))
        return says(text, tokens, i + 2);
    if (side->side_kind != SIDE_NAME || says(text, tokens, i + 1) < 2)
        return 0;
    if (i < 2 || side->gap != GAP_SPACE ||
        !(tokens->items[i - 1].flags & LEX_PREPOSITION) ||
        !(tokens->items[i - 1].flags & LEX_SMALL))
        return WEIGHT_BELIEVES;
    return tokens->items[i - 2].flags & LEX_BODY ? WEIGHT_BODY : 0;
}

static void add(struct voice_tally *tally, struct slice side, unsigned weight)
{
    for (size_t i = 0; i < tally->side_count; i++)
        if (slice_equal(tally->sides[i].side, side)) {
            tally->sides[i].weight += weight;
            return;
        }
    if (tally->side_count == VOICE_SIDES_MOST)
        return;
    tally->sides[tally->side_count].side = side;
    tally->sides[tally->side_count++].weight = weight;
}

void voice_note(struct voice_tally *tally, struct slice text,
                const struct token_list *tokens)
{
    tally->blocks++;
    tally->own_blocks += is_me(tokens) && !has_quotes(text);
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];
        unsigned weight;

        if (!token->side.len || token->is_organization)
            continue;
        weight = weigh(text, tokens, i);
        if (weight)
            add(tally, token->side, weight);
    }
}

static struct slice heaviest(const struct voice_tally *tally)
{
    struct slice side = SLICE_UNKNOWN;
    unsigned most = 0, next = 0;

    for (size_t i = 0; i < tally->side_count; i++) {
        unsigned weight = tally->sides[i].weight;

        if (weight > most) {
            next = most;
            most = weight;
            side = tally->sides[i].side;
        } else if (weight > next) {
            next = weight;
        }
    }
    return most >= WEIGHT_LEAST && most >= next * WEIGHT_TIMES ? side
                                                               : SLICE_UNKNOWN;
}

void voice_settle(const struct voice_tally *tally, struct slice issuer_side,
                  struct voice *out)
{
    out->is_speech = tally->own_blocks >= OWN_BLOCKS_LEAST &&
                     tally->own_blocks * OWN_BLOCKS_SHARE >= tally->blocks;
    out->side = slice_is_known(issuer_side) ? issuer_side : heaviest(tally);
}
