#include "indexer/iso2022.h"

enum { ESCAPE = 0x1B };

enum set { ASCII, KANJI, KANA, KANJI_MORE };

static const struct {
    struct slice escape;
    enum set set;
} sets[] = {{{"\x1B(B", 3}, ASCII},      {{"\x1B(J", 3}, ASCII},
            {{"\x1B$@", 3}, KANJI},      {{"\x1B$B", 3}, KANJI},
            {{"\x1B(I", 3}, KANA},       {{"\x1B$(D", 4}, KANJI_MORE},
            {{"\x1B&@\x1B$B", 6}, KANJI}};

/* Bytes of the escape that they begin with, or 0. */
static size_t read_escape(struct slice bytes, enum set *out)
{
    for (size_t i = 0; i < COUNT_OF(sets); i++)
        if (slice_starts(bytes, sets[i].escape)) {
            *out = sets[i].set;
            return sets[i].escape.len;
        }
    return 0;
}

bool iso2022_is(struct slice bytes)
{
    enum set set = ASCII;

    if (!bytes.len || !memchr(bytes.bytes, ESCAPE, bytes.len))
        return false;
    for (size_t i = 0; i < bytes.len; i++) {
        if ((unsigned char)bytes.bytes[i] >= 0x80)
            return false;
        if (bytes.bytes[i] == ESCAPE && set == ASCII)
            read_escape(slice_part(bytes, i, bytes.len), &set);
    }
    return set != ASCII;
}

static bool is_graphic(char c)
{
    return c > ' ' && c < 0x7F;
}

/* The character at the head of bytes; returns the bytes that it has. */
static size_t put(struct slice bytes, enum set set, struct strbuf *out)
{
    char first = bytes.bytes[0];

    if (set == KANA && is_graphic(first)) {
        strbuf_add_byte(out, (char)0x8E);
        strbuf_add_byte(out, (char)(first | 0x80));
        return 1;
    }
    if (set == ASCII || set == KANA || bytes.len < 2 || !is_graphic(first) ||
        !is_graphic(bytes.bytes[1])) {
        strbuf_add_byte(out, first);
        return 1;
    }
    if (set == KANJI_MORE)
        strbuf_add_byte(out, (char)0x8F);
    strbuf_add_byte(out, (char)(first | 0x80));
    strbuf_add_byte(out, (char)(bytes.bytes[1] | 0x80));
    return 2;
}

void iso2022_convert(struct slice bytes, struct strbuf *out,
                     struct stretches *way)
{
    size_t start = out->len;
    enum set set = ASCII;

    for (size_t at = 0; at < bytes.len;) {
        struct slice rest = slice_part(bytes, at, bytes.len);
        size_t escape = rest.bytes[0] == ESCAPE ? read_escape(rest, &set) : 0;

        at += escape;
        if (escape)
            continue;
        if (rest.bytes[0] == '\n')
            set = ASCII; /* it ends with the line, escape or not */
        if (way)
            stretches_add(way,
                          (struct stretch){.at = (uint32_t)(out->len - start),
                                           .from = (uint32_t)at});
        at += put(rest, set, out);
    }
}
