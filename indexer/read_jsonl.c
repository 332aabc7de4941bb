#include "indexer/read_jsonl.h"

#include <jansson.h>
#include <string.h>

#include "common/hash_set.h"
#include "common/schema.h"
#include "indexer/fields.h"
#include "indexer/json_text.h"
#include "indexer/line_stream.h"

struct jsonl {
    struct line_stream lines;
    struct hash_set seen; /* hashes of the ids so far */
    uint64_t replaced;
};

static void jsonl_close(void *file)
{
    struct jsonl *jsonl = file;

    if (!jsonl)
        return;
    line_stream_close(&jsonl->lines);
    hash_set_release(&jsonl->seen);
    heap_free(jsonl);
}

static void *jsonl_open(const struct input *input)
{
    struct jsonl *jsonl = heap_alloc(sizeof *jsonl);

    line_stream_open(input, &jsonl->lines);
    return jsonl;
}

static struct records_state jsonl_look(const void *file)
{
    const struct jsonl *jsonl = file;

    return (struct records_state){jsonl->lines.bytes_read,
                                  jsonl->lines.input->total, jsonl->lines.hash,
                                  jsonl->replaced};
}

/* jansson refuses what is no UTF-8; a bad byte must not cost a record. */
static void mend(struct jsonl *jsonl)
{
    struct strbuf *line = &jsonl->lines.line;
    size_t at = 0;

    while (at < line->len) {
        int32_t codepoint;
        size_t len = utf8_decode(line->bytes + at, line->len - at, &codepoint);

        if (codepoint <= 0) {
            line->bytes[at] = JSON_BAD_BYTE;
            jsonl->replaced++;
        }
        at += len;
    }
}

/* ---- records ---- */

static struct slice text_of(const json_t *value)
{
    return (struct slice){json_string_value(value), json_string_length(value)};
}

static enum status refuse(const struct jsonl *jsonl, struct error *err,
                          const char *why)
{
    return error_set(err, STATUS_BAD_FORMAT, "%s:%u: %s",
                     jsonl->lines.input->name, jsonl->lines.number, why);
}

/* A field's value as text, numbers included; false: something else. */
static bool plain_value(const json_t *value, struct arena *arena,
                        struct slice *out)
{
    struct strbuf number = STRBUF_INIT;

    *out = SLICE_UNKNOWN;
    if (!value || json_is_null(value))
        return true;
    if (json_is_string(value)) {
        *out = slice_copy(arena, text_of(value));
        return true;
    }
    if (!json_is_integer(value))
        return false;
    strbuf_add_format(&number, "%" JSON_INTEGER_FORMAT,
                      json_integer_value(value));
    *out = slice_copy(arena, strbuf_slice(&number));
    strbuf_release(&number);
    return true;
}

/* Set a field of the record; a value that is none is a warning, not the loss
 * of the text. */
static void take_field(struct jsonl *jsonl, struct record *record,
                       const char *name, const json_t *value,
                       struct arena *arena)
{
    struct page *page = &record->page;
    struct strbuf warning = STRBUF_INIT;
    struct error err = {.text = "it is no text"};
    struct slice text;

    if (plain_value(value, arena, &text) &&
        fields_set(&page->stated, slice_of(name), text, arena, &err) !=
            STATUS_BAD_FORMAT)
        return;
    strbuf_add_format(&warning, "%u: %s: %s", jsonl->lines.number, name,
                      err.text);
    if (!slice_is_known(page->warning))
        page->warning = slice_copy(arena, strbuf_slice(&warning));
    strbuf_release(&warning);
}

static void take_metadata(struct jsonl *jsonl, struct record *record,
                          json_t *metadata, struct arena *arena)
{
    const char *name;
    json_t *value;

    json_object_foreach(metadata, name, value)
    {
        if (fields_are_known(slice_of(name)))
            take_field(jsonl, record, name, value, arena);
    }
}

static enum status take_id(struct jsonl *jsonl, struct record *record,
                           const json_t *root, struct arena *arena,
                           struct error *err)
{
    const json_t *value = json_object_get(root, "_id");
    struct slice id;

