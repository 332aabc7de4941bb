#include "common/words.h"

#include <string.h>

/* One character of the folded text. */
struct sign {
    enum fold_class class;
    enum script script; /* NONE for what is no letter */
    char ascii;         /* 0: not ASCII */
    size_t len;
};

static bool is_ascii_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static struct sign wide_sign(struct slice text, size_t at)
{
    int32_t codepoint;
    struct sign sign = {FOLD_OTHER, SCRIPT_NONE, 0, 1};

    sign.len = utf8_decode(text.bytes + at, text.len - at, &codepoint);
    sign.class = fold_class(codepoint);
    if (sign.class == FOLD_LETTER || sign.class == FOLD_MARK)
        sign.script = script_of(codepoint);
    return sign;
}

static struct sign sign_at(struct slice text, size_t at)
{
    struct sign sign = {FOLD_OTHER, SCRIPT_NONE, 0, 0};

    if (at >= text.len)
        return sign;
    if ((unsigned char)text.bytes[at] >= 0x80)
        return wide_sign(text, at);
    sign.ascii = text.bytes[at];
    sign.len = 1;
    if (is_ascii_letter(sign.ascii)) {
        sign.class = FOLD_LETTER;
        sign.script = SCRIPT_LATIN;
    } else if (is_ascii_digit(sign.ascii)) {
        sign.class = FOLD_DIGIT;
    }
    return sign;
}

static bool is_dense(struct sign sign)
{
    return sign.script == SCRIPT_DENSE &&
           (sign.class == FOLD_LETTER || sign.class == FOLD_MARK);
}

/* A letter of a script with spaces. */
static bool is_letter(struct sign sign)
{
    return sign.class == FOLD_LETTER && sign.script != SCRIPT_DENSE;
}

static bool is_wordly(struct sign sign)
{
    return sign.class != FOLD_OTHER && !is_dense(sign);
}

static size_t digits_end(struct slice text, size_t at)
{
    while (at < text.len && is_ascii_digit(text.bytes[at]))
        at++;
    return at;
}

/* Is there a separator and a digit at `at`? */
static bool is_separated(struct slice text, size_t at, char separator)
{
    return at + 1 < text.len && text.bytes[at] == separator &&
           is_ascii_digit(text.bytes[at + 1]);
}

/* End of groups of three digits, each behind a separator; `at` if there are
 * none or they are no such groups. */
static size_t groups_end(struct slice text, size_t at, char separator)
{
    size_t end = at;

    while (is_separated(text, end, separator)) {
        size_t next = digits_end(text, end + 1);
        if (next - end != 4)
            return at;
        end = next;
    }
    return end;
}

/* Is `at` behind a digit and a separator, the cut between two numbers? */
static bool is_after_cut(struct slice text, size_t at)
{
    return at >= 2 && is_ascii_digit(text.bytes[at - 2]) &&
           (text.bytes[at - 1] == '.' || text.bytes[at - 1] == ',');
}

/* End of the number that begins at `at`, with its separators when they can
 * only be those of one number. */
static size_t number_end(struct slice text, size_t at)
{
    size_t first = digits_end(text, at);
    size_t end = first;
    size_t fraction;

    if (is_after_cut(text, at))
        return first;
    if (first - at <= 3 && text.bytes[at] != '0') {
        end = groups_end(text, first, ',');
        if (end == first)
            end = groups_end(text, first, '.');
    }
    if (is_separated(text, end, '.') ||
        (is_separated(text, end, ',') && first - at <= 3)) {
        fraction = digits_end(text, end + 1);
        if (text.bytes[end] == ',' && fraction - end > 3 &&
            text.bytes[at] != '0')
            return end;
        if (is_separated(text, fraction, '.') ||
            is_separated(text, fraction, ','))
            return first;
        return fraction;
    }
    return end;
}

/* End of single letters with points between them that begins at `at`, the
 * last point included; 0: there is no acronym. */
