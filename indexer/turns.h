/* turns.h - who speaks in a transcript, block by block.
 *
 * A label that names an office, an honorific or a question is believed; one
 * that only looks like a name is believed where the statement knows such a
 * person or the page is a transcript. A short name is given its full one when
 * the statement has it and it is the only one of that surname. */
#ifndef INDEXER_TURNS_H
#define INDEXER_TURNS_H

#include "common/statement.h"
#include "indexer/labels.h"
#include "indexer/parties.h"
#include "indexer/persons.h"

struct turn {
    bool is_label;        /* a turn begins with this block */
    struct slice speaker; /* unknown: a question, or an office alone */
    struct slice role;
    struct slice side;
    size_t label_end;  /* bytes [0, label_end) of the block's text */
    size_t text_start; /* of what is said; text.len: the next block has it */
};

/* What of the statement is known when turns are looked for. */
struct turns_context {
    const struct statement *statement;
    const struct parties *parties;
    struct persons *names;  /* labels are put down here */
    enum label_kind before; /* of a transcript that goes on: its last label */
    struct arena *arena;
};

/* Fill turns, one for each block. Returns true when the page is a transcript:
 * several turns of known kinds. */
bool turns_find(const struct turns_context *context,
                const struct block_list *blocks, struct turn *turns);

#endif
