/* html_select.h - which elements of a page a selector means: a small part of
 * the selectors of CSS.
 *
 *   h1  *  .date  #content  p.lead.first        element, class, id
 *   [rel]  [rel=author]  [class~=date]          an attribute, its value, a
 *   [id^=art]  [id$=body]  [href*="/press/"]    word of it, its beginning, its
 *                                               end, a part of it
 *   div.text p    div.text > p                  anywhere below; right below
 *   h1.title, h1                                alternatives, the best first
 *
 * Elements and attributes are those that the tree keeps (html_tags.h,
 * html_tree.h); others are an error, so that no selector is silently empty. */
#ifndef INDEXER_HTML_SELECT_H
#define INDEXER_HTML_SELECT_H

#include "common/status.h"
#include "indexer/html_tree.h"

enum { HTML_SELECT_MOST = 16 }; /* alternatives */

struct html_path; /* one alternative */

struct html_selector {
    const struct html_path *paths[HTML_SELECT_MOST];
    size_t count;
};

/* Add the alternatives of text to *out, which begins as a zeroed struct. They
 * live in the arena, and text is copied. BAD_FORMAT: err says what is wrong,
 * and at which character; *out is as it was. */
MUST_CHECK enum status html_selector_read(struct slice text,
                                          struct arena *arena,
                                          struct html_selector *out,
                                          struct error *err);

/* Is the node an element that the path means? */
bool html_path_matches(const struct html_path *path,
                       const struct html_tree *tree, size_t node);

/* Is it one that any of the selector's paths means? */
bool html_selector_matches(const struct html_selector *selector,
                           const struct html_tree *tree, size_t node);

#endif
