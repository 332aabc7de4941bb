#include "indexer/pdf_soft.h"

#include <string.h>

#include "common/wordmap.h"
#include "indexer/pdf_letters.h"

enum {
    SOFT_HYPHEN = 0xAD,
    WORDS_MOST = 50000,
    WORD_MOST = 200, /* bytes of such a word */
    PARTS_MOST = 16
};

/* What the words in the map are: whole ones with spaces for soft hyphens, or
 * what stands before the first of these. */
enum { WHOLE, FIRST };

struct joining {
    struct arena *arena;
    struct wordmap words;
    struct strbuf made;
};

bool pdf_soft_may_be(struct slice info)
{
    struct slice line;

    while (slice_next(&info, '\n', &line))
        if (slice_starts(line, SLICE("Producer:")))
            return slice_find(line, SLICE("Skia/PDF"), 0) != SIZE_MAX;
    return false;
}

/* ---- learning ---- */

static void learn(struct joining *joining, struct slice word, uint32_t tag)
{
    if (joining->words.count < WORDS_MOST &&
        wordmap_find(&joining->words, word, tag) == WORDMAP_NONE)
        wordmap_add(&joining->words, slice_copy(joining->arena, word), tag);
}

/* The word as pdf_pages has it: a space for each soft hyphen inside it. */
static void spell(struct slice word, struct strbuf *out)
{
    bool is_soft = false;

    strbuf_reset(out);
    for (size_t at = 0; at < word.len;) {
        int32_t c;

        at += utf8_decode(word.bytes + at, word.len - at, &c);
        if (c == SOFT_HYPHEN) {
            is_soft = out->len > 0;
            continue;
        }
        if (c == 0x2010 || c == 0x2011)
            c = '-';
        else if (is_soft)
            strbuf_add_byte(out, ' ');
        is_soft = false;
        if (c == '-')
            strbuf_add_byte(out, '-');
        else if (c >= 0)
            pdf_letters_add(c, out);
    }
}

static void take_word(struct joining *joining, struct slice word)
{
    struct slice spelt;
    const char *space;

    if (word.len > WORD_MOST ||
        slice_find(word, SLICE("\xC2\xAD"), 0) == SIZE_MAX)
        return;
    spell(word, &joining->made);
    spelt = strbuf_slice(&joining->made);
    space = spelt.len ? memchr(spelt.bytes, ' ', spelt.len) : NULL;
    if (!space)
        return;
    learn(joining, slice_part(spelt, 0, (size_t)(space - spelt.bytes)), FIRST);
    learn(joining, spelt, WHOLE);
}

static void learn_words(struct joining *joining, struct slice plain)
{
    for (size_t at = 0; at < plain.len;) {
        size_t start = at;

        while (at < plain.len && (unsigned char)plain.bytes[at] > ' ')
            at++;
        if (at > start)
            take_word(joining, slice_part(plain, start, at));
        else
            at++;
    }
}

/* ---- joining ---- */

static size_t end_of_word(struct slice text, size_t at)
{
    while (at < text.len && text.bytes[at] != ' ')
        at++;
    return at;
}

/* The end of the longest such word at byte at; 0: none begins there. */
static size_t soft_end(const struct joining *joining, struct slice text,
                       size_t at)
{
    size_t end = end_of_word(text, at), found = 0;

    if (wordmap_find(&joining->words, slice_part(text, at, end), FIRST) ==
        WORDMAP_NONE)
        return 0;
    for (unsigned i = 1; i < PARTS_MOST && end < text.len; i++) {
        end = end_of_word(text, end + 1);
        if (end - at > WORD_MOST)
            break;
        if (wordmap_find(&joining->words, slice_part(text, at, end), WHOLE) !=
            WORDMAP_NONE)
            found = end;
    }
    return found;
}

static void join(struct joining *joining, struct pdf_text *text)
{
    struct slice from = text->text;
    struct strbuf *made = &joining->made;
    size_t bold = text->bold;

    strbuf_reset(made);
    for (size_t at = 0; at < from.len;) {
        size_t end = soft_end(joining, from, at);
        bool is_soft = end > 0;

        end = is_soft ? end : end_of_word(from, at);
        for (; at < end; at++)
            if (from.bytes[at] != ' ')
                strbuf_add_byte(made, from.bytes[at]);
            else
                bold -= at < text->bold;
        if (at < from.len)
            strbuf_add_byte(made, from.bytes[at++]);
    }
    if (made->len == from.len)
        return;
    text->text = slice_copy(joining->arena, strbuf_slice(made));
    text->bold = bold;
}

void pdf_soft_join(struct slice plain, struct arena *arena,
                   struct pdf_pages *pages)
{
    struct joining joining = {.arena = arena};

    learn_words(&joining, plain);
    for (size_t i = 0; joining.words.count && i < pages->text_count; i++)
        join(&joining, &pages->texts[i]);
    wordmap_release(&joining.words);
    strbuf_release(&joining.made);
}
