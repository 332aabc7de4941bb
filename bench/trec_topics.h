/* trec_topics.h - topic files of TREC, CLEF and NTCIR: tags that are closed or
 * not.
 *
 *     <top>                              <topic number="1">
 *     <num> Number: 301                    <query>coronavirus origin</query>
 *     <title> International Crime          <narrative>...</narrative>
 *     <desc> Description: ...            </topic>
 *
 * A field runs from its tag to the next tag; tags of mere layout (p, b, i, em,
 * br) stay within it. A topic runs to its end tag or to the next topic. Its id
 * is its attribute "number" (or num, id, qid), else its field num, number,
 * identifier, id or qid. */
#ifndef BENCH_TREC_TOPICS_H
#define BENCH_TREC_TOPICS_H

#include "common/status.h"
#include "common/str.h"

enum { TREC_FIELDS_MOST = 64 }; /* of a topic; further ones are passed over */

struct trec_field {
    struct slice name; /* of its tag, small letters, without a "EN-" before
                        * it; "text": what stands in no field */
    struct slice text; /* character references read, white space made single
                        * spaces, TREC's label ("Description:") taken off */
};

struct trec_topic {
    struct slice id;
    uint32_t line; /* of its first tag, from 1 */
    struct trec_field fields[TREC_FIELDS_MOST];
    size_t field_count;
};

struct trec_topics {
    struct trec_topic *items; /* in the order of the file */
    size_t count;
};

/* Is this the text of such a file: does a tag begin it? */
bool trec_topics_are(struct slice text);

/* Read text, which came from path. Everything in *out lives in the arena.
 * BAD_FORMAT with file and line: no topic, or one without an id. */
MUST_CHECK enum status trec_topics_read(const char *path, struct slice text,
                                        struct arena *arena,
                                        struct trec_topics *out,
                                        struct error *err);

/* All of a topic's fields of this name, one after the other, in the arena;
 * unknown: it has none. */
struct slice trec_topic_field(const struct trec_topic *topic, struct slice name,
                              struct arena *arena);

#endif
