#include "indexer/marks.h"

#include "indexer/sentences.h"

#include <string.h>

enum { IDEOGRAPHIC_SPACE = 0x3000, NO_BREAK_SPACE = 0xA0 };

static int32_t char_at(struct slice text, size_t at, size_t *used)
{
    int32_t c = -1;

    *used = 0;
    if (at < text.len)
        *used = utf8_decode(text.bytes + at, text.len - at, &c);
    return c;
}

static bool is_blank(int32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == NO_BREAK_SPACE ||
           c == IDEOGRAPHIC_SPACE;
}

static size_t skip_blanks(struct slice text, size_t at)
{
    size_t used;

    while (is_blank(char_at(text, at, &used)))
        at += used;
    return at;
}

/* Full-width forms as their ASCII twins. */
static int32_t narrow(int32_t c)
{
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

static bool is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_bullet_char(int32_t c)
{
    static const int32_t bullets[] = {
        0x2022, 0xB7,   0x25AA, 0x25CF, 0x25CB, 0x25C6, 0x25C7, 0x25A0,
        0x25A1, 0x2192, 0x30FB, 0xFF65, 0x2023, 0x2043, 0x2219, 0x25E6,
        0x25B6, 0x25BA, 0x27A2, 0x2713, 0x2714, 0xF0B7, 0xF0A7, 0x25AB,
        0x29BF, 0x2666, 0x203B, 0x2605, 0x2606, 0x2756};

    for (size_t i = 0; i < COUNT_OF(bullets); i++)
        if (c == bullets[i])
            return true;
    return false;
}

/* Marks that are bullets only before a space: "- ", "o ". */
static bool is_dash_bullet(int32_t c)
{
    return c == '-' || c == '*' || c == '+' || c == 0x2013 || c == 0x2014 ||
           c == 0x2012 || c == 0x2015 || c == 0x2212;
}

/* Behind a bullet at `at` and the white space after it; else at. */
static size_t skip_bullet(struct slice text, size_t at)
{
    size_t used, after;
    int32_t c = char_at(text, at, &used), next;

    next = char_at(text, at + used, &after);
    if (is_bullet_char(c))
        return skip_blanks(text, at + used);
    if ((is_dash_bullet(c) || c == 'o') && is_blank(next))
        return skip_blanks(text, at + used);
    return at;
}

static unsigned roman_digit(int32_t c)
{
    switch (c) {
    case 'i':
        return 1;
    case 'v':
        return 5;
    case 'x':
        return 10;
    case 'l':
        return 50;
    default:
        return 0;
    }
}

/* A Roman number under 90 in one case; 0 when the word is none. */
static unsigned roman_value(struct slice word, bool *is_upper)
{
    unsigned total = 0, last = 0;

    *is_upper = word.len && word.bytes[0] >= 'A' && word.bytes[0] <= 'Z';
    if (!word.len || word.len > 7)
        return 0;
    for (size_t i = word.len; i-- > 0;) {
        char c = word.bytes[i];
        bool upper = c >= 'A' && c <= 'Z';
        unsigned digit = roman_digit(upper ? c - 'A' + 'a' : c);

        if (!digit || upper != *is_upper)
            return 0;
        if (digit < last) {
            total -= digit;
        } else {
            total += digit;
            last = digit;
        }
    }
    return total;
}

/* 1 for 一 up to 10 for 十; 0 for any other character. */
static unsigned kanji_value(int32_t c)
{
    static const int32_t numbers[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                      0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};

    for (unsigned i = 0; i < COUNT_OF(numbers); i++)
        if (c == numbers[i])
            return i + 1;
    return 0;
}

static unsigned kana_value(int32_t c)
{
    static const int32_t order[] = {0x30A2, 0x30A4, 0x30A6, 0x30A8, 0x30AA,
                                    0x30AB, 0x30AD, 0x30AF, 0x30B1, 0x30B3};

    for (unsigned i = 0; i < COUNT_OF(order); i++)
        if (c == order[i])
            return i + 1;
    return 0;
}

/* What stands between brackets or before a stop: a number and its family. */
enum family {
    FAMILY_NONE,
    DECIMAL,
    ROMAN_UPPER,
    ROMAN_LOWER,
    UPPER,
    LETTER,
    KANJI,
    KANA
};

struct number {
    enum family family;
    unsigned value;
    unsigned depth;
    size_t end;
    bool is_doubtful;
};

/* "12", "2.1", "２": at most four digits a part. */
static struct number read_decimal(struct slice text, size_t at)
{
    struct number number = {DECIMAL, 0, 1, at, false};
    size_t used, digits = 0;
    int32_t c;

    for (;; number.end += used) {
        c = narrow(char_at(text, number.end, &used));
        if (is_digit(c) && digits < 4) {
            number.value = number.value * 10 + (unsigned)(c - '0');
            digits++;
            continue;
        }
        if (c == '.' && digits && number.depth < 6) {
            size_t more;
            int32_t next = narrow(char_at(text, number.end + used, &more));

            if (!is_digit(next))
                break;
            number.depth++;
            number.value = 0;
            digits = 0;
            continue;
        }
        break;
    }
    if (!digits || is_digit(c))
        number.family = FAMILY_NONE;
    return number;
}

static struct number read_word(struct slice text, size_t at)
{
    struct number number = {FAMILY_NONE, 0, 1, at, false};
    bool is_upper;
    struct slice word;

    while (number.end < text.len && number.end - at < 8 &&
           ((text.bytes[number.end] | 0x20) >= 'a' &&
            (text.bytes[number.end] | 0x20) <= 'z'))
        number.end++;
    word = slice_part(text, at, number.end);
    number.value = roman_value(word, &is_upper);
    number.is_doubtful = word.len == 1;
    if (number.value && (word.len > 1 || strchr("ivxIVX", word.bytes[0])))
        number.family = is_upper ? ROMAN_UPPER : ROMAN_LOWER;
    else if (word.len == 1) {
        number.family =
            is_upper || (word.bytes[0] & 0x20) == 0 ? UPPER : LETTER;
        number.value = (unsigned)((word.bytes[0] | 0x20) - 'a' + 1);
    }
    return number;
}

static struct number read_number(struct slice text, size_t at)
{
    struct number number = {FAMILY_NONE, 0, 1, at, false};
    size_t used;
    int32_t c = char_at(text, at, &used);

    if (is_digit(narrow(c)))
        return read_decimal(text, at);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return read_word(text, at);
    number.end = at + used;
    if (c >= 0x430 && c <= 0x44F) { /* а) б) в) */
        number.family = LETTER;
        number.value = (unsigned)(c - 0x430 + 1);
    } else if ((number.value = kanji_value(c)) != 0) {
        number.family = KANJI;
    } else if ((number.value = kana_value(c)) != 0) {
        number.family = KANA;
    }
    return number;
}

static enum mark_style style_in_brackets(const struct number *number,
                                         bool is_half)
{
    switch (number->family) {
    case DECIMAL:
        return is_half ? MARK_HALF : MARK_PAREN;
    case ROMAN_UPPER:
    case ROMAN_LOWER:
        return MARK_ROMAN_PAREN;
    case UPPER:
    case LETTER:
        return is_half ? MARK_LETTER_HALF : MARK_LETTER_PAREN;
    case KANJI:
        return MARK_KANJI_PAREN;
    case KANA:
        return MARK_KANA;
    default:
        return MARK_NONE;
    }
}

static enum mark_style style_before_stop(const struct number *number)
{
    switch (number->family) {
    case DECIMAL:
        return MARK_DECIMAL;
    case ROMAN_UPPER:
        return MARK_ROMAN;
    case UPPER:
        return MARK_UPPER;
    case LETTER:
    case ROMAN_LOWER:
        return MARK_LETTER;
    default:
        return MARK_NONE;
    }
}

/* A text must stand behind a mark, and white space between them unless the
 * mark or the text is of a script that needs none. */
static bool is_text_behind(struct slice text, size_t end)
{
    size_t used;
    int32_t c = char_at(text, end, &used);

    return c >= 0x2E80 || is_blank(c);
}

static bool finish(struct slice text, struct mark *mark, enum mark_style style,
                   const struct number *number, size_t end)
{
    if (style == MARK_NONE || number->value == 0)
        return false;
    mark->style = style;
    mark->value = number->value;
    mark->depth = number->depth;
    mark->is_doubtful = number->is_doubtful;
    mark->end = skip_blanks(text, end);
    return mark->end < text.len;
}

/* "1 Title" and "２　北朝鮮": a number and a space only. */
static bool find_bare(struct slice text, const struct number *number,
                      struct mark *mark)
{
    size_t used;
    int32_t c = char_at(text, number->end, &used);

    if (number->family != DECIMAL || number->value > 40 || !is_blank(c))
        return false;
    c = char_at(text, skip_blanks(text, number->end), &used);
    if (!((c >= 'A' && c <= 'Z') || (c >= 0x410 && c <= 0x42F) || c >= 0x3040))
        return false;
    return finish(text, mark, number->depth > 1 ? MARK_DECIMAL : MARK_BARE,
                  number, number->end);
}

static bool find_numbered(struct slice text, struct mark *mark)
{
    size_t used, at = mark->start, more;
    int32_t c = char_at(text, at, &used);
    bool is_open = narrow(c) == '(';
    struct number number = read_number(text, is_open ? at + used : at);
    int32_t close = char_at(text, number.end, &more);

    if (number.family == FAMILY_NONE)
        return false;
    if (narrow(close) == ')') {
        if (number.family != KANA && !is_open && number.family == UPPER)
            return false;
        return finish(text, mark, style_in_brackets(&number, !is_open), &number,
                      number.end + more);
    }
    if (is_open)
        return false;
    if (number.family == KANJI && (close == 0x3001 || close == 0xFF0E))
        return finish(text, mark, MARK_KANJI, &number, number.end + more);
    if (number.family == KANA && is_blank(close))
        return finish(text, mark, MARK_KANA, &number, number.end + more);
    if (close == '.' || close == 0xFF0E || close == 0x3001) {
        size_t end = number.end + more;

        if (close == '.' && !is_text_behind(text, end))
            return false;
        return finish(text, mark, style_before_stop(&number), &number, end);
    }
    return find_bare(text, &number, mark);
}

/* "①" to "⑳" and "Ⅰ" to "Ⅻ". */
static bool find_single(struct slice text, struct mark *mark)
{
    size_t used;
    int32_t c = char_at(text, mark->start, &used);
    struct number number = {DECIMAL, 0, 1, mark->start + used, false};
    int32_t next = char_at(text, number.end, &used);

    if (c >= 0x2460 && c <= 0x2473) {
        number.value = (unsigned)(c - 0x2460 + 1);
        return finish(text, mark, MARK_CIRCLED, &number, number.end);
    }
    if (c >= 0x2160 && c <= 0x216B) {
        number.value = (unsigned)(c - 0x2160 + 1);
        if (next == '.' || next == 0xFF0E || next == 0x3001)
            number.end += used;
        return finish(text, mark, MARK_ROMAN, &number, number.end);
    }
    return false;
}

struct mark mark_find(struct slice text)
{
    struct mark mark = {.style = MARK_NONE, .depth = 1};
    size_t first = skip_blanks(text, 0);

    mark.start = skip_bullet(text, first);
    mark.is_bulleted = mark.start > first;
    mark.end = mark.start;
    if (mark.start >= text.len) { /* a bullet and nothing behind it */
        mark.style = mark.is_bulleted ? MARK_BULLET : MARK_NONE;
        return mark;
    }
    if (find_numbered(text, &mark) || find_single(text, &mark))
        return mark;
    mark.style = mark.is_bulleted ? MARK_BULLET : MARK_NONE;
    mark.end = mark.start;
    return mark;
}

size_t mark_find_inside(struct slice text, size_t from)
{
    for (;;) {
        size_t at = slice_find(text, SLICE(" - ("), from);
        struct mark mark;

        if (at == SIZE_MAX)
            return SIZE_MAX;
        mark = mark_find(slice_part(text, at, at + 64));
        if (mark.style != MARK_NONE && mark.style != MARK_BULLET &&
            sentence_is_whole(slice_part(text, from, at)))
            return at + 1;
        from = at + 4;
    }
}
