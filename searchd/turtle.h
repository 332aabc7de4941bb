/* turtle.h - read RDF Turtle, one triple at a time; only user of libserd. */
#ifndef SEARCHD_TURTLE_H
#define SEARCHD_TURTLE_H

#include "common/status.h"
#include "common/str.h"

/* IRIs are whole (prefixes and base are put in); an anonymous node is "_:"
 * and a name that is its own within the file. The texts are valid during the
 * call only. */
struct turtle_triple {
    struct slice subject;
    struct slice predicate;
    struct slice object;
    struct slice language; /* of a text, as written; else unknown */
    bool is_text;          /* the object is a literal, no node */
    unsigned line;         /* about where it stands, from 1 */
};

/* Called for each triple; anything but OK ends the reading with it. */
typedef enum status turtle_sink(void *context,
                                const struct turtle_triple *triple,
                                struct error *err);

/* Read text, which is called name in messages. BAD_FORMAT: err has the line
 * and column; what the sink refused otherwise. */
MUST_CHECK enum status turtle_read(struct slice text, const char *name,
                                   turtle_sink *sink, void *context,
                                   struct error *err);

#endif
