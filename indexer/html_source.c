#include "indexer/html_source.h"

#include <string.h>

enum {
    DECLARED_WITHIN = 8192, /* bytes from the beginning */
    DECODED_AT_ONCE = 256,  /* bytes between two places known in both texts */
    REPLACEMENT = 0xFFFD
};

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
    return small(c) >= 'a' && small(c) <= 'z';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Does text have word (in small letters) at this place? */
static bool has_word(struct slice text, size_t at, struct slice word)
{
    if (text.len - at < word.len)
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (small(text.bytes[at + i]) != word.bytes[i])
            return false;
    return true;
}

/* ---- characters ---- */

/* charset=... of a meta tag, or encoding="..." of an XML declaration. */
static struct slice find_declared(struct slice raw)
{
    struct slice head = slice_part(raw, 0, DECLARED_WITHIN);
    static const char *const marks[] = {"charset", "encoding"};

    for (size_t at = 0; at < head.len; at++) {
        size_t start, end;

        if (head.bytes[at] != 'c' && head.bytes[at] != 'C' &&
            head.bytes[at] != 'e')
            continue;
        if (!has_word(head, at, slice_of(marks[0])) &&
            !has_word(head, at, slice_of(marks[1])))
            continue;
        start = at + (small(head.bytes[at]) == 'c' ? 7 : 8);
        while (start < head.len && is_space(head.bytes[start]))
            start++;
        if (start >= head.len || head.bytes[start++] != '=')
            continue;
        while (start < head.len && strchr(" \t\"'", head.bytes[start]))
            start++;
        end = start;
        while (end < head.len && !strchr(" \t\r\n\"';/>?", head.bytes[end]))
            end++;
        if (charset_named(slice_part(head, start, end)))
            return slice_part(head, start, end);
    }
    return SLICE_UNKNOWN;
}

