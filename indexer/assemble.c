#include "indexer/assemble.h"

#include "common/schema.h"
#include "indexer/bilingual.h"
#include "indexer/boilerplate.h"
#include "indexer/dateline.h"
#include "indexer/fields.h"
#include "indexer/front.h"
#include "indexer/issuer.h"
#include "indexer/language.h"
#include "indexer/read_text.h"
#include "indexer/title.h"

/* ---- from a page to a statement ---- */

/* What is said of the statement from outside, the most binding last. */
static struct said all_said(const struct origin *origin,
                            const struct page *page)
{
    struct said said = page->stated;

    fields_apply(&said, &origin->told);
    fields_apply(&said, &origin->said);
    return said;
}

static void set_origin(struct statement *statement, const struct origin *origin,
                       struct arena *arena)
{
    statement->file = slice_copy(arena, origin->file);
    statement->member = slice_copy(arena, origin->member);
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

/* Places count from where a record or document begins. */
static void move_all(struct statement *statement, struct passage_list *passages,
                     uint64_t by)
{
    move_statement(statement, by);
    move(passages->items, passages->count, by);
    move(passages->furniture, passages->furniture_count, by);
}

void assemble_page(struct page *page, const struct origin *origin,
                   struct arena *arena, struct statement *statement,
                   struct passage_list *passages)
{
    assemble_first(page, origin, NULL, arena, statement, passages);
}

void assemble_first(struct page *page, const struct origin *origin,
                    struct sequel *sequel, struct arena *arena,
                    struct statement *statement, struct passage_list *passages)
{
    struct said said = all_said(origin, page);

    *statement = said.statement;
    if (!slice_is_known(statement->id))
        statement->id = origin->id;
    statement->id = slice_copy(arena, statement->id);
    set_origin(statement, origin, arena);
    find_facts(page, statement, arena);
    date_by_title(statement);
    complete(statement, &page->likely.statement, arena);
    if (sequel)
        sequel->start = (size_t)origin->start;
    split_part(page, statement, sequel, arena, passages);
    bilingual_find(statement, passages->items, passages->count);
    for (size_t i = 0; i < passages->count; i++) {
        set_speaker(&passages->items[i], &said);
        passages->items[i].is_extracted = slice_is_known(page->text);
    }
    mark_whole(passages);
    if (!slice_is_known(page->text))
        move_all(statement, passages, origin->start);
}

void assemble_more(struct page *page, const struct origin *origin,
                   uint32_t before, struct sequel *sequel, struct arena *arena,
                   const struct statement *statement,
                   struct passage_list *passages)
{
    struct said said = all_said(origin, page);

    sequel->start = (size_t)origin->start;
    split_part(page, statement, sequel, arena, passages);
    bilingual_find(statement, passages->items, passages->count);
    for (size_t i = 0; i < passages->count; i++) {
        set_speaker(&passages->items[i], &said);
        passages->items[i].n += before;
    }
    move(passages->items, passages->count, origin->start);
    move(passages->furniture, passages->furniture_count, origin->start);
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

void assemble_record(struct record *record, const struct origin *origin,
                     bool is_split, struct arena *arena,
                     struct statement *statement, struct passage_list *passages)
{
    struct said said = all_said(origin, &record->page);

    *statement = said.statement;
    statement->id = record->page.stated.statement.id;
    set_origin(statement, origin, arena);
    if (is_split) {
        record->page.is_wrapped = read_text_is_wrapped(&record->page);
        find_facts(&record->page, statement, arena);
        split_page(&record->page, statement, arena, passages);
        bilingual_find(statement, passages->items, passages->count);
        mark_whole(passages);
    } else {
        issuer_complete(statement);
        language_find(&record->page, statement);
        take_whole(record, statement, arena, passages);
    }
    for (size_t i = 0; i < passages->count; i++)
        set_speaker(&passages->items[i], &said);
    move_all(statement, passages, record->start);
}
