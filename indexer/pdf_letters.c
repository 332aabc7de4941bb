#include "indexer/pdf_letters.h"

#include "common/fold.h"

/* Radicals that Unicode says no ideograph for, though fonts draw both alike and
 * programs then name the first that they find. */
static int32_t ideograph(int32_t c)
{
    static const int32_t pairs[][2] = {
        {0x2E92, 0x5DF3}, {0x2E93, 0x5E7A}, {0x2E94, 0x5F51}, {0x2E9D, 0x6708},
        {0x2E9F, 0x6BCD}, {0x2EA0, 0x6C11}, {0x2EA2, 0x6C3A}, {0x2EA9, 0x738B},
        {0x2EAB, 0x7F52}, {0x2EAE, 0x7AF9}, {0x2EBC, 0x6708}, {0x2EBD, 0x81FC},
        {0x2EBE, 0x8279}, {0x2EC1, 0x864E}, {0x2EC4, 0x897F}, {0x2EC5, 0x89C1},
        {0x2EC6, 0x89D2}, {0x2EC9, 0x8D1D}, {0x2ECB, 0x8F66}, {0x2ECC, 0x8FB6},
        {0x2ECD, 0x8FB6}, {0x2ECF, 0x961D}, {0x2ED1, 0x9577}, {0x2ED2, 0x9578},
        {0x2ED3, 0x957F}, {0x2ED4, 0x95E8}, {0x2ED6, 0x961D}, {0x2ED7, 0x96E8},
        {0x2ED8, 0x9752}, {0x2ED9, 0x97E6}, {0x2EDA, 0x9875}, {0x2EDB, 0x98CE},
        {0x2EDC, 0x98DE}, {0x2EDD, 0x98DF}, {0x2EE2, 0x9A6C}, {0x2EE3, 0x9AA8},
        {0x2EE4, 0x9B3C}, {0x2EE5, 0x9C7C}, {0x2EE6, 0x9E1F}, {0x2EE7, 0x5364},
        {0x2EE8, 0x9EA6}, {0x2EE9, 0x9EC4}, {0x2EEA, 0x9EFE}, {0x2EEB, 0x6589},
        {0x2EEC, 0x9F50}, {0x2EED, 0x6B6F}, {0x2EEE, 0x9F7F}, {0x2EEF, 0x7ADC},
        {0x2EF0, 0x9F99}, {0x2EF1, 0x9F9C}, {0x2EF2, 0x4E80}, {0x2EF3, 0x9F9F}};

    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        if (pairs[i][0] == c)
            return pairs[i][1];
    return c;
}

/* These stay until their line is put in order: one may stand for several. */
static bool is_arabic_form(int32_t c)
{
    return (c >= 0xFB50 && c < 0xFE00) || (c >= 0xFE70 && c < 0xFEFF);
}

void pdf_letters_add(int32_t codepoint, struct strbuf *out)
{
    if (codepoint < 0x2E80) {
        strbuf_add_utf8(out, codepoint);
        return;
    }
    if (codepoint < 0x2F00)
        codepoint = ideograph(codepoint);
    if (is_arabic_form(codepoint))
        strbuf_add_utf8(out, codepoint);
    else
        fold_add_undrawn(codepoint, out);
}

bool pdf_letters_are_wide(int32_t c)
{
    return (c >= 0x2E80 && c < 0xA4D0) || (c >= 0xF900 && c < 0xFB00) ||
           (c >= 0xFE30 && c < 0xFE50) || (c >= 0xFF00 && c < 0xFFF0) ||
           c >= 0x20000;
}

bool pdf_letters_is_hangul(int32_t c)
{
    return c >= 0xAC00 && c < 0xD7A4;
}

int32_t pdf_letters_first(struct slice text)
{
    int32_t c = 0;

    if (text.len)
        utf8_decode(text.bytes, text.len, &c);
    return c;
}

int32_t pdf_letters_last(struct slice text)
{
    size_t at = text.len;
    int32_t c = 0;

    while (at > 0 && ((unsigned char)text.bytes[at - 1] & 0xC0) == 0x80)
        at--;
    if (at > 0)
        utf8_decode(text.bytes + at - 1, text.len - at + 1, &c);
    return c;
}
