#include "indexer/sides_pattern.h"

#include <string.h>

/* Endings by class; those of one class parted by ' ', "-" is no ending. What
 * a class lets through beyond the grammar of a word is no word at all. */
static const struct {
    const char *name;
    const char *endings;
} classes[] = {
    {"", "- а у ом ем е"},
    {"я", "я и ю ей й е"},
    {"а", "а ы и у ой ою е"},
    {"й", "й я ю ем е"},
    {"ь", "ь я ю и ем е ью"},
    {"о", "о а у ом е"},
    {"ы", "ы - ов ам ами ах"},
    {"ий", "ий ого ому им ом ая ой ую ою ое ие их ими о"},
    {"ый", "ый ого ому ым ом"},
    {"ой", "ой ого ому ым ом"},
    {"ая", "ая ой ую ою"},
    {"ое", "ое ого ому ым ом"},
    {"ые", "ые ых ым ыми"},
    {"ых", "ых"},
    {"ие", "ие их им ими"},
    {"ец", "ец ца цу цем це цы цев цам цами цах ка ки"},
    {"ин", "ин ина ину ином ине е - ам ами ах ка ки"},
    {"*", "- s e es ne nes en er em n"},
};

int32_t sides_upper(int32_t c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7) ||
        (c >= 0x430 && c <= 0x44F))
        return c - 0x20;
    if (c >= 0x450 && c <= 0x45F)
        return c - 0x50;
    return c;
}

bool sides_is_letter(int32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
           (c >= 0x370 && c <= 0x52F);
}

bool sides_is_katakana(int32_t c)
{
    return (c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC;
}

int32_t sides_before(struct slice text, size_t at)
{
    size_t start = at;
    int32_t c;

    if (at == 0)
        return 0;
    do
        start--;
    while (start > 0 && at - start < 4 &&
           ((unsigned char)text.bytes[start] & 0xC0) == 0x80);
    utf8_decode(text.bytes + start, at - start, &c);
    return c;
}

static int32_t plain(int32_t c)
{
    switch (c) {
    case '\t':
    case '\n':
    case '\r':
    case 0xA0:
        return ' ';
    case 0x2019:
        return '\'';
    case 0x2010:
    case 0x2011:
        return '-';
    default:
        return c;
    }
}

/* The next character at *at, white space and quotes made plain; 0 at the end.
 * Moves *at behind it. */
static int32_t next_plain(struct slice s, size_t *at)
{
    int32_t c;

    if (*at >= s.len)
        return 0;
    *at += utf8_decode(s.bytes + *at, s.len - *at, &c);
    return plain(c);
}

bool sides_pattern_key(struct slice text, size_t at, unsigned count,
                       uint32_t *key)
{
    *key = count;
    for (unsigned i = 0; i < count; i++) {
        int32_t c = next_plain(text, &at);

        if (c <= 0 || c == '~' || c == '*')
            return false;
        *key = *key * 0x9E3779B1u + (uint32_t)sides_upper(c);
    }
    return true;
}

static bool ends_word(struct slice text, size_t end)
{
    int32_t last = sides_before(text, end), next;
    size_t after = end;

    next = next_plain(text, &after);
    if (sides_is_letter(last))
        return !sides_is_letter(next);
    if (sides_is_katakana(last))
        return !sides_is_katakana(next);
    return true;
}

static size_t match_from(struct slice name, size_t n, struct slice text,
                         size_t t);

/* Where an ending that begins at text[t] is over; SIZE_MAX: not there. */
static size_t skip_ending(struct slice ending, struct slice text, size_t t)
{
    if (slice_equal(ending, SLICE("-")))
        return t;
    for (size_t e = 0; e < ending.len;) {
        int32_t want = next_plain(ending, &e), got = next_plain(text, &t);

        if (got != want && got != sides_upper(want))
            return SIZE_MAX;
    }
    return t;
}

/* name[n] is behind "~class" or '*': the longest match by any ending. */
static size_t match_endings(struct slice name, size_t n, struct slice class,
                            struct slice text, size_t t)
{
    struct slice endings = SLICE_UNKNOWN, ending;
    size_t longest = 0;

    for (size_t i = 0; i < COUNT_OF(classes); i++)
        if (slice_equal(class, slice_of(classes[i].name)))
            endings = slice_of(classes[i].endings);
    while (slice_next(&endings, ' ', &ending)) {
        size_t at = skip_ending(ending, text, t), end;

        if (at == SIZE_MAX)
            continue;
        end = match_from(name, n, text, at);
        if (end > longest)
            longest = end;
    }
    return longest;
}

static size_t class_end(struct slice name, size_t n)
{
    while (n < name.len && (unsigned char)name.bytes[n] >= 0x80 &&
           (unsigned char)name.bytes[n] != 0xC2)
        n++;
    return n;
}

static size_t skip_spaces(struct slice text, size_t t)
{
    for (size_t at = t; next_plain(text, &at) == ' '; t = at)
        ;
    return t;
}

/* The end of a match of name[n..] at text[t..], 0 for none. */
static size_t match_from(struct slice name, size_t n, struct slice text,
                         size_t t)
{
    while (n < name.len) {
        int32_t want, got;

        if (name.bytes[n] == '*')
            return match_endings(name, n + 1, SLICE("*"), text, t);
        if (name.bytes[n] == '~') {
            size_t end = class_end(name, n + 1);

            return match_endings(name, end, slice_part(name, n + 1, end), text,
                                 t);
        }
        want = next_plain(name, &n);
        got = next_plain(text, &t);
        if (got != want && got != sides_upper(want))
            return 0;
        if (want == ' ')
            t = skip_spaces(text, t);
    }
    return ends_word(text, t) ? t : 0;
}

size_t sides_pattern_match(struct slice name, struct slice text, size_t at)
{
    return match_from(name, 0, text, at);
}
