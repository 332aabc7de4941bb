#include "common/stem.h"

#include <assert.h>
#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "common/stem_words.h"

enum { WORD_BYTES_MOST = 64 }; /* no English word is longer */

/* By place: the value of a stem_language. */
static const char *const algorithms[] = {
    NULL,      "english",   "french",     "italian",    "arabic",  "armenian",
    "basque",  "catalan",   "danish",     "dutch",      "finnish", "german",
    "greek",   "hindi",     "hungarian",  "indonesian", "irish",   "lithuanian",
    "nepali",  "norwegian", "portuguese", "romanian",   "russian", "serbian",
    "spanish", "swedish",   "tamil",      "turkish",
};
_Static_assert(COUNT_OF(algorithms) <= STEM_LANGUAGES_MOST,
               "a stemmer for each language");

struct language {
    const char *code;
    enum script script;
    const char *algorithm; /* NULL: none is offered */
};

/* In the order of their codes. */
static const struct language languages[] = {
    {"ar", SCRIPT_ARABIC, "arabic"},     {"az", SCRIPT_LATIN, NULL},
    {"be", SCRIPT_CYRILLIC, NULL},       {"bg", SCRIPT_CYRILLIC, NULL},
    {"bs", SCRIPT_LATIN, NULL},          {"ca", SCRIPT_LATIN, "catalan"},
    {"cs", SCRIPT_LATIN, NULL},          {"da", SCRIPT_LATIN, "danish"},
    {"de", SCRIPT_LATIN, "german"},      {"el", SCRIPT_GREEK, "greek"},
    {"en", SCRIPT_LATIN, "english"},     {"es", SCRIPT_LATIN, "spanish"},
    {"et", SCRIPT_LATIN, NULL},          {"eu", SCRIPT_LATIN, "basque"},
    {"fa", SCRIPT_ARABIC, NULL},         {"fi", SCRIPT_LATIN, "finnish"},
    {"fr", SCRIPT_LATIN, "french"},      {"ga", SCRIPT_LATIN, "irish"},
    {"he", SCRIPT_HEBREW, NULL},         {"hi", SCRIPT_INDIC, "hindi"},
    {"hr", SCRIPT_LATIN, NULL},          {"hu", SCRIPT_LATIN, "hungarian"},
    {"hy", SCRIPT_ARMENIAN, "armenian"}, {"id", SCRIPT_LATIN, "indonesian"},
    {"it", SCRIPT_LATIN, "italian"},     {"ja", SCRIPT_DENSE, NULL},
    {"ka", SCRIPT_OTHER, NULL},          {"kk", SCRIPT_CYRILLIC, NULL},
    {"km", SCRIPT_DENSE, NULL},          {"ko", SCRIPT_DENSE, NULL},
    {"ky", SCRIPT_CYRILLIC, NULL},       {"lo", SCRIPT_DENSE, NULL},
    {"lt", SCRIPT_LATIN, "lithuanian"},  {"lv", SCRIPT_LATIN, NULL},
    {"mk", SCRIPT_CYRILLIC, NULL},       {"mn", SCRIPT_CYRILLIC, NULL},
    {"ms", SCRIPT_LATIN, NULL},          {"my", SCRIPT_DENSE, NULL},
    {"nb", SCRIPT_LATIN, "norwegian"},   {"ne", SCRIPT_INDIC, "nepali"},
    {"nl", SCRIPT_LATIN, "dutch"},       {"nn", SCRIPT_LATIN, "norwegian"},
    {"no", SCRIPT_LATIN, "norwegian"},   {"pl", SCRIPT_LATIN, NULL},
    {"pt", SCRIPT_LATIN, "portuguese"},  {"ro", SCRIPT_LATIN, "romanian"},
    {"ru", SCRIPT_CYRILLIC, "russian"},  {"sk", SCRIPT_LATIN, NULL},
    {"sl", SCRIPT_LATIN, NULL},          {"sq", SCRIPT_LATIN, NULL},
    {"sr", SCRIPT_CYRILLIC, "serbian"},  {"sv", SCRIPT_LATIN, "swedish"},
    {"ta", SCRIPT_INDIC, "tamil"},       {"tg", SCRIPT_CYRILLIC, NULL},
    {"th", SCRIPT_DENSE, NULL},          {"tr", SCRIPT_LATIN, "turkish"},
    {"uk", SCRIPT_CYRILLIC, NULL},       {"ur", SCRIPT_ARABIC, NULL},
    {"uz", SCRIPT_LATIN, NULL},          {"vi", SCRIPT_LATIN, NULL},
    {"zh", SCRIPT_DENSE, NULL},
};

