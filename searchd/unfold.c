#include "searchd/unfold.h"

#include <string.h>

#include "common/document.h"
#include "searchd/hits.h"

/* Is this the name that was folded to a term of the index? */
static bool is_name_of(struct slice name, const char *prefix,
                       struct slice folded, struct arena *arena)
{
    struct slice term = document_filter(prefix, name, arena);

    return name.len &&
           slice_equal(slice_part(term, strlen(prefix), term.len), folded);
}

enum status unfold_name(struct index_reader *reader, const char *prefix,
                        uint32_t document, struct arena *arena,
                        struct slice *name, struct error *err)
{
    struct slice folded = *name, bytes;
    struct hit hit;
    enum status status =
        index_reader_data(reader, document, arena, &bytes, err);

    if (!status)
        status = hit_decode(bytes, arena, &hit, err);
    if (status)
        return status;
    if (is_name_of(hit.statement.issuer_side, prefix, folded, arena))
        *name = hit.statement.issuer_side;
    for (size_t i = 0; i < hit.passage.side_count; i++)
        if (is_name_of(hit.passage.sides[i], prefix, folded, arena))
            *name = hit.passage.sides[i];
    for (size_t i = 0; i < hit.passage.about_count; i++)
        if (is_name_of(hit.passage.about[i], prefix, folded, arena))
            *name = hit.passage.about[i];
    return STATUS_OK;
}
