#include "bench/kinds.h"

#include "bench/columns.h"
#include "common/file.h"

enum { QUERIES_BYTES_MOST = 16 * 1024 * 1024 };

static enum status read_all(struct columns *columns, struct kind_list *out,
                            struct error *err)
{
    size_t capacity = 0;

    while (columns_next(columns)) {
        if (columns->count != 2)
            return columns_fail(columns, columns->count, err,
                                "expected a kind, one tab, and a query");
        out->items =
            heap_grow(out->items, out->count, &capacity, sizeof *out->items);
        out->items[out->count++] =
            (struct kind_query){columns->words[0], columns->words[1]};
    }
    return columns_status(columns, err);
}

enum status kinds_read(const char *path, struct arena *arena,
                       struct kind_list *out, struct error *err)
{
    struct strbuf buffer = STRBUF_INIT;
    struct kind_list grown = {0};
    struct columns columns;
    enum status status = file_read(path, QUERIES_BYTES_MOST, &buffer, err);

    *out = (struct kind_list){0};
    if (!status) {
        columns_begin(&columns, path, slice_copy(arena, strbuf_slice(&buffer)),
                      true);
        status = read_all(&columns, &grown, err);
    }
    if (!status && grown.count == 0)
        status = error_set(err, STATUS_BAD_FORMAT, "%s: no query in it", path);
    if (!status) {
        out->count = grown.count;
        out->items = arena_array(arena, grown.count, sizeof *out->items);
        memcpy(out->items, grown.items, grown.count * sizeof *out->items);
    }
    heap_free(grown.items);
    strbuf_release(&buffer);
    return status;
}

bool kinds_is_first(const struct kind_list *list, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (slice_equal(list->items[i].kind, list->items[at].kind))
            return false;
    return true;
}
