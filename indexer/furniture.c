#include "indexer/furniture.h"

#include <string.h>

#include "indexer/furniture_records.h"
#include "indexer/furniture_text.h"
#include "indexer/furniture_words.h"
#include "indexer/sentences.h"

enum {
    LINE_BYTES_MOST = 900, /* longer lines are text */
    BUTTON_WORDS_MOST = 8,
    PREFIXED_BYTES_MOST = 240,
    NOTE_BYTES_MOST = 200,
    LINK_BYTES_MOST = 50,
    CRUMB_BYTES_MOST = 200,
    RECORD_BYTES_MOST = 60
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
            !furniture_is_in(word, furniture_buttons.words,
                             furniture_buttons.count))
            return false;
        is_long = is_long || word.len > 1;
    }
    return is_long;
}

/* "en-gb1", "ru-ru". */
static bool is_locale(struct slice word)
{
    size_t len = word.len;

    while (len > 5 && word.bytes[len - 1] >= '0' && word.bytes[len - 1] <= '9')
        len--;
    return len == 5 && furniture_is_letter(word.bytes[0]) &&
           furniture_is_letter(word.bytes[1]) &&
           (word.bytes[2] == '-' || word.bytes[2] == '_') &&
           furniture_is_letter(word.bytes[3]) &&
           furniture_is_letter(word.bytes[4]);
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
            !furniture_is_in(word, furniture_languages.words,
                             furniture_languages.count))
            return false;
        count++;
    }
    return count > 0;
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

    if (furniture_count_digits(text) || sentence_is_whole(text))
        return false;
    while (slice_next(&text, '|', &part)) {
        size_t spaces = 0;

        part = slice_trim(part);
        for (size_t i = 0; i < part.len; i++)
            spaces += part.bytes[i] == ' ';
        if (!part.len || part.len > LINK_BYTES_MOST || spaces > 3)
            return false;
        known += furniture_is_in(part, furniture_phrases.words,
                                 furniture_phrases.count) ||
                 furniture_is_in(part, furniture_buttons.words,
                                 furniture_buttons.count);
        count++;
    }
    return count > 2 || (count > 1 && known);
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
    return text.bytes[0] == '+' && furniture_count_digits(text) > 6 &&
           furniture_is_only(text, "+() -./");
}

bool furniture_is(struct slice text)
{
    char bytes[LINE_BYTES_MOST];
    struct slice folded;

    if (!text.len || text.len > LINE_BYTES_MOST)
        return false;
    folded = furniture_fold(text, bytes);
    if (starts_in(folded, furniture_notices.words, furniture_notices.count))
        return true;
    if (folded.len > PREFIXED_BYTES_MOST)
        return false;
    return furniture_is_in(folded, furniture_phrases.words,
                           furniture_phrases.count) ||
           (starts_in(folded, furniture_prefixes.words,
                      furniture_prefixes.count) &&
            !(sentence_is_whole(folded) && folded.len > 120)) ||
           is_row_of_buttons(folded) || is_language_switch(folded) ||
           record_is_running_head(folded) || is_drawn(folded) ||
           is_address(folded) || record_is_time_stamp(folded) ||
           is_note(folded) || is_way_back(folded) || is_telephone(folded);
}

bool furniture_is_row_of_links(struct slice text)
{
    char bytes[PREFIXED_BYTES_MOST];

    return text.len && text.len <= PREFIXED_BYTES_MOST &&
           is_row_of_links(furniture_fold(text, bytes));
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
           furniture_is_in(furniture_fold(text, bytes), words, COUNT_OF(words));
}

bool furniture_is_number(struct slice text)
{
    char bytes[RECORD_BYTES_MOST];

    return text.len && text.len <= RECORD_BYTES_MOST &&
           record_is_number(furniture_fold(text, bytes));
}

bool furniture_is_time(struct slice text)
{
    char bytes[RECORD_BYTES_MOST];

    return text.len && text.len <= RECORD_BYTES_MOST &&
           record_is_time_stamp(furniture_fold(text, bytes));
}

bool furniture_is_running_head(struct slice text)
{
    char bytes[RECORD_BYTES_MOST];

    return text.len && text.len <= RECORD_BYTES_MOST &&
           record_is_running_head(furniture_fold(text, bytes));
}

bool furniture_is_breadcrumb(struct slice text)
{
    static const char *const arrows[] = {" > ",  " » ",  " › ",
                                         " >> ", " ＞ ", " → "};

    if (text.len > CRUMB_BYTES_MOST || sentence_is_whole(text) ||
        furniture_count_digits(text) * 2 > text.len)
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
    folded = furniture_fold(text, bytes);
    if (slice_ends(folded, SLICE(":")))
        folded.len--;
    return furniture_is_in(folded, furniture_link_heads.words,
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
    return furniture_is_in(slice_trim(furniture_fold(text, bytes)), words,
                           COUNT_OF(words));
}
