#include "indexer/source.h"

#include <string.h>

#include "common/file.h"
#include "common/schema.h"
#include "indexer/boilerplate.h"
#include "indexer/fields.h"
#include "indexer/reader.h"

struct source {
    const struct source_options *options;
    char *path;
    const struct reader *reader;
    struct strbuf bytes;
    bool is_read;
    struct source_state state;
    struct arena arena; /* of what lives as long as the source */
};

enum status source_open(const char *path, const struct source_options *options,
                        struct source **out, struct error *err)
{
    struct source *source = heap_alloc(sizeof *source);
    enum status status;

    *out = NULL;
    source->options = options;
    source->path = arena_copy(&source->arena, path, strlen(path));
    status = file_read(path, SCHEMA_FILE_BYTES_MOST, &source->bytes, err);
    if (!status && slice_is_known(options->format))
        status = reader_named(options->format, &source->reader, err);
    else if (!status)
        status = reader_pick(
            path,
            slice_part(strbuf_slice(&source->bytes), 0, READER_HEAD_BYTES),
            &source->reader, err);
    if (status) {
        source_close(source);
        return status;
    }
    source->state.bytes_total = source->bytes.len;
    *out = source;
    return STATUS_OK;
}

static struct slice stem(const char *path)
{
    const char *name = file_name(path);

    return (struct slice){name, strlen(name) - strlen(reader_ending(path))};
}

/* From a page to its statement and passages. */
static void understand(const struct source *source, struct page *page,
                       struct arena *arena, struct statement *statement,
                       struct passage_list *passages)
{
    struct said said = page->stated;
    struct said given = {.statement = source->options->given};

    fields_apply(&said, &given);
    *statement = said.statement;
    if (!slice_is_known(statement->id))
        statement->id = slice_copy(arena, stem(source->path));
    statement->file = slice_copy(arena, slice_of(source->path));
    boilerplate_mark(page);
    split_page(page, statement, arena, passages);
}

enum status source_next(struct source *source, struct arena *arena,
                        struct statement *statement,
                        struct passage_list *passages, struct error *err)
{
    struct raw_file file = {source->path, strbuf_slice(&source->bytes)};
    struct page page;
    enum status status;

    if (source->is_read || source->bytes.len == 0)
        return STATUS_END;
    source->is_read = true;
    source->state.bytes_read = source->bytes.len;
    source->state.hash = slice_hash(file.bytes);
    status = source->reader->read(&file, arena, &page, err);
    if (status)
        return status;
    source->state.replaced = page.replaced;
    understand(source, &page, arena, statement, passages);
    return STATUS_OK;
}

void source_look(const struct source *source, struct source_state *out)
{
    *out = source->state;
}

void source_close(struct source *source)
{
    if (!source)
        return;
    strbuf_release(&source->bytes);
    arena_release(&source->arena);
    heap_free(source);
}
