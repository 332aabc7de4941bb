/* bundle.h - files that hold many documents, each of a format of its own and
 * with something said of it: mailboxes, collections of web pages (WARC). Read
 * one by one. */
#ifndef INDEXER_BUNDLE_H
#define INDEXER_BUNDLE_H

#include "indexer/input.h"
#include "indexer/page.h"
#include "indexer/stretch.h"

/* Where the bytes of a document stand in the file, decoded or not. */
struct bundle_place {
    struct slice raw; /* part of the file that the document is taken from */
    uint64_t start;   /* its offset in the file */
    uint32_t line;    /* and line, from 1 */
    const struct stretch *stretches;
    size_t count;  /* 0: its places are those of its own bytes */
    size_t before; /* bytes of it that stand before the page */
};

struct bundled {
    struct slice member; /* which one it is; unknown: all of the file */
    struct slice id;     /* what tells it from the others; the same */
    /* How to read it; NULL: by its name and content, the name being "" or an
     * ending that it should have. */
    enum status (*read)(const struct raw_file *file, struct arena *arena,
                        struct page *out, struct error *err);
    const char *name;
    struct slice bytes;
    struct slice charset; /* said from outside; unknown: it is not */
    struct said told;     /* what the bundle says of it */
    struct bundle_place place;
};

/* How such a format is read. */
struct bundle_format {
    /* The caller ends it with close; input is lent until then. */
    void *(*open)(const struct input *input);
    /* The next document; it lives in the arena, or until the next call, as
     * place.raw of a text does. END after the last one. BAD_FORMAT and
     * TOO_LARGE cost this one; err names the file and the place. IO ends the
     * reading. Where the input breaks off, END follows. */
    enum status (*next)(void *file, struct arena *arena, struct bundled *out,
                        struct error *err);
    /* What was met beside documents, and passed over. */
    uint64_t (*passed_over)(const void *file);
    void (*close)(void *file); /* NULL is ignored */
};

/* Set the places of the lines of a page that was read from the document to
 * those that they have from raw on. All lives in the arena. */
void bundle_place_page(const struct bundle_place *place, struct page *page,
                       struct arena *arena);

#endif
