#include "indexer/long_text.h"

#include "indexer/iso2022.h"
#include "indexer/read_markdown.h"
#include "indexer/read_text.h"
#include "indexer/text_shape.h"

struct long_text {
    struct raw_file file; /* whole */
    long_text_read *read;
    struct text_shape shape;
    size_t start;    /* where the part that was read begins, */
    size_t at;       /* and the next one, */
    uint32_t lines;  /* how many lines stand before it, */
    uint32_t before; /* and how many passages */
    bool is_begun;   /* a part was read; then: */
    struct statement statement;
    struct said stated; /* who speaks, by its front matter */
    struct arena arena;
};

/* ---- opening ---- */

static bool is_text(const struct raw_file *file, long_text_read *read)
{
    return (read == read_text || read == read_markdown) &&
           !iso2022_is(file->bytes);
}

/* Most texts have no more bytes than this many lines could have. */
static bool is_long(const struct raw_file *file, const struct text_shape *shape)
{
    uint32_t lines;

    return text_shape_part(shape, file->bytes, shape->mark, &lines) <
           file->bytes.len;
}

enum status long_text_open(const struct raw_file *file, long_text_read *read,
                           struct long_text **out, struct error *err)
{
    struct text_shape shape;
    struct long_text *text;

    *out = NULL;
    if (file->bytes.len <= TEXT_PART_LINES_MOST || !is_text(file, read))
        return STATUS_OK;
    text_shape_find(file->bytes, file->charset, &shape);
    if (!is_long(file, &shape))
        return STATUS_OK;
    if (text_shape_is_crumbled(&shape, file->bytes))
        return error_set(err, STATUS_TOO_LARGE,
                         "%s: over the limit of %d lines, and most are of a "
                         "few letters; split it",
                         file->path, TEXT_LINES_FREE);
    *out = text = heap_alloc(sizeof *text);
    text->file = *file;
    text->read = read;
    text->shape = shape;
    if (shape.width == 2)
        text->file.bytes.len -= text->file.bytes.len % 2;
    return STATUS_OK;
}

void long_text_close(struct long_text *text)
{
    if (!text)
        return;
    arena_release(&text->arena);
    heap_free(text);
}

/* ---- part by part ---- */

static void copy_statement(struct statement *to, const struct statement *from,
                           struct arena *arena)
{
    *to = *from;
    to->id = slice_copy(arena, from->id);
    to->title = slice_copy(arena, from->title);
    to->issuer = slice_copy(arena, from->issuer);
    to->issuer_side = slice_copy(arena, from->issuer_side);
    to->author = slice_copy(arena, from->author);
    to->language = slice_copy(arena, from->language);
    to->file = slice_copy(arena, from->file);
    to->member = slice_copy(arena, from->member);
    to->url = slice_copy(arena, from->url);
}

static void warn(struct page *page, struct arena *arena)
{
    struct strbuf warning = STRBUF_INIT;

    if (slice_is_known(page->warning))
        strbuf_add_format(&warning, "%.*s;", SLICE_ARG(page->warning));
    strbuf_add_text(&warning,
                    " a very long text, read in parts: who speaks, and the "
                    "headings, are found in each for itself");
    page->warning = slice_copy(arena, strbuf_slice(&warning));
    strbuf_release(&warning);
}

/* The first part is a page as any other, but not all of it. */
static void take_first(struct long_text *text, const struct origin *origin,
                       struct arena *arena, struct page *page,
                       struct statement *statement,
                       struct passage_list *passages)
{
    text->stated.speaker = slice_copy(&text->arena, page->stated.speaker);
    text->stated.role = slice_copy(&text->arena, page->stated.role);
    assemble_page(page, origin, arena, statement, passages);
    if (passages->count == 1)
        passages->items[0].is_whole = false;
    copy_statement(&text->statement, statement, &text->arena);
    text->is_begun = true;
    warn(page, arena);
}

static void take_other(const struct long_text *text,
                       const struct origin *origin, struct arena *arena,
                       struct page *page, struct statement *statement,
                       struct passage_list *passages)
{
    copy_statement(statement, &text->statement, arena);
    page->stated = text->stated;
    assemble_more(page, origin, text->before, arena, statement, passages);
}

/* The bytes of the next part, with what stands before it. */
static struct raw_file next_file(struct long_text *text)
{
    struct raw_file part = text->file;
    size_t start = text->at;
    uint32_t lines;

    text->at = text_shape_part(&text->shape, text->file.bytes, start, &lines);
    part.bytes = slice_part(text->file.bytes, start, text->at);
    part.shape = &text->shape;
    part.lines_before = text->lines;
    text->lines += lines;
    return part;
}

enum status long_text_next(struct long_text *text, struct arena *arena,
                           struct page *page, struct error *err)
{
    struct raw_file part;

    text->start = text->at;
    if (text->at >= text->file.bytes.len)
        return STATUS_END;
    part = next_file(text);
    return text->read(&part, arena, page, err);
}

void long_text_cut(struct long_text *text, const struct origin *origin,
                   struct arena *arena, struct page *page,
                   struct statement *statement, struct passage_list *passages)
{
    struct origin here = *origin;

    here.start += text->start;
    if (text->is_begun)
        take_other(text, &here, arena, page, statement, passages);
    else
        take_first(text, &here, arena, page, statement, passages);
    text->before += (uint32_t)passages->count;
}
