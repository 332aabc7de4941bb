#include "indexer/source.h"

#include "common/file.h"
#include "common/schema.h"
#include "indexer/assemble.h"
#include "indexer/effort.h"
#include "indexer/fields.h"
#include "indexer/iso2022.h"
#include "indexer/long_text.h"
#include "indexer/reader.h"
#include "indexer/stock.h"
#include "indexer/unpack.h"

struct source {
    const struct source_options *options;
    char *path;
    struct stock *stock;
    struct said said;          /* by metadata files and on the command line */
    struct metadata *metadata; /* our own, unless the caller lent one */
    struct sites_scope sites;  /* that count for the file */
    struct source_state state;
    struct strbuf warning;
    bool has_records;
    /* What the stock gave last. */
    struct stock_item item;
    const struct reader *reader; /* NULL: read to its end */
    void *records;               /* of a file of records */
    void *bundle;                /* of one of many documents */
    struct strbuf bytes;         /* of any other, whole */
    struct long_text *long_text; /* of bytes too many for one page */
    uint64_t replaced;           /* in those before */
    uint64_t effort;             /* that it took to read them, of an archive */
    bool is_over;                /* it was too much */
    struct arena arena;
};

/* ---- what the stock gives ---- */

static void end_item(struct source *source)
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

static bool is_packed(struct slice head)
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
    if (stock_is_archive(source->stock) && is_packed(item->head))
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
static enum status next_item(struct source *source, struct error *err)
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
        if (status != STATUS_BAD_FORMAT || is_packed(source->item.head) ||
            !stock_is_archive(source->stock) ||
            reader_by_ending(source->item.name))
            return status;
        source->state.passed_over++;
    }
}

/* ---- opening ---- */

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
        status = next_item(source, err);
    if (status) {
        source_close(source);
        return status;
    }
    source->state.bytes_total = (uint64_t)info.size;
    ask_metadata(source);
    *out = source;
    return STATUS_OK;
}

/* A page of an archive was read from so many bytes: may it be cut into
 * passages, or is it a bomb? Then nothing more is read. */
static enum status spend(struct source *source, const struct page *page,
                         uint64_t bytes, struct error *err)
{
    if (!stock_is_archive(source->stock))
        return STATUS_OK;
    source->effort += effort_of_page(page, bytes);
    source->effort += source->records ? 0 : EFFORT_OF_FILE;
    if (!effort_is_too_much(source->effort, stock_bytes_in(source->stock)))
        return STATUS_OK;
    end_item(source);
    source->is_over = true;
    return error_set(err, STATUS_TOO_LARGE,
                     "%s: unpacks to over %d times its size in text: a zip "
                     "bomb? The rest is not read",
                     source->path, EFFORT_RATIO_MOST);
}

/* ---- what is told of a statement ---- */

static void note_warning(struct source *source, const char *path,
                         struct slice warning)
{
    source->state.warning = SLICE_UNKNOWN;
    if (!slice_is_known(warning))
        return;
    strbuf_reset(&source->warning);
    strbuf_add_format(&source->warning, "%s:%.*s", path, SLICE_ARG(warning));
    source->state.warning = strbuf_slice(&source->warning);
}

static struct slice stem(const char *path)
{
    const char *name = file_name(path);

    return (struct slice){name, strlen(name) - strlen(reader_ending(path))};
}

/* FIRST/SECOND, or the one that is known. */
static struct slice join(struct slice first, struct slice second,
                         struct arena *arena)
{
    struct strbuf joined = STRBUF_INIT;
    struct slice kept;

    if (!slice_is_known(first) || !slice_is_known(second))
        return slice_is_known(first) ? first : second;
    strbuf_add(&joined, first);
    strbuf_add_byte(&joined, '/');
    strbuf_add(&joined, second);
    kept = slice_copy(arena, strbuf_slice(&joined));
    strbuf_release(&joined);
    return kept;
}

/* Where a statement comes from; part is its document in a bundle, or NULL. An
 * id that is said of the file is that of all in it. */
