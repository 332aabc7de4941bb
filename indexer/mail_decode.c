#include "indexer/mail_decode.h"

#include "indexer/charset.h"
#include "indexer/fields.h"

enum { WORDS_MOST = 8192 }; /* bytes of a field that are read */

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* ---- quoted-printable ---- */

/* Bytes of a soft line break at the head of text: "=", blanks, a line end. */
static size_t soft_break(struct slice text)
{
    size_t at = 1;

    while (at < text.len && (text.bytes[at] == ' ' || text.bytes[at] == '\t' ||
                             text.bytes[at] == '\r'))
        at++;
    if (at == text.len)
        return at;
    return text.bytes[at] == '\n' ? at + 1 : 0;
}

static void decode_quoted(struct slice body, struct strbuf *out,
                          struct stretches *way)
{
    size_t start = out->len;

    for (size_t at = 0; at < body.len;) {
        size_t len = 1;
        char byte = body.bytes[at];

        if (byte == '=') {
            struct slice rest = slice_part(body, at, body.len);
            int high = rest.len > 2 ? hex(rest.bytes[1]) : -1;
            int low = rest.len > 2 ? hex(rest.bytes[2]) : -1;
            size_t skipped = high < 0 ? soft_break(rest) : 0;

            at += skipped;
            if (skipped)
                continue;
            len = high >= 0 && low >= 0 ? 3 : 1;
            byte = len == 3 ? (char)(unsigned char)(high * 16 + low) : byte;
        }
        if (way)
            stretches_add(way,
                          (struct stretch){.at = (uint32_t)(out->len - start),
                                           .from = (uint32_t)at});
        strbuf_add_byte(out, byte);
        at += len;
    }
}

/* ---- base64 ---- */

/* A run of whole groups of four goes by one stretch; what breaks it (a line
 * end, mostly) begins another. */
static void decode_base64(struct slice body, struct strbuf *out,
                          struct stretches *way)
{
    size_t start = out->len, held_at = 0, next = SIZE_MAX;
    unsigned held = 0, count = 0;

    for (size_t at = 0; at < body.len; at++) {
        int value = base64_value(body.bytes[at]);

        if (body.bytes[at] == '=')
            break;
        if (value < 0)
            continue;
        if (!count)
            held_at = at;
        held = held << 6 | (unsigned)value;
        if (++count < 4)
            continue;
        if (way && (held_at != next || at != held_at + 3))
            stretches_add(way,
                          (struct stretch){.at = (uint32_t)(out->len - start),
                                           .from = (uint32_t)held_at,
                                           .is_base64 = true});
        next = at == held_at + 3 ? at + 1 : SIZE_MAX;
        for (int shift = 16; shift >= 0; shift -= 8)
            strbuf_add_byte(out, (char)(held >> shift));
        held = count = 0;
    }
    if (count > 1 && way)
        stretches_add(way, (struct stretch){.at = (uint32_t)(out->len - start),
                                            .from = (uint32_t)held_at,
                                            .is_base64 = true});
    if (count > 1)
        strbuf_add_byte(out, (char)(held >> (count == 3 ? 10 : 4)));
    if (count > 2)
        strbuf_add_byte(out, (char)(held >> 2));
}

void mail_decode(struct slice body, struct slice encoding, struct strbuf *out,
                 struct stretches *way)
{
    encoding = slice_trim(encoding);
    if (slice_equal_nocase(encoding, SLICE("quoted-printable"))) {
        decode_quoted(body, out, way);
    } else if (slice_equal_nocase(encoding, SLICE("base64"))) {
        decode_base64(body, out, way);
    } else {
        strbuf_add(out, body);
        if (way)
            stretches_add(way, (struct stretch){.at = 0});
    }
}

/* ---- encoded words ---- */

/* One encoded word, its parts lent. */
struct word {
    struct slice charset;
    char encoding; /* 'b' or 'q' */
    struct slice text;
    size_t end; /* behind it */
};

/* Is there one at `at`: "=?charset*language?B?text?=" */
static bool read_word(struct slice value, size_t at, struct word *out)
{
    size_t first = slice_find(value, SLICE("?"), at + 2);
    size_t second =
        first == SIZE_MAX ? SIZE_MAX : slice_find(value, SLICE("?"), first + 1);
    size_t end = second == SIZE_MAX
                     ? SIZE_MAX
                     : slice_find(value, SLICE("?="), second + 1);

    if (end == SIZE_MAX || second != first + 2)
        return false;
    out->charset = slice_part(value, at + 2, first);
    out->charset.len = slice_find(out->charset, SLICE("*"), 0) == SIZE_MAX
                           ? out->charset.len
                           : slice_find(out->charset, SLICE("*"), 0);
    out->encoding = (char)(value.bytes[first + 1] | 0x20);
    out->text = slice_part(value, second + 1, end);
    out->end = end + 2;
    return out->encoding == 'b' || out->encoding == 'q';
}

static void add_word(const struct word *word, struct strbuf *bytes)
{
    size_t start = bytes->len;

    if (word->encoding == 'b') {
        decode_base64(word->text, bytes, NULL);
        return;
    }
    decode_quoted(word->text, bytes, NULL);
    for (size_t i = start; i < bytes->len; i++)
        if (bytes->bytes[i] == '_')
            bytes->bytes[i] = ' ';
}

/* What was gathered of words that follow each other in one character set: a
 * character may begin in one and end in the next. */
struct gathering {
    struct strbuf bytes;
    struct slice charset;
    struct strbuf text;
    struct arena *arena;
};

static void flush(struct gathering *gathering)
{
    if (gathering->bytes.len)
        strbuf_add(&gathering->text,
                   charset_to_utf8(strbuf_slice(&gathering->bytes),
                                   gathering->charset, gathering->arena));
    strbuf_reset(&gathering->bytes);
}

static void gather(struct gathering *gathering, const struct word *word)
{
    if (!slice_equal_nocase(gathering->charset, word->charset))
        flush(gathering);
    gathering->charset = word->charset;
    add_word(word, &gathering->bytes);
}

static bool is_blank(struct slice text)
{
    return slice_trim(text).len == 0;
}

struct slice mail_words(struct slice value, struct arena *arena)
{
    struct gathering gathering = {.arena = arena};
    bool is_after_word = false;
    size_t at = 0;
    struct slice kept;

    value = slice_part(value, 0, WORDS_MOST);
    while (at < value.len) {
        size_t found = slice_find(value, SLICE("=?"), at);
        struct slice plain = slice_part(value, at, found);
        struct word word;

        if (found != SIZE_MAX && !read_word(value, found, &word)) {
            plain = slice_part(value, at, found + 2);
            found = SIZE_MAX;
        }
        if (!is_after_word || found == SIZE_MAX || !is_blank(plain)) {
            flush(&gathering);
            strbuf_add(&gathering.text,
                       charset_to_utf8(plain, SLICE_UNKNOWN, arena));
        }
        is_after_word = found != SIZE_MAX;
        if (is_after_word)
            gather(&gathering, &word);
        at = is_after_word ? word.end : at + plain.len;
    }
    flush(&gathering);
    kept = fields_clean(strbuf_slice(&gathering.text), arena);
    strbuf_release(&gathering.bytes);
    strbuf_release(&gathering.text);
    return kept;
}
