/* document.h - a passage and its statement as a document of the index: which
 * terms, with which counts, filters and values. All policy of what is
 * searchable is here; index.h only carries it out. */
#ifndef COMMON_DOCUMENT_H
#define COMMON_DOCUMENT_H

#include "common/index.h"
#include "common/likeness.h"
#include "common/passage.h"
#include "common/terms.h"

/* Everything in *out lives in the arena or the analyser. */
void document_build(struct analyser *analyser,
                    const struct statement *statement,
                    const struct passage *passage, struct slice file_key,
                    struct arena *arena, struct index_document *out);

/* The same, and the words of the passage are read into likeness, that of its
 * statement so far. */
void document_build_like(struct analyser *analyser,
                         const struct statement *statement,
                         const struct passage *passage, struct slice file_key,
                         struct likeness *likeness, struct arena *arena,
                         struct index_document *out);

/* What the last passage of a statement is sealed with: the sketch of all of
 * them. Lives in the arena. */
void document_seal(const struct likeness *likeness,
                   const struct statement *statement, uint32_t passages,
                   struct arena *arena, struct index_seal *out);

/* The filter term of a value ("Japan" for PREFIX_SIDE), in the arena, cut to
 * the limit: documents and queries must make it alike. */
struct slice document_filter(const char *prefix, struct slice value,
                             struct arena *arena);

/* PREFIX_FILE term of a file key, in the arena. */
struct slice document_file_term(struct slice file_key, struct arena *arena);

#endif
