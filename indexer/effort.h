/* effort.h - how much work it is to read what an archive unpacks to, held
 * against what is packed: a zip bomb must not take longer than honest files of
 * its size. Counted and not timed, so that all machines read the same. */
#ifndef INDEXER_EFFORT_H
#define INDEXER_EFFORT_H

#include "indexer/page.h"

enum {
    /* Units: bytes of the text of lines, mostly. Plain text is packed to a
     * third or a fifth of its size, a page of the web to less. So much may be
     * asked for a byte that is packed, beyond what is free: that of a text of
     * about 5 MiB. */
    EFFORT_RATIO_MOST = 32,
    EFFORT_FREE = 8 * 1024 * 1024,
    EFFORT_OF_FILE = 80,    /* whatever is in it; not of a record, */
    EFFORT_OF_RECORD = 200, /* which is a statement of the index, too */
    /* Of one plain text, as effort_of_part() counts: 64 MiB in paragraphs of
     * some 300 bytes, or as many short lines as take no longer. */
    EFFORT_OF_TEXT_MOST = 112 * 1024 * 1024
};

/* What it takes to make passages of a page that was read from so many bytes. */
uint64_t effort_of_page(const struct page *page, uint64_t bytes);

/* What it takes to read a part of a plain text: "a b c" is more work than its
 * bytes tell. */
uint64_t effort_of_part(struct slice bytes, uint64_t lines);

/* What it takes to index its passages. */
uint64_t effort_of_passages(uint64_t passages);

/* Is it too much for an archive of which so many bytes were read? */
bool effort_is_too_much(uint64_t effort, uint64_t packed);

#endif
