#include "indexer/furniture_records.h"

#include <string.h>

#include "indexer/furniture_text.h"

/* "a/70/pv.15", "a/pv.2041", "s/2018/123": the symbol of a document. */
static bool is_symbol(struct slice text)
{
    return (text.bytes[2] >= '0' && text.bytes[2] <= '9') ||
           slice_starts(slice_part(text, 2, text.len), SLICE("pv.")) ||
           slice_starts(slice_part(text, 2, text.len), SLICE("res/"));
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
        else if (!furniture_is_only(word, "/-.") || word.len < 3)
            return false;
    }
    return has_symbol;
}

/* "general assembly 22nd plenary meeting fiftieth session". */
static bool is_head_of_meeting(struct slice text)
{
    return text.len < 90 && slice_starts(text, SLICE("general assembly")) &&
           !slice_ends(text, SLICE(".")) &&
           (slice_find(text, SLICE("plenary meeting"), 0) != SIZE_MAX ||
            slice_ends(text, SLICE("th meeting")) ||
            slice_ends(text, SLICE("nd meeting")) ||
            slice_ends(text, SLICE("st meeting")) ||
            slice_ends(text, SLICE("rd meeting")));
}

/* "a/70/pv.15 28/09/2015", "15-29425 31/34", "31/34", "- 5 -", "page 5 of 9",
 * "s/2018/123". */
bool record_is_running_head(struct slice text)
{
    size_t digits = furniture_count_digits(text), others = 0;

    if (is_head_of_meeting(text))
        return true;
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

/* "12:42 p.m. edt", "end 1:20 p.m. est": a stamp of the record. */
bool record_is_time_stamp(struct slice text)
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

    while (letters < text.len && letters < 4 &&
           furniture_is_letter(text.bytes[letters]))
        letters++;
    return letters > 1 && letters < text.len && text.bytes[letters] == '/' &&
           !memchr(text.bytes, ' ', text.len) &&
           furniture_count_digits(text) > 2;
}

bool record_is_number(struct slice text)
{
    size_t start, dashes = 0, digits;

    start = skip_number_words(text);
    text = slice_trim(slice_part(text, start, text.len));
    digits = furniture_count_digits(text);
    if (!digits || is_lettered_number(text))
        return digits > 0;
    for (size_t i = 0; i < text.len; i++) {
        dashes += text.bytes[i] == '-';
        if (!strchr("0123456789-/.() ", text.bytes[i]))
            return false;
    }
    return start > 0 || (dashes == 3 && digits >= 9);
}
