#include "indexer/effort.h"

enum {
    OF_LINE = 40,   /* that is not blank */
    BYTE_SHARE = 4, /* bytes of a file for one of a line */
    /* In a plain text, for one of its bytes: */
    WORD_BYTES = 5, /* with what parts it from the next, at the least; */
    OF_WORD = 14,   /* one more than these make up */
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

static bool is_of_word(unsigned char byte)
{
    return (byte >= '0' && byte <= '9') ||
           ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte >= 0x80;
}

/* A NUL, as in UTF-16, ends no word. */
static uint64_t count_words(struct slice bytes)
{
    uint64_t count = 0;
    bool is_inside = false;

    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.bytes[i];
        bool is_word = is_of_word(byte) || (is_inside && !byte);

        count += is_word && !is_inside;
        is_inside = is_word;
    }
    return count;
}

uint64_t effort_of_part(struct slice bytes, uint64_t lines)
{
    uint64_t words = count_words(bytes), usual = bytes.len / WORD_BYTES;

    return bytes.len + (words > usual ? words - usual : 0) * OF_WORD +
           lines * OF_PART_LINE;
}

uint64_t effort_of_passages(uint64_t passages)
{
    return passages * OF_PASSAGE;
}

bool effort_is_too_much(uint64_t effort, uint64_t packed)
{
    return effort > EFFORT_FREE + EFFORT_RATIO_MOST * packed;
}
