#include "indexer/furniture.h"

#include <string.h>

#include "indexer/furniture_words.h"
#include "indexer/sentences.h"

enum {
    LINE_BYTES_MOST = 900, /* longer lines are text */
    BUTTON_WORDS_MOST = 8,
    PREFIXED_BYTES_MOST = 240,
    NOTE_BYTES_MOST = 200,
    LINK_BYTES_MOST = 50,
    CRUMB_BYTES_MOST = 200,
    NUMBER_BYTES_MOST = 60
};

/* In short lines that say what kind of text this is. */
static const char *const notes[] = {"not an official document",
                                    "not an official record",
                                    "unofficial translation",
                                    "unofficial transcript",
                                    "provisional translation",
                                    "courtesy translation",
                                    "check against delivery",
                                    "seul le prononcé fait foi",
                                    "pas un document officiel",
                                    "traduction non officielle",
                                    "traduction de courtoisie",
                                    "не является официальным документом",
                                    "неофициальный перевод",
                                    "公式文書ではありません",
                                    "（仮訳）",
                                    "(仮訳)"};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Capitals of Cyrillic and accented Latin are met as small ones too. */
static size_t fold_into(char *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        unsigned char last = i ? (unsigned char)text.bytes[i - 1] : 0;

        out[i] = lower((char)c);
        if (last == 0xD0 && c >= 0x90 && c <= 0x9F) {
            out[i] = (char)(c + 0x20);
        } else if (last == 0xD0 && c >= 0xA0 && c <= 0xAF) {
            out[i - 1] = (char)0xD1;
            out[i] = (char)(c - 0x20);
        } else if (last == 0xC3 && c >= 0x80 && c <= 0x9E) {
            out[i] = (char)(c + 0x20);
        }
    }
    return text.len;
}

static bool is_in(struct slice text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text.len && text.bytes[0] == words[i][0] &&
            slice_equal(text, slice_of(words[i])))
            return true;
    return false;
}

static bool starts_in(struct slice text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text.len && text.bytes[0] == words[i][0] &&
            slice_starts(text, slice_of(words[i])))
            return true;
    return false;
}

