/* html_facts.h - what a page says of its statement outside the text: in JSON-LD
 * (schema.org), meta tags (Open Graph, Dublin Core and others), link and time
 * elements, and in its title element held against its headings.
 *
 * What the page says of itself wins over what programs that made it say of the
 * file: a date of publication counts, one of change never does. */
#ifndef INDEXER_HTML_FACTS_H
#define INDEXER_HTML_FACTS_H

#include "indexer/html_main.h"
#include "indexer/page.h"

struct html_facts {
    struct said said;      /* title, date, author, URL */
    struct slice language; /* as declared, which is often by habit */
    struct slice site;     /* the name of the publisher or the site */
    uint32_t title_block;  /* the element that is the title's, 0: none */
};

/* Texts live in the arena, or in the tree. */
void html_facts_find(const struct html_tree *tree, const struct html_runs *runs,
                     const struct html_main *main, struct arena *arena,
                     struct html_facts *out);

/* The address of a page, by its links and meta tags; unknown where none tells
 * it. */
struct slice html_facts_url(const struct html_tree *tree, struct arena *arena);

#endif
