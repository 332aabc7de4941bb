#include "indexer/doubles.h"

#include <inttypes.h>

#include "common/document.h"
#include "common/index.h"
#include "common/log.h"
#include "common/passage.h"
#include "common/schema.h"

enum { SHOWN_MOST = 3, FILES_MOST = 2 };

static struct slice file_of(struct index_reader *reader, uint32_t document,
                            struct arena *arena)
{
    struct statement statement = {.file = SLICE_UNKNOWN};
    struct passage passage;
    struct slice bytes;
    struct error err;

    if (index_reader_data(reader, document, arena, &bytes, &err) ||
        passage_decode(bytes, &statement, &passage, &err))
        return SLICE("?");
    return statement.file;
}

static void warn_of(struct index_reader *reader, const struct index_term *id,
                    struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    uint32_t *documents;
    size_t count;
    struct error err;

    if (index_reader_holding(reader,
                             document_filter(PREFIX_ID, id->text, arena),
                             FILES_MOST, arena, &documents, &count, &err))
        return;
    for (size_t i = 0; i < count; i++)
        strbuf_add_format(&text, "%s%.*s", i ? ", " : "",
                          SLICE_ARG(file_of(reader, documents[i], arena)));
    log_warning("%" PRIu64 " passages have the id %.*s (%s): only one is found "
                "by it; give each record an id of its own",
                id->frequency, SLICE_ARG(id->text), text.bytes);
    strbuf_release(&text);
}

uint64_t doubles_warn(const char *folder)
{
    struct arena arena = ARENA_INIT;
    struct index_reader *reader = NULL;
    struct index_term *ids;
    size_t count = 0;
    uint64_t all = 0;
    struct error err;

    if (!index_reader_open(folder, &reader, &err) &&
        !index_reader_shared(reader, SLICE(PREFIX_ID), SHOWN_MOST, &arena, &ids,
                             &count, &all, &err))
        for (size_t i = 0; i < count; i++)
            warn_of(reader, &ids[i], &arena);
    if (all > count)
        log_warning("and %" PRIu64 " more such ids", all - count);
    index_reader_close(reader);
    arena_release(&arena);
    return all;
}
