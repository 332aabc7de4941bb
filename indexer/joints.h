/* joints.h - does a line go on with the paragraph above it, or begin a block of
 * its own? */
#ifndef INDEXER_JOINTS_H
#define INDEXER_JOINTS_H

#include "indexer/marks.h"
#include "indexer/page.h"

/* What the lines of a page are like, all of them together. */
struct page_shape {
    size_t full_width; /* that wrapped lines come near to, 0: not wrapped */
    bool is_parted;    /* blank lines part the paragraphs */
};

/* The block that is open, and what stands between its last line and the next
 * one. */
struct joint {
    struct page_shape shape;
    struct slice text; /* of the open block */
    struct mark mark;  /* of the open block */
    const struct line *last;
    size_t last_end;   /* where the block ends in the text of last */
    size_t line_count; /* of the open block */
    size_t widest;     /* of its lines */
    bool is_gap;       /* a gap since the last line */
    bool is_cut;       /* furniture since the last line */
};

void joint_measure(const struct page *page, struct page_shape *out);

/* Does the text of line, which begins with mark, go on with the block? */
bool joint_holds(const struct joint *joint, const struct line *line,
                 struct slice text, const struct mark *mark);

/* Bytes of white space at the beginning. */
size_t joint_indent(struct slice text);

bool joint_begins_lower(struct slice text);

/* "denucle-": a word was broken there. */
bool joint_ends_with_hyphen(struct slice text);

/* "anti-": most words that begin so keep the hyphen. */
bool joint_keeps_hyphen(struct slice text);

static inline bool joint_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

#endif
