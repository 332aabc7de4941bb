#include "common/script.h"

struct range {
    int32_t first;
    int32_t last;
    enum script script;
};

/* In order. What lies between is SCRIPT_OTHER. */
static const struct range ranges[] = {
    {0x0000, 0x02FF, SCRIPT_LATIN},    {0x0300, 0x036F, SCRIPT_NONE},
    {0x0370, 0x03FF, SCRIPT_GREEK},    {0x0400, 0x052F, SCRIPT_CYRILLIC},
    {0x0530, 0x058F, SCRIPT_ARMENIAN}, {0x0590, 0x05FF, SCRIPT_HEBREW},
    {0x0600, 0x06FF, SCRIPT_ARABIC},   {0x0750, 0x077F, SCRIPT_ARABIC},
    {0x08A0, 0x08FF, SCRIPT_ARABIC},   {0x0900, 0x0D7F, SCRIPT_INDIC},
    {0x0E00, 0x0EFF, SCRIPT_DENSE},    {0x1000, 0x109F, SCRIPT_DENSE},
    {0x1100, 0x11FF, SCRIPT_DENSE},    {0x1780, 0x17FF, SCRIPT_DENSE},
    {0x1C80, 0x1C8F, SCRIPT_CYRILLIC}, {0x1D00, 0x1DBF, SCRIPT_LATIN},
    {0x1DC0, 0x1DFF, SCRIPT_NONE},     {0x1E00, 0x1EFF, SCRIPT_LATIN},
    {0x1F00, 0x1FFF, SCRIPT_GREEK},    {0x2C60, 0x2C7F, SCRIPT_LATIN},
    {0x2DE0, 0x2DFF, SCRIPT_CYRILLIC}, {0x2E80, 0x2FDF, SCRIPT_DENSE},
    {0x3005, 0x3007, SCRIPT_DENSE},    {0x3021, 0x3029, SCRIPT_DENSE},
    {0x3031, 0x3035, SCRIPT_DENSE},    {0x3038, 0x303C, SCRIPT_DENSE},
    {0x3041, 0x318F, SCRIPT_DENSE},    {0x31A0, 0x31BF, SCRIPT_DENSE},
    {0x31F0, 0x31FF, SCRIPT_DENSE},    {0x3400, 0x9FFF, SCRIPT_DENSE},
    {0xA640, 0xA69F, SCRIPT_CYRILLIC}, {0xA720, 0xA7FF, SCRIPT_LATIN},
    {0xA960, 0xA97F, SCRIPT_DENSE},    {0xAC00, 0xD7FF, SCRIPT_DENSE},
    {0xF900, 0xFAFF, SCRIPT_DENSE},    {0xFB50, 0xFDFF, SCRIPT_ARABIC},
    {0xFE70, 0xFEFF, SCRIPT_ARABIC},   {0x1B000, 0x1B16F, SCRIPT_DENSE},
    {0x20000, 0x3FFFF, SCRIPT_DENSE},
};

enum script script_of(int32_t codepoint)
{
    size_t low = 0;
    size_t high = COUNT_OF(ranges);

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (codepoint > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < COUNT_OF(ranges) && codepoint >= ranges[low].first)
        return ranges[low].script;
    return SCRIPT_OTHER;
}
