/* heading_text.h - what the words of a line say for and against its being a
 * heading. */
#ifndef INDEXER_HEADING_TEXT_H
#define INDEXER_HEADING_TEXT_H

#include "common/base.h"
#include "common/str.h"

size_t heading_count_characters(struct slice text);
size_t heading_count_words(struct slice text);

/* Short, and no sentence: it could head something. */
bool heading_is_headline(struct slice text);

/* Capital letters, and no small one, of Latin or Cyrillic script. */
bool heading_is_in_capitals(struct slice text);

/* With a capital letter, or a sign of a script that has none. */
bool heading_begins_capital(struct slice text);

/* "[Opening remarks]", "<Iran>", "【北方領土】", "＜冒頭発言＞"; not
 * "[inaudible]", nor "[A/50/60, para. 73]". */
bool heading_is_bracketed(struct slice text);

/* It opens a form of address, or tells for whom a letter is. */
bool heading_is_address(struct slice text);

/* A part of a sentence that was broken: "We note with concern that". */
bool heading_is_broken(struct slice text);

/* Where the heading in front of a paragraph ends: "Sec. 2.  Definitions.  In
 * this order"; 0: it has none. */
size_t heading_section_end(struct slice text);

#endif
