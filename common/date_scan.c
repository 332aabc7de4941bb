#include "common/date_scan.h"

#include <string.h>

/* The digit at byte at: its value and length in bytes, else 0. */
static size_t digit_at(struct slice text, size_t at, int *value)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes + at;

    if (at >= text.len)
        return 0;
    if (bytes[0] >= '0' && bytes[0] <= '9') {
        *value = bytes[0] - '0';
        return 1;
    }
    /* U+FF10 to U+FF19 */
    if (bytes[0] == 0xEF && text.len - at >= 3 && bytes[1] == 0xBC &&
        bytes[2] >= 0x90 && bytes[2] <= 0x99) {
        *value = bytes[2] - 0x90;
        return 3;
    }
    return 0;
}

bool scan_is_digit_at(struct slice text, size_t at)
{
    int value;

    return digit_at(text, at, &value) > 0;
}

bool scan_digits(struct slice text, size_t *at, unsigned count, int *value)
{
    size_t here = *at;
    int sum = 0, digit;

    for (unsigned i = 0; i < count; i++) {
        size_t used = digit_at(text, here, &digit);

        if (used == 0)
            return false;
        sum = sum * 10 + digit;
        here += used;
    }
    *at = here;
    if (value)
        *value = sum;
    return true;
}

bool scan_number(struct slice text, size_t *at, unsigned least, unsigned most,
                 int *value)
{
    for (unsigned count = most; count >= least && count > 0; count--) {
        size_t here = *at;

        if (!scan_digits(text, &here, count, value))
            continue;
        if (scan_is_digit_at(text, here))
            return false;
        *at = here;
        return true;
    }
    return false;
}

static char ascii_small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool scan_part(struct slice text, size_t *at, struct slice wanted)
{
    if (*at > text.len || text.len - *at < wanted.len)
        return false;
    for (size_t i = 0; i < wanted.len; i++)
        if (text.bytes[*at + i] != wanted.bytes[i] &&
            ascii_small(text.bytes[*at + i]) != wanted.bytes[i])
            return false;
    *at += wanted.len;
    return true;
}

bool scan_text(struct slice text, size_t *at, const char *wanted)
{
    return scan_part(text, at, slice_of(wanted));
}

bool scan_any(struct slice text, size_t *at, const char *wanted)
{
    struct slice rest = slice_of(wanted), part;

    while (slice_next(&rest, '|', &part))
        if (scan_part(text, at, part))
            return true;
    return false;
}

/* Length of the blank at byte at: space, tab, U+00A0, U+202F, U+3000. */
static size_t blank_at(struct slice text, size_t at)
{
    if (at >= text.len)
        return 0;
    if (text.bytes[at] == ' ' || text.bytes[at] == '\t')
        return 1;
    if (scan_text(text, &(size_t){at}, "\xC2\xA0"))
        return 2;
    if (scan_text(text, &(size_t){at}, "\xE2\x80\xAF") ||
        scan_text(text, &(size_t){at}, "\xE3\x80\x80"))
        return 3;
    return 0;
}

bool scan_blanks(struct slice text, size_t *at)
{
    for (unsigned i = 0; i < 3; i++)
        *at += blank_at(text, *at);
    return true;
}

bool scan_ends(struct slice text, size_t end, const char *wanted)
{
    return slice_ends(slice_part(text, 0, end), slice_of(wanted));
}

size_t scan_blanks_before(struct slice text, size_t least, size_t end)
{
    static const char *const blanks[] = {" ", "\t", "\xC2\xA0", "\xE2\x80\xAF",
                                         "\xE3\x80\x80"};

    for (unsigned i = 0; i < 3; i++)
        for (size_t k = 0; k < COUNT_OF(blanks); k++)
            if (end >= least + strlen(blanks[k]) &&
                scan_ends(text, end, blanks[k])) {
                end -= strlen(blanks[k]);
                break;
            }
    return end;
}

static bool is_letter(int32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
           (c >= 0x400 && c <= 0x52F);
}

static int32_t small(int32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) ||
        (c >= 0x410 && c <= 0x42F))
        return c + 0x20;
    if (c >= 0x400 && c <= 0x40F)
        return c + 0x50;
    return c;
}

/* All small letters of our scripts take as many bytes as their capitals but
 * for those of U+0100 and beyond, which no month has. */
static void add_letter(struct scan_word *word, int32_t c)
{
    if (c < 0x80) {
        word->bytes[word->len++] = (char)c;
        return;
    }
    word->bytes[word->len++] = (char)(0xC0 | c >> 6);
    word->bytes[word->len++] = (char)(0x80 | (c & 0x3F));
}

bool scan_word(struct slice text, size_t *at, struct scan_word *out)
{
    size_t here = *at;

    *out = (struct scan_word){.len = 0};
    while (here < text.len) {
        int32_t c;
        size_t used = utf8_decode(text.bytes + here, text.len - here, &c);

        if (!is_letter(c))
            break;
        if (out->len + 2 > sizeof out->bytes)
            return false;
        if (here == *at)
            out->is_capitalized = small(c) != c;
        else if (out->len <= 2)
            out->is_capitals = out->is_capitalized && small(c) != c;
        add_letter(out, small(c));
        here += used;
    }
    if (out->len == 0)
        return false;
    *at = here;
    return true;
}

bool scan_word_before(struct slice text, size_t least, size_t end,
                      size_t *start, struct scan_word *out)
{
    size_t first = end, at;

    while (first > least && end - first <= SCAN_WORD_MOST) {
        size_t previous = first - 1;
        int32_t c;

        if (previous > least &&
            ((unsigned char)text.bytes[previous] & 0xC0) == 0x80)
            previous--;
        utf8_decode(text.bytes + previous, first - previous, &c);
        if (!is_letter(c))
            break;
        first = previous;
    }
    at = first;
    *start = first;
    return scan_word(slice_part(text, 0, end), &at, out) && at == end;
}