static struct origin origin_of(const struct source *source,
                               const struct bundled *part, struct arena *arena)
{
    const struct stock_item *item = &source->item;
    struct origin origin = {.file = slice_of(source->path),
                            .member = item->member,
                            .id = item->id,
                            .said = source->said};
    struct slice id = source->options->id;

    if (!slice_is_known(id))
        id = stem(source->path);
    if (part) {
        origin.member = join(item->member, part->member, arena);
        origin.id = join(item->id, part->id, arena);
        origin.told = part->told;
        origin.start = part->place.count ? part->place.start : 0;
    }
    if (slice_is_known(origin.id) && slice_is_known(origin.said.statement.id)) {
        id = origin.said.statement.id;
        origin.said.statement.id = SLICE_UNKNOWN;
    }
    origin.id = join(id, origin.id, arena);
    return origin;
}

/* ---- one statement ---- */

/* Read a page; of one in ISO-2022-JP, as what it can be made. */
static enum status
read_page(enum status (*read)(const struct raw_file *file, struct arena *arena,
                              struct page *out, struct error *err),
          const struct raw_file *file, struct arena *arena, struct page *out,
          struct error *err)
{
    struct raw_file made = *file;
    struct strbuf bytes = STRBUF_INIT;
    struct stretches way = {.count = 0};
    struct bundle_place place = {.raw = file->bytes, .line = 1};
    enum status status;

    if (!iso2022_is(file->bytes))
        return read(file, arena, out, err);
    iso2022_convert(file->bytes, &bytes, &way);
    made.bytes = slice_copy(arena, strbuf_slice(&bytes));
    made.charset = SLICE(ISO2022_AS);
    status = read(&made, arena, out, err);
    place.stretches = way.items;
    place.count = way.count;
    if (!status)
        bundle_place_page(&place, out, arena);
    strbuf_release(&bytes);
    stretches_release(&way);
    return status;
}

/* What is to be told of a page that was read. */
static void note_page(struct source *source, const struct page *page)
{
    source->state.replaced += page->replaced;
    source->state.text = page->text;
    note_warning(source, source->item.path, page->warning);
}

static enum status next_long(struct source *source, struct arena *arena,
                             struct statement *statement,
                             struct passage_list *passages, struct error *err)
{
    struct origin origin = origin_of(source, NULL, arena);
    struct page page;
    enum status status = long_text_next(source->long_text, arena, &page, err);

    if (status == STATUS_END)
        end_item(source);
    if (!status)
        status = spend(source, &page, 0, err);
    if (status)
        return status;
    long_text_cut(source->long_text, &origin, arena, &page, statement,
                  passages);
    note_page(source, &page);
    return STATUS_OK;
}

static enum status next_short(struct source *source,
                              const struct raw_file *file, struct arena *arena,
                              struct statement *statement,
                              struct passage_list *passages, struct error *err)
{
    struct origin origin = origin_of(source, NULL, arena);
    const struct reader *reader = source->reader;
    struct page page;
    enum status status;

    end_item(source);
    if (!file->bytes.len)
        return STATUS_END;
    status = read_page(reader->read, file, arena, &page, err);
    if (!status)
        status = spend(source, &page, file->bytes.len, err);
    if (status)
        return status;
    note_page(source, &page);
    source->replaced = source->state.replaced;
    assemble_page(&page, &origin, arena, statement, passages);
    return STATUS_OK;
}

static enum status next_page(struct source *source, struct arena *arena,
                             struct statement *statement,
                             struct passage_list *passages, struct error *err)
{
    struct raw_file file = {.path = source->item.path,
                            .bytes = strbuf_slice(&source->bytes),
                            .url = source->said.statement.url,
                            .sites = &source->sites};
    enum status status;

    if (!stock_is_archive(source->stock))
        source->state.hash = slice_hash(file.bytes);
    source->state.bytes_read += file.bytes.len;
    status =
        long_text_open(&file, source->reader->read, &source->long_text, err);
    if (status)
        end_item(source);
    if (status)
        return status;
    if (source->long_text)
        return next_long(source, arena, statement, passages, err);
    return next_short(source, &file, arena, statement, passages, err);
}

static enum status next_record(struct source *source, struct arena *arena,
                               struct statement *statement,
                               struct passage_list *passages, struct error *err)
{
    const struct records_format *format = source->reader->records;
    struct origin origin = origin_of(source, NULL, arena);
    struct record record;
    enum status status = format->next(source->records, arena, &record, err);
    struct records_state state = format->look(source->records);

