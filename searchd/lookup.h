/* lookup.h - a statement by its id or by that of a passage. */
#ifndef SEARCHD_LOOKUP_H
#define SEARCHD_LOOKUP_H

#include "common/index.h"
#include "searchd/hits.h"

/* The passages of a statement, as service_show() promises them. */
MUST_CHECK enum status lookup_statement(struct index_reader *reader,
                                        struct slice id, struct arena *arena,
                                        struct hit **out, size_t *count,
                                        size_t *place, struct error *err);

#endif
