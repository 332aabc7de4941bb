#include "indexer/trec_document.h"

#include "common/entities.h"
#include "common/sgml.h"
#include "indexer/fields.h"

/* What an element is for. */
enum part {
    PART_OTHER, /* text where the document has none of the next kind */
    PART_TEXT,
    PART_ID,
    PART_TITLE,
    PART_DATE,
    PART_NOTHING /* never text */
};

static const struct {
    const char *name;
    enum part part;
} elements[] = {
    {"docno", PART_ID},       {"text", PART_TEXT},
    {"lp", PART_TEXT},        {"leadpara", PART_TEXT},
    {"summary", PART_TEXT},   {"abstract", PART_TEXT},
    {"title", PART_TITLE},    {"headline", PART_TITLE},
    {"head", PART_TITLE},     {"hl", PART_TITLE},
    {"ttl", PART_TITLE},      {"ti", PART_TITLE},
    {"date", PART_DATE},      {"date_time", PART_DATE},
    {"dd", PART_DATE},        {"pubdate", PART_DATE},
    {"dochdr", PART_NOTHING}, {"docid", PART_NOTHING},
    {"docold", PART_NOTHING}, {"fileid", PART_NOTHING},
    {"script", PART_NOTHING}, {"style", PART_NOTHING},
};

struct making {
    struct slice bytes;
    uint32_t number; /* of the line at hand */
    size_t start;    /* of its text */
    struct page *page;
    size_t capacity;
    struct line_text line;
    struct strbuf texts[PART_NOTHING + 1]; /* of id, title, date */
    enum part wanted;                      /* what counts as the text */
    enum part part;                        /* where we are */
    struct slice element;                  /* whose end tag ends it */
    struct arena *arena;
};

static enum part part_of(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(elements); i++)
        if (slice_equal_nocase(name, slice_of(elements[i].name)))
            return elements[i].part;
    return PART_OTHER;
}

/* ---- lines ---- */

static void add_line(struct making *making, struct line line)
{
    struct page *page = making->page;

    page->lines =
        heap_grow(page->lines, page->count, &making->capacity, sizeof line);
    page->lines[page->count++] = line;
}

/* End the line's text at byte at, if it has any. */
static void end_text(struct making *making, size_t at)
{
    struct line line = {
        .number = making->number, .start = making->start, .end = at};

    if (!slice_trim(strbuf_slice(&making->line.text)).len) {
        strbuf_reset(&making->line.text);
        return;
    }
    line_text_finish(&making->line, at, making->arena, &line);
    add_line(making, line);
}

/* A blank line parts paragraphs; one is enough. */
static void add_blank(struct making *making, size_t at)
{
    const struct page *page = making->page;
    struct line line = {.number = making->number,
                        .start = at,
                        .end = at,
                        .text = SLICE(""),
                        .style = LINE_BLANK};

    end_text(making, at);
    if (page->count && page->lines[page->count - 1].style != LINE_BLANK)
        add_line(making, line);
}

static bool is_in_text(const struct making *making)
{
    return making->part == making->wanted;
}

static void end_line(struct making *making, size_t at)
{
    if (making->line.text.len)
        end_text(making, at);
    else if (is_in_text(making))
        add_blank(making, at);
    making->number++;
}

/* ---- characters ---- */

static void put(struct making *making, int32_t codepoint, size_t at)
{
    if (codepoint < 0) {
        making->page->replaced++;
        codepoint = LINE_REPLACEMENT;
    }
    codepoint = line_character(codepoint);
    if (codepoint < 0)
        return;
    if (!is_in_text(making)) {
        strbuf_add_utf8(&making->texts[making->part], codepoint);
        return;
    }
    if (!making->line.text.len)
        making->start = at;
    line_text_put(&making->line, codepoint, at);
}

/* A reference that is not known, as old collections have their own
 * ("&hyph;"), is a space. How long it is; 0: the "&" is itself. */
static size_t reference_len(struct slice bytes, size_t at, int32_t *codepoint)
{
    size_t len = entity_read(bytes, at, codepoint), end = at + 1;

    if (len)
        return len;
    while (
        end < bytes.len && end < at + 12 &&
        ((bytes.bytes[end] | 0x20) >= 'a' && (bytes.bytes[end] | 0x20) <= 'z'))
        end++;
    if (end == at + 1 || end == bytes.len || bytes.bytes[end] != ';')
        return 0;
    *codepoint = ' ';
    return end + 1 - at;
}

