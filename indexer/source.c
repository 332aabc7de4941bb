#include "indexer/source.h"

#include <string.h>

#include "common/file.h"
#include "common/schema.h"
#include "indexer/boilerplate.h"
#include "indexer/dateline.h"
#include "indexer/fields.h"
#include "indexer/front.h"
#include "indexer/issuer.h"
#include "indexer/language.h"
#include "indexer/read_text.h"
#include "indexer/reader.h"
#include "indexer/title.h"

struct source {
    const struct source_options *options;
    char *path;
    const struct reader *reader;
    struct said said;          /* by metadata files and on the command line */
    struct metadata *metadata; /* our own, unless the caller lent one */
    void *records;             /* of a file of records */
    struct strbuf bytes;       /* of any other, whole */
    bool is_read;
    struct source_state state;
    struct strbuf warning;
    struct arena arena;
};

/* ---- opening ---- */

static enum status choose_reader(struct source *source, struct error *err)
{
    struct strbuf head = STRBUF_INIT;
    enum status status;

    if (slice_is_known(source->options->format))
        return reader_named(source->options->format, &source->reader, err);
    status = file_read_head(source->path, READER_HEAD_BYTES, &head, err);
    if (!status)
        status = reader_pick(source->path, strbuf_slice(&head), &source->reader,
                             err);
    strbuf_release(&head);
    return status;
}

static void ask_metadata(struct source *source)
{
    struct metadata *metadata = source->options->metadata;
    struct said given = {.statement = source->options->given};
    const char *absolute = file_real_path(&source->arena, source->path);

    if (!metadata)
        metadata = source->metadata = metadata_new();
    if (absolute)
        metadata_find(metadata, absolute, &source->said);
    fields_apply(&source->said, &given);
}

enum status source_open(const char *path, const struct source_options *options,
                        struct source **out, struct error *err)
{
    struct source *source = heap_alloc(sizeof *source);
    enum status status;

    *out = NULL;
    source->options = options;
    source->path = arena_copy(&source->arena, path, strlen(path));
    status = choose_reader(source, err);
    if (!status && source->reader->read)
        status = file_read(path, SCHEMA_FILE_BYTES_MOST, &source->bytes, err);
    else if (!status)
        status = source->reader->records->open(path, &source->records, err);
    if (status) {
        source_close(source);
        return status;
    }
    ask_metadata(source);
    source->state.bytes_total = source->bytes.len;
    *out = source;
    return STATUS_OK;
}

/* ---- from a page to a statement ---- */

static struct slice stem(const char *path)
{
    const char *name = file_name(path);

    return (struct slice){name, strlen(name) - strlen(reader_ending(path))};
}

static void note_warning(struct source *source, struct slice warning)
{
    source->state.warning = SLICE_UNKNOWN;
    if (!slice_is_known(warning))
        return;
    strbuf_reset(&source->warning);
    strbuf_add_format(&source->warning, "%s:%.*s", source->path,
                      SLICE_ARG(warning));
    source->state.warning = strbuf_slice(&source->warning);
}

/* What is said of the statement from outside, the most binding last. */
static struct said all_said(const struct source *source,
                            const struct page *page)
{
    struct said said = page->stated;

    fields_apply(&said, &source->said);
    return said;
}

static void find_facts(struct page *page, struct statement *statement,
                       struct arena *arena)
{
    boilerplate_mark(page);
    dateline_find(page, statement, arena);
    title_find(page, statement, arena);
    front_mark(page);
    issuer_find(page, statement, arena);
    language_find(page, statement);
}

/* A title that is not of the text may tell the date: "... (May 15, 2020)". */
static void date_by_title(struct statement *statement)
{
    struct date_match match;

    if (date_is_known(statement->date) ||
        !date_find(statement->title, 0, &match) || !match.from.year)
        return;
    statement->date = match.from;
    if (date_compare(match.from, match.to))
        statement->date_end = match.to;
    statement->date_basis = DATE_TEXT;
}

/* What is only likely counts where nothing better was found. */
static void complete(struct statement *statement,
                     const struct statement *likely, struct arena *arena)
{
    if (!slice_is_known(statement->language))
        statement->language = likely->language;
    if (slice_is_known(statement->issuer) || !slice_is_known(likely->issuer))
        return;
    if (issuer_take_mark(likely->issuer, statement, arena))
        return;
    statement->issuer = likely->issuer;
    statement->issuer_basis = ISSUER_METADATA;
    issuer_complete(statement);
}

/* One who speaks throughout speaks where no other is named. */
static void set_speaker(struct passage *passage, const struct said *said)
{
    if (!slice_is_known(said->speaker) || slice_is_known(passage->speaker))
        return;
    passage->speaker = said->speaker;
    passage->role = said->role;
    if (!passage->side_count && slice_is_known(said->statement.issuer_side))
        passage->sides[passage->side_count++] = said->statement.issuer_side;
    if (!passage->evidence)
        passage->evidence = EVIDENCE_STATED;
}

static void mark_whole(struct passage_list *passages)
{
    if (passages->count == 1)
        passages->items[0].is_whole = true;
}

static enum status next_page(struct source *source, struct arena *arena,
                             struct statement *statement,
                             struct passage_list *passages, struct error *err)
{
    struct raw_file file = {source->path, strbuf_slice(&source->bytes)};
    struct said said;
    struct page page;
    enum status status;

