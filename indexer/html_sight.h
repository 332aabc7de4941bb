/* html_sight.h - inside of html_main: what is weighed to find the main content.
 */
#ifndef INDEXER_HTML_SIGHT_H
#define INDEXER_HTML_SIGHT_H

#include "indexer/html_main.h"

struct html_sight {
    const struct html_tree *tree;
    const struct html_runs *runs;
    const struct html_picks *picks;
    struct arena *arena;
    uint8_t *parts;            /* enum html_part of each node */
    bool *is_side;             /* of each node */
    const bool *is_cell;       /* of each run: in a table of data */
    uint32_t *prose;           /* letters of prose below each node */
    uint32_t *letters, *links; /* all letters below it; those inside links */
    struct html_main *out;
    uint32_t article; /* around the box, 0: none */
};

/* A heading: what is long and has several sentences is none, whatever its tag
 * says. */
bool html_sight_is_heading(const struct html_sight *sight,
                           const struct html_run *run);

/* Letters of the run that are prose. */
uint32_t html_sight_prose(const struct html_sight *sight,
                          const struct html_run *run);

/* Find the side parts: parts, is_side; prose, letters and links are those of
 * the rest. */
void html_sight_find_side(struct html_sight *sight);

#endif
