/* outline.h - which blocks are headings, items and bullets, and the section
 * that each stands in.
 *
 * A numbered line is a heading when it is short, ends no sentence, and what
 * follows is of a lower level; else it is an item. Unnumbered headings are
 * those of the format, lines in capitals, in brackets, in bold type or above
 * a drawn line, and short lines that stand alone over a paragraph. A heading
 * may lead its paragraph in one line: "Sec. 2.  Policy.  It is ...", bold words
 * and a colon. */
#ifndef INDEXER_OUTLINE_H
#define INDEXER_OUTLINE_H

#include "common/passage.h"
#include "indexer/blocks.h"

enum outline_kind {
    OUTLINE_TEXT,
    OUTLINE_BULLET,
    OUTLINE_ITEM,
    OUTLINE_NOTE, /* a footnote */
    OUTLINE_TURN, /* the caller says so: a label, no heading */
    OUTLINE_HEADING
};

struct outline_role {
    enum outline_kind kind;
    unsigned style; /* of a heading: equal ones are of one level */
    unsigned rank;  /* of a heading without a number: lower is outer */
    size_t lead;    /* the block's text begins with a heading up to here; 0: it
                       does not. Of OUTLINE_TEXT; style and rank are its */
};

/* Find the role of each block; roles has one for each, and those that are
 * OUTLINE_TURN or OUTLINE_NOTE already stay so. */
void outline_find(const struct block_list *blocks, struct outline_role *roles);

/* The path of headings down to where the walk has come. A zeroed struct is
 * the beginning of a statement. */
struct outline_path {
    struct slice names[PASSAGE_SECTIONS_MOST];
    struct outline_role roles[PASSAGE_SECTIONS_MOST];
    size_t count;
    struct { /* where a style of heading stood when it was first met */
        unsigned style;
        size_t depth;
    } seen[32];
    size_t seen_count;
};

/* Walk over a heading, or the one that leads a text: the path resets to its
 * level and goes on with it. The name is the block's text, or the lead of it,
 * with its number, without its bullet. */
void outline_enter(struct outline_path *path, const struct block *block,
                   const struct outline_role *role);

#endif
