#include "indexer/pdf_words.h"

#include "indexer/joints.h"

enum { WORDS_MOST = 200000, WORD_BYTES_MOST = 64, PART_LEAST = 4 };

static bool is_letter(char c)
{
    unsigned char byte = (unsigned char)c;

    return (byte | 0x20) >= 'a' && ((byte | 0x20) <= 'z' || byte >= 0x80);
}

/* The first word at or behind *at, with hyphens inside it. */
static bool next_word(struct slice text, size_t *at, struct slice *word)
{
    size_t start;

    while (*at < text.len && !is_letter(text.bytes[*at]))
        (*at)++;
    start = *at;
    while (*at < text.len &&
           (is_letter(text.bytes[*at]) || text.bytes[*at] == '-'))
        (*at)++;
    *word = slice_part(text, start, *at);
    return word->len > 0;
}

static void learn(struct pdf_words *words, struct slice word)
{
    if (word.len > WORD_BYTES_MOST || words->map.count >= WORDS_MOST ||
        wordmap_find(&words->map, word, 0) != WORDMAP_NONE)
        return;
    (void)wordmap_add(&words->map, word, 0);
}

void pdf_words_learn(struct pdf_words *words, const struct pdf_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct slice word;

        for (size_t at = 0; next_word(lines->items[i].text, &at, &word);)
            if (!slice_ends(word, SLICE("-")))
                learn(words, word);
    }
}

static bool knows(const struct pdf_words *words, struct slice word)
{
    return wordmap_find(&words->map, word, 0) != WORDMAP_NONE;
}

static bool knows_both(const struct pdf_words *words, struct slice first,
                       struct slice second)
{
    char joined[2 * WORD_BYTES_MOST];

    if (first.len + second.len > sizeof joined)
        return false;
    memcpy(joined, first.bytes, first.len);
    memcpy(joined + first.len, second.bytes, second.len);
    return knows(words, (struct slice){joined, first.len + second.len});
}

/* The letters before the hyphen at the end of text, with hyphens in them. */
static struct slice last_part(struct slice text)
{
    size_t start = text.len - 1;

    while (start > 0 &&
           (is_letter(text.bytes[start - 1]) || text.bytes[start - 1] == '-'))
        start--;
    return slice_part(text, start, text.len);
}

bool pdf_words_keep_hyphen(const struct pdf_words *words, struct slice text,
                           struct slice next)
{
    struct slice hyphened = last_part(text), rest, bare;
    size_t at = 0;

    if (!joint_begins_lower(next) || hyphened.len < 2)
        return true;
    next_word(next, &at, &rest);
    bare = slice_part(hyphened, 0, hyphened.len - 1);
    if (knows_both(words, hyphened, rest))
        return true;
    if (knows_both(words, bare, rest))
        return false;
    return joint_keeps_hyphen(text) ||
           slice_find(bare, SLICE("-"), 0) != SIZE_MAX ||
           (bare.len >= PART_LEAST && rest.len >= PART_LEAST &&
            knows(words, bare) && knows(words, rest));
}

void pdf_words_release(struct pdf_words *words)
{
    wordmap_release(&words->map);
}
