#include "searchd/lsp_text.h"

#include "common/file.h"
#include "common/schema.h"
#include "searchd/align.h"
#include "searchd/uri.h"

/* A larger file is not read whole for a place in it. */
enum { WHOLE_BYTES_MOST = 4 << 20 };

/* ---- the text ---- */

static int32_t unit_at(struct slice bytes, size_t at, bool is_big_endian)
{
    int32_t first = (unsigned char)bytes.bytes[at];
    int32_t second = (unsigned char)bytes.bytes[at + 1];

    return is_big_endian ? first << 8 | second : second << 8 | first;
}

static struct slice from_utf16(struct slice bytes, bool is_big_endian,
                               struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    struct slice out;

    for (size_t at = 2; at + 1 < bytes.len; at += 2) {
        int32_t unit = unit_at(bytes, at, is_big_endian);
        int32_t low =
            at + 3 < bytes.len ? unit_at(bytes, at + 2, is_big_endian) : 0;

        if (unit >= 0xD800 && unit < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            at += 2;
        } else if (unit >= 0xD800 && unit < 0xE000) {
            unit = 0xFFFD;
        }
        strbuf_add_utf8(&text, unit);
    }
    out = slice_copy(arena, strbuf_slice(&text));
    strbuf_release(&text);
    return out;
}

static struct slice decode(struct slice bytes, struct arena *arena,
                           struct lsp_text *out)
{
    out->width = 1;
    if (slice_starts(bytes, SLICE("\xEF\xBB\xBF"))) {
        out->mark = 3;
    } else if (slice_starts(bytes, SLICE("\xFF\xFE")) ||
               slice_starts(bytes, SLICE("\xFE\xFF"))) {
        out->mark = 2;
        out->width = 2;
        return from_utf16(bytes, bytes.bytes[0] == '\xFE', arena);
    }
    return slice_copy(arena, slice_part(bytes, out->mark, bytes.len));
}

static struct slice make_uri(struct slice path, struct arena *arena)
{
    struct strbuf uri = STRBUF_INIT;
    struct slice out;

    uri_add_file(&uri, "", path);
    out = slice_copy(arena, strbuf_slice(&uri));
    strbuf_release(&uri);
    return out;
}

static struct slice read_file(struct slice path, struct arena *arena,
                              struct lsp_text *out)
{
    struct strbuf bytes = STRBUF_INIT;
    struct slice text = SLICE("");
    struct error err;

    out->is_missing = file_read(slice_copy(arena, path).bytes, WHOLE_BYTES_MOST,
                                &bytes, &err) != STATUS_OK;
    if (!out->is_missing)
        text = decode(strbuf_slice(&bytes), arena, out);
    strbuf_release(&bytes);
    return text;
}

void lsp_text_open(const struct lsp_document *document, struct arena *arena,
                   struct lsp_text *out)
{
    struct slice file = SLICE("");

    *out = (struct lsp_text){
        .path = document->path, .uri = document->uri, .width = 1};
    /* The file's own bytes tell where its passages stand in the document. */
    if (slice_is_known(document->path))
        file = read_file(document->path, arena, out);
    out->is_missing = false;
    text_lines_make(document->text, arena, &out->lines);
    if (slice_equal(file, document->text))
        out->file = out->lines;
    else
        text_lines_make(file, arena, &out->file);
}

void lsp_text_read(const struct lsp_task *task, struct slice path,
                   struct arena *arena, struct lsp_text *out)
{
    const struct lsp_document *document =
        lsp_documents_of_file(&task->documents, path);

    if (document) {
        lsp_text_open(document, arena, out);
        return;
    }
    *out = (struct lsp_text){.path = path, .uri = make_uri(path, arena)};
    text_lines_make(read_file(path, arena, out), arena, &out->lines);
    out->file = out->lines;
}

/* ---- places ---- */

/* The offset in the file's text for one in its bytes. */
static size_t in_file(const struct lsp_text *text, size_t offset)
{
    struct slice bytes = text->file.text;
    size_t at = 0, units = offset / 2;
    int32_t codepoint;

    if (offset < text->mark)
        return 0;
    if (text->width == 1)
        return offset - text->mark;
    for (units -= 1; units && at < bytes.len;) {
        at += utf8_decode(bytes.bytes + at, bytes.len - at, &codepoint);
        units -= codepoint > 0xFFFF && units > 1 ? 2 : 1;
    }
    return at;
}

/* Where a byte of the file stands in a document that has moved lines more
 * before it, or fewer. Line ends may be other ones. */
static size_t in_document(const struct lsp_text *text, size_t offset,
                          size_t moved)
{
    struct text_place place;

    offset = in_file(text, offset);
    if (text->file.starts == text->lines.starts)
        return offset;
    if (offset > text->file.text.len)
        offset = text->file.text.len;
    place = text_lines_place(&text->file, offset, TEXT_UTF8);
    place.line += moved;
    return text_lines_offset(&text->lines, place, TEXT_UTF8);
}