static size_t acronym_end(struct slice text, size_t at)
{
    size_t letters = 0;
    struct sign sign;

    if (at + 1 < text.len && is_ascii_letter(text.bytes[at]) &&
        is_ascii_letter(text.bytes[at + 1]))
        return 0; /* most words */
    sign = sign_at(text, at);
    while (is_letter(sign)) {
        struct sign next = sign_at(text, at + sign.len);
        if (is_wordly(next))
            break; /* a whole word follows the point */
        letters++;
        at += sign.len;
        if (next.ascii != '.')
            break;
        at++;
        sign = sign_at(text, at);
    }
    return letters > 1 ? at : 0;
}

/* End of the 's at `at`; `at` if there is none. */
static size_t possessive_end(struct slice text, size_t at)
{
    if (sign_at(text, at).ascii == '\'' && sign_at(text, at + 1).ascii == 's' &&
        !is_wordly(sign_at(text, at + 2)))
        return at + 2;
    return at;
}

static bool in_list(struct slice word, const char *list)
{
    struct slice rest = slice_of(list);
    struct slice item;

    while (slice_next(&rest, ' ', &item))
        if (slice_equal(item, word))
            return true;
    return false;
}

/* Does an apostrophe behind head part two words? */
static bool is_elision(struct slice head, enum words_habit habit)
{
    if (in_list(head, "d l"))
        return true;
    if (habit == WORDS_FRENCH)
        return in_list(head, "j m n s t c qu jusqu lorsqu puisqu quoiqu");
    return habit == WORDS_ITALIAN &&
           in_list(head, "un dell nell dall all sull coll quell quest c m t s "
                         "v anch tutt sant bell mezz");
}

/* Does the hyphen behind head, before next, belong to the word? */
static bool is_joining(struct slice head, struct sign next)
{
    if (slice_equal(head, SLICE("co")))
        return is_ascii_letter(next.ascii);
    return next.ascii == 'e' && in_list(head, "re pre");
}

/* Does the ASCII sign at `at` belong to the word that began at start? */
static bool is_inner(const struct words *words, struct slice text, size_t start,
                     size_t at)
{
    struct slice head = slice_part(text, start, at);
    struct sign next = sign_at(text, at + 1);
    char before = text.bytes[at - 1];

    switch (text.bytes[at]) {
    case '\'':
        if (is_ascii_digit(before))
            return possessive_end(text, at) > at;
        return is_letter(next) && !is_elision(head, words->habit);
    case '+':
        return is_ascii_digit(before) && is_ascii_digit(next.ascii);
    case '-':
        return is_joining(head, next);
    default:
        return false;
    }
}

static size_t ascii_end(struct slice text, size_t at)
{
    while (at < text.len &&
           (is_ascii_letter(text.bytes[at]) || is_ascii_digit(text.bytes[at])))
        at++;
    return at;
}

/* End of the word that began at start and goes on, or not, at `at`. */
static size_t word_end(const struct words *words, struct slice text,
                       size_t start, size_t at, enum script *script)
{
    for (;;) {
        struct sign sign;

        if (*script != SCRIPT_NONE)
            at = ascii_end(text, at);
        sign = sign_at(text, at);
        if (is_wordly(sign)) {
            if (*script == SCRIPT_NONE)
                *script = sign.script;
        } else if (!sign.ascii || !is_inner(words, text, start, at)) {
            return at;
        }
        at += sign.len;
    }
}

/* A character of a script without spaces, with its marks. */
static size_t unit_end(struct slice text, size_t at)
{
    struct sign sign = sign_at(text, at);

    do {
        at += sign.len;
        sign = sign_at(text, at);
    } while (sign.class == FOLD_MARK);
    return at;
}

/* The gram at `at`; false when it only was the second half of the last. */
static bool next_gram(struct words *words, struct slice text, size_t *end)
{
    size_t middle = unit_end(text, words->at);
    bool has_second = is_dense(sign_at(text, middle));
    bool was_in_run = words->is_in_run;

    *end = has_second ? unit_end(text, middle) : middle;
    words->at = middle;
    words->is_in_run = has_second;
    return has_second || !was_in_run;
}

