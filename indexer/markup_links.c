#include <string.h>

#include "indexer/markup_inside.h"

enum {
    TARGET_BYTES_MOST = 2048, /* a link's address */
    DEPTH_MOST = 32           /* of parentheses in it */
};

/* Brackets: the '[' and the ']' that closes it, 0 for none. */
struct pair {
    size_t open;
    size_t close;
};

/* All brackets of the block in the order of their openers. */
static struct pair *pair_brackets(struct markup *block, size_t *count)
{
    size_t most = markup_count(block->text, '[');
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
static size_t target_length(const struct markup *block, size_t at)
{
    struct slice rest = slice_part(block->text, at, at + TARGET_BYTES_MOST);
    char open = rest.len ? rest.bytes[0] : ' ';
    char close = open == '(' ? ')' : open == '{' ? '}' : ']';
    size_t depth = 0, last = 0;
    bool is_one_word = true;

    if (open != '(' && open != '[' && open != '{')
        return 0;
    if (open == '{' && markup_byte(block, at + 1) != '.' &&
        markup_byte(block, at + 1) != '#')
        return 0;
    for (size_t i = 0; i < rest.len && depth <= DEPTH_MOST; i++) {
        depth += rest.bytes[i] == open;
        if (rest.bytes[i] == close && --depth == 0)
            return i + 1;
        is_one_word &= !markup_is_space(rest.bytes[i]);
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
    while (space < inside.len && !markup_is_space(inside.bytes[space]))
        space++;
    inside = slice_trim(slice_part(inside, space, inside.len));
    return inside.len == 0 || inside.bytes[0] == '"' || inside.bytes[0] == '\'';
}

static void take_link(struct markup *block, struct pair pair)
{
    size_t after = pair.close + 1;
    size_t len = target_length(block, after);
    bool is_image = pair.open && block->text.bytes[pair.open - 1] == '!' &&
                    !(block->marks[pair.open - 1] & MARK_LITERAL);

    if (!len || !is_target(slice_part(block->text, after, after + len)))
        return;
    markup_drop(block, pair.open, pair.open + 1);
    markup_drop(block, pair.close, after + len);
    if (is_image) {
        markup_drop(block, pair.open - 1, pair.close);
        markup_mark(block, pair.open + 1, pair.close, MARK_IMAGE);
    }
}

/* "[^1]" refers to a note, and "[^1]:" begins it: both are "[1]". */
static bool take_note(struct markup *block, struct pair pair)
{
    if (markup_byte(block, pair.open + 1) != '^' || pair.close < pair.open + 3)
        return false;
    markup_drop(block, pair.open + 1, pair.open + 2);
    if (pair.open == 0 && markup_byte(block, pair.close + 1) == ':')
        markup_drop(block, pair.close + 1, pair.close + 2);
    return true;
}

void markup_take_links(struct markup *block)
{
    size_t count;
    struct pair *pairs = pair_brackets(block, &count);

    for (size_t i = 0; i < count; i++)
        if (pairs[i].close && !take_note(block, pairs[i]))
            take_link(block, pairs[i]);
}
