#include "common/terms.h"

#include <ctype.h>
#include <string.h>

#include "common/fold.h"
#include "common/person.h"
#include "common/spelling.h"
#include "common/stem.h"
#include "common/wordmap.h"
#include "common/words.h"

enum {
    CACHE_WORDS_MOST = 1 << 18, /* later ones are worked out each time */
    SCRIPTS = SCRIPT_OTHER + 1,
    CAPITAL_BYTES_MOST = 6,     /* of such a word: WHO'll */
    CAPITALS_LETTERS_LEAST = 24 /* fewer letters tell nothing of the text */
};

/* What the cache knows a word by. */
struct key {
    struct slice word;
    enum word_kind kind;
    stem_language language;
    bool is_capital; /* only asked where it makes a difference */
};

struct entry {
    struct slice text;
    struct slice exact;
};

struct analyser {
    struct stem stem;
    struct folded folded;
    struct strbuf exact, spelled, text; /* of the word at hand */
    struct wordmap cache;
    struct entry *entries; /* by number in the cache */
    size_t entry_capacity;
    struct arena words; /* bytes of the cache and its entries */
    struct term *terms; /* of the text at hand */
    size_t term_capacity;
    char language[16];
    bool has_languages;
    stem_language languages[SCRIPTS]; /* for that language, by script */
};

/* The text at hand. */
struct work {
    struct analyser *analyser;
    struct arena *arena;
    struct slice raw;
    enum { CAPITALS_UNKNOWN, CAPITALS_ALL, CAPITALS_SOME } capitals;
};

struct analyser *analyser_new(void)
{
    return heap_alloc(sizeof(struct analyser));
}

void analyser_free(struct analyser *analyser)
{
    if (!analyser)
        return;
    stem_release(&analyser->stem);
    folded_release(&analyser->folded);
    strbuf_release(&analyser->exact);
    strbuf_release(&analyser->spelled);
    strbuf_release(&analyser->text);
    wordmap_release(&analyser->cache);
    heap_free(analyser->entries);
    arena_release(&analyser->words);
    heap_free(analyser->terms);
    heap_free(analyser);
}

/* ---- a word to its term ---- */

/* Ordinary words that are also acronyms: the acronym is written with points
 * or in capitals, and its term keeps the points. */
static const struct {
    const char *word;
    const char *acronym;
    bool always_in_english; /* where the word is one of other languages */
} acronyms[] = {
    {"it", "i.t", false},
    {"un", "u.n", true},
    {"us", "u.s", false},
    {"who", "w.h.o", false},
};

static const char *acronym_of(struct slice word, bool in_english,
                              bool is_capital)
{
    for (size_t i = 0; i < COUNT_OF(acronyms); i++)
        if (slice_equal(word, slice_of(acronyms[i].word)) &&
            (is_capital || (in_english && acronyms[i].always_in_english)))
            return acronyms[i].acronym;
    return NULL;
}

/* Without what English hangs on a word: 's, 'll, 're, 've, 'm, 'd. */
static struct slice without_clitic(struct slice word)
{
    static const char *const clitics[] = {"'s",  "'ll", "'re",
                                          "'ve", "'m",  "'d"};

    for (size_t i = 0; i < COUNT_OF(clitics); i++) {
        struct slice clitic = slice_of(clitics[i]);
        if (word.len > clitic.len && slice_ends(word, clitic))
            return slice_part(word, 0, word.len - clitic.len);
    }
    return word;
}

static void add_without(struct strbuf *out, struct slice word,
                        const char *signs)
{
    for (size_t i = 0; i < word.len; i++)
        if (!strchr(signs, word.bytes[i]))
            strbuf_add_byte(out, word.bytes[i]);
}

/* Is the sign at `at` one between thousands? */
static bool parts_thousands(struct slice number, size_t at)
{
    size_t digits = 0;
    char sign = number.bytes[at];

    while (at + 1 + digits < number.len &&
           number.bytes[at + 1 + digits] >= '0' &&
           number.bytes[at + 1 + digits] <= '9')
        digits++;
    if (digits != 3 || number.bytes[0] == '0')
        return false;
    return sign == ',' || memchr(number.bytes, sign, at) != NULL ||
           memchr(number.bytes + at + 1, sign, number.len - at - 1) != NULL;
}

/* 1,000 as 1000, 2,5 as 2.5. */
static void add_number(struct strbuf *out, struct slice number)
{
    for (size_t i = 0; i < number.len; i++) {
        char sign = number.bytes[i];
        if (sign != '.' && sign != ',')
            strbuf_add_byte(out, sign);
        else if (!parts_thousands(number, i))
            strbuf_add_byte(out, '.');
    }
}

