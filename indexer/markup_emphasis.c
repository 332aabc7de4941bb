#include "indexer/markup_inside.h"

/* A run of * or _ that may begin or end emphasis. */
struct run {
    size_t start;
    size_t left;  /* marks not yet used, from its middle outwards */
    size_t taken; /* used as an ender: they are the first ones */
    char mark;
    bool can_open;
    bool can_close;
};

static void classify(const struct markup *block, struct run *run, size_t len)
{
    char before = run->start ? block->text.bytes[run->start - 1] : '\n';
    char after = markup_byte(block, run->start + len);
    bool is_left = !markup_is_space(after) &&
                   (!markup_is_punctuation(after) || markup_is_space(before) ||
                    markup_is_punctuation(before));
    bool is_right = !markup_is_space(before) &&
                    (!markup_is_punctuation(before) || markup_is_space(after) ||
                     markup_is_punctuation(after));

    run->can_open = is_left;
    run->can_close = is_right;
    if (run->mark == '*' && len >= 2) {
        /* "**Delaware: **Today" is no bold to CommonMark, but people and
         * their programs write it, and it never means the asterisks. */
        run->can_open = run->can_close = true;
    } else if (run->mark == '_') { /* never inside a word */
        run->can_open = is_left && (!is_right || markup_is_punctuation(before));
        run->can_close = is_right && (!is_left || markup_is_punctuation(after));
    }
}

/* Use up marks of an opening and a closing run. */
static void join_runs(struct markup *block, struct run *open, struct run *close)
{
    size_t used = open->left >= 2 && close->left >= 2 ? 2 : 1;
    size_t inner = open->start + open->taken + open->left;
    size_t outer = close->start + close->taken;

    markup_mark(block, inner - used, inner, MARK_DROP);
    markup_mark(block, outer, outer + used, MARK_DROP);
    if (used == 2)
        markup_mark(block, inner, outer, MARK_BOLD);
    open->left -= used;
    close->left -= used;
    close->taken += used;
}

/* Match a closing run with the openers on the stack; those in between mean
 * nothing. Openers under *bottom are known not to match. */
static size_t close_run(struct markup *block, struct run *stack, size_t depth,
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

void markup_take_emphasis(struct markup *block)
{
    size_t most =
        markup_count(block->text, '*') + markup_count(block->text, '_');
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
            markup_drop(block, run.start, at);
        if (run.left && run.can_open)
            stack[depth++] = run;
    }
}
