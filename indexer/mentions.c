#include "indexer/mentions.h"

/* What is gone through, and what was found so far. */
struct search {
    const struct mentions_heard *heard;
    size_t heard_count;
    struct mentions *out;
};

static bool is_heard(const struct search *search, size_t start)
{
    for (size_t i = 0; i < search->heard_count; i++)
        if (start >= search->heard[i].start && start < search->heard[i].end)
            return true;
    return false;
}

static void take(struct search *search, struct slice side, enum side_kind kind,
                 size_t start)
{
    if (kind != SIDE_SEAT && !is_heard(search, start))
        sides_add(search->out->sides, &search->out->count, PASSAGE_ABOUT_MOST,
                  side);
}

/* The first token that begins at or after a byte. */
static size_t token_from(const struct token_list *tokens, size_t start)
{
    size_t low = 0, high = tokens->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (tokens->items[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void mentions_find(struct slice text, size_t start,
                   const struct token_list *tokens,
                   const struct mentions_heard *heard, size_t heard_count,
                   struct mentions *out)
{
    struct search search = {heard, heard_count, out};
    struct side_match match;

    out->count = 0;
    if (tokens_are_wide(text)) {
        for (size_t at = start; sides_find(text, at, &match); at = match.end)
            take(&search, match.side, match.kind, match.start);
        return;
    }
    for (size_t i = token_from(tokens, start); i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];

        if (token->start >= text.len)
            break;
        if (token->side.len)
            take(&search, token->side, token->side_kind, token->start);
    }
}