size_t lsp_text_offset(const struct lsp_text *text, size_t offset)
{
    return in_document(text, offset, text->moved);
}

static bool is_at(const struct lsp_text *text, size_t at,
                  const struct passage *passage, size_t *offsets)
{
    return at <= text->lines.text.len &&
           align_passage(text->lines.text, at, passage->text, offsets);
}

/* Does the passage begin as it should at a place of a text that is as it was
 * indexed? Of a text in another character set that cannot be said; there its
 * bytes are taken for characters, as they are in those of one byte each. */
static bool begins_at(const struct lsp_text *text, size_t start,
                      struct slice passage)
{
    int32_t codepoint;
    size_t len = utf8_decode(passage.bytes, passage.len, &codepoint);

    return slice_starts(
               slice_part(text->lines.text, start, text->lines.text.len),
               slice_part(passage, 0, len)) ||
           !utf8_is_valid(text->lines.text);
}

/* With so much markup that it is not followed, but in a text that nobody has
 * changed: it is where it was. */
static bool is_where_it_was(const struct lsp_text *text,
                            const struct passage *passage, size_t *offsets)
{
    size_t start = in_file(text, passage->byte_start);
    size_t end = in_file(text, passage->byte_end);

    if (text->file.starts != text->lines.starts || !passage->text.len ||
        start >= end || end > text->lines.text.len ||
        !begins_at(text, start, passage->text))
        return false;
    for (size_t i = 0; i < passage->text.len; i++)
        offsets[i] = start;
    offsets[passage->text.len] = end;
    return true;
}

/* Note how many lines were put in before what was found. */
static void note_move(struct lsp_text *text, const struct passage *passage,
                      size_t start)
{
    size_t file = in_file(text, passage->byte_start);

    if (text->file.starts == text->lines.starts || file > text->file.text.len)
        return;
    text->moved = text_lines_place(&text->lines, start, TEXT_UTF8).line -
                  text_lines_place(&text->file, file, TEXT_UTF8).line;
}

bool lsp_text_find(struct lsp_text *text, const struct passage *passage,
                   struct lsp_range *out, size_t *offsets)
{
    struct arena arena = ARENA_INIT;
    size_t *places =
        offsets ? offsets
                : arena_array(&arena, passage->text.len + 1, sizeof *places);
    size_t start = passage->byte_start;
    bool is_there =
        is_at(text, lsp_text_offset(text, start), passage, places) ||
        (text->moved &&
         is_at(text, in_document(text, start, 0), passage, places)) ||
        align_find(text->lines.text, text->behind, passage->text, places) ||
        is_where_it_was(text, passage, places);

    if (is_there) {
        *out = (struct lsp_range){places[0], places[passage->text.len]};
        text->behind = out->end;
        note_move(text, passage, out->start);
    }
    arena_release(&arena);
    return is_there;
}

static void put_place(struct json_writer *json, const char *key,
                      struct text_place place)
{
    json_key(json, key);
    json_begin_object(json);
    json_add_integer(json, "line", (int64_t)place.line);
    json_add_integer(json, "character", (int64_t)place.character);
    json_end_object(json);
}

static void put_places(struct json_writer *json, struct text_place start,
                       struct text_place end)
{
    json_begin_object(json);
    put_place(json, "start", start);
    put_place(json, "end", end);
    json_end_object(json);
}

void lsp_put_range(struct json_writer *json, const struct lsp_text *text,
                   const struct lsp_range *range, enum text_units units)
{
    put_places(json, text_lines_place(&text->lines, range->start, units),
               text_lines_place(&text->lines, range->end, units));
}

/* The place that a mark, or all, of a passage has. */
static bool find_mark(struct lsp_text *text, const struct hit *hit,
                      const struct hit_mark *mark, struct arena *arena,
                      struct lsp_range *out)
{
    size_t len = hit->passage.text.len;
    size_t *offsets = arena_array(arena, len + 1, sizeof *offsets);

    if (!lsp_text_find(text, &hit->passage, out, offsets))
        return false;
    if (mark && mark->end <= len && mark->start < mark->end) {
        out->start = offsets[mark->start];
        /* Behind the last byte: what comes next may stand further on. */
        out->end = offsets[mark->end - 1] + 1;
    }
    return true;
}

void lsp_put_location(struct json_writer *json, struct lsp_text *text,
                      const struct hit *hit, const struct hit_mark *mark,
                      enum text_units units, struct arena *arena)
{
    struct lsp_range range;
    bool is_in_file = passage_is_in_file(&hit->statement, &hit->passage);
    struct text_place line = {
        is_in_file && hit->passage.line ? hit->passage.line - 1 : 0, 0};

    json_begin_object(json);
    json_add_text(json, "uri", text->uri);
    json_key(json, "range");
    if (is_in_file && find_mark(text, hit, mark, arena, &range))
        lsp_put_range(json, text, &range, units);
    else
        put_places(json, line, line);
    json_end_object(json);
}
