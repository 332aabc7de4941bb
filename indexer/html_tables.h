/* html_tables.h - tables that hold data (votes, schedules, lists of persons),
 * and not the parts of a page. */
#ifndef INDEXER_HTML_TABLES_H
#define INDEXER_HTML_TABLES_H

#include "indexer/html_runs.h"

/* For each run: does it stand in a table of data? That is one without another
 * table in it, of two rows or more with several cells, short texts and few
 * links. In the arena. */
bool *html_tables_find(const struct html_tree *tree,
                       const struct html_runs *runs, struct arena *arena);

#endif
