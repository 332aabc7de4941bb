#include "indexer/effort.h"
#include "indexer/fields.h"
#include "indexer/iso2022.h"
#include "indexer/source_inside.h"

/* ---- what is told of a page ---- */

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

/* A page of an archive was read from so many bytes: may it be cut into
 * passages, or is it a bomb? Then nothing more is read. */
static enum status spend(struct source *source, const struct page *page,
                         uint64_t bytes, struct error *err)
{
    if (!stock_is_archive(source->stock))
        return STATUS_OK;
    source->effort += effort_of_page(page, bytes);
    source->effort += source->records ? EFFORT_OF_RECORD : EFFORT_OF_FILE;
    if (!effort_is_too_much(source->effort, stock_bytes_in(source->stock)))
        return STATUS_OK;
    source_end_item(source);
    source->is_over = true;
    return error_set(err, STATUS_TOO_LARGE,
                     "%s: unpacks to over %d times its size in text: a zip "
                     "bomb? The rest is not read",
                     source->path, EFFORT_RATIO_MOST);
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
static void note_page(struct source *source, const char *path,
                      const struct page *page)
{
    source->state.replaced += page->replaced;
    source->state.text = page->text;
    note_warning(source, path, page->warning);
}

/* What is said of a document, in the arena. */
static struct bundled copy_part(const struct bundled *part, struct arena *arena)
{
    struct bundled copy = *part;

    copy.member = slice_copy(arena, part->member);
    copy.id = slice_copy(arena, part->id);
    copy.charset = slice_copy(arena, part->charset);
    copy.told = fields_copy(&part->told, arena);
    return copy;
}

/* ---- a text part by part ---- */

static struct origin origin_of_long(struct source *source, struct arena *arena,
                                    struct page *page)
{
    struct origin origin;
    struct bundled part;
    size_t start = long_text_start(source->long_text);

    if (!source->bundle) {
        origin = source_origin(source, NULL, arena);
        origin.start += start;
        return origin;
    }
    part = copy_part(&source->part, arena);
    part.place.before = start;
    bundle_place_page(&part.place, page, arena);
    origin = source_origin(source, &part, arena);
    origin.start += part.place.count ? 0 : start;
    return origin;
}

/* END: of the text, which may be one of several in a bundle. */
static enum status next_long(struct source *source, struct arena *arena,
                             struct statement *statement,
                             struct passage_list *passages, struct error *err)
{
    struct origin origin;
    struct page page;
    enum status status = long_text_next(source->long_text, arena, &page, err);

    if (!status)
        status = spend(source, &page, 0, err);
    if (status)
        return status;
    origin = origin_of_long(source, arena, &page);
    long_text_cut(source->long_text, &origin, arena, &page, statement,
                  passages);
    note_page(source, source->bundle ? source->part_path : source->item.path,
              &page);
    return STATUS_OK;
}

static void begin_long_part(struct source *source, const struct bundled *part,
                            const struct raw_file *file)
{
    struct arena *arena = &source->part_arena;
    struct raw_file kept = *file;
    struct stretch *stretches;

    arena_reset(arena);
    strbuf_reset(&source->bytes);
    strbuf_add(&source->bytes, part->bytes);
    source->part = copy_part(part, arena);
    stretches = arena_array(arena, part->place.count, sizeof *stretches);
    if (part->place.count)
        memcpy(stretches, part->place.stretches,
               part->place.count * sizeof *stretches);
    source->part.place.stretches = stretches;
    source->part.bytes = strbuf_slice(&source->bytes);
    source->part_path = arena_copy(arena, file->path, strlen(file->path));
    kept.path = source->part_path;
    kept.bytes = source->part.bytes;
    kept.charset = source->part.charset;
    kept.url = source->part.told.statement.url;
    source->long_text = long_text_open(&kept, part->read);
}

/* ---- one statement ---- */

static enum status next_short(struct source *source,
                              const struct raw_file *file, struct arena *arena,
                              struct statement *statement,
                              struct passage_list *passages, struct error *err)
{
    struct origin origin = source_origin(source, NULL, arena);
    const struct reader *reader = source->reader;
    struct page page;
    enum status status;

    source_end_item(source);
    if (!file->bytes.len)
        return STATUS_END;
    status = read_page(reader->read, file, arena, &page, err);
    if (!status)
        status = spend(source, &page, file->bytes.len, err);
    if (status)
        return status;
    note_page(source, source->item.path, &page);
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

    if (!stock_is_archive(source->stock))
        source->state.hash = slice_hash(file.bytes);
    source->state.bytes_read += file.bytes.len;
    if (long_text_is(&file, source->reader->read)) {
        source->long_text = long_text_open(&file, source->reader->read);
        return next_long(source, arena, statement, passages, err);
    }
    return next_short(source, &file, arena, statement, passages, err);
}

static enum status next_record(struct source *source, struct arena *arena,
                               struct statement *statement,
                               struct passage_list *passages, struct error *err)
{
    const struct records_format *format = source->reader->records;
    struct origin origin = source_origin(source, NULL, arena);
    struct record record;
    enum status status = format->next(source->records, arena, &record, err);
    struct records_state state = format->look(source->records);

    source->state.replaced = source->replaced + state.replaced;
    source->state.bytes_read = state.bytes_read;
    if (!stock_is_archive(source->stock))
        source->state.hash = state.hash;
    if (status == STATUS_END)
        source_end_item(source);
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
    if (source_is_packed(head) ||
        (*reader_ending(part->name) && !reader_by_ending(part->name)) ||
        reader_pick(path, part->name, head, &reader, NULL))
        return false;
    part->read = reader->read;
    return part->read != NULL;
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
        *file = (struct raw_file){.path = source_path_of(source, part, arena),
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
        source_end_item(source);
    if (status)
        return status;
    if (long_text_is(&file, part.read)) {
        begin_long_part(source, &part, &file);
        return next_long(source, arena, statement, passages, err);
    }
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
    origin = source_origin(source, &part, arena);
    note_warning(source, file.path, page.warning);
    assemble_page(&page, &origin, arena, statement, passages);
    return STATUS_OK;
}

/* ---- of any kind ---- */

enum status source_next_of_item(struct source *source, struct arena *arena,
                                struct statement *statement,
                                struct passage_list *passages,
                                struct error *err)
{
    enum status status;

    if (source->long_text) {
        status = next_long(source, arena, statement, passages, err);
        if (status != STATUS_END)
            return status;
        long_text_close(source->long_text);
        source->long_text = NULL;
        if (!source->bundle) {
            source_end_item(source);
            return STATUS_END;
        }
    }
    if (source->records)
        return next_record(source, arena, statement, passages, err);
    if (source->bundle)
        return next_bundled(source, arena, statement, passages, err);
    return next_page(source, arena, statement, passages, err);
}
