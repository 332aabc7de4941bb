/* assemble.h - a page, or a record, as a statement with its passages: what the
 * modules find in its lines and what is said of it, put together.
 *
 *     page --boilerplate, dateline, title, issuer--> marked page --split-->
 *     passages */
#ifndef INDEXER_ASSEMBLE_H
#define INDEXER_ASSEMBLE_H

#include "indexer/records.h"
#include "indexer/split.h"

/* Where a page comes from, and what is known of it from there. All texts are
 * lent. */
struct origin {
    struct slice file;   /* as the user named it */
    struct slice member; /* of an archive or mailbox; else unknown */
    struct slice id;     /* of a page that has none of its own */
    uint64_t start;      /* in the file, of what the page's places count from */
    struct said told;    /* by what it came in: the head of a mail, the address
                          * that it was fetched from; wins over the page */
    struct said said;    /* by metadata files and the user; wins over all */
};

/* The page becomes a marked page. All of *statement and *passages lives in the
 * arena, or where page and origin have it. */
void assemble_page(struct page *page, const struct origin *origin,
                   struct arena *arena, struct statement *statement,
                   struct passage_list *passages);

/* The first part of a text too long for one page: so too, and sequel is for
 * the next one. */
void assemble_first(struct page *page, const struct origin *origin,
                    struct sequel *sequel, struct arena *arena,
                    struct statement *statement, struct passage_list *passages);

/* A later part of it, of which *statement is what the first part gave, and
 * before passages stand before: only cut into passages, none of its lines being
 * left out. */
void assemble_more(struct page *page, const struct origin *origin,
                   uint32_t before, struct sequel *sequel, struct arena *arena,
                   const struct statement *statement,
                   struct passage_list *passages);

/* As assemble_page() of a record, which has its own id. Its text is one
 * passage, unless it is to be split. */
void assemble_record(struct record *record, const struct origin *origin,
                     bool is_split, struct arena *arena,
                     struct statement *statement,
                     struct passage_list *passages);

#endif