    source->state.replaced = source->replaced + state.replaced;
    source->state.bytes_read = state.bytes_read;
    if (!stock_is_archive(source->stock))
        source->state.hash = state.hash;
    if (status == STATUS_END)
        end_item(source);
    if (!status)
        status = spend(source, &record.page, record.end - record.start, err);
    if (status)
        return status;
    note_warning(source, source->item.path, record.page.warning);
    assemble_record(&record, &origin, source->options->split_records, arena,
                    statement, passages);
    return STATUS_OK;
}

/* Choose how a document of a bundle is read; false: it is no statement. */
static bool choose_read(struct bundled *part, const char *path)
{
    const struct reader *reader = NULL;
    struct slice head = slice_part(part->bytes, 0, READER_HEAD_BYTES);

    if (part->read)
        return true;
    if (is_packed(head) ||
        (*reader_ending(part->name) && !reader_by_ending(part->name)) ||
        reader_pick(path, part->name, head, &reader, NULL))
        return false;
    part->read = reader->read;
    return part->read != NULL;
}

static const char *path_of(const struct source *source,
                           const struct bundled *part, struct arena *arena)
{
    struct strbuf path = STRBUF_INIT;
    const char *kept;

    strbuf_add_text(&path, source->item.path);
    if (slice_is_known(part->member))
        strbuf_add_format(&path, ":%.*s", SLICE_ARG(part->member));
    kept = arena_copy(arena, path.bytes, path.len);
    strbuf_release(&path);
    return kept;
}

/* The next document that can be read. */
static enum status next_part(struct source *source, struct arena *arena,
                             struct bundled *part, struct raw_file *file,
                             struct error *err)
{
    const struct bundle_format *format = source->reader->bundle;
    enum status status;

    for (;;) {
        status = format->next(source->bundle, arena, part, err);
        if (status)
            return status;
        *file = (struct raw_file){.path = path_of(source, part, arena),
                                  .bytes = part->bytes,
                                  .charset = part->charset,
                                  .url = part->told.statement.url,
                                  .sites = &source->sites};
        if (choose_read(part, file->path))
            return STATUS_OK;
        source->state.passed_over++;
    }
}

static enum status next_bundled(struct source *source, struct arena *arena,
                                struct statement *statement,
                                struct passage_list *passages,
                                struct error *err)
{
    struct bundled part;
    struct raw_file file;
    struct origin origin;
    struct page page;
    enum status status = next_part(source, arena, &part, &file, err);

    if (status == STATUS_END)
        end_item(source);
    if (status)
        return status;
    status = read_page(part.read, &file, arena, &page, err);
    if (!status)
        status = spend(source, &page, file.bytes.len, err);
    if (status)
        return status;
    source->state.replaced += page.replaced;
    if (slice_is_known(page.text))
        part.place.count = 0; /* places are of another text */
    source->state.text = page.text;
    bundle_place_page(&part.place, &page, arena);
    origin = origin_of(source, &part, arena);
    note_warning(source, file.path, page.warning);
    assemble_page(&page, &origin, arena, statement, passages);
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

static enum status next_of_item(struct source *source, struct arena *arena,
                                struct statement *statement,
                                struct passage_list *passages,
                                struct error *err)
{
    if (source->records)
        return next_record(source, arena, statement, passages, err);
    if (source->bundle)
        return next_bundled(source, arena, statement, passages, err);
    if (source->long_text)
        return next_long(source, arena, statement, passages, err);
    return next_page(source, arena, statement, passages, err);
}

enum status source_next(struct source *source, struct arena *arena,
                        struct statement *statement,
                        struct passage_list *passages, struct error *err)
{
    enum status status;

    for (;;) {
        if (!source->reader) {
            status = source->is_over ? STATUS_END : next_item(source, err);
            if (status)
                return status == STATUS_END ? finish(source, err) : status;
        }
        status = next_of_item(source, arena, statement, passages, err);
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
    end_item(source);
    stock_close(source->stock);
    metadata_free(source->metadata);
    strbuf_release(&source->bytes);
    strbuf_release(&source->warning);
    arena_release(&source->arena);
    heap_free(source);
}
