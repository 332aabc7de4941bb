#include "indexer/read_jsonl.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "common/hash_set.h"
#include "common/schema.h"
#include "indexer/fields.h"
#include "indexer/json_text.h"

enum { CHUNK_BYTES = 256 * 1024 };

struct jsonl {
    char *path;
    int descriptor;
    char *chunk;
    size_t chunk_len;
    size_t chunk_at;
    struct strbuf line;
    uint64_t line_start;
    uint32_t line_number;
    struct hash_set seen; /* hashes of the ids so far */
    struct jsonl_state state;
    struct arena arena;
};

enum status jsonl_open(const char *path, struct jsonl **out, struct error *err)
{
    struct file_info info;
    struct jsonl *jsonl;
    int descriptor;
    enum status status = file_look(path, &info, err);

    *out = NULL;
    if (status)
        return status;
    if (!info.is_regular)
        return error_set(err, STATUS_IO, "%s: not a regular file", path);
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0)
        return error_set(err, STATUS_IO, "%s: cannot open: %s", path,
                         strerror(errno));
    jsonl = heap_alloc(sizeof *jsonl);
    jsonl->descriptor = descriptor;
    jsonl->path = arena_copy(&jsonl->arena, path, strlen(path));
    jsonl->chunk = heap_alloc(CHUNK_BYTES);
    jsonl->state.bytes_total = (uint64_t)info.size;
    jsonl->state.hash = SLICE_HASH_NONE;
    *out = jsonl;
    return STATUS_OK;
}

void jsonl_close(struct jsonl *jsonl)
{
    if (!jsonl)
        return;
    close(jsonl->descriptor);
    heap_free(jsonl->chunk);
    hash_set_release(&jsonl->seen);
    strbuf_release(&jsonl->line);
    arena_release(&jsonl->arena);
    heap_free(jsonl);
}

struct jsonl_state jsonl_look(const struct jsonl *jsonl)
{
    return jsonl->state;
}

/* ---- lines ---- */

static enum status fill_chunk(struct jsonl *jsonl, struct error *err)
{
    ssize_t got;

    do
        got = read(jsonl->descriptor, jsonl->chunk, CHUNK_BYTES);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return error_set(err, STATUS_IO, "%s: cannot read: %s", jsonl->path,
                         strerror(errno));
    jsonl->chunk_at = 0;
    jsonl->chunk_len = (size_t)got;
    jsonl->state.bytes_read += (uint64_t)got;
    jsonl->state.hash = slice_hash_more(
        jsonl->state.hash, (struct slice){jsonl->chunk, jsonl->chunk_len});
    return got ? STATUS_OK : STATUS_END;
}

/* The next line without its end into jsonl->line; of one that is too long only
 * the beginning, and *len is its whole length. */
static enum status next_line(struct jsonl *jsonl, uint64_t *len,
                             struct error *err)
{
    const char *end = NULL;
    enum status status;

    strbuf_reset(&jsonl->line);
    *len = 0;
    jsonl->line_start =
        jsonl->state.bytes_read - (jsonl->chunk_len - jsonl->chunk_at);
    jsonl->line_number++;
    while (!end) {
        struct slice rest;

        if (jsonl->chunk_at == jsonl->chunk_len) {
            status = fill_chunk(jsonl, err);
            if (status == STATUS_END && *len)
                return STATUS_OK;
            if (status)
                return status;
        }
        rest = (struct slice){jsonl->chunk + jsonl->chunk_at,
                              jsonl->chunk_len - jsonl->chunk_at};
        end = memchr(rest.bytes, '\n', rest.len);
        if (end)
            rest.len = (size_t)(end - rest.bytes);
        if (*len <= SCHEMA_LINE_BYTES_MOST)
            strbuf_add(&jsonl->line, rest);
        *len += rest.len;
        jsonl->chunk_at += rest.len + (end ? 1 : 0);
    }
    return STATUS_OK;
}

/* jansson refuses what is no UTF-8; a bad byte must not cost a record. */
static void mend(struct jsonl *jsonl)
{
    struct strbuf *line = &jsonl->line;
    size_t at = 0;

    while (at < line->len) {
        int32_t codepoint;
        size_t len = utf8_decode(line->bytes + at, line->len - at, &codepoint);

        if (codepoint <= 0) {
            line->bytes[at] = JSON_BAD_BYTE;
            jsonl->state.replaced++;
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
    return error_set(err, STATUS_BAD_FORMAT, "%s:%u: %s", jsonl->path,
                     jsonl->line_number, why);
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
    strbuf_add_format(&warning, "%u: %s: %s", jsonl->line_number, name,
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
    if (slice_trim(id).len == 0)
        return refuse(jsonl, err, "the record has no \"_id\"");
    record->page.stated.statement.id = fields_clean(id, arena);
    if (hash_set_add(&jsonl->seen,
                     slice_hash(record->page.stated.statement.id)))
        return STATUS_OK;
    return error_set(err, STATUS_BAD_FORMAT,
                     "%s:%u: a record '%.*s' stood before; this one is "
                     "skipped",
                     jsonl->path, jsonl->line_number,
                     (int)utf8_cut(id.bytes, id.len, 100), id.bytes);
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
    if (slice_trim(text_of(text)).len == 0)
        return refuse(jsonl, err, "the record's \"text\" is empty");
    status = take_id(jsonl, record, root, arena, err);
    if (status)
        return status;
    if (title)
        take_field(jsonl, record, "title", title, arena);
    if (json_is_object(metadata))
        take_metadata(jsonl, record, metadata, arena);
    json_text_lines(strbuf_slice(&jsonl->line), jsonl->line_number, arena,
                    &record->page);
    return STATUS_OK;
}

static enum status parse(struct jsonl *jsonl, struct record *record,
                         struct arena *arena, struct error *err)
{
    json_error_t trouble;
    enum status status;
    json_t *root;

    mend(jsonl);
    root = json_loadb(jsonl->line.bytes, jsonl->line.len,
                      JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &trouble);
    if (!root)
        return error_set(err, STATUS_BAD_FORMAT, "%s:%u:%d: bad JSON: %s",
                         jsonl->path, jsonl->line_number, trouble.column,
                         trouble.text);
    status = take_record(jsonl, root, record, arena, err);
    json_decref(root);
    return status;
}

enum status jsonl_next(struct jsonl *jsonl, struct arena *arena,
                       struct record *out, struct error *err)
{
    for (;;) {
        uint64_t len;
        enum status status = next_line(jsonl, &len, err);

        if (status)
            return status;
        if (len > SCHEMA_LINE_BYTES_MOST)
            return error_set(err, STATUS_TOO_LARGE,
                             "%s:%u: a record of %llu bytes, over the limit "
                             "of %d; it is skipped",
                             jsonl->path, jsonl->line_number,
                             (unsigned long long)len, SCHEMA_LINE_BYTES_MOST);
        if (jsonl->line_number == 1 &&
            slice_starts(strbuf_slice(&jsonl->line), SLICE("\xEF\xBB\xBF")))
            memcpy(jsonl->line.bytes, "   ", 3);
        if (slice_trim(strbuf_slice(&jsonl->line)).len == 0)
            continue;
        *out = (struct record){.line = jsonl->line_number,
                               .start = jsonl->line_start};
        return parse(jsonl, out, arena, err);
    }
}
