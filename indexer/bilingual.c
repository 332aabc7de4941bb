#include "indexer/bilingual.h"

#include "common/script.h"
#include "indexer/language.h"

enum {
    BYTES_LEAST = 40,    /* of a passage that may be in another language */
    LETTERS_LEAST = 100, /* of one in the script of its statement */
    FOREIGN_LEAST = 60,  /* of one in another script */
    WORDS_LEAST = 12,
    LIST_WORDS = 26,
    PACKED_BYTES = 8 /* of a word that can be one of a list */
};

/* The commonest words of a language, and which share of all words, in percent,
 * they make up at least where a text is surely in it. They are few in a list
 * of names, and fewer in a related language. */
static const struct {
    const char *language;
    unsigned share;
    const char *words; /* parted by single spaces */
} lists[] = {
    {"en", 12,
     "the of and to in a that is for we our it on with as be this are by have "
     "not has will from which its"},
    {"fr", 20,
     "de la le les et des à en du que pour dans une est un qui nous par sur au "
     "ce il pas avec l d"},
    {"es", 24,
     "de la que el en y los del las por para con una un se su es al lo como "
     "nos más sus ha a o"},
    {"de", 14,
     "der die und in den das von zu des für mit ist wir auf dem sich eine ein "
     "nicht es im zur"},
    {"pt", 22,
     "de a o que e do da em para os no na uma um com dos as por se ao das nos "
     "é "
     "à sua"},
    {"it", 18,
     "di e la il che in per del della a un una i le si con è dei alla nel non "
     "gli da al"},
    {"ru", 10, "и в на с что по не к за из от о для мы как это но его их бы а"},
    {"uk", 10, "і в на з що та до у не за від для як ми це про із й"},
};

/* A list with its words packed into numbers, to be compared at once. */
struct list {
    uint64_t words[LIST_WORDS];
    size_t count;
    unsigned share;
};

static uint64_t pack(struct slice word)
{
    uint64_t packed = 0;

    for (size_t i = 0; i < word.len && i < PACKED_BYTES; i++)
        packed = packed << 8 | (unsigned char)word.bytes[i];
    return packed;
}

/* False: there is none for the language. */
static bool list_of(struct slice language, struct list *out)
{
    *out = (struct list){.count = 0};
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        struct slice rest = slice_of(lists[i].words), word;

        if (!slice_equal(language, slice_of(lists[i].language)))
            continue;
        while (out->count < LIST_WORDS && slice_next(&rest, ' ', &word))
            out->words[out->count++] = pack(word);
        out->share = lists[i].share;
    }
    return out->count > 0;
}

static bool is_in(const struct list *list, uint64_t word)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->words[i] == word)
            return true;
    return false;
}

static bool is_letter(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           byte >= 0x80;
}

/* How many words a text has, and how many of them are in the list. */
static void count_words(struct slice text, const struct list *list,
                        size_t *words, size_t *common)
{
    *words = *common = 0;
    for (size_t at = 0; at < text.len;) {
        uint64_t packed = 0;
        size_t start = at;

        for (; at < text.len && is_letter((unsigned char)text.bytes[at]);
             at++) {
            unsigned char byte = (unsigned char)text.bytes[at];

            packed =
                packed << 8 | (byte >= 'A' && byte <= 'Z' ? byte + 32u : byte);
        }
        if (at == start) {
            at++;
            continue;
        }
        ++*words;
        *common += at - start <= PACKED_BYTES && is_in(list, packed);
    }
}

/* ---- scripts ---- */

static enum script home_script(struct slice language)
{
    static const struct {
        const char *languages;
        enum script script;
    } rows[] = {
        {"ja zh ko th lo km my", SCRIPT_DENSE},
        {"ru uk be bg mk sr kk ky tg mn", SCRIPT_CYRILLIC},
        {"ar fa ur ps", SCRIPT_ARABIC},
        {"el", SCRIPT_GREEK},
        {"he", SCRIPT_HEBREW},
        {"hy", SCRIPT_ARMENIAN},
        {"hi bn ne si ta", SCRIPT_INDIC},
        {"ka am", SCRIPT_OTHER},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct slice rest = slice_of(rows[i].languages), one;

        while (slice_next(&rest, ' ', &one))
            if (slice_equal(one, language))
                return rows[i].script;
    }
    return SCRIPT_LATIN;
}

static bool is_plain(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.bytes[i] >= 0x80)
            return false;
    return true;
}

/* Is at least half of the text in the script? A dense one says more with each
 * sign. */
static bool is_written_in(struct slice text, enum script script)
{
    size_t home = 0, all = 0;

    if (is_plain(text))
        return script == SCRIPT_LATIN;
    for (size_t at = 0; at < text.len;) {
        int32_t codepoint;
        enum script found;
        size_t weight;

        at += utf8_decode(text.bytes + at, text.len - at, &codepoint);
        found = codepoint < 0 ? SCRIPT_NONE : script_of(codepoint);
        weight = found == SCRIPT_NONE ? 0 : found == SCRIPT_DENSE ? 3 : 1;
        all += weight;
        home += found == script ? weight : 0;
    }
    return 2 * home >= all;
}

/* ---- passages ---- */

/* The statement that passages are held against. */
struct home {
    struct slice language;
    enum script script;
    struct list list;
    bool has_list;
};

/* Is a passage in its statement's script plainly in its language, too? */
static bool is_plainly_home(const struct home *home, struct slice text)
{
    size_t words, common;

    if (!home->has_list)
        return home->script != SCRIPT_LATIN && home->script != SCRIPT_CYRILLIC;
    count_words(text, &home->list, &words, &common);
    return words < WORDS_LEAST || common * 100 >= words * home->list.share;
}

/* Has a text the commonest words of a language? A guess is often wrong about
 * names. */
static bool has_common_words(struct slice text, struct slice language)
{
    struct list list;
    size_t words, common;

    if (!list_of(language, &list))
        return true;
    count_words(text, &list, &words, &common);
    return common * 100 >= words * list.share * 2 / 3;
}

/* Do most words begin with a capital: a list of names, or a title? */
static bool is_of_names(struct slice text)
{
    size_t capital = 0, small = 0;
    bool is_inside = false;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];

        capital += !is_inside && byte >= 'A' && byte <= 'Z';
        small += !is_inside && byte >= 'a' && byte <= 'z';
        is_inside = is_letter(byte) || byte == '\'';
    }
    return 2 * capital > 3 * small;
}

static struct slice language_of_passage(const struct home *home,
                                        struct slice text)
{
    bool is_home = is_written_in(text, home->script);
    struct slice found;

    if (text.len < BYTES_LEAST || (is_home && is_plainly_home(home, text)) ||
        is_of_names(text))
        return SLICE_UNKNOWN;
    found = language_of_part(text, is_home ? LETTERS_LEAST : FOREIGN_LEAST);
    if (!slice_is_known(found) || slice_equal(found, home->language) ||
        !has_common_words(text, found))
        return SLICE_UNKNOWN;
    return found;
}

void bilingual_find(const struct statement *statement, struct passage *passages,
                    size_t count)
{
    struct home home = {.language = statement->language};
    struct slice rest = statement->language, language;

    if (slice_is_known(rest) && slice_next(&rest, '-', &language))
        home.language = language;
    home.script = slice_is_known(home.language) ? home_script(home.language)
                                                : SCRIPT_NONE;
    home.has_list = list_of(home.language, &home.list);
    for (size_t i = 0; i < count; i++) {
        struct passage *passage = &passages[i];

        if (!slice_is_known(passage->language))
            passage->language = language_of_passage(&home, passage->text);
    }
}
