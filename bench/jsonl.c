#include "bench/jsonl.h"

#include "common/file.h"

enum { FILE_BYTES_MOST = 256 * 1024 * 1024 };

static enum status read_line(const char *path, uint32_t number,
                             struct slice line, struct jsonl *out,
                             struct error *err)
{
    json_error_t why;
    json_t *item =
        json_loadb(line.bytes, line.len, JSON_REJECT_DUPLICATES, &why);

    if (!item)
        return error_set(err, STATUS_BAD_FORMAT, "%s:%u:%d: %s", path,
                         (unsigned)number, why.column, why.text);
    if (!json_is_object(item)) {
        json_decref(item);
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s:%u:1: expected an object in braces", path,
                         (unsigned)number);
    }
    out->items =
        heap_grow(out->items, out->count, &out->capacity, sizeof *out->items);
    out->lines = heap_grow(out->lines, out->count, &out->lines_capacity,
                           sizeof *out->lines);
    out->items[out->count] = item;
    out->lines[out->count++] = number;
    return STATUS_OK;
}

enum status jsonl_parse(const char *path, struct slice text, struct jsonl *out,
                        struct error *err)
{
    struct slice rest = text, line;
    uint32_t number = 0;
    enum status status = STATUS_OK;

    *out = (struct jsonl){0};
    while (!status && slice_next(&rest, '\n', &line)) {
        number++;
        if (slice_trim(line).len)
            status = read_line(path, number, line, out, err);
    }
    if (status)
        jsonl_release(out);
    return status;
}

enum status jsonl_read(const char *path, struct jsonl *out, struct error *err)
{
    struct strbuf text = STRBUF_INIT;
    enum status status;

    *out = (struct jsonl){0};
    status = file_read(path, FILE_BYTES_MOST, &text, err);
    if (!status)
        status = jsonl_parse(path, strbuf_slice(&text), out, err);
    strbuf_release(&text);
    return status;
}

void jsonl_release(struct jsonl *jsonl)
{
    for (size_t i = 0; i < jsonl->count; i++)
        json_decref(jsonl->items[i]);
    heap_free(jsonl->items);
    heap_free(jsonl->lines);
    *jsonl = (struct jsonl){0};
}

struct slice jsonl_text(const json_t *object, const char *key)
{
    return slice_of(json_string_value(json_object_get(object, key)));
}
