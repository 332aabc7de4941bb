/* attribution.h - for which sides a passage speaks, the words that say so, and
 * of which sides it speaks.
 *
 * "Both Japanese ministers stated", "the Russian side reiterated", "Foreign
 * Minister Gemba requested", "The ministers agreed" (the two parties of the
 * meeting). A side that is only mentioned does not count: a subject must be
 * followed by a verb of saying that has happened. In a speech only the
 * speaker's own side is heard. Who is named otherwise is spoken of. */
#ifndef INDEXER_ATTRIBUTION_H
#define INDEXER_ATTRIBUTION_H

#include "common/passage.h"
#include "indexer/mentions.h"
#include "indexer/parties.h"
#include "indexer/persons.h"
#include "indexer/voice.h"

/* What is known of the statement. */
struct attribution_context {
    const struct parties *parties;
    const struct persons *persons;
    struct slice issuer_side;
    struct voice voice;
};

struct attribution {
    struct slice sides[PASSAGE_SIDES_MOST]; /* in the order of their cues */
    size_t side_count;
    enum evidence evidence;    /* that of the first cue */
    size_t cue_start, cue_end; /* bytes in text of the first cue; both 0 */
    struct mentions about;
};

/* Find the sides that text speaks for from byte start on. tokens are those of
 * the whole text. Where no cue stands, or "we" speak, the issuer's side is the
 * one. */
void attribution_find(const struct attribution_context *context,
                      struct slice text, size_t start,
                      const struct token_list *tokens, struct attribution *out);

#endif
