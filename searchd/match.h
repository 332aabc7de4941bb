/* match.h - a passage held against a query: where its forms stand, and
 * whether it is what the query means.
 *
 * The index finds by stems; this reads the text itself, so it knows =exact,
 * word* and the capitals of acronyms. */
#ifndef SEARCHD_MATCH_H
#define SEARCHD_MATCH_H

#include "searchd/hits.h"
#include "searchd/planner.h"

enum match_area { MATCH_TEXT, MATCH_SECTION, MATCH_TITLE, MATCH_AREAS };

struct match_place {
    struct form_match *found;
    size_t count;
    size_t words; /* of the area */
};

struct match {
    struct match_place areas[MATCH_AREAS];
};

/* Find the forms of planned in a hit. Lives in arena. */
void match_find(const struct planner_context *context,
                const struct planned *planned, const struct hit *hit,
                struct arena *arena, struct match *out);

/* Is the hit what the query means, word for word? */
bool match_accepts(const struct planner_context *context,
                   const struct planned *planned, const struct hit *hit,
                   const struct match *match, struct arena *arena);

/* Fill the hit's marks and forms. Live in arena. */
void match_mark(const struct planned *planned, const struct match *match,
                struct arena *arena, struct hit *hit);

/* What a topic's hit keeps of its score, 0 to 1: less when the text names the
 * topic only among other things, and no heading does. 1 for other queries. */
double match_quality(const struct planned *planned, const struct match *match,
                     struct slice text, struct arena *arena);

#endif