    if (source->is_read)
        return STATUS_END;
    source->is_read = true;
    source->state.bytes_read = source->bytes.len;
    source->state.hash = slice_hash(file.bytes);
    if (!source->bytes.len)
        return STATUS_END;
    status = source->reader->read(&file, arena, &page, err);
    if (status)
        return status;
    source->state.replaced = page.replaced;
    note_warning(source, page.warning);
    said = all_said(source, &page);
    *statement = said.statement;
    if (!slice_is_known(statement->id))
        statement->id = slice_is_known(source->options->id)
                            ? source->options->id
                            : stem(source->path);
    statement->id = slice_copy(arena, statement->id);
    statement->file = slice_copy(arena, slice_of(source->path));
    find_facts(&page, statement, arena);
    date_by_title(statement);
    complete(statement, &page.likely.statement, arena);
    split_page(&page, statement, arena, passages);
    for (size_t i = 0; i < passages->count; i++)
        set_speaker(&passages->items[i], &said);
    mark_whole(passages);
    return STATUS_OK;
}

/* ---- from a record to a statement ---- */

/* An id "STATEMENT#N" is a passage's own. */
static uint32_t cut_number(struct slice *id)
{
    size_t at = id->len;
    uint32_t number = 0, unit = 1;

    while (at && id->len - at < 9 && id->bytes[at - 1] >= '0' &&
           id->bytes[at - 1] <= '9') {
        number += unit * (uint32_t)(id->bytes[--at] - '0');
        unit *= 10;
    }
    if (at < 2 || id->bytes[at - 1] != '#' || id->bytes[at] == '0' ||
        at == id->len)
        return 0;
    *id = slice_part(*id, 0, at - 1);
    return number;
}

/* The text of a record; the title is that of a record without another. */
static struct slice whole_text(const struct record *record, struct slice title,
                               struct arena *arena)
{
    const struct page *page = &record->page;
    struct strbuf joined = STRBUF_INIT;
    struct slice text;

    if (!page->count)
        strbuf_add(&joined, title);
    for (size_t i = 0; i < page->count; i++) {
        strbuf_add(&joined, page->lines[i].text);
        strbuf_add_byte(&joined, ' ');
    }
    text = fields_clean(strbuf_slice(&joined), arena);
    text.len = utf8_cut(text.bytes, text.len, SCHEMA_PASSAGE_BYTES_MOST);
    strbuf_release(&joined);
    return text;
}

static void set_place(const struct record *record, struct passage *passage)
{
    const struct page *page = &record->page;

    passage->line = record->line;
    passage->byte_end = record->end - record->start;
    if (!page->count)
        return;
    passage->line = page->lines[0].number;
    passage->byte_start = line_offset(&page->lines[0], 0);
    passage->byte_end = line_offset(&page->lines[page->count - 1],
                                    page->lines[page->count - 1].text.len);
}

/* A record's text as it stands is one passage. */
static void take_whole(const struct record *record, struct statement *statement,
                       struct arena *arena, struct passage_list *passages)
{
    struct passage *passage = arena_alloc(arena, sizeof *passage);
    uint32_t number = cut_number(&statement->id);

    set_place(record, passage);
    passage->text = whole_text(record, statement->title, arena);
    passage->n = number ? number : 1;
    passage->is_whole = !number && record->page.count;
    passage->hash = passage_hash(passage->text);
    if (slice_is_known(statement->issuer_side)) {
        passage->sides[passage->side_count++] = statement->issuer_side;
        passage->evidence = EVIDENCE_STATED;
    }
    *passages = (struct passage_list){.items = passage, .count = 1};
}

static void move_statement(struct statement *statement, uint64_t by)
{
    if (statement->issuer_cue_end) {
        statement->issuer_cue_start += by;
        statement->issuer_cue_end += by;
    }
}

static void move(struct passage *items, size_t count, uint64_t by)
{
    for (size_t i = 0; i < count; i++) {
        items[i].byte_start += by;
        items[i].byte_end += by;
        if (items[i].cue_end) {
            items[i].cue_start += by;
            items[i].cue_end += by;
        }
    }
}

static enum status next_record(struct source *source, struct arena *arena,
                               struct statement *statement,
                               struct passage_list *passages, struct error *err)
{
    struct record record;
    const struct records_format *format = source->reader->records;
    enum status status = format->next(source->records, arena, &record, err);
    struct records_state state = format->look(source->records);
    struct said said;

    source->state = (struct source_state){.bytes_read = state.bytes_read,
                                          .bytes_total = state.bytes_total,
                                          .hash = state.hash,
                                          .replaced = state.replaced};
    if (status)
        return status;
    note_warning(source, record.page.warning);
    said = all_said(source, &record.page);
    *statement = said.statement;
    statement->id = record.page.stated.statement.id;
    statement->file = slice_copy(arena, slice_of(source->path));
    if (source->options->split_records) {
        record.page.is_wrapped = read_text_is_wrapped(&record.page);
        find_facts(&record.page, statement, arena);
        split_page(&record.page, statement, arena, passages);
        mark_whole(passages);
    } else {
        issuer_complete(statement);
        language_find(&record.page, statement);
        take_whole(&record, statement, arena, passages);
    }
    for (size_t i = 0; i < passages->count; i++)
        set_speaker(&passages->items[i], &said);
    move_statement(statement, record.start);
    move(passages->items, passages->count, record.start);
    move(passages->furniture, passages->furniture_count, record.start);
    return STATUS_OK;
}

enum status source_next(struct source *source, struct arena *arena,
                        struct statement *statement,
                        struct passage_list *passages, struct error *err)
{
    if (source->records)
        return next_record(source, arena, statement, passages, err);
    return next_page(source, arena, statement, passages, err);
}

void source_look(const struct source *source, struct source_state *out)
{
    *out = source->state;
}

bool source_has_records(const struct source *source)
{
    return source->records != NULL;
}

void source_close(struct source *source)
{
    if (!source)
        return;
    if (source->records)
        source->reader->records->close(source->records);
    metadata_free(source->metadata);
    strbuf_release(&source->bytes);
    strbuf_release(&source->warning);
    arena_release(&source->arena);
    heap_free(source);
}