static const struct language *find_language(struct slice tag)
{
    size_t len = 0;

    while (len < tag.len && tag.bytes[len] != '-' && tag.bytes[len] != '_')
        len++;
    tag.len = len;
    for (size_t i = 0; len && i < COUNT_OF(languages); i++)
        if ((tag.bytes[0] | 0x20) == languages[i].code[0] &&
            slice_equal_nocase(tag, slice_of(languages[i].code)))
            return &languages[i];
    return NULL;
}

static stem_language by_algorithm(const char *name)
{
    for (size_t i = 1; name && i < COUNT_OF(algorithms); i++)
        if (!strcmp(algorithms[i], name))
            return (stem_language)i;
    return STEM_NONE;
}

static const char *guest_algorithm(enum script script)
{
    switch (script) {
    case SCRIPT_LATIN:
        return "english";
    case SCRIPT_CYRILLIC:
        return "russian";
    case SCRIPT_GREEK:
        return "greek";
    case SCRIPT_ARABIC:
        return "arabic";
    case SCRIPT_ARMENIAN:
        return "armenian";
    default:
        return NULL;
    }
}

stem_language stem_language_for(struct slice language, enum script script)
{
    const struct language *known = find_language(language);

    if (!known)
        return STEM_NONE;
    if (known->script == script)
        return by_algorithm(known->algorithm);
    return by_algorithm(guest_algorithm(script));
}

bool stem_is_offered(struct slice language)
{
    const struct language *known = find_language(language);

    return known && known->algorithm;
}

static struct sb_stemmer *stemmer_of(struct stem *stem, stem_language language)
{
    if (!stem->stemmers[language])
        stem->stemmers[language] =
            sb_stemmer_new(algorithms[language], "UTF_8");
    assert(stem->stemmers[language]);
    return stem->stemmers[language];
}

static struct slice snowball(struct stem *stem, stem_language language,
                             struct slice word)
{
    struct sb_stemmer *stemmer = stemmer_of(stem, language);
    const sb_symbol *out =
        sb_stemmer_stem(stemmer, (const sb_symbol *)word.bytes, (int)word.len);

    if (!out)
        return word;
    return (struct slice){(const char *)out,
                          (size_t)sb_stemmer_length(stemmer)};
}

/* Does the word end in -ism or -isms, with more than a syllable before? */
static bool is_doctrine(struct slice word)
{
    return word.len > 6 && word.len < WORD_BYTES_MOST &&
           (slice_ends(word, SLICE("ism")) || slice_ends(word, SLICE("isms")));
}

/* Words in -ism and -ist whose stem is that of the word they come from. */
static struct slice doctrine_root(struct slice word)
{
    static const char *const roots[] = {"colonial", "lateral", "terror"};

    for (size_t i = 0; i < COUNT_OF(roots); i++) {
        struct slice root = slice_of(roots[i]);
        size_t at = slice_find(word, root, 0);
        struct slice rest;

        if (at == SIZE_MAX)
            continue;
        rest = slice_part(word, at + root.len, word.len);
        if (slice_starts(rest, SLICE("ism")) ||
            slice_starts(rest, SLICE("ist")))
            return slice_part(word, 0, at + root.len);
    }
    return SLICE_UNKNOWN;
}

/* Socialism is socialist, not social; but terrorism and terrorist are
 * terror. */
static struct slice stem_english(struct stem *stem, struct slice word)
{
    struct slice base = stem_words_base(word);
    struct slice root = doctrine_root(word);

    if (base.bytes)
        word = base;
    if (root.bytes)
        word = root;
    if (is_doctrine(word) && !slice_ends(word, SLICE("criticism")) &&
        !slice_ends(word, SLICE("organism"))) {
        size_t base_len = slice_find(word, SLICE("ism"), word.len - 4);
        char doctrine[WORD_BYTES_MOST];

        memcpy(doctrine, word.bytes, base_len);
        memcpy(doctrine + base_len, "ist", 3);
        return snowball(stem, STEM_ENGLISH,
                        (struct slice){doctrine, base_len + 3});
    }
    return stem_words_mend(word, snowball(stem, STEM_ENGLISH, word));
}

struct slice stem_word(struct stem *stem, stem_language language,
                       struct slice word)
{
    if (language == STEM_NONE || word.len > INT16_MAX)
        return word;
    if (language == STEM_ENGLISH)
        return stem_english(stem, word);
    return snowball(stem, language, word);
}

void stem_release(struct stem *stem)
{
    for (size_t i = 0; i < STEM_LANGUAGES_MOST; i++) {
        sb_stemmer_delete(stem->stemmers[i]);
        stem->stemmers[i] = NULL;
    }
}
