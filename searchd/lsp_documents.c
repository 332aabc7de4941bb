#include "searchd/lsp_documents.h"

#include <stdatomic.h>

#include "common/file.h"
#include "searchd/params.h"
#include "searchd/uri.h"

/* What lends the open part; it is the first member, so one is the other. */
struct kept {
    struct lsp_document open;
    atomic_uint holders;
    struct arena arena;
};

/* ---- one document ---- */

static struct lsp_document *document_new(struct slice uri, struct slice text)
{
    struct kept *kept = heap_alloc(sizeof *kept);
    struct slice path = uri_file(uri, &kept->arena);
    const char *real =
        path.len ? file_real_path(&kept->arena, path.bytes) : NULL;

    kept->open = (struct lsp_document){slice_copy(&kept->arena, uri),
                                       real ? slice_of(real) : path,
                                       slice_copy(&kept->arena, text)};
    atomic_init(&kept->holders, 1);
    return &kept->open;
}

static void document_drop(struct lsp_document *document)
{
    struct kept *kept = (struct kept *)document;
    struct arena arena = kept->arena;

    if (atomic_fetch_sub(&kept->holders, 1) > 1)
        return;
    arena_release(&arena);
    heap_free(kept);
}

/* ---- all of them ---- */

static size_t find(const struct lsp_documents *documents, struct slice uri)
{
    size_t i = 0;

    while (i < documents->count && !slice_equal(documents->items[i]->uri, uri))
        i++;
    return i;
}

const struct lsp_document *
lsp_documents_find(const struct lsp_documents *documents, struct slice uri)
{
    size_t i = find(documents, uri);

    return i < documents->count ? documents->items[i] : NULL;
}

const struct lsp_document *
lsp_documents_of_file(const struct lsp_documents *documents, struct slice path)
{
    for (size_t i = 0; i < documents->count && slice_is_known(path); i++)
        if (slice_equal(documents->items[i]->path, path))
            return documents->items[i];
    return NULL;
}

void lsp_documents_close(struct lsp_documents *documents, struct slice uri)
{
    size_t i = find(documents, uri);

    if (i == documents->count)
        return;
    document_drop(documents->items[i]);
    documents->items[i] = documents->items[--documents->count];
}

enum status lsp_documents_open(struct lsp_documents *documents,
                               struct slice uri, struct slice text,
                               struct error *err)
{
    size_t bytes = text.len;

    lsp_documents_close(documents, uri);
    for (size_t i = 0; i < documents->count; i++)
        bytes += documents->items[i]->text.len;
    if (text.len > LSP_DOCUMENT_BYTES_MOST)
        return error_set(err, STATUS_TOO_LARGE, "it has more than %d MiB",
                         LSP_DOCUMENT_BYTES_MOST >> 20);
    if (documents->count == LSP_DOCUMENTS_MOST ||
        bytes > LSP_DOCUMENTS_BYTES_MOST)
        return error_set(err, STATUS_TOO_LARGE,
                         "more than %d documents or %d MiB are open",
                         LSP_DOCUMENTS_MOST, LSP_DOCUMENTS_BYTES_MOST >> 20);
    documents->items[documents->count++] = document_new(uri, text);
    return STATUS_OK;
}

void lsp_documents_hold(const struct lsp_documents *documents,
                        struct lsp_documents *out)
{
    *out = *documents;
    for (size_t i = 0; i < out->count; i++)
        atomic_fetch_add(&((struct kept *)out->items[i])->holders, 1);
}

void lsp_documents_release(struct lsp_documents *documents)
{
    for (size_t i = 0; i < documents->count; i++)
        document_drop(documents->items[i]);
    documents->count = 0;
}

/* ---- changes ---- */

bool lsp_place_read(const json_t *position, struct text_place *out)
{
    int64_t line = params_number(position, "line", -1);
    int64_t character = params_number(position, "character", -1);

    *out = (struct text_place){(size_t)line, (size_t)character};
    return line >= 0 && character >= 0;
}

/* Put a change's text in the place of its range, or of all. */
static enum status apply(const json_t *change, enum text_units units,
                         struct strbuf *text, struct arena *arena,
                         struct error *err)
{
    const json_t *range = json_object_get(change, "range");
    struct slice put = params_text(change, "text");
    struct strbuf after = STRBUF_INIT;
    struct text_place start, end;
    struct text_lines lines;
    size_t from = 0, to = text->len;

    if (json_is_object(range)) {
        if (!lsp_place_read(json_object_get(range, "start"), &start) ||
            !lsp_place_read(json_object_get(range, "end"), &end))
            return error_set(err, STATUS_BAD_FORMAT, "a change has no range");
        text_lines_make(strbuf_slice(text), arena, &lines);
        from = text_lines_offset(&lines, start, units);
        to = text_lines_offset(&lines, end, units);
    }
    if (!slice_is_known(put) || from > to)
        return error_set(err, STATUS_BAD_FORMAT, "a change is not well-formed");
    if (text->len - (to - from) + put.len > LSP_DOCUMENT_BYTES_MOST)
        return error_set(err, STATUS_TOO_LARGE, "it has more than %d MiB",
                         LSP_DOCUMENT_BYTES_MOST >> 20);
    strbuf_add(&after, slice_part(strbuf_slice(text), to, text->len));
    strbuf_cut(text, from);
    strbuf_add(text, put);
    strbuf_add(text, strbuf_slice(&after));
    strbuf_release(&after);
    return STATUS_OK;
}

static enum status apply_all(const json_t *changes, enum text_units units,
                             struct strbuf *text, struct error *err)
{
    struct arena arena = ARENA_INIT;
    enum status status = STATUS_OK;
    size_t gone_over = 0;

    for (size_t i = 0; !status && i < json_array_size(changes); i++) {
        gone_over += text->len;
        status =
            gone_over > LSP_CHANGE_BYTES_MOST
                ? error_set(err, STATUS_TOO_LARGE, "too many changes at once")
                : apply(json_array_get(changes, i), units, text, &arena, err);
        arena_reset(&arena);
    }
    arena_release(&arena);
    return status;
}

enum status lsp_documents_change(struct lsp_documents *documents,
                                 struct slice uri, const json_t *changes,
                                 enum text_units units, struct error *err)
{
    size_t i = find(documents, uri);
    struct strbuf text = STRBUF_INIT;
    enum status status;

    if (i == documents->count)
        return error_set(err, STATUS_NOT_FOUND, "it is not open");
    strbuf_add(&text, documents->items[i]->text);
    status = apply_all(changes, units, &text, err);
    if (status)
        lsp_documents_close(documents, uri);
    else
        status = lsp_documents_open(documents, uri, strbuf_slice(&text), err);
    strbuf_release(&text);
    return status;
}
