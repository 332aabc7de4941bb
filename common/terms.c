#include "common/terms.h"

#include <ctype.h>
#include <string.h>

#include "common/fold.h"
#include "common/person.h"
#include "common/spelling.h"
#include "common/stem.h"
#include "common/words.h"

enum {
    CACHE_WORDS_MOST = 1 << 18, /* later ones are worked out each time */
    CACHE_SLOTS_FIRST = 1 << 12,
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
    struct key key; /* an unknown word: a free slot */
    struct slice text;
    struct slice exact;
};

struct analyser {
    struct stem stem;
    struct folded folded;
    struct strbuf exact, spelled, text; /* of the word at hand */
    struct entry *slots;
    size_t slot_count; /* a power of two */
    size_t entry_count;
    struct arena words; /* bytes of the entries */
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
    struct analyser *analyser = heap_alloc(sizeof *analyser);

    analyser->slot_count = CACHE_SLOTS_FIRST;
    analyser->slots = heap_alloc(CACHE_SLOTS_FIRST * sizeof *analyser->slots);
    return analyser;
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
    heap_free(analyser->slots);
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

static void make_entry(struct analyser *analyser, const struct key *key,
                       struct arena *arena, struct entry *out)
{
    strbuf_reset(&analyser->exact);
    strbuf_reset(&analyser->text);
    add_exact(&analyser->exact, key);
    add_text(analyser, key, &analyser->text);
    out->key = *key;
    out->key.word = slice_copy(arena, key->word);
    out->exact = keep(arena, strbuf_slice(&analyser->exact), out->key.word);
    out->text = keep(arena, strbuf_slice(&analyser->text), out->exact);
}

/* ---- the cache ---- */

static uint64_t key_hash(const struct key *key)
{
    uint64_t hash = slice_hash(key->word);

    hash ^= (uint64_t)key->language << 8 | (uint64_t)key->is_capital << 16;
    hash *= 0x9E3779B97F4A7C15U;
    return hash ^ hash >> 32;
}

static bool key_equal(const struct key *a, const struct key *b)
{
    return a->language == b->language && a->is_capital == b->is_capital &&
           slice_equal(a->word, b->word);
}

/* The slot that holds key, or the free one where it would go. */
static struct entry *find_slot(struct entry *slots, size_t slot_count,
                               const struct key *key)
{
    size_t at = key_hash(key) & (slot_count - 1);

    while (slots[at].key.word.bytes && !key_equal(&slots[at].key, key))
        at = (at + 1) & (slot_count - 1);
    return &slots[at];
}

static void grow_cache(struct analyser *analyser)
{
    size_t count = 2 * analyser->slot_count;
    struct entry *slots = heap_alloc(count * sizeof *slots);

    for (size_t i = 0; i < analyser->slot_count; i++) {
        struct entry *old = &analyser->slots[i];
        if (old->key.word.bytes)
            *find_slot(slots, count, &old->key) = *old;
    }
    heap_free(analyser->slots);
    analyser->slots = slots;
    analyser->slot_count = count;
}

/* The entry of key; *spare is filled and returned when the cache is full. */
static const struct entry *look_up(struct work *work, const struct key *key,
                                   struct entry *spare)
{
    struct analyser *analyser = work->analyser;
    struct entry *slot = find_slot(analyser->slots, analyser->slot_count, key);

    if (slot->key.word.bytes)
        return slot;
    if (analyser->entry_count == CACHE_WORDS_MOST) {
        make_entry(analyser, key, work->arena, spare);
        return spare;
    }
    if (2 * (analyser->entry_count + 1) > analyser->slot_count) {
        grow_cache(analyser);
        slot = find_slot(analyser->slots, analyser->slot_count, key);
    }
    make_entry(analyser, key, &analyser->words, slot);
    analyser->entry_count++;
    return slot;
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
    struct entry spare;
    const struct entry *entry;
    struct key key = {word->text, word->kind, STEM_NONE, false};

    key.language = analyser->languages[word->script];
    key.is_capital = is_capital(work, word);
    entry = look_up(work, &key, &spare);
    analyser->terms = heap_grow(analyser->terms, at, &analyser->term_capacity,
                                sizeof *analyser->terms);
    analyser->terms[at] = (struct term){
        entry->text, entry->exact, (uint32_t)at + 1, word->start, word->end};
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
