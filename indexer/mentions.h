/* mentions.h - which sides a passage speaks of.
 *
 * A side is spoken of where it is named: "Russia", "Russian", "the Russians".
 * A capital that stands for its state is left out, since it may be but the
 * place of a meeting. */
#ifndef INDEXER_MENTIONS_H
#define INDEXER_MENTIONS_H

#include "common/passage.h"
#include "indexer/tokens.h"

/* Bytes of the text that name those who speak. */
struct mentions_heard {
    size_t start, end;
};

struct mentions {
    struct slice sides[PASSAGE_ABOUT_MOST]; /* in order, no side twice */
    size_t count;
};

/* The sides named in text from byte start on, outside of the places heard.
 * tokens are those of the text, which may go on behind it; of a script without
 * spaces the text itself is read. */
void mentions_find(struct slice text, size_t start,
                   const struct token_list *tokens,
                   const struct mentions_heard *heard, size_t heard_count,
                   struct mentions *out);

#endif
