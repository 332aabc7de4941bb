/* entities.h - the character references of HTML: "&amp;", "&#233;". */
#ifndef COMMON_ENTITIES_H
#define COMMON_ENTITIES_H

#include "common/str.h"

/* The reference that begins with the "&" at byte at: its length, and the
 * character it stands for (a plain space for all kinds of spaces). 0: there is
 * none that we know. */
size_t entity_read(struct slice text, size_t at, int32_t *codepoint);

#endif
