/* voice.h - does a text speak in the first person throughout, as a speech
 * does, and for which state?
 *
 * In a speech what others said is only told: "the Soviet Union has proposed"
 * is not the Soviet Union's voice. Whose voice it is, is said by "my country,
 * Albania", "the Government of Albania supports", "Albania believes"; unless
 * one state stands out clearly, it stays unknown. */
#ifndef INDEXER_VOICE_H
#define INDEXER_VOICE_H

#include "indexer/tokens.h"

enum { VOICE_SIDES_MOST = 64 };

/* What was met in the blocks noted so far. A zeroed struct is none. */
struct voice_tally {
    struct {
        struct slice side;
        unsigned weight;
    } sides[VOICE_SIDES_MOST];
    size_t side_count;
    size_t blocks, own_blocks; /* those that say "I" or "my" */
};

struct voice {
    bool is_speech;
    struct slice side; /* of the one who speaks; unknown */
};

/* Note one block of the text. */
void voice_note(struct voice_tally *tally, struct slice text,
                const struct token_list *tokens);

/* What the blocks say together. issuer_side, where it is known, is whose
 * speech it is. */
void voice_settle(const struct voice_tally *tally, struct slice issuer_side,
                  struct voice *out);

#endif
