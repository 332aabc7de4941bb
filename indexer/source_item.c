#include "common/schema.h"
#include "indexer/source_inside.h"
#include "indexer/unpack.h"

void source_end_item(struct source *source)
{
    if (source->records)
        source->reader->records->close(source->records);
    if (source->bundle)
        source->state.passed_over +=
            source->reader->bundle->passed_over(source->bundle);
    if (source->bundle)
        source->reader->bundle->close(source->bundle);
    long_text_close(source->long_text);
    source->long_text = NULL;
    source->records = source->bundle = NULL;
    source->reader = NULL;
    source->replaced = source->state.replaced;
}

bool source_is_packed(struct slice head)
{
    enum unpack_kind kind = unpack_kind(head);

    return kind != UNPACK_NONE && kind != UNPACK_DOCUMENT;
}

/* A member with an ending that no reader knows is no statement, as in a
 * folder. */
static bool is_foreign(const struct source *source)
{
    struct slice ending = slice_of(reader_ending(source->item.name));

    return slice_is_known(source->item.id) && ending.len &&
           !reader_by_ending(source->item.name) && !unpack_is_ending(ending) &&
           !slice_is_known(source->options->format);
}

static enum status pick(struct source *source, struct error *err)
{
    const struct stock_item *item = &source->item;

    if (slice_is_known(source->options->format))
        return reader_named(source->options->format, &source->reader, err);
    return reader_pick(item->path, item->name, item->head, &source->reader,
                       err);
}

static enum status begin_item(struct source *source, struct error *err)
{
    const struct stock_item *item = &source->item;
    enum status status;

    strbuf_reset(&source->bytes);
    if (stock_is_archive(source->stock) && source_is_packed(item->head))
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: an archive in an archive; unpack it first",
                         item->path);
    status = pick(source, err);
    if (status)
        return status;
    source->has_records |= source->reader->records != NULL;
    if (source->reader->records)
        source->records = source->reader->records->open(&item->input);
    else if (source->reader->bundle)
        source->bundle = source->reader->bundle->open(&item->input);
    else
        status = input_take_all(&item->input, SCHEMA_FILE_BYTES_MOST,
                                &source->bytes, err);
    if (status)
        source->reader = NULL;
    return status;
}

/* Go to the next member that is to be read. */
enum status source_next_item(struct source *source, struct error *err)
{
    for (;;) {
        enum status status = stock_next(source->stock, &source->item, err);

        if (status)
            return status;
        if (is_foreign(source)) {
            source->state.passed_over++;
            continue;
        }
        status = begin_item(source, err);
        if (status != STATUS_BAD_FORMAT ||
            source_is_packed(source->item.head) ||
            !stock_is_archive(source->stock) ||
            reader_by_ending(source->item.name))
            return status;
        source->state.passed_over++;
    }
}
