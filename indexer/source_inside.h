/* source_inside.h - inside of source: the member in hand, and how it is read.
 *
 *     source.c --source_next_item--> a member --source_next_of_item-->
 *     statements, each with what source_origin() says of where it comes from */
#ifndef INDEXER_SOURCE_INSIDE_H
#define INDEXER_SOURCE_INSIDE_H

#include "indexer/assemble.h"
#include "indexer/long_text.h"
#include "indexer/reader.h"
#include "indexer/source.h"
#include "indexer/stock.h"

struct source {
    const struct source_options *options;
    char *path;
    struct stock *stock;
    struct said said;          /* by metadata files and on the command line */
    struct metadata *metadata; /* our own, unless the caller lent one */
    struct sites_scope sites;  /* that count for the file */
    struct source_state state;
    struct strbuf warning;
    bool has_records;
    /* What the stock gave last. */
    struct stock_item item;
    const struct reader *reader; /* NULL: read to its end */
    void *records;               /* of a file of records */
    void *bundle;                /* of one of many documents */
    struct strbuf bytes;         /* of any other, whole */
    struct long_text *long_text; /* of bytes too many for one page, */
    struct bundled part;         /* where they are a document of a bundle, */
    const char *part_path;       /* and what it is called */
    struct arena part_arena;     /* both */
    uint64_t replaced;           /* in those before */
    uint64_t effort;             /* that it took to read them, of an archive */
    bool is_over;                /* it was too much */
    struct arena arena;
};

/* ---- members ---- */

/* Is it compressed, or an archive? head: its first bytes. */
bool source_is_packed(struct slice head);

/* Go to the next member that is to be read, and choose its reader. END; or as
 * stock_next() and reader_pick(). */
MUST_CHECK enum status source_next_item(struct source *source,
                                        struct error *err);

/* The member that is read is done with, to its end or not. */
void source_end_item(struct source *source);

/* ---- where statements come from ---- */

/* part is the document of a bundle that a statement is, or NULL. An id that is
 * said of the file is that of all in it. Lives in the arena, or as part does.
 */
struct origin source_origin(const struct source *source,
                            const struct bundled *part, struct arena *arena);

/* Of a document, for messages: FILE:DOCUMENT. */
const char *source_path_of(const struct source *source,
                           const struct bundled *part, struct arena *arena);

/* ---- statements ---- */

/* The next one of the member. END after its last one; else as source_next().
 */
MUST_CHECK enum status source_next_of_item(struct source *source,
                                           struct arena *arena,
                                           struct statement *statement,
                                           struct passage_list *passages,
                                           struct error *err);

#endif
