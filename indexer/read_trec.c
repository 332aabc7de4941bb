#include "indexer/read_trec.h"

#include <string.h>

#include "common/hash_set.h"
#include "common/sgml.h"
#include "indexer/line_stream.h"
#include "indexer/trec_document.h"

struct trec {
    struct line_stream lines;
    struct strbuf held;   /* read, and not yet given out */
    uint64_t held_start;  /* its offset in the file */
    uint32_t held_number; /* the line that it begins on */
    size_t searched;      /* no end tag in held before this */
    bool is_ended;        /* the file */
    bool has_documents;   /* one was found, good or bad */
    bool is_too_large;    /* the document at hand is: skip it */
    struct hash_set seen; /* hashes of the ids so far */
    uint64_t replaced;
};

static void trec_close(void *file)
{
    struct trec *trec = file;

    if (!trec)
        return;
    line_stream_close(&trec->lines);
    strbuf_release(&trec->held);
    hash_set_release(&trec->seen);
    heap_free(trec);
}

static void *trec_open(const struct input *input)
{
    struct trec *trec = heap_alloc(sizeof *trec);

    line_stream_open(input, &trec->lines);
    trec->held_number = 1;
    return trec;
}

static struct records_state trec_look(const void *file)
{
    const struct trec *trec = file;

    return (struct records_state){trec->lines.bytes_read,
                                  trec->lines.input->total, trec->lines.hash,
                                  trec->replaced};
}

/* ---- what is held ---- */

/* Forget the first len bytes. */
static void drop(struct trec *trec, size_t len)
{
    for (size_t i = 0; i < len; i++)
        trec->held_number += trec->held.bytes[i] == '\n';
    if (len)
        memmove(trec->held.bytes, trec->held.bytes + len, trec->held.len - len);
    strbuf_cut(&trec->held, trec->held.len - len);
    trec->held_start += len;
    trec->searched = 0;
}

/* Read a line more. A line that is too long makes its document too large; its
 * end, where the end tag would stand, is lost with it. */
static enum status read_more(struct trec *trec, struct error *err)
{
    enum status status = line_stream_next(&trec->lines, err);

    if (status == STATUS_END)
        trec->is_ended = true;
    if (status)
        return status;
    if (!trec->held.len) {
        trec->held_start = trec->lines.start;
        trec->held_number = trec->lines.number;
    }
    trec->is_too_large |= line_stream_is_too_long(&trec->lines);
    strbuf_add(&trec->held, strbuf_slice(&trec->lines.line));
    strbuf_add_byte(&trec->held, '\n');
    return STATUS_OK;
}

/* Find the next <DOC> or </DOC> at or after from; its place, SIZE_MAX: none
 * is held. */
static size_t find_tag(const struct trec *trec, size_t from,
                       struct sgml_tag *out)
{
    struct slice held = strbuf_slice(&trec->held);
    size_t at = from;

    while ((at = slice_find(held, SLICE("<"), at)) != SIZE_MAX) {
        if (sgml_tag_read(held, at, out) &&
            slice_equal_nocase(out->name, SLICE("doc")))
            return at;
        at++;
    }
    return SIZE_MAX;
}

/* Words between documents are lost, so they are told of; tags are not. */
static bool has_words(struct slice text, size_t *place)
{
    size_t at = 0;

    while (at < text.len) {
        struct sgml_tag tag;
        size_t len = 0;

        if (text.bytes[at] == '<') {
            len = sgml_foreign_len(text, at);
            if (!len && sgml_tag_read(text, at, &tag))
                len = tag.len;
        }
        *place = at;
        if (!len && (unsigned char)text.bytes[at] > ' ' &&
            !slice_starts(slice_part(text, at, text.len),
                          SLICE("\xEF\xBB\xBF")))
            return true;
        len += !len;
        at +=
            slice_starts(slice_part(text, at, text.len), SLICE("\xEF\xBB\xBF"))
                ? 3
                : len;
    }
    return false;
}

static enum status refuse(const struct trec *trec, uint32_t line,
                          enum status status, const char *why,
                          struct error *err)
{
    return error_set(err, status, "%s:%u: %s", trec->lines.input->name,
                     (unsigned)line, why);
}

/* Drop what stands before the next <DOC>, reading on until there is one. */
static enum status go_to_document(struct trec *trec, struct error *err)
{
    bool is_told = false;
    enum status status = STATUS_OK;
    uint32_t line = 0;

