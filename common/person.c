#include "common/person.h"

#include <string.h>

enum { SHORT_LETTERS = 3, LONG_LETTERS = 6, DOUBLE_LETTERS = 5 };

/* U+0430 to U+044F. */
static const char *const russian[] = {
    "a",  "b",  "v",  "g",    "d", "e", "zh", "z", "i",  "y", "k",
    "l",  "m",  "n",  "o",    "p", "r", "s",  "t", "u",  "f", "kh",
    "ts", "ch", "sh", "shch", "",  "y", "",   "e", "yu", "ya"};

static const struct {
    int32_t letter;
    const char *latin;
} others[] = {
    {0x0451, "e"},  {0x0452, "dj"}, {0x0453, "g"},  {0x0454, "ye"},
    {0x0455, "dz"}, {0x0456, "i"},  {0x0457, "yi"}, {0x0458, "j"},
    {0x0459, "lj"}, {0x045A, "nj"}, {0x045B, "c"},  {0x045C, "k"},
    {0x045E, "u"},  {0x045F, "dz"}, {0x0491, "g"},
};

enum {
    SMALL_A = 0x430,
    SMALL_YA = 0x44F,
    SMALL_DE = 0x434,
    SMALL_ZHE = 0x436,
    HARD_SIGN = 0x44A,
    SOFT_SIGN = 0x44C
};

static bool is_cyrillic_vowel(int32_t letter)
{
    return letter == 0x435 || letter == 0x438 || letter == 0x43E ||
           letter == 0x44E || letter == 0x44F || letter == 0x451;
}

/* What a Cyrillic letter is before next; NULL: it is another's. */
static const char *latin_of(int32_t letter, int32_t next)
{
    if ((letter == HARD_SIGN || letter == SOFT_SIGN) && is_cyrillic_vowel(next))
        return "y";
    if (letter == SMALL_DE && next == SMALL_ZHE)
        return ""; /* the two are an English j */
    if (letter >= SMALL_A && letter <= SMALL_YA)
        return russian[letter - SMALL_A];
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (others[i].letter == letter)
            return others[i].latin;
    return NULL;
}

static void romanize(struct slice word, struct strbuf *out)
{
    int32_t before = 0;

    for (size_t at = 0; at < word.len;) {
        int32_t letter, next = 0;
        size_t used = utf8_decode(word.bytes + at, word.len - at, &letter);
        const char *latin;

        if (at + used < word.len)
            utf8_decode(word.bytes + at + used, word.len - at - used, &next);
        latin = latin_of(letter, next);
        if (letter == SMALL_ZHE && before == SMALL_DE)
            latin = "j";
        if (latin)
            strbuf_add_text(out, latin);
        else
            strbuf_add(out, slice_part(word, at, at + used));
        before = letter;
        at += used;
    }
}

enum place { ANYWHERE, AT_BEGIN, AT_END, INSIDE };

struct rule {
    const char *from;
    const char *to;
    enum place place;
    size_t least; /* letters the word has */
};

