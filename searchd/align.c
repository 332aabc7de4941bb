#include "searchd/align.h"

enum {
    SURE_LEAST = 16, /* the first bytes of a passage are just so, */
    FIRST_LEAST = 3, /* and the very first have hardly any markup */
    MARKUP_FIRST = 8,
    MARKUP_MOST = 256, /* bytes between two characters of a passage */
    ALIKE_LEAST = 6,   /* bytes that are to be alike behind them */
    PROBE_BYTES = 16,  /* by which a passage is looked for */
    LAST_BYTES = 48,   /* of its end, where its beginning is another one */
    MISSED_PART = 10   /* one character in so many may be another one */
};

/* Length of the white space or invisible character at a place; 0: another. */
static size_t blank_at(struct slice text, size_t at)
{
    int32_t codepoint;
    size_t len;

    if (at >= text.len)
        return 0;
    len = utf8_decode(text.bytes + at, text.len - at, &codepoint);
    return codepoint == ' ' || (codepoint >= 0 && codepoint < ' ') ||
                   codepoint == 0xA0 || codepoint == 0xAD ||
                   (codepoint >= 0x2000 && codepoint <= 0x200F) ||
                   codepoint == 0x202F || codepoint == 0x3000 ||
                   codepoint == 0xFEFF
               ? len
               : 0;
}

static size_t skip_blanks(struct slice text, size_t at)
{
    size_t len;

    while ((len = blank_at(text, at)))
        at += len;
    return at;
}

/* How many bytes of the passage from i on stand in text from at on, but for
 * white space. */
static size_t alike(struct slice text, size_t at, struct slice passage,
                    size_t i, size_t most)
{
    size_t count = 0;

    while (i < passage.len && count < most) {
        size_t next = skip_blanks(passage, i);

        if (next > i) {
            at = skip_blanks(text, at);
            i = next;
            continue;
        }
        if (at < text.len && text.bytes[at] != passage.bytes[i])
            at = skip_blanks(text, at);
        if (at >= text.len || text.bytes[at] != passage.bytes[i])
            break;
        at++;
        i++;
        count++;
    }
    return i == passage.len ? most : count;
}

/* Could this byte be of a word, and so of markup that has words in it? */
static bool is_of_word(char byte)
{
    return (byte & 0x80) || (byte >= '0' && byte <= '9') ||
           (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

/* Markup from at on to leave out, so that the passage goes on; SIZE_MAX: there
 * is none. Where there are words in it, more must be alike behind it. */
static size_t skip_markup(struct slice text, size_t at, struct slice passage,
                          size_t i)
{
    size_t most = i < FIRST_LEAST ? MARKUP_FIRST : MARKUP_MOST;
    bool has_words = false;

    for (size_t to = at; to < text.len && to < at + most; to++) {
        if (text.bytes[to] == passage.bytes[i] &&
            (!has_words ||
             alike(text, to, passage, i, ALIKE_LEAST) >= ALIKE_LEAST))
            return to;
        has_words |= is_of_word(text.bytes[to]);
    }
    return SIZE_MAX;
}

bool align_passage(struct slice text, size_t at, struct slice passage,
                   size_t *offsets)
{
    size_t missed = 0, most = passage.len / MISSED_PART, i = 0;

    while (i < passage.len && missed <= most) {
        size_t blank = blank_at(passage, i), to;

        offsets[i] = at;
        if (blank) {
            while (blank--)
                offsets[i++] = at;
            at = skip_blanks(text, at);
            continue;
        }
        if (at < text.len && text.bytes[at] == passage.bytes[i]) {
            at++;
            i++;
            continue;
        }
        to = skip_markup(text, at, passage, i);
        if (to == SIZE_MAX && i < SURE_LEAST)
            break;
        if (to == SIZE_MAX) {
            missed++;
            i++;
        } else {
            at = to;
        }
    }
    offsets[i] = at;
    return i == passage.len && missed <= most;
}

/* Is the passage at a place between from and to? */
static bool probe(struct slice text, size_t from, size_t to,
                  struct slice passage, size_t *offsets)
{
    while (from < to) {
        const char *found =
            memchr(text.bytes + from, passage.bytes[0], to - from);

        if (!found)
            return false;
        from = (size_t)(found - text.bytes);
        if (alike(text, from, passage, 0, PROBE_BYTES) >= PROBE_BYTES &&
            align_passage(text, from, passage, offsets))
            return true;
        from++;
    }
    return false;
}

static bool probe_round(struct slice text, size_t from, struct slice passage,
                        size_t *offsets)
{
    return probe(text, from, text.len, passage, offsets) ||
           probe(text, 0, from < text.len ? from : text.len, passage, offsets);
}

bool align_find(struct slice text, size_t from, struct slice passage,
                size_t *offsets)
{
    size_t last = passage.len > LAST_BYTES ? passage.len - LAST_BYTES : 0, line;

    if (!passage.len)
        return false;
    if (probe_round(text, from, passage, offsets))
        return true;
    while (last && last < passage.len && passage.bytes[last - 1] != ' ')
        last++;
    if (!last || passage.len - last < PROBE_BYTES ||
        !probe_round(text, from, slice_part(passage, last, passage.len),
                     offsets + last))
        return false;
    line = offsets[last];
    while (line && text.bytes[line - 1] != '\n' && text.bytes[line - 1] != '\r')
        line--;
    for (size_t i = 0; i < last; i++)
        offsets[i] = line;
    return true;
}
