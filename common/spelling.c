#include "common/spelling.h"

#include <string.h>

#include "common/spelling_words.h"

static void replace(struct strbuf *word, size_t at, size_t len,
                    const char *text)
{
    size_t more = strlen(text);
    size_t rest = word->len - at - len;

    strbuf_reserve(word, more);
    memmove(word->bytes + at + more, word->bytes + at + len, rest + 1);
    memcpy(word->bytes + at, text, more);
    word->len = at + more + rest;
}

/* A set that a byte of a word is in: bytes may share a place. */
static uint32_t letter_of(char c)
{
    return UINT32_C(1) << ((unsigned char)c & 31);
}

static uint32_t letters_of(const struct strbuf *word)
{
    uint32_t letters = 0;

    for (size_t i = 0; i < word->len; i++)
        letters |= letter_of(word->bytes[i]);
    return letters;
}

/* Most words have nothing that is listed, and lack one of the first letters of
 * it: each text that is listed has two at least. */
static bool may_have(uint32_t letters, const char *text)
{
    return (letters & letter_of(text[0])) && (letters & letter_of(text[1])) &&
           (!text[2] || letters & letter_of(text[2]));
}

static void change_anywhere(struct strbuf *word)
{
    uint32_t letters = letters_of(word);

    for (const struct spelling_change *change = spelling_anywhere; change->from;
         change++) {
        size_t at =
            may_have(letters, change->from)
                ? slice_find(strbuf_slice(word), slice_of(change->from), 0)
                : SIZE_MAX;

        if (at == SIZE_MAX)
            continue;
        replace(word, at, strlen(change->from), change->to);
        letters = letters_of(word);
    }
}

static void change_listed(struct strbuf *word)
{
    const struct spelling_change *change;

    for (change = spelling_whole; change->from; change++)
        if (word->bytes[0] == change->from[0] &&
            slice_equal(strbuf_slice(word), slice_of(change->from)))
            replace(word, 0, word->len, change->to);
    for (change = spelling_begin; change->from; change++)
        if (word->bytes[0] == change->from[0] &&
            slice_starts(strbuf_slice(word), slice_of(change->from)))
            replace(word, 0, strlen(change->from), change->to);
    change_anywhere(word);
}

static bool ends(const struct strbuf *word, const char *suffix)
{
    return slice_ends(strbuf_slice(word), slice_of(suffix));
}

/* Where a word ends in one of these, the place where that begins; else
 * SIZE_MAX. */
static size_t inflected_at(const struct strbuf *word, const char *const *list,
                           size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ends(word, list[i]))
            return word->len - strlen(list[i]);
    return SIZE_MAX;
}

static bool is_one_of(struct slice s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(s, slice_of(list[i])))
            return true;
    return false;
}

static bool is_vowel(char c)
{
    return c && strchr("aeiouy", c) != NULL;
}

/* What may follow -iz-: how it begins, or all of it. */
static bool continues_ize(struct slice rest)
{
    static const char *const begins[] = {"ing", "abl", "abil", "ation", "ator"};
    static const char *const wholes[] = {
        "e", "ed", "es", "er", "ers", "ement", "ements", "edly", "edness"};

    for (size_t i = 0; i < COUNT_OF(begins); i++)
        if (slice_starts(rest, slice_of(begins[i])))
            return true;
    return is_one_of(rest, wholes, COUNT_OF(wholes));
}

/* organize, organization: to -ise, the spelling that no rule is needed for to
 * keep advise and exercise as they are, and in which Snowball does not take
 * -ize off (organ and organization stay apart). */
static void change_ize(struct strbuf *word)
{
    static const char *const others[] = {
        "s",      "pr",   "se",  "ma",  "ba",   "caps", "downs", "overs",
        "unders", "outs", "res", "ass", "mids", "upps", "lifes", "sup"};
    struct slice text = strbuf_slice(word);

    for (size_t i = word->len - 2; i > 0; i--) {
        if (memcmp(word->bytes + i, "iz", 2) != 0 ||
            !continues_ize(slice_part(text, i + 2, text.len)))
            continue;
        if (!is_one_of(slice_part(text, 0, i), others, COUNT_OF(others)))
            word->bytes[i + 1] = 's';
        return;
    }
}

/* analyze, paralyze: to -yse, as the plural analyses is written anyway. */
static void change_yze(struct strbuf *word)
{
    static const char *const suffixes[] = {"lyze",    "lyzes",   "lyzed",
                                           "lyzer",   "lyzers",  "lyzing",
                                           "lyzable", "lyzingly"};
    size_t at = inflected_at(word, suffixes, COUNT_OF(suffixes));

    if (at != SIZE_MAX)
        word->bytes[at + 2] = 's';
}

