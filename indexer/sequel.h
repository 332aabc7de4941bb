/* sequel.h - what a part of a long text hands on to the next one: the persons
 * that are known by then, and who is speaking where it ends. */
#ifndef INDEXER_SEQUEL_H
#define INDEXER_SEQUEL_H

#include "indexer/outline.h"
#include "indexer/parties.h"
#include "indexer/persons.h"
#include "indexer/voice.h"

/* A zeroed struct is what stands before the first part; sequel_release() ends
 * it. */
struct sequel {
    bool is_begun; /* a part came before, and left the following: */
    struct persons names;
    struct parties parties;
    struct voice_tally heard;
    struct outline_path path; /* the section that it ended in */
    bool is_transcript;       /* who speaks was told by labels */
    bool is_open;             /* a turn goes on; of it: */
    struct slice speaker, role, side, cue;
    size_t cue_start, cue_end; /* in the file */
    size_t start; /* of the part in hand, from where its places count; the
                   * caller sets it */
    struct arena arena;
};

/* Keep what a part leaves, whose texts may end with it, in place of what the
 * one before has left. */
void sequel_keep(struct sequel *sequel, const struct sequel *left);

/* A copy for the next part, in its arena; what it copies may change then. */
struct sequel *sequel_recall(const struct sequel *sequel, struct arena *arena);

void sequel_release(struct sequel *sequel);

#endif
