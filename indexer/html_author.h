/* html_author.h - who signs a page: a person or desk named by its JSON-LD, its
 * meta tags, a link of rel "author", or a byline at its text. The site itself,
 * an office that publishes, an address or "admin" is none. */
#ifndef INDEXER_HTML_AUTHOR_H
#define INDEXER_HTML_AUTHOR_H

#include "indexer/html_main.h"

/* Unknown where the page does not tell. */
struct html_site_names {
    struct slice name, url;
};

/* The first that names an author: of names (what the page says in its head, the
 * most telling first, unknown where it says nothing), then of its elements near
 * the text. site is what the site itself is called. In the arena; unknown: no
 * author. */
struct slice html_author_find(const struct html_view *view,
                              const struct slice *names, size_t count,
                              const struct html_site_names *site);

#endif
