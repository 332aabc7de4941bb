/* read_tei.h: files of one text, or of many documents. */
#include <string.h>

#include "common/schema.h"
#include "common/sgml.h"
#include "indexer/charset.h"
#include "indexer/read_tei.h"

/* Going through a file. */
struct documents {
    const struct input *input;
    struct strbuf bytes;
    bool is_read;
    bool is_whole; /* it holds no documents; or has been given as one */
    size_t at;     /* the next byte to look at */
    size_t counted;
    uint32_t line; /* of byte `counted` */
    size_t given;
};

/* A <div type="document"> from its tag to behind its end. */
struct range {
    size_t start, end;
    struct slice id;
};

static void *open_documents(const struct input *input)
{
    struct documents *documents = heap_alloc(sizeof *documents);

    documents->input = input;
    documents->line = 1;
    return documents;
}

static void close_documents(void *file)
{
    struct documents *documents = file;

    if (!documents)
        return;
    strbuf_release(&documents->bytes);
    heap_free(documents);
}

static bool is_div(const struct sgml_tag *tag)
{
    return slice_equal(tag->name, SLICE("div")) ||
           slice_ends(tag->name, SLICE(":div"));
}

static bool is_document(const struct sgml_tag *tag)
{
    return is_div(tag) && !tag->is_end &&
           slice_equal(sgml_attribute(tag, SLICE("type")), SLICE("document"));
}

/* The next tag at or behind *at, which is moved behind it. */
static bool next_tag(struct slice bytes, size_t *at, struct sgml_tag *tag,
                     size_t *start)
{
    while (*at < bytes.len) {
        const char *found = memchr(bytes.bytes + *at, '<', bytes.len - *at);
        size_t foreign;

        if (!found)
            break;
        *start = (size_t)(found - bytes.bytes);
        if (sgml_tag_read(bytes, *start, tag)) {
            *at = *start + tag->len;
            return true;
        }
        foreign = sgml_foreign_len(bytes, *start);
        *at = *start + (foreign ? foreign : 1);
    }
    *at = bytes.len;
    return false;
}

/* The end of the div whose tag stood before *at. */
static size_t find_end(struct slice bytes, size_t at)
{
    struct sgml_tag tag;
    size_t depth = 1, start;

    while (next_tag(bytes, &at, &tag, &start)) {
        if (!is_div(&tag) || slice_ends(tag.attributes, SLICE("/")))
            continue;
        depth += tag.is_end ? (size_t)-1 : 1;
        if (!depth)
            return at;
    }
    return bytes.len;
}

static bool next_range(struct documents *documents, struct range *out)
{
    struct slice bytes = strbuf_slice(&documents->bytes);
    struct sgml_tag tag;

    while (next_tag(bytes, &documents->at, &tag, &out->start)) {
        if (!is_document(&tag))
            continue;
        out->id = sgml_attribute(&tag, SLICE("xml:id"));
        out->end = find_end(bytes, documents->at);
        documents->at = out->end;
        return true;
    }
    return false;
}

static uint32_t line_of(struct documents *documents, size_t offset)
{
    for (; documents->counted < offset; documents->counted++)
        documents->line += documents->bytes.bytes[documents->counted] == '\n';
    return documents->line;
}

static void give_document(struct documents *documents,
                          const struct range *range, struct arena *arena,
                          struct bundled *out)
{
    struct slice bytes = strbuf_slice(&documents->bytes);
    struct slice part = slice_part(bytes, range->start, range->end);
    struct strbuf id = STRBUF_INIT;

    documents->given++;
    if (slice_trim(range->id).len && utf8_is_valid(range->id))
        strbuf_add(&id, slice_trim(range->id));
    else
        strbuf_add_format(&id, "%zu", documents->given);
    out->id = slice_copy(arena, strbuf_slice(&id));
    strbuf_release(&id);
    out->bytes = part;
    out->place = (struct bundle_place){
        .raw = part,
        .start = range->start,
        .line = line_of(documents, range->start),
        .stretches = arena_array(arena, 1, sizeof *out->place.stretches),
        .count = 1};
}

static enum status next_document(void *file, struct arena *arena,
                                 struct bundled *out, struct error *err)
{
    struct documents *documents = file;
    struct range range;
    enum status status = STATUS_OK;

    *out = (struct bundled){.read = read_tei, .name = ""};
    if (!documents->is_read)
        status = input_take_all(documents->input, SCHEMA_FILE_BYTES_MOST,
                                &documents->bytes, err);
    documents->is_read = true;
    if (status) {
        documents->is_whole = true;
        documents->bytes.len = 0;
        return status;
    }
    if (documents->is_whole || !documents->bytes.len)
        return STATUS_END;
    if (next_range(documents, &range)) {
        give_document(documents, &range, arena, out);
        return STATUS_OK;
    }
    documents->is_whole = true;
    if (documents->given)
        return STATUS_END;
    out->bytes = strbuf_slice(&documents->bytes);
    return STATUS_OK;
}

static uint64_t passed_over(const void *file)
{
    (void)file;
    return 0;
}

const struct bundle_format tei_documents = {open_documents, next_document,
                                            passed_over, close_documents};
