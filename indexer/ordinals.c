#include "indexer/ordinals.h"

enum { REPEATED_MOST = 5, ROMAN_MOST = 3999, KANJI_MOST = 99 };

enum ordinal ordinal_of(struct slice name)
{
    static const struct {
        const char *name;
        enum ordinal form;
    } forms[] = {
        {"decimal", ORDINAL_DECIMAL},
        {"decimalZero", ORDINAL_ZERO},
        {"decimalFullWidth", ORDINAL_DECIMAL},
        {"decimalHalfWidth", ORDINAL_DECIMAL},
        {"lowerRoman", ORDINAL_ROMAN},
        {"upperRoman", ORDINAL_ROMAN_UPPER},
        {"lowerLetter", ORDINAL_LETTER},
        {"upperLetter", ORDINAL_LETTER_UPPER},
        {"russianLower", ORDINAL_RUSSIAN},
        {"russianUpper", ORDINAL_RUSSIAN_UPPER},
        {"japaneseCounting", ORDINAL_KANJI},
        {"chineseCounting", ORDINAL_KANJI},
        {"chineseCountingThousand", ORDINAL_KANJI},
        {"taiwaneseCounting", ORDINAL_KANJI},
        {"taiwaneseCountingThousand", ORDINAL_KANJI},
    };

    for (size_t i = 0; i < COUNT_OF(forms); i++)
        if (slice_equal(name, slice_of(forms[i].name)))
            return forms[i].form;
    return ORDINAL_NONE;
}

static bool add_roman(unsigned value, bool is_upper, struct strbuf *out)
{
    static const struct {
        unsigned value;
        const char *lower, *upper;
    } parts[] = {{1000, "m", "M"},  {900, "cm", "CM"}, {500, "d", "D"},
                 {400, "cd", "CD"}, {100, "c", "C"},   {90, "xc", "XC"},
                 {50, "l", "L"},    {40, "xl", "XL"},  {10, "x", "X"},
                 {9, "ix", "IX"},   {5, "v", "V"},     {4, "iv", "IV"},
                 {1, "i", "I"}};

    if (!value || value > ROMAN_MOST)
        return false;
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        for (; value >= parts[i].value; value -= parts[i].value)
            strbuf_add_text(out, is_upper ? parts[i].upper : parts[i].lower);
    return true;
}

/* a, b, ... z, aa, bb: of count letters from first on, some are left out. */
static bool add_letter(unsigned value, int32_t first, unsigned count,
                       const char *left_out, struct strbuf *out)
{
    unsigned times = value ? (value - 1) / count + 1 : 0;
    unsigned place = value ? (value - 1) % count : 0;

    if (!times || times > REPEATED_MOST)
        return false;
    for (; left_out && *left_out && place >= (unsigned)*left_out; left_out++)
        place++;
    while (times--)
        strbuf_add_utf8(out, first + (int32_t)place);
    return true;
}

static bool add_kanji(unsigned value, struct strbuf *out)
{
    static const char *const digits[] = {"",   "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};

    if (!value || value > KANJI_MOST)
        return false;
    if (value >= 20)
        strbuf_add_text(out, digits[value / 10]);
    if (value >= 10)
        strbuf_add_text(out, "十");
    strbuf_add_text(out, digits[value % 10]);
    return true;
}

bool ordinal_add(enum ordinal form, unsigned value, struct strbuf *out)
{
    /* Lists pass over the letters й, ъ, ь: those at these places. */
    static const char russian[] = {9, 26, 28, 0};
    enum { RUSSIAN_COUNT = 29, LATIN_COUNT = 26 };

    switch (form) {
    case ORDINAL_DECIMAL:
        strbuf_add_format(out, "%u", value);
        return true;
    case ORDINAL_ZERO:
        strbuf_add_format(out, "%02u", value);
        return true;
    case ORDINAL_ROMAN:
    case ORDINAL_ROMAN_UPPER:
        return add_roman(value, form == ORDINAL_ROMAN_UPPER, out);
    case ORDINAL_LETTER:
        return add_letter(value, 'a', LATIN_COUNT, NULL, out);
    case ORDINAL_LETTER_UPPER:
        return add_letter(value, 'A', LATIN_COUNT, NULL, out);
    case ORDINAL_RUSSIAN:
        return add_letter(value, 0x430, RUSSIAN_COUNT, russian, out);
    case ORDINAL_RUSSIAN_UPPER:
        return add_letter(value, 0x410, RUSSIAN_COUNT, russian, out);
    case ORDINAL_KANJI:
        return add_kanji(value, out);
    case ORDINAL_NONE:
        break;
    }
    return false;
}
