/* issuer_office.h - "Ministry of Foreign Affairs of Japan" and other offices
 * with the name of their state. */
#ifndef INDEXER_ISSUER_OFFICE_H
#define INDEXER_ISSUER_OFFICE_H

#include "indexer/sides.h"

/* The length of an office's name that begins at byte at, its state included:
 * "Ministry of Defence of Norway", "Russian Foreign Ministry". *side is the
 * state. 0 when none begins there. */
size_t issuer_office_at(struct slice text, size_t at, struct side_match *side);

#endif
