/* align.h - a passage's text, which is cleaned, held against the text that it
 * was taken from: white space there is longer, and markup stands between. */
#ifndef SEARCHD_ALIGN_H
#define SEARCHD_ALIGN_H

#include "common/str.h"

/* Does the passage stand in text from byte at on? Then offsets, of which there
 * are passage.len + 1, say where each of its bytes does; the last one is its
 * end. */
bool align_passage(struct slice text, size_t at, struct slice passage,
                   size_t *offsets);

/* The same, looked for from byte from on, then before it. Where its first words
 * are other ones now it is found by its last ones, and begins with their
 * line. */
bool align_find(struct slice text, size_t from, struct slice passage,
                size_t *offsets);

#endif
