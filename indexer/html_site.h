/* html_site.h - what the profile of a site finds on one of its pages. */
#ifndef INDEXER_HTML_SITE_H
#define INDEXER_HTML_SITE_H

#include "indexer/html_main.h"
#include "indexer/page.h"
#include "indexer/sites.h"

struct html_site {
    struct said said;        /* title, date ...; unknown where nothing is */
    struct html_picks picks; /* body and drop */
    uint32_t title_block;    /* the element that is the title; 0: none */
};

/* Texts live in the arena. Keys that find nothing are warned of, each once;
 * path is the page's, for that. */
void html_site_find(struct site *site, const struct html_tree *tree,
                    const char *path, struct arena *arena,
                    struct html_site *out);

#endif
