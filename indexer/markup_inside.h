/* markup_inside.h - inside of markup: the text of a block and what each of its
 * bytes is. */
#ifndef INDEXER_MARKUP_INSIDE_H
#define INDEXER_MARKUP_INSIDE_H

#include "common/arena.h"
#include "common/str.h"

/* What a byte of the block is. */
enum {
    MARK_DROP = 1 << 0,    /* markup: not part of the text */
    MARK_LITERAL = 1 << 1, /* escaped or code: means nothing but itself */
    MARK_BOLD = 1 << 2,
    MARK_ENTITY = 1 << 3, /* first byte of a character reference */
    MARK_IMAGE = 1 << 4   /* description of an image */
};

/* A block: its lines joined by '\n'. */
struct markup {
    struct slice text;
    unsigned char *marks; /* of each byte */
    struct arena scratch;
};

/* Links and images: brackets with an address behind them. */
void markup_take_links(struct markup *block);

/* Runs of * and _ that mean emphasis. */
void markup_take_emphasis(struct markup *block);

/* Leave out what is markup, but never a line end. */
void markup_drop(struct markup *block, size_t start, size_t end);

/* How often the byte stands in text. */
size_t markup_count(struct slice text, char byte);

static inline void markup_mark(struct markup *block, size_t start, size_t end,
                               unsigned char flags)
{
    for (size_t i = start; i < end; i++)
        block->marks[i] |= flags;
}

/* A line end behind the last one. */
static inline char markup_byte(const struct markup *block, size_t at)
{
    return at < block->text.len ? block->text.bytes[at] : '\n';
}

static inline bool markup_is_punctuation(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') ||
           (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static inline bool markup_is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

#endif
