/* opening.h - how a statement begins: its first blocks, where title, date and
 * issuer stand. */
#ifndef INDEXER_OPENING_H
#define INDEXER_OPENING_H

#include "indexer/page.h"

enum {
    OPENING_BLOCKS_MOST = 60,
    OPENING_PARAGRAPHS = 3,        /* it ends behind so many */
    OPENING_BLOCK_BYTES = 4096,    /* of a longer one the beginning is kept */
    OPENING_PARAGRAPH_BYTES = 220, /* a block of so many is a paragraph */
    OPENING_FULL_LINE = 50,        /* of hard-wrapped text, in bytes */
    OPENING_GROUP_LINES = 4        /* title, date and place stand together */
};

/* A line, or the lines of a paragraph where the page is hard-wrapped. */
struct opening_block {
    struct slice text; /* white space collapsed, in the arena */
    size_t first, end; /* lines [first, end) of the page */
    enum line_use use; /* of its first line */
    enum line_style style;
    unsigned level;
    bool is_paragraph; /* long, or a sentence with its end */
};

struct opening {
    struct opening_block items[OPENING_BLOCKS_MOST];
    size_t count;
};

/* Read the opening of a page; lines of the page (furniture) and metadata are
 * left out, but for captions with a number, which may repeat the title. */
void opening_read(const struct page *page, struct arena *arena,
                  struct opening *out);

/* text with white space collapsed to single spaces, none at the ends: in the
 * arena unless it is so already. */
struct slice opening_collapse(struct arena *arena, struct slice text);

/* Does text end as a sentence does: a point, "。", ":" or the like? */
bool opening_ends_sentence(struct slice text);

/* text without a number at its end: " 1", " 12". */
struct slice opening_without_number(struct slice text);

/* Does the line stand alone or among few, and not inside a paragraph of a
 * hard-wrapped page? */
bool opening_stands_alone(const struct page *page, size_t line);

/* Does one speak of himself here: "I", "we", "my"? */
bool opening_has_speaker(struct slice text);

/* Mark the block's lines. */
void opening_mark(struct page *page, const struct opening_block *block,
                  enum line_use use);

#endif