static void add_exact(struct strbuf *out, const struct key *key)
{
    struct slice word = key->word;
    const char *acronym;

    if (key->language == STEM_ENGLISH || key->language == STEM_NONE)
        word = without_clitic(word);
    if (key->kind == WORD_NUMBER)
        add_number(out, word);
    else if (key->kind == WORD_ACRONYM)
        add_without(out, word, ".");
    else
        add_without(out, word, "-'");
    acronym = acronym_of(strbuf_slice(out), key->language == STEM_ENGLISH,
                         key->is_capital || key->kind == WORD_ACRONYM);
    if (acronym) {
        strbuf_reset(out);
        strbuf_add_text(out, acronym);
    }
}

static bool has_points(struct slice word)
{
    return word.len && memchr(word.bytes, '.', word.len) != NULL;
}

/* exact, spelled in one way, stemmed, without diacritics. */
static void add_text(struct analyser *analyser, const struct key *key,
                     struct strbuf *out)
{
    struct slice exact = strbuf_slice(&analyser->exact);
    struct slice stem;

    if (key->kind == WORD_GRAM || has_points(exact)) {
        strbuf_add(out, exact);
        return;
    }
    if (key->language != STEM_ENGLISH) {
        stem = stem_word(&analyser->stem, key->language, exact);
        fold_add_without_marks(stem, out);
        return;
    }
    if (key->kind == WORD_NUMBER && slice_ends(exact, SLICE("0s")))
        exact.len--; /* the 1970s */
    strbuf_reset(&analyser->spelled);
    fold_add_without_marks(exact, &analyser->spelled);
    spelling_fold(&analyser->spelled);
    stem = stem_word(&analyser->stem, key->language,
                     strbuf_slice(&analyser->spelled));
    strbuf_add(out, stem);
}

/* The bytes of a term, cut to what the index takes, in the arena; the bytes
 * of like are used when they begin with them. */
static struct slice keep(struct arena *arena, struct slice word,
                         struct slice like)
{
    word.len = utf8_cut(word.bytes, word.len, TERMS_BYTES_MOST);
    if (slice_starts(like, word))
        return slice_part(like, 0, word.len);
    return slice_copy(arena, word);
}

/* Work out what key stands for; word is the key's, in the arena. */
static void make_entry(struct analyser *analyser, const struct key *key,
                       struct slice word, struct arena *arena,
                       struct entry *out)
{
    strbuf_reset(&analyser->exact);
    strbuf_reset(&analyser->text);
    add_exact(&analyser->exact, key);
    add_text(analyser, key, &analyser->text);
    out->exact = keep(arena, strbuf_slice(&analyser->exact), word);
    out->text = keep(arena, strbuf_slice(&analyser->text), out->exact);
}

/* The entry of key; when the cache is full, one in the caller's arena. */
static struct entry look_up(struct work *work, const struct key *key)
{
    struct analyser *analyser = work->analyser;
    uint32_t tag = (uint32_t)key->language << 1 | key->is_capital;
    uint32_t number = wordmap_find(&analyser->cache, key->word, tag);
    struct slice word;
    struct entry entry;

    if (number != WORDMAP_NONE)
        return analyser->entries[number];
    if (analyser->cache.count == CACHE_WORDS_MOST) {
        make_entry(analyser, key, SLICE_UNKNOWN, work->arena, &entry);
        return entry;
    }
    word = slice_copy(&analyser->words, key->word);
    make_entry(analyser, key, word, &analyser->words, &entry);
    number = wordmap_add(&analyser->cache, word, tag);
    analyser->entries = heap_grow(analyser->entries, number,
                                  &analyser->entry_capacity, sizeof entry);
    analyser->entries[number] = entry;
    return entry;
}

/* ---- a text to its terms ---- */

static void set_language(struct analyser *analyser, struct slice language)
{
    struct slice last = slice_of(analyser->language);

    if (language.len >= sizeof analyser->language)
        language.len = sizeof analyser->language - 1;
    if (analyser->has_languages && slice_equal(last, language))
        return;
    memset(analyser->language, 0, sizeof analyser->language);
    if (language.len)
        memcpy(analyser->language, language.bytes, language.len);
    for (int i = 0; i < SCRIPTS; i++)
        analyser->languages[i] = stem_language_for(language, (enum script)i);
    analyser->has_languages = true;
}

/* A text all in capitals cannot tell US from us. */
static bool is_all_capitals(struct slice raw)
{
    size_t small = 0;
    size_t capital = 0;

    for (size_t i = 0; i < raw.len; i++) {
        small += raw.bytes[i] >= 'a' && raw.bytes[i] <= 'z';
        capital += raw.bytes[i] >= 'A' && raw.bytes[i] <= 'Z';
    }
    return small + capital >= CAPITALS_LETTERS_LEAST && 3 * small < capital;
}

