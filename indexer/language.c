#include "indexer/language.h"

#include "indexer/language_cld2.h"

enum {
    TEXT_MOST = 6000,   /* bytes looked at */
    TEXT_LEAST = 60,    /* bytes of letters that make a guess worth something */
    PERCENT_LEAST = 65, /* of the text must be in the language */
    PART_PERCENT_LEAST = 85
};

/* Languages that statements come in; others are passed on only when cld2 is
 * sure of a long text. */
static const char *const known[] = {
    "en", "ru", "fr", "es", "de", "pt", "it", "ja", "zh", "ko", "ar", "uk",
    "be", "pl", "cs", "sk", "hu", "ro", "bg", "sr", "hr", "sl", "bs", "mk",
    "sq", "el", "tr", "az", "ka", "hy", "kk", "ky", "uz", "tg", "tk", "mn",
    "he", "fa", "ur", "hi", "bn", "ne", "si", "ta", "th", "vi", "lo", "km",
    "my", "id", "ms", "nl", "da", "sv", "no", "fi", "is", "et", "lv", "lt",
    "ga", "mt", "ca", "sw", "am", "so", "ps", "af", "tl",
};

/* How many characters of each script a text has. */
struct scripts {
    size_t kana, han, hangul, others;
};

static void count_scripts(struct slice text, struct scripts *out)
{
    *out = (struct scripts){0};
    for (size_t at = 0; at < text.len;) {
        int32_t c;

        at += utf8_decode(text.bytes + at, text.len - at, &c);
        if (c >= 0x3041 && c <= 0x30FF)
            out->kana++;
        else if (c >= 0x4E00 && c <= 0x9FFF)
            out->han++;
        else if (c >= 0xAC00 && c <= 0xD7A3)
            out->hangul++;
        else if ((c >= 'A' && c <= 'z') || c >= 0xC0)
            out->others++;
    }
}

/* Scripts tell Japanese, Korean and Chinese apart even in a few words. */
static struct slice of_script(const struct scripts *scripts)
{
    size_t east = scripts->kana + scripts->han + scripts->hangul;

    /* A letter says less than a sign, so others may be twice as many. */
    if (east < 4 || east * 2 < scripts->others)
        return SLICE_UNKNOWN;
    if (scripts->hangul * 2 > east)
        return SLICE("ko");
    if (scripts->kana * 10 > east)
        return SLICE("ja");
    return scripts->kana == 0 && scripts->han >= 10 ? SLICE("zh")
                                                    : SLICE_UNKNOWN;
}

static struct slice of_code(struct slice code)
{
    struct slice language, rest = code;

    slice_next(&rest, '-', &language);
    if (slice_equal(language, SLICE("iw")))
        language = SLICE("he");
    if (slice_equal(language, SLICE("nb")) ||
        slice_equal(language, SLICE("nn")))
        language = SLICE("no");
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (slice_equal(language, slice_of(known[i])))
            return slice_of(known[i]);
    return SLICE_UNKNOWN;
}

static struct slice guess_language(struct slice text, int percent, int bytes)
{
    struct scripts scripts;
    struct cld2_guess guess;
    struct slice language;

    text.len = utf8_cut(text.bytes, text.len, TEXT_MOST);
    count_scripts(text, &scripts);
    language = of_script(&scripts);
    if (slice_is_known(language))
        return language;
    cld2_guess_language(text.bytes, text.len, &guess);
    if (!guess.is_reliable || guess.percent < percent || guess.bytes < bytes)
        return SLICE_UNKNOWN;
    return of_code(slice_of(guess.code));
}

struct slice language_of(struct slice text)
{
    return guess_language(text, PERCENT_LEAST, TEXT_LEAST);
}

struct slice language_of_part(struct slice text, int letters_least)
{
    return guess_language(text, PART_PERCENT_LEAST, letters_least);
}

void language_find(const struct page *page, struct statement *statement)
{
    struct strbuf text = STRBUF_INIT;

    if (slice_is_known(statement->language))
        return;
    for (size_t i = 0; i < page->count && text.len < TEXT_MOST; i++) {
        const struct line *line = &page->lines[i];

        if (line->use != LINE_OF_STATEMENT && line->use != LINE_TITLE)
            continue;
        strbuf_add(&text, slice_part(line->text, 0, TEXT_MOST));
        strbuf_add_byte(&text, '\n');
    }
    if (text.len > 0)
        statement->language = language_of(strbuf_slice(&text));
    strbuf_release(&text);
}