static bool is_row_of_buttons(struct slice text)
{
    size_t count = 0;
    struct slice word;
    bool is_long = false;

    while (slice_next(&text, ' ', &word)) {
        while (word.len && strchr("[]", word.bytes[0]))
            word = slice_part(word, 1, word.len);
        while (word.len && strchr("[]:", word.bytes[word.len - 1]))
            word.len--;
        if (!word.len || slice_equal(word, SLICE("|")) ||
            slice_equal(word, SLICE("/")))
            continue;
        if (++count > BUTTON_WORDS_MOST ||
            !is_in(word, furniture_buttons.words, furniture_buttons.count))
            return false;
        is_long = is_long || word.len > 1;
    }
    return is_long;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* "en-gb1", "ru-ru". */
static bool is_locale(struct slice word)
{
    size_t len = word.len;

    while (len > 5 && word.bytes[len - 1] >= '0' && word.bytes[len - 1] <= '9')
        len--;
    return len == 5 && is_letter(word.bytes[0]) && is_letter(word.bytes[1]) &&
           (word.bytes[2] == '-' || word.bytes[2] == '_') &&
           is_letter(word.bytes[3]) && is_letter(word.bytes[4]);
}

/* "english | français | 日本語", "en-gb1 ru-ru1". */
static bool is_language_switch(struct slice text)
{
    size_t count = 0;
    struct slice word;

    if (text.len > 160)
        return false;
    while (slice_next(&text, ' ', &word)) {
        while (word.len && strchr("|/[](),", word.bytes[0]))
            word = slice_part(word, 1, word.len);
        while (word.len && strchr("|/[](),", word.bytes[word.len - 1]))
            word.len--;
        if (!word.len || slice_equal(word, SLICE("·")) ||
            slice_equal(word, SLICE("•")))
            continue;
        if (!is_locale(word) &&
            !is_in(word, furniture_languages.words, furniture_languages.count))
            return false;
        count++;
    }
    return count > 0;
}

static size_t count_digits(struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.bytes[i] >= '0' && text.bytes[i] <= '9';
    return count;
}

/* "a/70/pv.15", "a/pv.2041", "s/2018/123": the symbol of a document. */
static bool is_symbol(struct slice text)
{
    return (text.bytes[2] >= '0' && text.bytes[2] <= '9') ||
           slice_starts(slice_part(text, 2, text.len), SLICE("pv.")) ||
           slice_starts(slice_part(text, 2, text.len), SLICE("res/"));
}

static bool is_only(struct slice word, const char *others)
{
    for (size_t i = 0; i < word.len; i++)
        if (!(word.bytes[i] >= '0' && word.bytes[i] <= '9') &&
            !strchr(others, word.bytes[i]))
            return false;
    return word.len > 0;
}

/* "02/10/2015 a/70/pv.25": a symbol with dates and numbers of pages. */
static bool is_row_of_numbers(struct slice text)
{
    struct slice word;
    bool has_symbol = false;

    while (slice_next(&text, ' ', &word)) {
        if (word.len > 4 && strchr("ase", word.bytes[0]) &&
            word.bytes[1] == '/' && is_symbol(word))
            has_symbol = true;
        else if (!is_only(word, "/-.") || word.len < 3)
            return false;
    }
    return has_symbol;
}

/* "a/70/pv.15 28/09/2015", "15-29425 31/34", "31/34", "- 5 -", "page 5 of 9",
 * "s/2018/123". */
static bool is_running_head(struct slice text)
{
    size_t digits = count_digits(text), others = 0;

    if (!digits || text.len > 60)
        return false;
    if (slice_starts(text, SLICE("a/")) || slice_starts(text, SLICE("s/")) ||
        slice_starts(text, SLICE("e/")))
        return digits >= 3 && is_symbol(text);
    if (is_row_of_numbers(text))
        return true;
    if (slice_starts(text, SLICE("page ")) ||
        slice_starts(text, SLICE("стр. ")) ||
        slice_starts(text, SLICE("страница ")))
        return digits > 0 && text.len < 24;
    for (size_t i = 0; i < text.len; i++)
        others += !(text.bytes[i] >= '0' && text.bytes[i] <= '9') &&
                  !strchr(" -/|", text.bytes[i]);
    if (others)
        return false;
    if (memchr(text.bytes, '/', text.len))
        return text.len <= 7 || memchr(text.bytes, '-', text.len) != NULL;
    return digits <= 3 || (digits == 7 && text.bytes[2] == '-') ||
           (memchr(text.bytes, '-', text.len) &&
            memchr(text.bytes, ' ', text.len) && digits >= 7);
}

/* Nothing but marks: "***", "_____". */
static bool is_drawn(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!strchr("*_-=~#. ", text.bytes[i]))
            return false;
    return true;
}

/* "press@example.org", "www.example.org", "https://...". */
static bool is_address(struct slice text)
{
    const char *at = memchr(text.bytes, '@', text.len);
    bool has_space = memchr(text.bytes, ' ', text.len) != NULL;

    if (!has_space && (slice_starts(text, SLICE("http://")) ||
                       slice_starts(text, SLICE("https://")) ||
                       slice_starts(text, SLICE("www."))))
        return true;
    return at && text.len < 90 && !sentence_is_whole(text) &&
           (size_t)(at - text.bytes) + 3 < text.len &&
           memchr(at, '.', text.len - (size_t)(at - text.bytes)) != NULL &&
           at != text.bytes;
}

/* "Provisional translation", "For information media. Not an official record."
 */
