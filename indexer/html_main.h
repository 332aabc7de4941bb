/* html_main.h - which of a page's texts are its main content: the statement,
 * and not the site around it. */
#ifndef INDEXER_HTML_MAIN_H
#define INDEXER_HTML_MAIN_H

#include "indexer/html_runs.h"

/* What is known of the page's parts from outside. */
enum { HTML_PICK_BODY = 1 << 0, HTML_PICK_DROP = 1 << 1 };

struct html_picks {
    uint8_t *marks; /* for each node; NULL: nothing is known */
    bool has_body;  /* the main content is what is marked so */
};

struct html_main {
    bool *is_kept;  /* for each run */
    uint32_t box;   /* the smallest element that holds the main content */
    uint32_t title; /* the run that is its main heading, or run count */
    bool is_list;   /* a page without prose: all it has are lines and links */
    /* The element that is the statement's title, when that is known; else 0. */
    uint32_t title_block;
};

/* Names and tags (html_words.h) say what the parts of a page are for; prose
 * (long runs, sentences, few links) says which of them is the content, and wins
 * where the names would leave out most of it. What was picked wins over all.
 * Lives in the arena. */
void html_main_find(const struct html_tree *tree, const struct html_runs *runs,
                    const struct html_picks *picks, struct arena *arena,
                    struct html_main *out);

/* A page, as far as it is understood. */
struct html_view {
    const struct html_tree *tree;
    const struct html_runs *runs;
    const struct html_main *main;
    struct arena *arena;
};

#endif