static size_t take_character(struct making *making, size_t at)
{
    struct slice bytes = making->bytes;
    int32_t codepoint;
    size_t len = 0;

    if (bytes.bytes[at] == '\n') {
        if (!is_in_text(making))
            strbuf_add_byte(&making->texts[making->part], ' ');
        end_line(making, at);
        return 1;
    }
    if (bytes.bytes[at] == '&')
        len = reference_len(bytes, at, &codepoint);
    if (!len)
        len = utf8_decode(bytes.bytes + at, bytes.len - at, &codepoint);
    put(making, codepoint ? codepoint : -1, at);
    return len;
}

/* ---- tags ---- */

/* Within an element that says what it is for, others are layout; but TITLE
 * within HEAD is the title. */
static void take_tag(struct making *making, const struct sgml_tag *tag,
                     size_t at)
{
    enum part part = part_of(tag->name);
    bool is_inner = making->part != PART_OTHER;

    if (slice_equal_nocase(tag->name, SLICE("p")) && is_in_text(making)) {
        add_blank(making, at);
        return;
    }
    if (tag->is_end && slice_equal_nocase(tag->name, making->element)) {
        if (is_in_text(making))
            add_blank(making, at);
        making->part = PART_OTHER;
        making->element = SLICE("");
        return;
    }
    if (tag->is_end || part == PART_OTHER ||
        (is_inner && !(making->part == PART_TITLE && part == PART_TITLE))) {
        put(making, ' ', at);
        return;
    }
    if (making->wanted == PART_OTHER)
        end_text(making, at);
    if (is_inner)
        strbuf_reset(&making->texts[PART_TITLE]);
    /* The first one counts. */
    making->part = part > PART_TEXT && making->texts[part].len && !is_inner
                       ? PART_NOTHING
                       : part;
    making->element = tag->name;
}

static void take_all(struct making *making)
{
    struct slice bytes = making->bytes;
    size_t at = 0;

    while (at < bytes.len) {
        struct sgml_tag tag;
        size_t len = 0;

        if (bytes.bytes[at] == '<') {
            len = sgml_foreign_len(bytes, at);
            if (!len && sgml_tag_read(bytes, at, &tag)) {
                take_tag(making, &tag, at);
                len = tag.len;
            }
        }
        if (!len) {
            at += take_character(making, at);
            continue;
        }
        for (size_t i = at; i < at + len; i++)
            making->number += bytes.bytes[i] == '\n';
        at += len;
    }
    end_text(making, bytes.len);
}

/* ---- the document ---- */

/* What counts as its text: elements that are meant for it, where it has any
 * that is not empty. */
static enum part wanted_part(struct slice bytes)
{
    size_t at = 0;

    while ((at = slice_find(bytes, SLICE("<"), at)) != SIZE_MAX) {
        struct sgml_tag tag;

        if (sgml_tag_read(bytes, at, &tag) && !tag.is_end &&
            part_of(tag.name) == PART_TEXT)
            return PART_TEXT;
        at++;
    }
    return PART_OTHER;
}

/* A date that cannot be read is none: collections write them in many ways. */
static void take_facts(struct making *making, struct slice *id)
{
    struct said *stated = &making->page->stated;
    struct strbuf *texts = making->texts;

    *id = fields_clean(strbuf_slice(&texts[PART_ID]), making->arena);
    if (!id->len)
        *id = SLICE_UNKNOWN;
    if (slice_trim(strbuf_slice(&texts[PART_TITLE])).len)
        stated->statement.title =
            fields_clean(strbuf_slice(&texts[PART_TITLE]), making->arena);
    if (slice_trim(strbuf_slice(&texts[PART_DATE])).len &&
        fields_set(stated, SLICE("date"), strbuf_slice(&texts[PART_DATE]),
                   making->arena, NULL))
        stated->statement.date = (struct date){0};
}

/* From the heap to the arena, without blank lines at the end. */
static void keep_lines(struct page *page, struct arena *arena)
{
    struct line *lines = page->lines;

    while (page->count && lines[page->count - 1].style == LINE_BLANK)
        page->count--;
    page->lines = arena_array(arena, page->count, sizeof *lines);
    for (size_t i = 0; i < page->count; i++)
        page->lines[i] = lines[i];
    heap_free(lines);
}

void trec_document_read(struct slice bytes, uint32_t number,
                        struct arena *arena, struct page *out, struct slice *id)
{
    struct making making = {.bytes = bytes,
                            .number = number,
                            .page = out,
                            .wanted = wanted_part(bytes),
                            .element = SLICE(""),
                            .arena = arena};

    *out = (struct page){0};
    take_all(&making);
    take_facts(&making, id);
    keep_lines(out, arena);
    line_text_release(&making.line);
    for (size_t i = 0; i < COUNT_OF(making.texts); i++)
        strbuf_release(&making.texts[i]);
}