    if (!value)
        value = json_object_get(root, "id");
    if (!plain_value(value, arena, &id))
        return refuse(jsonl, err, "the record's \"_id\" is no text");
    id = fields_clean(id, arena);
    if (id.len == 0)
        return refuse(jsonl, err, "the record has no \"_id\"");
    record->page.stated.statement.id = id;
    if (hash_set_add(&jsonl->seen,
                     slice_hash(record->page.stated.statement.id)))
        return STATUS_OK;
    return error_set(err, STATUS_BAD_FORMAT,
                     "%s:%u: a record '%.*s' stood before; this one is "
                     "skipped",
                     jsonl->lines.input->name, jsonl->lines.number,
                     (int)utf8_cut(id.bytes, id.len, 100), id.bytes);
}

/* Is there a character that a line keeps, and no mere space? */
static bool has_text(const json_t *value)
{
    struct slice text = text_of(value);
    size_t at = 0;

    while (at < text.len) {
        int32_t codepoint;

        at += utf8_decode(text.bytes + at, text.len - at, &codepoint);
        if (line_character(codepoint) > ' ')
            return true;
    }
    return false;
}

static enum status take_record(struct jsonl *jsonl, json_t *root,
                               struct record *record, struct arena *arena,
                               struct error *err)
{
    const json_t *text = json_object_get(root, "text");
    const json_t *title = json_object_get(root, "title");
    json_t *metadata = json_object_get(root, "metadata");
    enum status status;

    if (!json_is_object(root))
        return refuse(jsonl, err, "the line is no JSON object {...}");
    if (!json_is_string(text))
        return refuse(jsonl, err, "the record has no \"text\"");
    if (!has_text(text) && (!json_is_string(title) || !has_text(title)))
        return refuse(jsonl, err, "the record's \"text\" is empty");
    status = take_id(jsonl, record, root, arena, err);
    if (status)
        return status;
    if (title)
        take_field(jsonl, record, "title", title, arena);
    if (json_is_object(metadata))
        take_metadata(jsonl, record, metadata, arena);
    if (has_text(text))
        json_text_lines(strbuf_slice(&jsonl->lines.line), jsonl->lines.number,
                        arena, &record->page);
    return STATUS_OK;
}

static enum status parse(struct jsonl *jsonl, struct record *record,
                         struct arena *arena, struct error *err)
{
    json_error_t trouble;
    enum status status;
    json_t *root;

    mend(jsonl);
    root = json_loadb(jsonl->lines.line.bytes, jsonl->lines.line.len,
                      JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &trouble);
    if (!root)
        return error_set(err, STATUS_BAD_FORMAT, "%s:%u:%d: bad JSON: %s",
                         jsonl->lines.input->name, jsonl->lines.number,
                         trouble.column, trouble.text);
    status = take_record(jsonl, root, record, arena, err);
    json_decref(root);
    return status;
}

static enum status jsonl_next(void *file, struct arena *arena,
                              struct record *out, struct error *err)
{
    struct jsonl *jsonl = file;
    struct line_stream *lines = &jsonl->lines;

    for (;;) {
        enum status status = line_stream_next(lines, err);

        if (status)
            return status;
        if (line_stream_is_too_long(lines))
            return error_set(err, STATUS_TOO_LARGE,
                             "%s:%u: a record of %llu bytes, over the limit "
                             "of %d; it is skipped",
                             lines->input->name, lines->number,
                             (unsigned long long)lines->len,
                             SCHEMA_LINE_BYTES_MOST);
        if (lines->number == 1 &&
            slice_starts(strbuf_slice(&lines->line), SLICE("\xEF\xBB\xBF")))
            memcpy(lines->line.bytes, "   ", 3);
        if (slice_trim(strbuf_slice(&lines->line)).len == 0)
            continue;
        *out = (struct record){.line = lines->number,
                               .start = lines->start,
                               .end = lines->start + lines->len};
        return parse(jsonl, out, arena, err);
    }
}

const struct records_format jsonl_records = {jsonl_open, jsonl_next, jsonl_look,
                                             jsonl_close};