/* Is the word in capitals, as far as it matters and means something? */
static bool is_capital(struct work *work, const struct word *word)
{
    const char *raw = work->raw.bytes + word->start;
    struct slice text = word->text;

    if (raw[0] < 'A' || raw[0] > 'Z' || text.len > CAPITAL_BYTES_MOST)
        return false;
    text = without_clitic(text);
    for (size_t i = 0; i < text.len; i++)
        if (raw[i] < 'A' || raw[i] > 'Z')
            return false;
    if (!acronym_of(text, false, true))
        return false;
    if (work->capitals == CAPITALS_UNKNOWN)
        work->capitals =
            is_all_capitals(work->raw) ? CAPITALS_ALL : CAPITALS_SOME;
    return work->capitals == CAPITALS_SOME;
}

static void add_term(struct work *work, const struct word *word, size_t at)
{
    struct analyser *analyser = work->analyser;
    struct key key = {word->text, word->kind, STEM_NONE, false};
    struct entry entry;

    key.language = analyser->languages[word->script];
    key.is_capital = is_capital(work, word);
    entry = look_up(work, &key);
    analyser->terms = heap_grow(analyser->terms, at, &analyser->term_capacity,
                                sizeof *analyser->terms);
    analyser->terms[at] = (struct term){
        entry.text, entry.exact, (uint32_t)at + 1, word->start, word->end};
}

static enum words_habit habit_of(const struct analyser *analyser)
{
    switch (analyser->languages[SCRIPT_LATIN]) {
    case STEM_ENGLISH:
        return WORDS_ENGLISH;
    case STEM_FRENCH:
        return WORDS_FRENCH;
    case STEM_ITALIAN:
        return WORDS_ITALIAN;
    default:
        return WORDS_COMMON;
    }
}

void terms_analyse(struct analyser *analyser, struct slice text,
                   struct slice language, struct arena *arena,
                   struct term **out, size_t *count)
{
    struct work work = {analyser, arena, text, CAPITALS_UNKNOWN};
    struct words words;
    struct word word;
    size_t found = 0;

    set_language(analyser, language);
    folded_set(&analyser->folded, text);
    words_begin(&words, &analyser->folded, habit_of(analyser));
    while (words_next(&words, &word))
        add_term(&work, &word, found++);
    *count = found;
    *out = arena_array(arena, found, sizeof **out);
    if (found)
        memcpy(*out, analyser->terms, found * sizeof **out);
}

struct slice terms_language(struct slice language)
{
    return slice_is_known(language) && language.len ? language : SLICE("en");
}

bool terms_has_stemmer(struct slice language)
{
    return stem_is_offered(language);
}

/* ---- names ---- */

/* Is the point at `at` one within an acronym or between initials, which go
 * together? "U.S." is us, "S.Lavrov" two words. */
static bool is_inner_point(struct slice text, size_t at)
{
    size_t after = at + 2;

    if (at + 1 >= text.len || !isalnum((unsigned char)text.bytes[at + 1]))
        return false;
    return after >= text.len || !isalnum((unsigned char)text.bytes[after]);
}

/* Add the words of text, folded, parted by single spaces, to *out. */
static void add_name_words(struct slice text, struct strbuf *out)
{
    for (size_t at = 0; at < text.len;) {
        int32_t codepoint;
        size_t used = utf8_decode(text.bytes + at, text.len - at, &codepoint);

        if (fold_class(codepoint) != FOLD_OTHER)
            strbuf_add(out, slice_part(text, at, at + used));
        else if (codepoint != '\'' &&
                 !(codepoint == '.' && is_inner_point(text, at)) && out->len &&
                 out->bytes[out->len - 1] != ' ')
            strbuf_add_byte(out, ' ');
        at += used;
    }
    if (out->len && out->bytes[out->len - 1] == ' ')
        strbuf_cut(out, out->len - 1);
}

struct slice terms_fold_name(struct slice name, struct arena *arena)
{
    struct strbuf folded = STRBUF_INIT, plain = STRBUF_INIT;
    struct strbuf out = STRBUF_INIT;
    struct slice kept;

    fold_add(name, &folded);
    fold_add_without_marks(strbuf_slice(&folded), &plain);
    add_name_words(strbuf_slice(&plain), &out);
    kept = slice_copy(arena, strbuf_slice(&out));
    strbuf_release(&folded);
    strbuf_release(&plain);
    strbuf_release(&out);
    return kept;
}

struct slice terms_fold_person(struct slice word, struct arena *arena)
{
    struct strbuf form = STRBUF_INIT;
    struct slice kept;

    person_add(word, &form);
    kept = slice_copy(arena, strbuf_slice(&form));
    strbuf_release(&form);
    return kept;
}
