/* unfold.h - terms of the index as the passages write them: sides and states
 * are folded there. */
#ifndef SEARCHD_UNFOLD_H
#define SEARCHD_UNFOLD_H

#include "common/index.h"

/* The name whose term under prefix (PREFIX_SIDE, PREFIX_ABOUT, PREFIX_COUNTRY)
 * is *name, as this passage, which has it, writes it; one that is not found
 * stays. Lives in arena. Fails as index_reader_data() and hit_decode() do. */
MUST_CHECK enum status unfold_name(struct index_reader *reader,
                                   const char *prefix, uint32_t document,
                                   struct arena *arena, struct slice *name,
                                   struct error *err);

#endif
