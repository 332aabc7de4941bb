#include "common/passage.h"

#include <assert.h>
#include <inttypes.h>

#include "common/bytes.h"
#include "common/fold.h"

enum { FORMAT_VERSION = 3 };

static const char *const kind_names[] = {
    [PASSAGE_PARAGRAPH] = "paragraph", [PASSAGE_BULLET] = "bullet",
    [PASSAGE_ITEM] = "item",           [PASSAGE_TURN] = "turn",
    [PASSAGE_NOTE] = "note",           [PASSAGE_FURNITURE] = "furniture",
};

const char *passage_kind_name(enum passage_kind kind)
{
    return kind_names[kind];
}

bool passage_kind_from_name(struct slice name, enum passage_kind *out)
{
    for (size_t i = 0; i < COUNT_OF(kind_names); i++)
        if (slice_equal(name, slice_of(kind_names[i]))) {
            *out = (enum passage_kind)i;
            return true;
        }
    return false;
}

const char *evidence_name(enum evidence evidence)
{
    static const char *const names[] = {"unknown", "stated", "attributed",
                                        "collective", "inherited"};

    return names[evidence];
}

const char *issuer_basis_name(enum issuer_basis basis)
{
    static const char *const names[] = {"none", "metadata", "address", "title",
                                        "mark"};

    return names[basis];
}

bool passage_is_in_file(const struct statement *statement,
                        const struct passage *passage)
{
    struct slice member = statement->member;

    for (size_t i = 0; i < member.len; i++)
        if (member.bytes[i] < '0' || member.bytes[i] > '9')
            return false;
    return !passage->is_extracted;
}

struct slice passage_id(struct arena *arena, struct slice statement_id,
                        uint32_t n)
{
    struct strbuf text = STRBUF_INIT;
    struct slice id;

    strbuf_add(&text, statement_id);
    strbuf_add_format(&text, "#%" PRIu32, n);
    id = slice_copy(arena, strbuf_slice(&text));
    strbuf_release(&text);
    return id;
}

uint64_t passage_hash(struct slice text)
{
    struct strbuf folded = STRBUF_INIT;
    uint64_t hash = SLICE_HASH_NONE;
    size_t at = 0, start = 0; /* of a run of letters and digits */

    fold_add(text, &folded);
    while (at < folded.len) {
        int32_t codepoint;
        size_t len =
            utf8_decode(folded.bytes + at, folded.len - at, &codepoint);

        if (codepoint < 0 || fold_class(codepoint) == FOLD_OTHER) {
            hash = slice_hash_more(
                hash, slice_part(strbuf_slice(&folded), start, at));
            start = at + len;
        }
        at += len;
    }
    hash = slice_hash_more(hash, slice_part(strbuf_slice(&folded), start, at));
    strbuf_release(&folded);
    return hash;
}

/* ---- JSON ---- */

static void write_date(struct json_writer *json, const char *key,
                       struct date date)
{
    struct arena scratch = ARENA_INIT;

    json_add_text(json, key, date_format(&scratch, date));
    arena_release(&scratch);
}

static void write_texts(struct json_writer *json, const char *key,
                        const struct slice *texts, size_t count)
{
    json_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < count; i++)
        json_put_text(json, texts[i]);
    json_end_array(json);
}

static void write_name(struct json_writer *json,
                       const struct statement *statement,
                       const struct passage *passage)
{
    struct arena scratch = ARENA_INIT;
    struct strbuf hash = STRBUF_INIT;

    strbuf_add_format(&hash, "%016" PRIx64, passage->hash);
    json_add_text(json, "id", passage_id(&scratch, statement->id, passage->n));
    json_add_text(json, "hash", strbuf_slice(&hash));
    json_add_text(json, "statement", statement->id);
    strbuf_release(&hash);
    arena_release(&scratch);
}

static void write_place(struct json_writer *json,
                        const struct statement *statement,
                        const struct passage *passage)
{
    json_add_text(json, "file", statement->file);
    json_add_text(json, "member", statement->member);
    json_add_text(json, "url", statement->url);
    json_add_integer(json, "line", passage->line);
    json_add_integer(json, "byte_start", (int64_t)passage->byte_start);
    json_add_integer(json, "byte_end", (int64_t)passage->byte_end);
    json_key(json, "page");
    if (passage->page)
        json_put_integer(json, passage->page);
    else
        json_put_null(json);
    json_add_text(json, "node", passage->node);
    json_add_integer(json, "n", passage->n);
}

