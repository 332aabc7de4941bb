/* html_path.h - where an element stands in its page, as an XPath:
 * "id('text')/div[2]/p[3]" from the nearest element above with an id, else from
 * the root, "/html/body/div[2]/p[3]". What stands in an element that means
 * nothing here (html_tags.h) is "//" below the one around that. */
#ifndef INDEXER_HTML_PATH_H
#define INDEXER_HTML_PATH_H

#include "indexer/html_tree.h"

enum { HTML_PATH_MOST = 240 }; /* bytes; of a longer one the inner steps stay */

/* Of each node the number among those of its tag below the same parent, from
 * 1. Lives in the arena and lends the tree. */
struct html_paths {
    const struct html_tree *tree;
    uint32_t *numbers;
};

void html_paths_find(const struct html_tree *tree, struct arena *arena,
                     struct html_paths *out);

/* The path of a node that is an element, in the arena. */
struct slice html_path(const struct html_paths *paths, size_t node,
                       struct arena *arena);

#endif
