#include "indexer/sentences.h"

#include <string.h>

/* Words before a stop that does not end the sentence, without their own last
 * stop; case is ignored for ASCII. Sorted in no way: looked up by length. */
static const char *const abbreviations[] = {
    /* English */
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "sgt",
    "sen", "rep", "gov", "amb", "hon", "rev", "st", "no", "nos", "art", "arts",
    "vol", "fig", "para", "paras", "pp", "ed", "eds", "jr", "sr", "dept",
    "approx", "vs", "e.g", "i.e", "cf", "u.s", "u.k", "u.n", "d.c", "a.m",
    "p.m", "u.s.a", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "messrs", "adm", "brig", "ph.d", "viz", "sec",
    "res", "doc", "ext", "tel", "u.s.s.r", "h.e",
    /* French, Spanish, Portuguese, Italian, German */
    "mm", "mme", "mlle", "sr", "sra", "dra", "ee.uu", "s.e", "z.b", "d.h", "nr",
    "abs", "bzw", "ca", "sig", "av",
    /* Russian */
    "г", "гг", "т.е", "т.к", "т.н", "и.о", "им", "ул", "стр", "ст", "пп", "руб",
    "млн", "млрд", "тыс", "см", "проф", "акад", "ген", "св", "тел", "напр"};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_abbreviation(struct slice word)
{
    for (size_t i = 0; i < COUNT_OF(abbreviations); i++) {
        const char *abbreviation = abbreviations[i];
        size_t at = 0;

        while (at < word.len && lower(word.bytes[at]) == abbreviation[at])
            at++;
        if (at == word.len && !abbreviation[at])
            return true;
    }
    return false;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The word that the stop at `stop` ends, at most 12 bytes of it looked at;
 * longer ones are no abbreviations. */
static struct slice word_before(struct slice text, size_t stop)
{
    size_t start = stop;

    while (start > 0 && stop - start < 16) {
        unsigned char c = (unsigned char)text.bytes[start - 1];

        if (is_space((char)c) || strchr("(\"'-/,;:[", c) != NULL)
            break;
        start--;
    }
    return slice_part(text, start, stop);
}

/* One letter, or several with stops between ("J", "С.В"): an initial. */
static bool is_initial(struct slice word)
{
    int32_t c;
    size_t used;

    if (!word.len)
        return false;
    used = utf8_decode(word.bytes, word.len, &c);
    if ((c < 'A' || c > 'Z') && (c < 0xC0 || c > 0xDE) &&
        (c < 0x410 || c > 0x42F))
        return false;
    if (used == word.len)
        return true;
    return word.bytes[used] == '.' &&
           is_initial(slice_part(word, used + 1, word.len));
}

static bool ends_no_sentence(struct slice text, size_t stop)
{
    struct slice word = word_before(text, stop);

    if (word.len == 0 || word.len > 12)
        return false;
    return is_initial(word) || is_abbreviation(word);
}

/* A closing quote or bracket at bytes: its length, else 0. */
static size_t closer_length(const char *bytes, size_t len)
{
    static const char *const closers[] = {"”",  "’",  "»",  "）",
                                          "」", "』", "】", "›"};

    if (len && strchr("\"')]*", bytes[0]) && bytes[0])
        return 1;
    for (size_t i = 0; i < COUNT_OF(closers); i++) {
        size_t size = strlen(closers[i]);

        if (len >= size && !memcmp(bytes, closers[i], size))
            return size;
    }
    return 0;
}

/* Length of a stop at bytes, 0 when there is none; *is_wide when it ends a
 * sentence without a space behind it. */
static size_t stop_length(const char *bytes, size_t len, bool *is_wide)
{
    unsigned char head = (unsigned char)bytes[0];

    *is_wide = false;
    if (head == '.' || head == '!' || head == '?')
        return 1;
    if (len < 3 || (head != 0xE2 && head != 0xE3 && head != 0xEF))
        return 0;
    if (!memcmp(bytes, "…", 3))
        return 3;
    *is_wide = !memcmp(bytes, "。", 3) || !memcmp(bytes, "！", 3) ||
               !memcmp(bytes, "？", 3) || !memcmp(bytes, "．", 3);
    return *is_wide ? 3 : 0;
}

static size_t skip_closers(struct slice text, size_t at)
{
    size_t used;

    while (at < text.len &&
           (used = closer_length(text.bytes + at, text.len - at)) > 0)
        at += used;
    return at;
}

static bool begins_lower(struct slice text, size_t at)
{
    int32_t c;

    while (at < text.len && is_space(text.bytes[at]))
        at++;
    if (at >= text.len)
        return false;
    utf8_decode(text.bytes + at, text.len - at, &c);
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF) ||
           (c >= 0x430 && c <= 0x44F);
}

size_t sentence_end(struct slice text, size_t from)
{
    for (size_t at = from; at < text.len;) {
        bool is_wide;
        size_t used = stop_length(text.bytes + at, text.len - at, &is_wide);
        size_t stop = at, end;

        if (!used) {
            at++;
            continue;
        }
        end = skip_closers(text, at + used);
        at += used;
        if (end >= text.len)
            return text.len;
        if (is_wide && !stop_length(text.bytes + end, text.len - end, &is_wide))
            return end;
        if (!is_space(text.bytes[end]) || begins_lower(text, end))
            continue;
        if (text.bytes[stop] == '.' && ends_no_sentence(text, stop))
            continue;
        return end;
    }
    return text.len;
}

/* Offset of the last character of text that is no closer. */
static size_t last_mark(struct slice text)
{
    for (;;) {
        size_t at = text.len, used;

        if (!at)
            return 0;
        do
            at--;
        while (at > 0 && ((unsigned char)text.bytes[at] & 0xC0) == 0x80);
        used = closer_length(text.bytes + at, text.len - at);
        if (used != text.len - at)
            return at;
        text.len = at;
    }
}

/* Without references to notes at its end: "... for it.[1]". */
static struct slice without_references(struct slice text)
{
    for (;;) {
        size_t at = text.len;

        if (!slice_ends(text, SLICE("]")))
            return text;
        at--;
        while (at > 0 && text.bytes[at - 1] >= '0' && text.bytes[at - 1] <= '9')
            at--;
        if (at + 1 == text.len || text.len - at > 5 || at < 2 ||
            text.bytes[at - 1] != '[')
            return text;
        text = slice_trim(slice_part(text, 0, at - 1));
    }
}

bool sentence_is_whole(struct slice text)
{
    bool is_wide;
    size_t at;

    text = without_references(slice_trim(text));
    if (!text.len)
        return false;
    at = last_mark(text);
    if (!stop_length(text.bytes + at, text.len - at, &is_wide))
        return false;
    return text.bytes[at] != '.' || !ends_no_sentence(text, at);
}
