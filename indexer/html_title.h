/* html_title.h - what a page is called, among what it says in its head and in
 * its headings. */
#ifndef INDEXER_HTML_TITLE_H
#define INDEXER_HTML_TITLE_H

#include "indexer/html_main.h"

enum { HTML_TITLE_MOST = 400 }; /* bytes */

/* What the page calls itself in names (JSON-LD, meta tags, title element; the
 * most telling first, unknown where it says nothing), in the form that a
 * heading of it has; else its main heading; else the first name as it stands,
 * without the name of the site. *block is the element that is the title's, 0:
 * none. Unknown when there is no title. */
struct slice html_title_find(const struct html_view *view,
                             const struct slice *names, size_t count,
                             struct slice site, uint32_t *block);

/* The part of a title element that names an issuer, "... | Ministry of Foreign
 * Affairs of Japan"; unknown where none does. */
struct slice html_title_issuer(struct slice title);

#endif