/* [start,end], null when there is none. */
static void write_range(struct json_writer *json, const char *key, size_t start,
                        size_t end)
{
    json_key(json, key);
    if (!end) {
        json_put_null(json);
        return;
    }
    json_begin_array(json);
    json_put_integer(json, (int64_t)start);
    json_put_integer(json, (int64_t)end);
    json_end_array(json);
}

static void write_statement(struct json_writer *json,
                            const struct statement *statement)
{
    json_add_text(json, "title", statement->title);
    json_add_text(json, "issuer", statement->issuer);
    json_add_text(json, "issuer_side", statement->issuer_side);
    json_add_text(json, "issuer_basis",
                  slice_of(issuer_basis_name(statement->issuer_basis)));
    write_range(json, "issuer_cue", statement->issuer_cue_start,
                statement->issuer_cue_end);
    json_add_text(json, "author", statement->author);
    write_date(json, "date", statement->date);
    write_date(json, "date_end", statement->date_end);
    json_add_text(json, "date_basis",
                  slice_of(date_basis_name(statement->date_basis)));
}

static void write_attribution(struct json_writer *json,
                              const struct passage *passage)
{
    json_add_text(json, "speaker", passage->speaker);
    json_add_text(json, "role", passage->role);
    json_add_text(json, "side",
                  passage->side_count == 1 ? passage->sides[0] : SLICE_UNKNOWN);
    write_texts(json, "sides", passage->sides, passage->side_count);
    write_texts(json, "about", passage->about, passage->about_count);
    json_add_text(json, "evidence", slice_of(evidence_name(passage->evidence)));
    write_range(json, "cue", passage->cue_start, passage->cue_end);
}

void passage_write_json(struct json_writer *json,
                        const struct statement *statement,
                        const struct passage *passage)
{
    json_add_integer(json, "schema", 1);
    write_name(json, statement, passage);
    write_place(json, statement, passage);
    write_statement(json, statement);
    json_add_text(json, "language",
                  slice_is_known(passage->language) ? passage->language
                                                    : statement->language);
    write_texts(json, "section", passage->sections, passage->section_count);
    json_add_text(json, "kind", slice_of(passage_kind_name(passage->kind)));
    write_attribution(json, passage);
    json_add_text(json, "text", passage->text);
}

/* ---- stored bytes ---- */

static void put_date(struct strbuf *out, struct date date)
{
    bytes_put_number(out, (uint64_t)date.year);
    bytes_put_number(out, (uint64_t)date.month);
    bytes_put_number(out, (uint64_t)date.day);
}

static struct date take_date(struct bytes_reader *in)
{
    struct date date;

    date.year = (int16_t)bytes_take_number(in, 9999);
    date.month = (int8_t)bytes_take_number(in, 12);
    date.day = (int8_t)bytes_take_number(in, 31);
    return date;
}

static void put_texts(struct strbuf *out, const struct slice *texts,
                      size_t count)
{
    bytes_put_number(out, count);
    for (size_t i = 0; i < count; i++)
        bytes_put_text(out, texts[i]);
}

static size_t take_texts(struct bytes_reader *in, struct slice *texts,
                         size_t most)
{
    size_t count = (size_t)bytes_take_number(in, most);

    for (size_t i = 0; i < count; i++)
        texts[i] = bytes_take_text(in);
    return count;
}

static void put_statement(struct strbuf *out, const struct statement *statement)
{
    bytes_put_text(out, statement->id);
    bytes_put_text(out, statement->title);
    bytes_put_text(out, statement->issuer);
    bytes_put_text(out, statement->issuer_side);
    bytes_put_text(out, statement->language);
    bytes_put_text(out, statement->file);
    bytes_put_text(out, statement->member);
    bytes_put_text(out, statement->url);
    bytes_put_text(out, statement->author);
    put_date(out, statement->date);
    put_date(out, statement->date_end);
    bytes_put_number(out, statement->date_basis);
    bytes_put_number(out, statement->issuer_basis);
    bytes_put_number(out, statement->issuer_cue_start);
    bytes_put_number(out,
                     statement->issuer_cue_end - statement->issuer_cue_start);
}

static size_t take_end(struct bytes_reader *in, size_t start)
{
    return start + (size_t)bytes_take_number(in, SIZE_MAX - start);
}