/* Applied in this order, each wherever it fits. */
static const struct rule rules[] = {
    {"schtsch", "shch", ANYWHERE, 0},
    {"chtch", "shch", ANYWHERE, 0},
    {"tsch", "ch", ANYWHERE, 0},
    {"tch", "ch", AT_BEGIN, 0},
    {"vitch", "vich", AT_END, 0},
    {"sch", "sh", ANYWHERE, 0},
    {"ou", "u", ANYWHERE, 0},
    {"gue", "ge", ANYWHERE, 0},
    {"gui", "gi", ANYWHERE, 0},
    {"x", "ks", ANYWHERE, 0},
    {"ph", "f", ANYWHERE, 0},
    {"tz", "ts", ANYWHERE, 0},
    {"zh", "j", ANYWHERE, LONG_LETTERS},
    {"kh", "h", INSIDE, 0},
    {"kh", "h", AT_BEGIN, LONG_LETTERS},
    {"ca", "ka", ANYWHERE, 0},
    {"cl", "kl", ANYWHERE, 0},
    {"co", "ko", ANYWHERE, 0},
    {"cr", "kr", ANYWHERE, 0},
    {"ct", "kt", ANYWHERE, 0},
    {"cu", "ku", ANYWHERE, 0},
    {"aj", "ai", AT_END, 0},
    {"ej", "ei", AT_END, 0},
    {"ij", "i", AT_END, 0},
    {"y", "i", ANYWHERE, 0},
    {"ii", "i", ANYWHERE, 0},
    {"ii", "i", ANYWHERE, 0},
    {"ie", "e", AT_BEGIN, 0},
    {"aiev", "aev", ANYWHERE, 0},
    {"eiev", "eev", ANYWHERE, 0},
    {"ndre", "nder", AT_END, 0},
    {"ndr", "nder", AT_END, 0},
    {"off", "ov", AT_END, LONG_LETTERS},
    {"eff", "ev", AT_END, LONG_LETTERS},
};

static void apply(const struct rule *rule, struct strbuf *word)
{
    struct slice from = slice_of(rule->from);
    size_t first = rule->place == INSIDE ? 1 : 0;
    size_t len = strlen(rule->to);

    for (size_t at = first;; at += len) {
        struct slice text = strbuf_slice(word);

        at = rule->place == AT_END && text.len >= from.len ? text.len - from.len
                                                           : at;
        at = slice_find(text, from, at);
        if (at == SIZE_MAX || (rule->place == AT_BEGIN && at > 0))
            return;
        strbuf_reserve(word, len);
        memmove(word->bytes + at + len, word->bytes + at + from.len,
                word->len - at - from.len + 1);
        memcpy(word->bytes + at, rule->to, len);
        word->len = word->len - from.len + len;
        if (rule->place == AT_END)
            return;
    }
}

static void drop_doubles(struct strbuf *word)
{
    size_t kept = 1;

    for (size_t i = 1; i < word->len; i++)
        if (word->bytes[i] != word->bytes[kept - 1])
            word->bytes[kept++] = word->bytes[i];
    strbuf_cut(word, kept);
}

/* French transliteration is known by its ou; then ch is sh, and an e stands
 * behind -in. */
static void change_french(struct strbuf *word)
{
    struct slice text = strbuf_slice(word);

    if (slice_find(text, SLICE("ou"), 0) == SIZE_MAX || text.len < LONG_LETTERS)
        return;
    if (slice_starts(text, SLICE("ch")) && !slice_starts(text, SLICE("cht")))
        word->bytes[0] = 's';
    if (slice_ends(text, SLICE("ine")))
        strbuf_cut(word, word->len - 1);
}

/* One name of many people in as many spellings. */
static bool is_muhammad(struct slice word)
{
    static const char *const forms[] = {"mohamad", "mohamed", "muhamad",
                                        "muhamed", "mahomed"};

    for (size_t i = 0; i < COUNT_OF(forms); i++)
        if (slice_equal(word, slice_of(forms[i])))
            return true;
    return false;
}

void person_add(struct slice word, struct strbuf *out)
{
    struct strbuf latin = STRBUF_INIT;
    size_t len;

    romanize(word, &latin);
    len = latin.len;
    if (len > SHORT_LETTERS) {
        change_french(&latin);
        for (size_t i = 0; i < COUNT_OF(rules); i++)
            if (len >= rules[i].least)
                apply(&rules[i], &latin);
        if (len >= DOUBLE_LETTERS)
            drop_doubles(&latin);
        if (is_muhammad(strbuf_slice(&latin))) {
            strbuf_reset(&latin);
            strbuf_add_text(&latin, "muhamad");
        }
    }
    strbuf_add(out, strbuf_slice(&latin));
    strbuf_release(&latin);
}
