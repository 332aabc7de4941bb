/* html_runs.h - the texts of a page as runs: what a reader sees as one line or
 * paragraph, with figures that tell prose from links. */
#ifndef INDEXER_HTML_RUNS_H
#define INDEXER_HTML_RUNS_H

#include "indexer/html_tree.h"

struct html_run {
    uint32_t first, end; /* nodes; not all between belong to it, see below */
    uint32_t block;      /* the block element that it stands in */
    uint32_t breaks;     /* <br> before it within the block */
    uint32_t len;        /* letters; a sign of Han or Kana counts three */
    uint32_t link_len;   /* of them, inside links */
    uint32_t stops;      /* ends of sentences, */
    uint32_t commas;     /* and of their parts */
    bool ends_sentence;
};

/* The texts of a run are the text nodes in [first, end): between two runs of
 * a block stands an element that ends a line. */
struct html_runs {
    struct html_run *items; /* in the order of the page */
    size_t count;
};

/* Elements without a text to read (controls, templates, what is hidden) give no
 * runs. Lives in the arena. */
void html_runs_find(const struct html_tree *tree, struct arena *arena,
                    struct html_runs *out);

/* Is the element never shown as text? */
bool html_is_unseen(const struct html_node *node);

#endif
