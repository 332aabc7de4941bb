#include "indexer/source.h"

#include "common/file.h"
#include "indexer/fields.h"
#include "indexer/source_inside.h"

static void ask_metadata(struct source *source)
{
    struct metadata *metadata = source->options->metadata;
    struct said given = {.statement = source->options->given};
    const char *absolute = file_real_path(&source->arena, source->path);

    if (!metadata)
        metadata = source->metadata = metadata_new();
    if (absolute)
        metadata_find(metadata, absolute, &source->said);
    if (absolute && source->options->sites)
        sites_scope_find(source->options->sites, absolute, &source->sites);
    fields_apply(&source->said, &given);
}

enum status source_open(const char *path, const struct source_options *options,
                        struct source **out, struct error *err)
{
    struct source *source = heap_alloc(sizeof *source);
    struct file_info info;
    enum status status;

    *out = NULL;
    source->options = options;
    source->path = arena_copy(&source->arena, path, strlen(path));
    status = stock_open(source->path, READER_HEAD_BYTES, &source->stock, err);
    if (!status)
        status = file_look(path, &info, err);
    if (!status && !stock_is_archive(source->stock))
        status = source_next_item(source, err);
    if (status) {
        source_close(source);
        return status;
    }
    source->state.bytes_total = (uint64_t)info.size;
    ask_metadata(source);
    *out = source;
    return STATUS_OK;
}

/* ---- one after the other ---- */

/* Of archives and bundles the file's own bytes are hashed when all is read. */
static enum status finish(struct source *source, struct error *err)
{
    if (source->state.hash)
        return STATUS_END;
    source->state.passed_over += stock_passed_over(source->stock);
    return file_hash(source->path, &source->state.hash, err) ? STATUS_IO
                                                             : STATUS_END;
}

enum status source_next(struct source *source, struct arena *arena,
                        struct statement *statement,
                        struct passage_list *passages, struct error *err)
{
    enum status status;

    for (;;) {
        if (!source->reader) {
            status =
                source->is_over ? STATUS_END : source_next_item(source, err);
            if (status)
                return status == STATUS_END ? finish(source, err) : status;
        }
        status = source_next_of_item(source, arena, statement, passages, err);
        if (status != STATUS_END)
            return status;
    }
}

void source_look(const struct source *source, struct source_state *out)
{
    *out = source->state;
}

bool source_has_records(const struct source *source)
{
    return source->has_records;
}

void source_close(struct source *source)
{
    if (!source)
        return;
    source_end_item(source);
    stock_close(source->stock);
    metadata_free(source->metadata);
    strbuf_release(&source->bytes);
    strbuf_release(&source->warning);
    arena_release(&source->part_arena);
    arena_release(&source->arena);
    heap_free(source);
}
