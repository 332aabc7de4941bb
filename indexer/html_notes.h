/* html_notes.h - footnotes of a page: which elements they are, and which raised
 * words refer to them. */
#ifndef INDEXER_HTML_NOTES_H
#define INDEXER_HTML_NOTES_H

#include "indexer/html_tree.h"

/* For each node the element that is the note it stands in, 0: none. Of a list
 * of notes each item is one. In the arena. */
uint32_t *html_notes_find(const struct html_tree *tree, struct arena *arena);

/* The number of a note by its id, "fn:3"; 0: it has none. */
unsigned html_note_number(const struct html_node *node);

/* Is the element a number raised behind these words, that is a reference to a
 * note and no power or unit? */
bool html_is_reference(const struct html_tree *tree, size_t node,
                       struct slice before);

/* Is it a power of ten behind them? */
bool html_is_power(const struct html_tree *tree, size_t node,
                   struct slice before);

/* Is the element a link back from a note that has only an arrow or the like? */
bool html_is_way_back(const struct html_tree *tree, size_t node);

#endif
