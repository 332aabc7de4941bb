#include "indexer/long_text.h"

#include "indexer/effort.h"
#include "indexer/fields.h"
#include "indexer/iso2022.h"
#include "indexer/mail_text.h"
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
    uint64_t effort; /* that these took */
    bool is_over;    /* it was too much */
    bool is_begun;   /* a part was read; then: */
    struct statement statement;
    struct said stated; /* who speaks, by its front matter */
    struct sequel sequel;
    struct arena arena;
};

/* ---- opening ---- */

static bool is_text(const struct raw_file *file, long_text_read *read)
{
    return (read == read_text || read == read_markdown ||
            read == mail_text_read || read == mail_text_read_flowed) &&
           !iso2022_is(file->bytes);
}

bool long_text_is(const struct raw_file *file, long_text_read *read)
{
    struct text_shape shape;
    uint32_t lines;

    /* Most texts have no more bytes than a part could have lines. */
    if (file->bytes.len <= TEXT_PART_LINES_MOST || !is_text(file, read))
        return false;
    text_shape_find(file->bytes, file->charset, &shape);
    return text_shape_part(&shape, file->bytes, shape.mark, &lines) <
           file->bytes.len;
}

struct long_text *long_text_open(const struct raw_file *file,
                                 long_text_read *read)
{
    struct long_text *text = heap_alloc(sizeof *text);

    text->file = *file;
    text->read = read;
    text_shape_find(file->bytes, file->charset, &text->shape);
    if (text->shape.width == 2)
        text->file.bytes.len -= text->file.bytes.len % 2;
    return text;
}

void long_text_close(struct long_text *text)
{
    if (!text)
        return;
    sequel_release(&text->sequel);
    arena_release(&text->arena);
    heap_free(text);
}

/* ---- part by part ---- */

static void warn(struct page *page, struct arena *arena)
{
    struct strbuf warning = STRBUF_INIT;

    if (slice_is_known(page->warning))
        strbuf_add_format(&warning, "%.*s;", SLICE_ARG(page->warning));
    strbuf_add_text(&warning,
                    " a very long text, read in parts: what is a heading, and "
                    "what a label, is found in each for itself");
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
    assemble_first(page, origin, &text->sequel, arena, statement, passages);
    if (passages->count == 1)
        passages->items[0].is_whole = false;
    text->statement = fields_copy_statement(statement, &text->arena);
    text->is_begun = true;
    warn(page, arena);
}

static void take_other(struct long_text *text, const struct origin *origin,
                       struct arena *arena, struct page *page,
                       struct statement *statement,
                       struct passage_list *passages)
{
    *statement = fields_copy_statement(&text->statement, arena);
    page->stated = text->stated;
    assemble_more(page, origin, text->before, &text->sequel, arena, statement,
                  passages);
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
    text->effort += effort_of_part(part.bytes, lines);
    return part;
}

enum status long_text_next(struct long_text *text, struct arena *arena,
                           struct page *page, struct error *err)
{
    struct raw_file part;

    text->start = text->at;
    if (text->at >= text->file.bytes.len || text->is_over)
        return STATUS_END;
    if (text->effort > EFFORT_OF_TEXT_MOST) {
        text->is_over = true;
        return error_set(
            err, STATUS_TOO_LARGE,
            "%s: too many lines or words for one text: read up to line %u, "
            "%u passages; split it",
            text->file.path, text->lines, text->before);
    }
    part = next_file(text);
    return text->read(&part, arena, page, err);
}

size_t long_text_start(const struct long_text *text)
{
    return text->start;
}

void long_text_cut(struct long_text *text, const struct origin *origin,
                   struct arena *arena, struct page *page,
                   struct statement *statement, struct passage_list *passages)
{
    if (text->is_begun)
        take_other(text, origin, arena, page, statement, passages);
    else
        take_first(text, origin, arena, page, statement, passages);
    text->before += (uint32_t)passages->count;
    text->effort += effort_of_passages(passages->count);
}