/* center, meter, theater: to -re. Snowball drops the e. */
static void change_er(struct strbuf *word)
{
    static const char *const suffixes[] = {"er", "ers", "ered", "ering"};
    static const char *const bases[] = {
        "accout",   "lust",     "lacklust",  "meag",    "mit",      "nit",
        "och",      "sab",      "somb",      "scept",   "goit",     "spect",
        "sepulch",  "tit",      "lit",       "kilolit", "millilit", "decilit",
        "centilit", "hectolit", "reconnoit", "philt",   "louv",     "piast",
        "saltpet",  "bist",     "diopt",     "cadast"};
    static const char *const endings[] = {"cent", "met", "theat", "fib",
                                          "calib"};
    size_t at = inflected_at(word, suffixes, COUNT_OF(suffixes));
    struct slice base = slice_part(strbuf_slice(word), 0, at);
    bool is_meant;

    if (at == SIZE_MAX)
        return;
    is_meant = is_one_of(base, bases, COUNT_OF(bases));
    for (size_t i = 0; i < COUNT_OF(endings); i++)
        is_meant = is_meant || slice_ends(base, slice_of(endings[i]));
    if (!is_meant)
        return;
    if (at + 2 == word->len || word->bytes[at + 2] == 's')
        memcpy(word->bytes + at, "re", 2);
    else if (word->bytes[at + 2] == 'e')
        replace(word, at, 4, "red");
    else
        replace(word, at, 2, "r");
}

/* dialog, catalog: to -ogue. */
static void change_og(struct strbuf *word)
{
    static const char *const bases[] = {
        "analog",  "catalog", "decalog", "demagog", "dialog",  "epilog",
        "homolog", "monolog", "pedagog", "prolog",  "synagog", "travelog"};

    for (size_t i = 0; i < COUNT_OF(bases); i++) {
        size_t len = strlen(bases[i]);
        struct slice rest;

        if (!slice_starts(strbuf_slice(word), slice_of(bases[i])))
            continue;
        rest = slice_part(strbuf_slice(word), len, word->len);
        if (rest.len == 0 || slice_equal(rest, SLICE("s")))
            replace(word, len, 0, "ue");
        else if (slice_equal(rest, SLICE("ed")) ||
                 slice_equal(rest, SLICE("ing")) ||
                 slice_equal(rest, SLICE("er")) ||
                 slice_equal(rest, SLICE("ers")))
            replace(word, len, 0, "u");
        return;
    }
}

/* kilogramme, programme. */
static void change_gramme(struct strbuf *word)
{
    if (ends(word, "gramme"))
        strbuf_cut(word, word->len - 2);
    else if (ends(word, "grammes"))
        replace(word, word->len - 3, 2, "");
}

/* How many vowels stand before `at`, those side by side counted as one: but
 * for du-el and di-al. */
static size_t syllables(struct slice word, size_t at)
{
    size_t count = 0;

    for (size_t i = 0; i < at; i++) {
        bool is_new = i == 0 || !is_vowel(word.bytes[i - 1]);

        count += is_new && is_vowel(word.bytes[i]);
    }
    if (at >= 3 && word.bytes[at - 1] == 'e' && word.bytes[at - 2] == 'u' &&
        word.bytes[at - 3] != 'q')
        count++;
    if (at >= 2 && word.bytes[at - 1] == 'a' && word.bytes[at - 2] == 'i')
        count++;
    return count;
}

/* travelled, councillor, fulfillment: one l behind a vowel that is not the
 * first of the word. (In filled and filed the two l tell words apart.) */
static void change_ll(struct strbuf *word)
{
    static const char *const suffixes[] = {
        "ed",    "er",  "ers", "ing",  "ings", "ingly", "or",   "ors",  "ous",
        "ously", "est", "ist", "ists", "ery",  "ity",   "ment", "ments"};
    struct slice text = strbuf_slice(word);
    size_t at = slice_find(text, SLICE("ll"), 2);
    struct slice rest;

    if (at == SIZE_MAX || !is_vowel(word->bytes[at - 1]) ||
        syllables(text, at) < 2)
        return;
    rest = slice_part(text, at + 2, text.len);
    if (is_one_of(rest, suffixes, COUNT_OF(suffixes)) ||
        slice_starts(rest, SLICE("ise")) || slice_starts(rest, SLICE("isi")) ||
        slice_starts(rest, SLICE("isa")))
        replace(word, at, 1, "");
}

/* likeable, sizeable, likeability. */
static void change_eable(struct strbuf *word)
{
    static const char *const endings[] = {
        "lik", "siz", "sal", "rat", "mov",  "blam", "nam", "shak", "liv",
        "lov", "us",  "tam", "tun", "shar", "scal", "tak", "giv",  "hir"};
    struct slice text = strbuf_slice(word);
    size_t at = slice_find(text, SLICE("eabl"), 0);

    if (at == SIZE_MAX)
        at = slice_find(text, SLICE("eabil"), 0);
    for (size_t i = 0; at != SIZE_MAX && i < COUNT_OF(endings); i++)
        if (slice_ends(slice_part(text, 0, at), slice_of(endings[i]))) {
            replace(word, at, 1, "");
            return;
        }
}

void spelling_fold(struct strbuf *word)
{
    if (word->len < 3)
        return;
    change_listed(word);
    change_gramme(word);
    change_ize(word);
    change_yze(word);
    change_er(word);
    change_og(word);
    change_ll(word);
    change_eable(word);
}
