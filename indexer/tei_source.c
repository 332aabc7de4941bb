#include "indexer/tei_source.h"

#include "indexer/charset.h"

enum { DECLARED_MOST = 200 /* bytes of an XML declaration */ };

static struct slice declared_charset(struct slice bytes)
{
    struct slice head = slice_part(bytes, 0, DECLARED_MOST);
    struct sgml_tag tag = {.is_end = false};

    if (!slice_starts(head, SLICE("<?xml")))
        return SLICE_UNKNOWN;
    tag.attributes = slice_part(head, 5, slice_find(head, SLICE("?>"), 0));
    return sgml_attribute(&tag, SLICE("encoding"));
}

struct slice tei_source_decode(const struct raw_file *file, struct arena *arena,
                               size_t *replaced)
{
    struct slice bytes = file->bytes, declared = file->charset, out;
    const struct charset *charset;
    struct charset_decoder *decoder;
    struct strbuf made = STRBUF_INIT;

    if (utf8_is_valid(bytes))
        return bytes;
    if (!slice_is_known(declared))
        declared = declared_charset(bytes);
    charset = charset_find(bytes, declared);
    decoder = charset_decoder_new(charset);
    for (size_t at = charset_mark_length(bytes); at < bytes.len;) {
        int32_t c;

        at += charset_decode(decoder, bytes.bytes + at, bytes.len - at, &c);
        *replaced += c <= 0;
        strbuf_add_utf8(&made, c <= 0 ? LINE_REPLACEMENT : c);
    }
    out = slice_copy(arena, strbuf_slice(&made));
    charset_decoder_free(decoder);
    strbuf_release(&made);
    return out;
}

/* Length of what may stand before the first element: a declaration, a comment,
 * a DOCTYPE with all that it declares. 0: it is none. */
static size_t prolog_len(struct slice head, size_t at)
{
    size_t len = sgml_foreign_len(head, at);
    struct slice part = slice_part(head, at, at + len);
    size_t open = slice_find(part, SLICE("["), 0), close;

    if (!slice_starts(part, SLICE("<!DOCTYPE")) || open == SIZE_MAX)
        return len;
    close = slice_find(head, SLICE("]"), at + open);
    if (close == SIZE_MAX)
        return len;
    close = slice_find(head, SLICE(">"), close);
    return close == SIZE_MAX ? len : close + 1 - at;
}

bool tei_source_root(struct slice head, struct sgml_tag *out)
{
    size_t at = charset_mark_length(head), len;

    do {
        while (at < head.len && (unsigned char)head.bytes[at] <= ' ')
            at++;
        len = at < head.len ? prolog_len(head, at) : 0;
        at += len;
    } while (len);
    return at < head.len && head.bytes[at] == '<' &&
           sgml_tag_read(head, at, out);
}