    for (;;) {
        struct sgml_tag tag;
        size_t at = find_tag(trec, 0, &tag), place;
        struct slice before = slice_part(strbuf_slice(&trec->held), 0,
                                         at == SIZE_MAX ? trec->held.len
                                         : tag.is_end   ? at + tag.len
                                                        : at);

        if (!is_told && has_words(before, &place)) {
            is_told = true;
            line = trec->held_number;
            for (size_t i = 0; i < place; i++)
                line += before.bytes[i] == '\n';
        }
        drop(trec, before.len);
        if (at != SIZE_MAX && !tag.is_end)
            break;
        if (at != SIZE_MAX)
            continue;
        status = trec->is_ended ? STATUS_END : read_more(trec, err);
        if (status && status != STATUS_END)
            return status;
        if (status)
            break;
    }
    if (is_told)
        return refuse(trec, line, STATUS_BAD_FORMAT,
                      "text outside of <DOC> ... </DOC>", err);
    if (status == STATUS_END && !trec->has_documents &&
        trec->lines.input->total) {
        trec->has_documents = true;
        return refuse(trec, 1, STATUS_BAD_FORMAT, "there is no <DOC> in it",
                      err);
    }
    return status;
}

/* Read on to the document's end tag. *body: what stands between the tags;
 * *end: behind the end tag. */
static enum status find_end(struct trec *trec, struct slice *body, size_t *end,
                            struct error *err)
{
    struct sgml_tag first, last;
    size_t at;

    (void)find_tag(trec, 0, &first);
    trec->searched = first.len;
    while ((at = find_tag(trec, trec->searched, &last)) == SIZE_MAX) {
        enum status status;

        trec->searched = trec->held.len; /* a tag stands on one line */
        if (trec->held.len > TREC_DOCUMENT_BYTES_MOST) {
            trec->is_too_large = true;
            drop(trec, trec->searched);
        }
        status = read_more(trec, err);
        if (status == STATUS_END) {
            *end = trec->held.len;
            return refuse(trec, trec->held_number, STATUS_BAD_FORMAT,
                          "the document has no </DOC>; it is skipped", err);
        }
        if (status) {
            *end = 0;
            return status;
        }
    }
    *end = last.is_end ? at + last.len : at;
    *body = slice_part(strbuf_slice(&trec->held), first.len, at);
    if (!last.is_end)
        return refuse(trec, trec->held_number, STATUS_BAD_FORMAT,
                      "the document has no </DOC> before the next <DOC>; it "
                      "is skipped",
                      err);
    return STATUS_OK;
}

/* ---- records ---- */

static enum status check(struct trec *trec, const struct record *record,
                         struct slice id, struct error *err)
{
    const struct page *page = &record->page;

    if (!slice_is_known(id))
        return refuse(trec, record->line, STATUS_BAD_FORMAT,
                      "the document has no <DOCNO>", err);
    if (!page->count && !slice_is_known(page->stated.statement.title))
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s:%u: document '%.*s' has no text",
                         trec->lines.input->name, (unsigned)record->line,
                         (int)utf8_cut(id.bytes, id.len, 100), id.bytes);
    if (!hash_set_add(&trec->seen, slice_hash(id)))
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s:%u: a document '%.*s' stood before; this one is "
                         "skipped",
                         trec->lines.input->name, (unsigned)record->line,
                         (int)utf8_cut(id.bytes, id.len, 100), id.bytes);
    return STATUS_OK;
}

static enum status take(struct trec *trec, struct slice body, uint32_t line,
                        uint64_t start, struct arena *arena, struct record *out,
                        struct error *err)
{
    struct slice id;
    uint32_t number = trec->held_number;
    size_t before = (size_t)(body.bytes - trec->held.bytes);

    for (size_t i = 0; i < before; i++)
        number += trec->held.bytes[i] == '\n';
    *out = (struct record){.line = line,
                           .start = start + before,
                           .end = start + before + body.len};
    trec_document_read(body, number, arena, &out->page, &id);
    out->page.stated.statement.id = id;
    trec->replaced += out->page.replaced;
    return check(trec, out, id, err);
}

static enum status trec_next(void *file, struct arena *arena,
                             struct record *out, struct error *err)
{
    struct trec *trec = file;
    uint32_t line;
    struct slice body = SLICE_UNKNOWN;
    size_t end;
    enum status status = go_to_document(trec, err);

    if (status)
        return status;
    trec->has_documents = true;
    line = trec->held_number;
    status = find_end(trec, &body, &end, err);
    if (trec->is_too_large && (!status || status == STATUS_BAD_FORMAT)) {
        status = error_set(err, STATUS_TOO_LARGE,
                           "%s:%u: a document of over %d bytes, or with a "
                           "line that is too long; it is skipped",
                           trec->lines.input->name, (unsigned)line,
                           TREC_DOCUMENT_BYTES_MOST);
        trec->is_too_large = false;
    } else if (!status) {
        status = take(trec, body, line, trec->held_start, arena, out, err);
    }
    drop(trec, end);
    return status;
}

const struct records_format trec_records = {trec_open, trec_next, trec_look,
                                            trec_close};
