/* concepts.h - which concepts a text names, and which topics that makes. */
#ifndef SEARCHD_CONCEPTS_H
#define SEARCHD_CONCEPTS_H

#include "common/terms.h"
#include "searchd/topic.h"

/* The names of all concepts, analysed: making it takes some tenths of a
 * second. */
struct concepts;

/* Of a table that is finished. Both are lent as long as it lives; one analyser
 * is for one thread. */
struct concepts *concepts_new(const struct topic_table *table,
                              struct analyser *analyser);
void concepts_free(struct concepts *concepts); /* NULL is ignored */

struct concept_place {
    const struct topic
        *concept;              /* a topic only where no concept has the name */
    const struct topic *topic; /* that has the name as well; or NULL */
    uint32_t start, end;       /* bytes of the text */
};

/* The places where a text of a language names concepts, in order, none within
 * another: the longest name counts. They live in arena. */
void concepts_find(const struct concepts *concepts, struct slice text,
                   struct slice language, struct arena *arena,
                   struct concept_place **out, size_t *count);

/* The topics that such concepts belong to, those named most often first, then
 * by name; at most most of them. Returns their number. */
size_t concepts_topics(const struct concepts *concepts,
                       const struct concept_place *found, size_t count,
                       struct arena *arena, const struct topic **out,
                       size_t most);

#endif
