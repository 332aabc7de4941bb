/* html_main.h - which of a page's texts are its main content: the statement,
 * and not the site around it. */
#ifndef INDEXER_HTML_MAIN_H
#define INDEXER_HTML_MAIN_H

#include "indexer/html_runs.h"

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
 * where the names would leave out most of it. Lives in the arena. */
void html_main_find(const struct html_tree *tree, const struct html_runs *runs,
                    struct arena *arena, struct html_main *out);

#endif