static bool is_control(int32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

/* Can the parser have these bytes as they are? */
static bool is_clean(struct slice bytes)
{
    for (size_t at = 0; at < bytes.len;) {
        int32_t c;

        at += utf8_decode(bytes.bytes + at, bytes.len - at, &c);
        if (is_control(c) || (c >= 0x80 && c < 0xA0) || c >= 0xFFFE)
            return false;
    }
    return true;
}

int32_t html_source_character(int32_t c)
{
    if (c <= 0 || c == 0xFFFE || c == 0xFFFF)
        return REPLACEMENT;
    return is_control(c) || (c >= 0x80 && c < 0xA0) ? ' ' : c;
}

static void add_stretch(struct html_stretch **list, size_t *count,
                        size_t *capacity, size_t at, size_t from)
{
    *list = heap_grow(*list, *count, capacity, sizeof **list);
    (*list)[(*count)++] = (struct html_stretch){(uint32_t)at, (uint32_t)from};
}

static struct html_stretch *keep_stretches(struct html_stretch *list,
                                           size_t count, struct arena *arena)
{
    struct html_stretch *kept = arena_array(arena, count, sizeof *kept);

    if (count)
        memcpy(kept, list, count * sizeof *kept);
    heap_free(list);
    return kept;
}

static void decode(struct html_source *source, size_t at, struct arena *arena)
{
    struct charset_decoder *decoder = charset_decoder_new(source->charset);
    struct html_stretch *list = NULL;
    struct strbuf out = STRBUF_INIT;
    size_t capacity = 0, last = at;
    struct slice raw = source->raw;

    add_stretch(&list, &source->decoding_count, &capacity, 0, at);
    while (at < raw.len) {
        int32_t c;

        if (at - last >= DECODED_AT_ONCE) {
            add_stretch(&list, &source->decoding_count, &capacity, out.len, at);
            last = at;
        }
        at += charset_decode(decoder, raw.bytes + at, raw.len - at, &c);
        source->replaced += c <= 0;
        strbuf_add_utf8(&out, html_source_character(c));
    }
    source->decoded = slice_copy(arena, strbuf_slice(&out));
    source->decodings = keep_stretches(list, source->decoding_count, arena);
    strbuf_release(&out);
    charset_decoder_free(decoder);
}

/* ---- what the parser is not given ---- */

struct strip {
    struct html_source *source;
    struct slice in;
    size_t at;   /* read up to here */
    size_t from; /* kept from here on, not yet added */
    struct strbuf out;
    size_t capacity;
    bool has_no_comment_end;
    bool has_no_end[6]; /* no end tag of such an element is left */
    bool has_no_quote[2];
};

static void keep(struct strip *strip, size_t end)
{
    struct html_source *source = strip->source;

    if (end <= strip->from)
        return;
    add_stretch(&source->kept, &source->kept_count, &strip->capacity,
                strip->out.len, strip->from);
    strbuf_add(&strip->out, slice_part(strip->in, strip->from, end));
}

/* Leave [start, end) out; words on both sides stay apart. */
static void leave_out(struct strip *strip, size_t start, size_t end)
{
    keep(strip, start);
    strip->from = strip->at = end;
}

static size_t find_close(const struct strip *strip, size_t at,
                         struct slice close)
{
    const char *found;

    while (at < strip->in.len && (found = memchr(strip->in.bytes + at, '<',
                                                 strip->in.len - at)) != NULL) {
        at = (size_t)(found - strip->in.bytes);
        if (has_word(strip->in, at, close))
            return at;
        at++;
    }
    return SIZE_MAX;
}

/* Behind the next '>'. */
static size_t behind_tag(const struct strip *strip, size_t at)
{
    const char *found = at < strip->in.len ? memchr(strip->in.bytes + at, '>',
                                                    strip->in.len - at)
                                           : NULL;

    return found ? (size_t)(found - strip->in.bytes) + 1 : strip->in.len;
}

static void take_comment(struct strip *strip, size_t start)
{
    size_t end = strip->has_no_comment_end
                     ? SIZE_MAX
                     : slice_find(strip->in, SLICE("-->"), start + 2);

    if (end == SIZE_MAX) { /* what browsers did of old: it ends with its tag */
        strip->has_no_comment_end = true;
        leave_out(strip, start, behind_tag(strip, start));
        return;
    }
    leave_out(strip, start, end + 3);
}

/* The closing quote of a value that is opened at `at`, or SIZE_MAX. */
static size_t find_quote(struct strip *strip, size_t at)
{
    char quote = strip->in.bytes[at];
    bool *has_none = &strip->has_no_quote[quote == '"'];
    const char *found = NULL;

    if (!*has_none)
        found = memchr(strip->in.bytes + at + 1, quote, strip->in.len - at - 1);
    if (!found)
        *has_none = true;
    return found ? (size_t)(found - strip->in.bytes) : SIZE_MAX;
}

/* Behind the tag at start. Of one over its bounds *cut is where the part that
 * may stay ends, else it is the place of its '>'. */
static size_t find_tag_end(struct strip *strip, size_t start, size_t *cut)
{
    struct slice in = strip->in;
    size_t at = start + 1, count = 0, last = 0;

    *cut = 0;
    for (; at < in.len && in.bytes[at] != '>'; at++) {
        char c = in.bytes[at];

        if (is_space(c) || c == '/') {
            if (at - start <= HTML_TAG_MOST && count < HTML_ATTRIBUTES_MOST)
                last = at;
            count += at > start + 1 && !is_space(in.bytes[at - 1]);
        } else if ((c == '"' || c == '\'') &&
                   strchr("= \t\n\r", in.bytes[at - 1])) {
            size_t quote = find_quote(strip, at);

            if (quote != SIZE_MAX)
                at = quote;
            count++;
        }
    }
    if (at - start > HTML_TAG_MOST || count > 2 * HTML_ATTRIBUTES_MOST)
        *cut = last ? last : start + 1;
    else
        *cut = at;
    return at < in.len ? at + 1 : at;
}

static void take_data(struct strip *strip, size_t start, size_t inside,
                      size_t end)
{
    struct html_source *source = strip->source;
    struct slice tag = slice_part(strip->in, start, inside);

    if (slice_find(tag, SLICE("ld+json"), 0) != SIZE_MAX &&
        source->data_count < HTML_DATA_MOST)
        source->data[source->data_count++] = slice_part(strip->in, inside, end);
}

/* Elements whose content is no text to read: in scripts and styles no tag is
 * one, what is for browsers without scripts or frames is often not well formed.
 */
static const struct raw_element {
    const char *name, *close;
    bool ends_page; /* when it is never closed */
} raw_elements[] = {
    {"script", "</script", true},      {"style", "</style", true},
    {"noscript", "</noscript", false}, {"iframe", "</iframe", false},
    {"noframes", "</noframes", false}, {"svg", "</svg", false}};

/* The one whose start tag begins at start, or NULL. */
static const struct raw_element *find_raw(const struct strip *strip,
                                          size_t start)
{
    for (size_t i = 0; i < COUNT_OF(raw_elements); i++) {
        struct slice name = slice_of(raw_elements[i].name);

        if (has_word(strip->in, start + 1, name) &&
            start + 1 + name.len < strip->in.len &&
            !is_letter(strip->in.bytes[start + 1 + name.len]))
            return &raw_elements[i];
    }
    return NULL;
}

static void take_raw(struct strip *strip, size_t start, size_t inside,
                     const struct raw_element *element)
{
    bool *has_no_end = &strip->has_no_end[element - raw_elements];
    size_t end = SIZE_MAX;

    if (inside - start > 2 && strip->in.bytes[inside - 2] == '/' &&
        !element->ends_page)
        end = inside;
    else if (!*has_no_end)
        end = find_close(strip, inside, slice_of(element->close));
    if (end == SIZE_MAX) {
        *has_no_end = true;
        end = element->ends_page ? strip->in.len : inside;
        strip->source->is_cut |= element->ends_page;
    }
    take_data(strip, start, inside, end);
    leave_out(strip, start, end == inside ? end : behind_tag(strip, end));
}

static void take_tag(struct strip *strip, size_t start)
{
    size_t cut, end = find_tag_end(strip, start, &cut);
    const struct raw_element *raw = find_raw(strip, start);

    strip->at = end;
    if (raw) {
        take_raw(strip, start, end, raw);
    } else if (cut + 1 < end) {
        strip->source->is_cut |= end - start > 16 * HTML_TAG_MOST;
        keep(strip, cut);
        strbuf_add_byte(&strip->out, '>');
        strip->from = end;
    }
}

static void strip_page(struct html_source *source, struct arena *arena)
{
    struct strip strip = {.source = source, .in = source->decoded};
    const char *found;

    while (strip.at < strip.in.len &&
           (found = memchr(strip.in.bytes + strip.at, '<',
                           strip.in.len - strip.at)) != NULL) {
        size_t start = (size_t)(found - strip.in.bytes);

        strip.at = start + 1;
        if (has_word(strip.in, start, SLICE("<!--")))
            take_comment(&strip, start);
        else if (strip.at < strip.in.len && is_letter(strip.in.bytes[strip.at]))
            take_tag(&strip, start);
    }
    keep(&strip, strip.in.len);
    source->kept = keep_stretches(source->kept, source->kept_count, arena);
    source->text = slice_copy(arena, strbuf_slice(&strip.out));
    strbuf_release(&strip.out);
}

void html_source_read(struct slice raw, struct slice charset,
                      struct arena *arena, struct html_source *out)
{
    size_t mark = charset_mark_length(raw);

    *out = (struct html_source){.raw = raw};
    if (!charset_named(charset))
        charset = find_declared(raw);
    out->charset = charset_find(raw, charset);
    out->decoded = raw;
    if (mark || !charset_is_utf8(out->charset) || !is_clean(raw))
        decode(out, mark, arena);
    strip_page(out, arena);
}
