#include "common/entities.h"

enum { BYTES_MOST = 12 };

static const struct {
    const char *name;
    int32_t codepoint;
} entities[] = {
    {"amp", '&'},      {"lt", '<'},        {"gt", '>'},       {"quot", '"'},
    {"apos", '\''},    {"nbsp", ' '},      {"ensp", ' '},     {"emsp", ' '},
    {"thinsp", ' '},   {"ndash", 0x2013},  {"mdash", 0x2014}, {"lsquo", 0x2018},
    {"rsquo", 0x2019}, {"ldquo", 0x201C},  {"rdquo", 0x201D}, {"laquo", 0xAB},
    {"raquo", 0xBB},   {"hellip", 0x2026}, {"bull", 0x2022},  {"middot", 0xB7},
    {"sect", 0xA7},    {"copy", 0xA9},     {"reg", 0xAE},     {"deg", 0xB0},
    {"euro", 0x20AC},  {"pound", 0xA3},    {"yen", 0xA5},     {"eacute", 0xE9},
    {"egrave", 0xE8},  {"agrave", 0xE0},   {"ccedil", 0xE7},  {"ocirc", 0xF4},
    {"ouml", 0xF6},    {"uuml", 0xFC},     {"auml", 0xE4},    {"szlig", 0xDF},
    {"ntilde", 0xF1},  {"aacute", 0xE1},   {"iacute", 0xED},  {"oacute", 0xF3},
    {"uacute", 0xFA},  {"ecirc", 0xEA},
};

static int32_t number_entity(struct slice name)
{
    bool is_hex = name.len > 1 && (name.bytes[1] | 0x20) == 'x';
    int32_t value = 0;

    for (size_t i = is_hex ? 2 : 1; i < name.len; i++) {
        char c = name.bytes[i];
        int32_t digit = c >= '0' && c <= '9' ? c - '0'
                        : is_hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f'
                            ? (c | 0x20) - 'a' + 10
                            : -1;

        if (digit < 0 || value > 0x10FFFF)
            return -1;
        value = value * (is_hex ? 16 : 10) + digit;
    }
    if (value < 0x20 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return -1;
    return value == 0xA0 ? ' ' : value;
}

size_t entity_read(struct slice text, size_t at, int32_t *codepoint)
{
    struct slice rest = slice_part(text, at + 1, at + 1 + BYTES_MOST);
    size_t end = slice_find(rest, SLICE(";"), 0);
    struct slice name;

    if (end == SIZE_MAX || end == 0)
        return 0;
    name = slice_part(rest, 0, end);
    if (name.bytes[0] == '#') {
        *codepoint = number_entity(name);
        return *codepoint < 0 || name.len < 2 ? 0 : end + 2;
    }
    for (size_t i = 0; i < COUNT_OF(entities); i++) {
        if (slice_equal(name, slice_of(entities[i].name))) {
            *codepoint = entities[i].codepoint;
            return end + 2;
        }
    }
    return 0;
}
