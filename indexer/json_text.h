/* json_text.h - a text inside a JSON object as lines with their places. */
#ifndef INDEXER_JSON_TEXT_H
#define INDEXER_JSON_TEXT_H

#include "indexer/page.h"

enum {
    /* Stands in raw JSON for a byte that it must not have (bad UTF-8, NUL),
     * so that the places of the others stay; it becomes U+FFFD. */
    JSON_BAD_BYTE = 0x7F
};

/* Make the member "text" of the object in raw, which is good JSON on one line
 * of a file, the lines of the page: cut at its line ends, each with the number
 * given and offsets from the beginning of raw. */
void json_text_lines(struct slice raw, uint32_t number, struct arena *arena,
                     struct page *page);

#endif
