/* sentences.h - where sentences end, in the languages of the statements.
 *
 * Abbreviations ("Mr.", "U.S.", "No.", "т.е.") and initials ("J. F.") end no
 * sentence. Works on one paragraph of valid UTF-8; reads each byte once. */
#ifndef INDEXER_SENTENCES_H
#define INDEXER_SENTENCES_H

#include "common/str.h"

/* Offset just behind the sentence that goes on at from: behind its stop and
 * the quotes and brackets that close with it; text.len when none ends. */
size_t sentence_end(struct slice text, size_t from);

/* Whether text ends as a sentence or a quotation of one does. An
 * abbreviation at the very end counts as no end ("thanked Mr."). */
bool sentence_is_whole(struct slice text);

#endif
