#include "searchd/lsp_view.h"

#include "common/file.h"
#include "searchd/uri.h"

enum { AROUND_MOST = 4096 }; /* of a paragraph, each way */

/* The passages of a file that are still in its text, in order. */
static void find_spots(struct hit *hits, size_t count, struct arena *arena,
                       struct lsp_view *view)
{
    size_t behind = 0;

    view->spots = arena_array(arena, count, sizeof *view->spots);
    for (size_t i = 0; i < count; i++) {
        struct lsp_spot *spot = &view->spots[view->count];

        if (!passage_is_in_file(&hits[i].statement, &hits[i].passage) ||
            !lsp_text_find(&view->text, &hits[i].passage, &spot->range, NULL) ||
            spot->range.start < behind)
            continue;
        spot->hit = &hits[i];
        behind = spot->range.end;
        view->count++;
    }
}

enum status lsp_view_make(struct service *service, const struct lsp_task *task,
                          struct slice uri, struct arena *arena,
                          struct lsp_view *out, struct error *err)
{
    const struct lsp_document *document =
        lsp_documents_find(&task->documents, uri);
    struct slice path = uri_file(uri, arena);
    const char *real = path.len ? file_real_path(arena, path.bytes) : NULL;
    struct hit *hits;
    size_t count;
    enum status status;

    *out = (struct lsp_view){0};
    if (real)
        path = slice_of(real);
    if (document)
        lsp_text_open(document, arena, &out->text);
    else if (path.len)
        lsp_text_read(task, path, arena, &out->text);
    if (!document && (!path.len || out->text.is_missing))
        return error_set(err, STATUS_BAD_FORMAT,
                         "%.*s: it is not open, and cannot be read",
                         SLICE_ARG(uri));
    if (!path.len)
        return STATUS_OK;
    status = service_file(service, path, arena, &hits, &count, err);
    if (!status)
        find_spots(hits, count, arena, out);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

const struct lsp_spot *lsp_view_at(const struct lsp_view *view, size_t offset)
{
    size_t low = 0, high = view->count;

    while (low < high) { /* the first that ends at or behind it */
        size_t middle = low + (high - low) / 2;

        if (view->spots[middle].range.end < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low < view->count && view->spots[low].range.start <= offset
               ? &view->spots[low]
               : NULL;
}

static bool is_empty(const struct text_lines *lines, size_t line)
{
    return !slice_trim(text_lines_line(lines, line)).len;
}

struct lsp_range lsp_view_paragraph(const struct lsp_view *view, size_t offset)
{
    const struct text_lines *lines = &view->text.lines;
    size_t first = text_lines_place(lines, offset, TEXT_UTF8).line;
    size_t last = first;
    struct lsp_range out;

    while (first > 0 && !is_empty(lines, first - 1) &&
           offset - lines->starts[first] < AROUND_MOST)
        first--;
    while (last + 1 < lines->count && !is_empty(lines, last + 1) &&
           lines->starts[last + 1] < offset + AROUND_MOST)
        last++;
    out.start = lines->starts[first];
    out.end =
        last + 1 < lines->count ? lines->starts[last + 1] : lines->text.len;
    if (out.start + AROUND_MOST < offset)
        out.start = offset - AROUND_MOST;
    if (out.end > offset + AROUND_MOST)
        out.end = offset + AROUND_MOST;
    return out;
}
