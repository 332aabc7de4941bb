/* wide_cues.h - the words that say for whom a passage speaks, in Japanese:
 * "日本側", "両大臣", a minister's name, with a verb of saying in the text. */
#ifndef INDEXER_WIDE_CUES_H
#define INDEXER_WIDE_CUES_H

#include "indexer/parties.h"
#include "indexer/persons.h"

enum { WIDE_CUES_MOST = 16 };

struct wide_cue {
    size_t start, end; /* bytes in the text */
    struct slice side; /* unknown: the parties */
};

struct wide_cues {
    struct wide_cue items[WIDE_CUES_MOST]; /* in the order of the text */
    size_t count;
};

/* Find the cues of a text; those that find no room are left out. */
void wide_cues_find(struct slice text, const struct persons *persons,
                    const struct parties *parties, struct wide_cues *out);

#endif