/* What a prefix is split from, when it is written together with it. */
static bool is_splitting(struct slice prefix, struct slice rest)
{
    static const char *const counter[] = {
        "attack",    "intelligence",  "insurgen", "measure", "narcotic",
        "offensive", "proliferation", "proposal", "terroris"};
    static const char *const anti[] = {"aircraft", "ballistic",  "coloni",
                                       "communis", "corruption", "dumping",
                                       "missile",  "personnel",  "satellite",
                                       "semiti",   "terroris"};
    static const char *const not_non[] = {"etheless", "sens", "chalan",
                                          "entit",    "plus", "agenarian"};

    for (size_t i = 0; i < COUNT_OF(counter) && prefix.len == 7; i++)
        if (slice_starts(rest, slice_of(counter[i])))
            return true;
    for (size_t i = 0; i < COUNT_OF(anti) && prefix.len == 4; i++)
        if (slice_starts(rest, slice_of(anti[i])))
            return true;
    for (size_t i = 0; i < COUNT_OF(not_non) && prefix.len == 3; i++)
        if (slice_starts(rest, slice_of(not_non[i])))
            return false;
    return prefix.len == 3 && rest.len >= 5;
}

/* Where an English word is to be split; its end if nowhere. */
static size_t split_at(struct slice text, size_t start, size_t end)
{
    static const char *const prefixes[] = {"non", "counter", "anti"};
    struct slice word = slice_part(text, start, end);

    if (word.len < 8 || !strchr("nca", word.bytes[0]))
        return end;
    for (size_t i = 0; i < COUNT_OF(prefixes); i++) {
        struct slice prefix = slice_of(prefixes[i]);
        if (slice_starts(word, prefix) &&
            is_splitting(prefix, slice_part(word, prefix.len, word.len)))
            return start + prefix.len;
    }
    return end;
}

/* A word of small letters alone, parted by what can belong to no word: spares
 * the other rules for most of the text. */
static bool common_word(struct words *words, struct slice text,
                        struct word *out, size_t *end)
{
    size_t at = words->at;

    while (at < text.len && is_ascii_letter(text.bytes[at]))
        at++;
    if (at == words->at ||
        (at < text.len && text.bytes[at] != ' ' && text.bytes[at] != ','))
        return false;
    if (words->habit == WORDS_ENGLISH)
        at = split_at(text, words->at, at);
    out->kind = WORD_PLAIN;
    out->script = SCRIPT_LATIN;
    *end = words->at = at;
    return true;
}

static void next_word(struct words *words, struct slice text, struct word *out,
                      size_t *end)
{
    size_t start = words->at;
    struct sign first;

    if (common_word(words, text, out, end))
        return;
    first = sign_at(text, start);
    out->script = first.script;
    *end = acronym_end(text, start);
    if (*end) {
        out->kind = WORD_ACRONYM;
        *end = possessive_end(text, *end);
    } else if (is_ascii_digit(first.ascii)) {
        out->kind = WORD_NUMBER;
        *end =
            word_end(words, text, start, number_end(text, start), &out->script);
    } else {
        out->kind = WORD_PLAIN;
        *end = word_end(words, text, start, start + first.len, &out->script);
        if (words->habit == WORDS_ENGLISH)
            *end = split_at(text, start, *end);
    }
    words->at = *end;
}

void words_begin(struct words *words, const struct folded *folded,
                 enum words_habit habit)
{
    *words = (struct words){folded, habit, 0, false};
}

/* Find the first character of a word at or after words->at. */
static bool find_start(struct words *words, struct slice text)
{
    while (words->at < text.len) {
        struct sign sign;

        if (is_ascii_letter(text.bytes[words->at]))
            return true; /* most words */
        sign = sign_at(text, words->at);
        if (sign.class == FOLD_LETTER || sign.class == FOLD_DIGIT)
            return true;
        words->at += sign.len;
    }
    return false;
}

bool words_next(struct words *words, struct word *out)
{
    struct slice text = strbuf_slice(&words->folded->text);
    size_t start, end;

    for (;;) {
        if (!find_start(words, text))
            return false;
        start = words->at;
        if (is_ascii_letter(text.bytes[start]) ||
            !is_dense(sign_at(text, start))) {
            next_word(words, text, out, &end);
            break;
        }
        out->kind = WORD_GRAM;
        out->script = SCRIPT_DENSE;
        if (next_gram(words, text, &end))
            break;
    }
    out->text = slice_part(text, start, end);
    out->start = folded_start(words->folded, start);
    out->end = folded_end(words->folded, end);
    return true;
}
