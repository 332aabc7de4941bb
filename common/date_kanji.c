#include "common/date_kanji.h"

enum { SIGN_LEN = 3 }; /* bytes of each of them in UTF-8 */

struct sign {
    int32_t c;
    int16_t value; /* 0 to 9, or 10, 100, 1000 */
};

/* 廿 and 卅 are 20 and 30. */
static const struct sign signs[] = {
    {0x3007, 0},  {0x25CB, 0},  {0x25EF, 0},   {0x96F6, 0},   {0x4E00, 1},
    {0x58F1, 1},  {0x58F9, 1},  {0x4E8C, 2},   {0x5F10, 2},   {0x8CB3, 2},
    {0x8D30, 2},  {0x4E09, 3},  {0x53C2, 3},   {0x53C3, 3},   {0x53C1, 3},
    {0x56DB, 4},  {0x8086, 4},  {0x4E94, 5},   {0x4F0D, 5},   {0x516D, 6},
    {0x9678, 6},  {0x9646, 6},  {0x4E03, 7},   {0x67D2, 7},   {0x516B, 8},
    {0x634C, 8},  {0x4E5D, 9},  {0x7396, 9},   {0x5341, 10},  {0x62FE, 10},
    {0x5EFF, 20}, {0x5345, 30}, {0x767E, 100}, {0x4F70, 100}, {0x5343, 1000},
};

/* The value of the sign at byte at, -1 for none. */
static int sign_at(struct slice text, size_t at)
{
    int32_t c;

    if (at >= text.len || (unsigned char)text.bytes[at] < 0xE2 ||
        utf8_decode(text.bytes + at, text.len - at, &c) != SIGN_LEN)
        return -1;
    for (size_t i = 0; i < COUNT_OF(signs); i++)
        if (signs[i].c == c)
            return signs[i].value;
    return -1;
}

static bool is_circle(struct slice text, size_t at)
{
    return (unsigned char)text.bytes[at] == 0xE2;
}

bool kanji_begins_at(struct slice text, size_t at)
{
    return sign_at(text, at) >= 0 && !is_circle(text, at);
}

bool kanji_ends_at(struct slice text, size_t end)
{
    return end >= SIGN_LEN && sign_at(text, end - SIGN_LEN) >= 0;
}

void kanji_skip(struct slice text, size_t *at)
{
    while (sign_at(text, *at) >= 0)
        *at += SIGN_LEN;
}

/* "二〇一八": the signs from at to end are digits in a row. */
static bool read_row(struct slice text, size_t at, size_t end, int *value)
{
    if (end - at > (size_t)4 * SIGN_LEN)
        return false;
    for (*value = 0; at < end; at += SIGN_LEN) {
        int digit = sign_at(text, at);

        if (digit > 9)
            return false;
        *value = *value * 10 + digit;
    }
    return true;
}

/* "一百零七", "三十一", "廿五": each unit is smaller than the one before it,
 * and has at most one digit before it; a nought only fills a gap. */
static bool read_sum(struct slice text, size_t at, size_t end, int *value)
{
    int digit = 0, least = 10000;

    for (*value = 0; at < end; at += SIGN_LEN) {
        int sign = sign_at(text, at);
        int unit = sign == 20 || sign == 30 ? 10 : sign;

        if (sign == 0 && !digit && *value)
            continue;
        if (sign < 10) {
            if (sign == 0 || digit)
                return false;
            digit = sign;
            continue;
        }
        if (unit >= least || (unit != sign && digit))
            return false;
        *value += unit != sign ? sign : (digit ? digit : 1) * unit;
        least = unit;
        digit = 0;
    }
    *value += digit;
    return !digit || least < 10000;
}

bool kanji_scan_number(struct slice text, size_t *at, int *value)
{
    size_t end = *at;

    kanji_skip(text, &end);
    if (end == *at ||
        (!read_row(text, *at, end, value) && !read_sum(text, *at, end, value)))
        return false;
    *at = end;
    return true;
}
