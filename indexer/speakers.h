/* speakers.h - who the label of a turn means: the person of that name or
 * office whom the statement knows, with role and side. */
#ifndef INDEXER_SPEAKERS_H
#define INDEXER_SPEAKERS_H

#include "common/statement.h"
#include "indexer/labels.h"
#include "indexer/parties.h"
#include "indexer/persons.h"

/* What of the statement is known. */
struct speakers {
    const struct statement *statement;
    const struct parties *parties;
    struct persons *names;        /* sides are learned into it */
    const struct persons *titled; /* persons that the title names */
    const struct label *labels;   /* of all blocks */
    size_t label_count;
    struct arena *arena;
};

struct speaker {
    struct slice name; /* unknown: an office alone */
    struct slice role;
    struct slice side;
};

/* Name the speaker of a label of a person. Texts live in the arena or with
 * those of the label and the registers. A surname that no one person has stays
 * as it is written. */
void speakers_name(const struct speakers *speakers, const struct label *label,
                   struct speaker *out);

#endif