static void take_statement(struct bytes_reader *in, struct statement *statement)
{
    statement->id = bytes_take_text(in);
    statement->title = bytes_take_text(in);
    statement->issuer = bytes_take_text(in);
    statement->issuer_side = bytes_take_text(in);
    statement->language = bytes_take_text(in);
    statement->file = bytes_take_text(in);
    statement->member = bytes_take_text(in);
    statement->url = bytes_take_text(in);
    statement->author = bytes_take_text(in);
    statement->date = take_date(in);
    statement->date_end = take_date(in);
    statement->date_basis =
        (enum date_basis)bytes_take_number(in, DATE_INFERRED);
    statement->issuer_basis =
        (enum issuer_basis)bytes_take_number(in, ISSUER_MARK);
    statement->issuer_cue_start = (size_t)bytes_take_number(in, SIZE_MAX);
    statement->issuer_cue_end = take_end(in, statement->issuer_cue_start);
}

/* The text stands last, so that all small things lie together. The ends of
 * byte ranges are stored as lengths: they are short. */
static void put_passage(struct strbuf *out, const struct passage *passage)
{
    bytes_put_number(out, passage->n);
    bytes_put_number(out, passage->kind);
    bytes_put_number(out, passage->line);
    bytes_put_number(out, passage->byte_start);
    bytes_put_number(out, passage->byte_end - passage->byte_start);
    bytes_put_number(out, passage->page * 2ULL + passage->is_extracted);
    bytes_put_text(out, passage->node);
    bytes_put_number(out, passage->cue_start);
    bytes_put_number(out, passage->cue_end - passage->cue_start);
    bytes_put_number(out, passage->hash);
    bytes_put_text(out, passage->language);
    bytes_put_text(out, passage->speaker);
    bytes_put_text(out, passage->role);
    bytes_put_number(out, passage->evidence);
    put_texts(out, passage->sides, passage->side_count);
    put_texts(out, passage->about, passage->about_count);
    put_texts(out, passage->sections, passage->section_count);
    bytes_put_text(out, passage->text);
}

static void take_passage(struct bytes_reader *in, struct passage *passage)
{
    passage->n = (uint32_t)bytes_take_number(in, UINT32_MAX);
    passage->kind = (enum passage_kind)bytes_take_number(in, PASSAGE_FURNITURE);
    passage->line = (uint32_t)bytes_take_number(in, UINT32_MAX);
    passage->byte_start = (size_t)bytes_take_number(in, SIZE_MAX);
    passage->byte_end = take_end(in, passage->byte_start);
    passage->page = (uint32_t)bytes_take_number(in, UINT32_MAX);
    passage->is_extracted = passage->page % 2;
    passage->page /= 2;
    passage->node = bytes_take_text(in);
    passage->cue_start = (size_t)bytes_take_number(in, SIZE_MAX);
    passage->cue_end = take_end(in, passage->cue_start);
    passage->hash = bytes_take_number(in, UINT64_MAX);
    passage->language = bytes_take_text(in);
    passage->speaker = bytes_take_text(in);
    passage->role = bytes_take_text(in);
    passage->evidence =
        (enum evidence)bytes_take_number(in, EVIDENCE_INHERITED);
    passage->side_count = take_texts(in, passage->sides, PASSAGE_SIDES_MOST);
    passage->about_count = take_texts(in, passage->about, PASSAGE_ABOUT_MOST);
    passage->section_count =
        take_texts(in, passage->sections, PASSAGE_SECTIONS_MOST);
    passage->text = bytes_take_text(in);
}

void passage_encode(struct strbuf *out, const struct statement *statement,
                    const struct passage *passage)
{
    assert(passage->byte_start <= passage->byte_end);
    assert(passage->cue_start <= passage->cue_end);
    bytes_put_number(out, FORMAT_VERSION);
    put_statement(out, statement);
    put_passage(out, passage);
}

enum status passage_decode(struct slice bytes, struct statement *statement,
                           struct passage *passage, struct error *err)
{
    struct bytes_reader in = {bytes, false};
    uint64_t version = bytes_take_number(&in, UINT64_MAX);

    *statement = (struct statement){0};
    *passage = (struct passage){0};
    if (!in.is_bad && version != FORMAT_VERSION)
        return error_set(err, STATUS_VERSION,
                         "a passage is stored in form %" PRIu64
                         ", this program knows %d: build the index anew",
                         version, FORMAT_VERSION);
    take_statement(&in, statement);
    take_passage(&in, passage);
    if (in.is_bad || in.rest.len)
        return error_set(err, STATUS_CORRUPT,
                         "a stored passage is damaged: build the index anew");
    return STATUS_OK;
}
