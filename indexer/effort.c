#include "indexer/effort.h"

enum {
    OF_LINE = 40,   /* that is not blank */
    BYTE_SHARE = 4, /* bytes of a file for one of a line */
    /* In a plain text, for one of its bytes: */
    OF_PART_LINE = 8,
    OF_PASSAGE = 200
};

uint64_t effort_of_page(const struct page *page, uint64_t bytes)
{
    uint64_t effort = bytes / BYTE_SHARE;

    for (size_t i = 0; i < page->count; i++)
        if (page->lines[i].style != LINE_BLANK)
            effort += OF_LINE + page->lines[i].text.len;
    return effort;
}

uint64_t effort_of_part(uint64_t bytes, uint64_t lines, uint64_t passages)
{
    return bytes + lines * OF_PART_LINE + passages * OF_PASSAGE;
}

bool effort_is_too_much(uint64_t effort, uint64_t packed)
{
    return effort > EFFORT_FREE + EFFORT_RATIO_MOST * packed;
}
