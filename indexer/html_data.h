/* html_data.h - what the JSON-LD of a page says of its article. */
#ifndef INDEXER_HTML_DATA_H
#define INDEXER_HTML_DATA_H

#include "common/str.h"

/* Unknown where nothing is said. */
struct html_data {
    struct slice headline, published, language, url, publisher;
    struct slice author; /* or several, with commas between */
};

/* Read one block of JSON-LD; what an article says wins over what a page says,
 * and the first of two of a kind over the second. Bad JSON says nothing. Texts
 * live in the arena. */
void html_data_read(struct slice json, struct arena *arena,
                    struct html_data *out);

#endif
