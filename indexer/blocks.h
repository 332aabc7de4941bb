/* blocks.h - the lines of a page joined to blocks: a paragraph, item, heading
 * or label each, with a way back from its text to the file.
 *
 * A block's text has single spaces; hard-wrapped lines are joined, words that
 * were hyphenated at a line end too. Lines of the page (furniture) inside a
 * paragraph do not part it. */
#ifndef INDEXER_BLOCKS_H
#define INDEXER_BLOCKS_H

#include "indexer/marks.h"
#include "indexer/page.h"

/* Where a run of a block's text stands: text[at...] is line->text[from...]. */
struct block_piece {
    size_t at;
    const struct line *line;
    size_t from;
};

struct block {
    struct slice text;
    const struct block_piece *pieces; /* at least one; the first has at 0 */
    size_t piece_count;
    const struct line *line; /* the first one */
    struct mark mark;        /* of text */
    size_t bold_end;         /* text[0, bold_end) is bold; 0: it is not */
    bool is_whole_bold;
    bool is_spaced;     /* a gap or the page's edge before it, */
    bool is_led_spaced; /* and behind it */
    bool is_cut;        /* a line that is none of the statement before it */
    bool is_ruled;      /* a drawn line directly below */
};

struct block_list {
    struct block *items;
    size_t count;
};

/* Join the lines of the statement in page. Everything lives in the arena or,
 * with page's, in the lines. */
void blocks_join(const struct page *page, struct arena *arena,
                 struct block_list *out);

/* Does a quotation begin at this byte of the text, or behind white space? */
bool block_is_quote(const struct block *block, size_t at);

/* Where the byte of the block's text at offset (under text.len) stands in the
 * file, and in which line. */
size_t block_offset(const struct block *block, size_t offset);
const struct line *block_line(const struct block *block, size_t offset);

/* Where text that ends before offset (over 0) ends in the file. */
size_t block_end_offset(const struct block *block, size_t offset);

#endif
