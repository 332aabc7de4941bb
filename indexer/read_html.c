#include "indexer/read_html.h"

#include "indexer/html_lines.h"

enum { BINARY_SHARE = 50 };

static enum status refuse_binary(const struct raw_file *file,
                                 const struct html_source *source,
                                 struct error *err)
{
    size_t nuls = 0;

    if (source->decoding_count && charset_is_utf8(source->charset))
        for (size_t i = 0; i < file->bytes.len; i++)
            nuls += file->bytes.bytes[i] == '\0';
    if (nuls * BINARY_SHARE > file->bytes.len)
        return error_set(err, STATUS_BAD_FORMAT, "%s: binary, no page",
                         file->path);
    return STATUS_OK;
}

static void warn(struct page *page, const struct html_tree *tree,
                 struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    size_t places = charset_count_mojibake(tree->source->text);

    if (tree->is_cut)
        strbuf_add_text(&text, " too many elements, or nested too deep: the "
                               "end of the page is not read");
    else if (charset_is_mojibake(tree->source->text))
        strbuf_add_format(&text,
                          " the text was spoilt before it was saved: UTF-8 "
                          "taken for windows-1252 in %zu places",
                          places);
    else if (tree->is_deep)
        strbuf_add_format(&text,
                          " elements nested over %d deep are read as if "
                          "they were not",
                          HTML_DEPTH_MOST);
    if (text.len)
        page->warning = slice_copy(arena, strbuf_slice(&text));
    strbuf_release(&text);
}

enum status read_html(const struct raw_file *file, struct arena *arena,
                      struct page *out, struct error *err)
{
    struct html_source *source = arena_alloc(arena, sizeof *source);
    struct html_tree tree;
    struct html_runs runs;
    struct html_main main;
    enum status status;

    *out = (struct page){0};
    html_source_read(file->bytes, arena, source);
    status = refuse_binary(file, source, err);
    if (status)
        return status;
    html_tree_read(source, arena, &tree);
    html_runs_find(&tree, arena, &runs);
    html_main_find(&tree, &runs, arena, &main);
    html_lines_make(&tree, &runs, &main, arena, out);
    out->replaced = source->replaced;
    warn(out, &tree, arena);
    return STATUS_OK;
}

static bool starts(struct slice text, struct slice prefix)
{
    return text.len >= prefix.len &&
           slice_equal_nocase(slice_part(text, 0, prefix.len), prefix);
}

bool read_html_is(struct slice head)
{
    static const char *const marks[] = {"<!doctype html", "<html",  "<head",
                                        "<body",          "<meta ", "<title"};

    head = slice_part(head, charset_mark_length(head), head.len);
    for (int skipped = 0; skipped < 8; skipped++) {
        size_t end;

        head = slice_trim(head);
        for (size_t i = 0; i < COUNT_OF(marks); i++)
            if (starts(head, slice_of(marks[i])))
                return true;
        if (slice_starts(head, SLICE("<?xml")))
            end = slice_find(head, SLICE("?>"), 0);
        else if (slice_starts(head, SLICE("<!--")))
            end = slice_find(head, SLICE("-->"), 0);
        else
            return false;
        if (end == SIZE_MAX)
            return false;
        head = slice_part(head, end + 3, head.len);
    }
    return false;
}
