#include "searchd/align.h"

enum {
    MARKUP_MOST = 256, /* bytes between two characters of a passage */
    ALIKE_LEAST = 6,   /* bytes that are to be alike behind them */
    PROBE_LEAST = 16,  /* bytes by which a passage is looked for */
    PROBE_MOST = 48,   /* and at most */
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
 * white space; *end is behind them. */
static size_t alike(struct slice text, size_t at, struct slice passage,
                    size_t i, size_t most, size_t *end)
{
    size_t count = 0;

    while (i < passage.len && count < most) {
        size_t next = skip_blanks(passage, i);

        if (next > i) {
            at = skip_blanks(text, at);
            i = next;
            continue;
        }
        if (at >= text.len || text.bytes[at] != passage.bytes[i])
            break;
        at++;
        i++;
        count++;
    }
    *end = at;
    return i == passage.len ? most : count;
}

/* Markup from at on to leave out, so that the passage goes on; SIZE_MAX: there
 * is none. */
static size_t skip_markup(struct slice text, size_t at, struct slice passage,
                          size_t i)
{
    size_t end;

    for (size_t to = at; to < text.len && to < at + MARKUP_MOST; to++)
        if (text.bytes[to] == passage.bytes[i] &&
            alike(text, to, passage, i, ALIKE_LEAST, &end) >= ALIKE_LEAST)
            return to;
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

/* The first place from `from` to `to` where part of the passage stands. */
static size_t probe(struct slice text, size_t from, size_t to,
                    struct slice passage, size_t i)
{
    size_t end;

    while (from < to) {
        const char *found =
            memchr(text.bytes + from, passage.bytes[i], to - from);

        if (!found)
            break;
        from = (size_t)(found - text.bytes);
        if (alike(text, from, passage, i, PROBE_MOST, &end) >= PROBE_MOST)
            return from;
        from++;
    }
    return SIZE_MAX;
}

size_t align_find(struct slice text, size_t from, struct slice passage)
{
    size_t found,
        last = passage.len > PROBE_MOST ? passage.len - PROBE_MOST : 0;

    if (!passage.len)
        return SIZE_MAX;
    found = probe(text, from, text.len, passage, 0);
    if (found == SIZE_MAX)
        found = probe(text, 0, from, passage, 0);
    while (last && last < passage.len && passage.bytes[last] != ' ')
        last++;
    if (found != SIZE_MAX || !last || passage.len - last < PROBE_LEAST)
        return found;
    found = probe(text, from, text.len, passage, last + 1);
    if (found == SIZE_MAX)
        found = probe(text, 0, from, passage, last + 1);
    /* Its first words were changed: it begins with its line, or so. */
    while (found != SIZE_MAX && found && text.bytes[found - 1] != '\n' &&
           text.bytes[found - 1] != '\r')
        found--;
    return found;
}
