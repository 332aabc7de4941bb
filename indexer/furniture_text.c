#include "indexer/furniture_text.h"

#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Capitals of Cyrillic and accented Latin are met as small ones too. */
static size_t fold_into(char *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        unsigned char last = i ? (unsigned char)text.bytes[i - 1] : 0;

        out[i] = lower((char)c);
        if (last == 0xD0 && c >= 0x90 && c <= 0x9F) {
            out[i] = (char)(c + 0x20);
        } else if (last == 0xD0 && c >= 0xA0 && c <= 0xAF) {
            out[i - 1] = (char)0xD1;
            out[i] = (char)(c - 0x20);
        } else if (last == 0xC3 && c >= 0x80 && c <= 0x9E) {
            out[i] = (char)(c + 0x20);
        }
    }
    return text.len;
}

bool furniture_is_in(struct slice text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text.len && text.bytes[0] == words[i][0] &&
            slice_equal(text, slice_of(words[i])))
            return true;
    return false;
}

bool furniture_is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

size_t furniture_count_digits(struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.bytes[i] >= '0' && text.bytes[i] <= '9';
    return count;
}

bool furniture_is_only(struct slice word, const char *others)
{
    for (size_t i = 0; i < word.len; i++)
        if (!(word.bytes[i] >= '0' && word.bytes[i] <= '9') &&
            !strchr(others, word.bytes[i]))
            return false;
    return word.len > 0;
}

struct slice furniture_fold(struct slice text, char *bytes)
{
    return (struct slice){bytes, fold_into(bytes, text)};
}