static bool is_note(struct slice text)
{
    if (text.len > NOTE_BYTES_MOST)
        return false;
    for (size_t i = 0; i < COUNT_OF(notes); i++)
        if (slice_find(text, slice_of(notes[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* "about us | accessibility | legal matters": a row of links. */
static bool is_row_of_links(struct slice text)
{
    size_t count = 0, known = 0;
    struct slice part;

    if (count_digits(text) || sentence_is_whole(text))
        return false;
    while (slice_next(&text, '|', &part)) {
        size_t spaces = 0;

        part = slice_trim(part);
        for (size_t i = 0; i < part.len; i++)
            spaces += part.bytes[i] == ' ';
        if (!part.len || part.len > LINK_BYTES_MOST || spaces > 3)
            return false;
        known +=
            is_in(part, furniture_phrases.words, furniture_phrases.count) ||
            is_in(part, furniture_buttons.words, furniture_buttons.count);
        count++;
    }
    return count > 2 || (count > 1 && known);
}

/* "12:42 p.m. edt", "end 1:20 p.m. est": a stamp of the record. */
static bool is_time_stamp(struct slice text)
{
    size_t at = slice_starts(text, SLICE("end ")) ? 4 : 0;
    size_t digits = 0;

    text = slice_trim(slice_part(text, at, text.len));
    if (text.len > 22)
        return false;
    for (at = 0;
         at < text.len && ((text.bytes[at] >= '0' && text.bytes[at] <= '9') ||
                           text.bytes[at] == ':');
         at++)
        digits += text.bytes[at] != ':';
    if (digits < 1 || digits > 4)
        return false;
    text = slice_trim(slice_part(text, at, text.len));
    return slice_starts(text, SLICE("a.m.")) ||
           slice_starts(text, SLICE("p.m.")) ||
           slice_equal(text, SLICE("am")) || slice_equal(text, SLICE("pm")) ||
           slice_starts(text, SLICE("am e")) ||
           slice_starts(text, SLICE("pm e"));
}

/* "記者会見へ戻る": a link back. */
static bool is_way_back(struct slice text)
{
    return text.len < LINK_BYTES_MOST && (slice_ends(text, SLICE("へ戻る")) ||
                                          slice_ends(text, SLICE("に戻る")));
}

/* "+32 2 299 00 00". */
static bool is_telephone(struct slice text)
{
    return text.bytes[0] == '+' && count_digits(text) > 6 &&
           is_only(text, "+() -./");
}

static struct slice fold(struct slice text, char *bytes)
{
    return (struct slice){bytes, fold_into(bytes, text)};
}

bool furniture_is(struct slice text)
{
    char bytes[LINE_BYTES_MOST];
    struct slice folded;

    if (!text.len || text.len > LINE_BYTES_MOST)
        return false;
    folded = fold(text, bytes);
    if (starts_in(folded, furniture_notices.words, furniture_notices.count))
        return true;
    if (folded.len > PREFIXED_BYTES_MOST)
        return false;
    return is_in(folded, furniture_phrases.words, furniture_phrases.count) ||
           (starts_in(folded, furniture_prefixes.words,
                      furniture_prefixes.count) &&
            !(sentence_is_whole(folded) && folded.len > 120)) ||
           is_row_of_buttons(folded) || is_language_switch(folded) ||
           is_running_head(folded) || is_drawn(folded) || is_address(folded) ||
           is_time_stamp(folded) || is_note(folded) || is_way_back(folded) ||
           is_telephone(folded) || is_row_of_links(folded);
}

bool furniture_is_kicker(struct slice text)
{
    static const char *const words[] = {"readout",
                                        "media note",
                                        "press statement",
                                        "press release",
                                        "press releases",
                                        "news release",
                                        "fact sheet",
                                        "speech",
                                        "speeches",
                                        "press briefing",
                                        "news",
                                        "for immediate release",
                                        "statements and releases",
                                        "briefing room",
                                        "statement",
                                        "remarks",
                                        "transcript",
                                        "presidential actions",
                                        "communiqué",
                                        "communiqué de presse",
                                        "discours",
                                        "пресс-релиз",
                                        "новости",
                                        "выступления",
                                        "報道発表",
                                        "記者会見",
                                        "談話",
                                        "新闻",
                                        "comunicado",
                                        "pressemitteilung",
                                        "joint statement",
                                        "media release",
                                        "notice to the media",
                                        "speeches & remarks",
                                        "speeches and remarks"};
    char bytes[LINE_BYTES_MOST];

    return text.len && text.len <= 60 &&
           is_in(fold(text, bytes), words, COUNT_OF(words));
}

/* What may stand before the number of a document. */
static size_t skip_number_words(struct slice text)
{
    static const char *const words[] = {"press release",
                                        "media release",
                                        "press statement",
                                        "communiqué",
                                        "statement",
                                        "pressemitteilung",
                                        "пресс-релиз",
                                        "сообщение",
                                        "ref.",
                                        "ref:",
                                        "reference",
                                        "document",
                                        "for release",
                                        "no.",
                                        "no:",
                                        "nr.",
                                        "n°",
                                        "nº",
                                        "№",
                                        "no ",
                                        "doc."};
    size_t at = 0;

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_starts(slice_part(text, at, text.len), slice_of(words[i]))) {
            at += strlen(words[i]);
            while (at < text.len && strchr(" :", text.bytes[at]))
                at++;
        }
    return at;
}

/* "sc/14678", "sg/sm/19999": letters, a slash, digits. */
static bool is_lettered_number(struct slice text)
{
    size_t letters = 0;

    while (letters < text.len && letters < 4 && is_letter(text.bytes[letters]))
        letters++;
    return letters > 1 && letters < text.len && text.bytes[letters] == '/' &&
           !memchr(text.bytes, ' ', text.len) && count_digits(text) > 2;
}

bool furniture_is_number(struct slice text)
{
    char bytes[LINE_BYTES_MOST];
    size_t start, dashes = 0, digits;

    if (!text.len || text.len > NUMBER_BYTES_MOST)
        return false;
    text = fold(text, bytes);
    start = skip_number_words(text);
    text = slice_trim(slice_part(text, start, text.len));
    digits = count_digits(text);
    if (!digits || is_lettered_number(text))
        return digits > 0;
    for (size_t i = 0; i < text.len; i++) {
        dashes += text.bytes[i] == '-';
        if (!strchr("0123456789-/.() ", text.bytes[i]))
            return false;
    }
    return start > 0 || (dashes == 3 && digits >= 9);
}

bool furniture_is_time(struct slice text)
{
    char bytes[LINE_BYTES_MOST];

    return text.len && text.len <= 60 && is_time_stamp(fold(text, bytes));
}

bool furniture_is_running_head(struct slice text)
{
    char bytes[LINE_BYTES_MOST];

    return text.len && text.len <= 60 && is_running_head(fold(text, bytes));
}

bool furniture_is_breadcrumb(struct slice text)
{
    static const char *const arrows[] = {" > ",  " » ",  " › ",
                                         " >> ", " ＞ ", " → "};

    if (text.len > CRUMB_BYTES_MOST || sentence_is_whole(text) ||
        count_digits(text) * 2 > text.len)
        return false;
    for (size_t i = 0; i < COUNT_OF(arrows); i++)
        if (slice_find(text, slice_of(arrows[i]), 1) != SIZE_MAX)
            return true;
    return slice_starts(text, SLICE("Home /")) ||
           slice_starts(text, SLICE("Home |")) ||
           slice_starts(text, SLICE("Accueil |")) ||
           slice_starts(text, SLICE("Главная /"));
}

bool furniture_is_links_head(struct slice text)
{
    char bytes[LINE_BYTES_MOST];
    struct slice folded;

    if (!text.len || text.len > 60)
        return false;
    folded = fold(text, bytes);
    if (slice_ends(folded, SLICE(":")))
        folded.len--;
    return is_in(folded, furniture_link_heads.words,
                 furniture_link_heads.count);
}

bool furniture_is_picture(struct slice text)
{
    static const char *const words[] = {
        "画像",    "写真", "図",          "photo",      "image",
        "picture", "фото", "изображение", "photograph", "图片"};
    char bytes[LINE_BYTES_MOST];

    if (text.len > 40)
        return false;
    return is_in(slice_trim(fold(text, bytes)), words, COUNT_OF(words));
}
