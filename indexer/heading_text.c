#include "indexer/heading_text.h"

#include <string.h>

#include "indexer/sentences.h"

enum {
    HEADING_BYTES_MOST = 360, /* and */
    HEADING_CHARACTERS_MOST = 130,
    LEAD_BYTES_MOST = 120
};

size_t heading_count_characters(struct slice text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
    return count;
}

size_t heading_count_words(struct slice text)
{
    size_t count = text.len > 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.bytes[i] == ' ';
    return count;
}

static bool ends_open(struct slice text)
{
    static const char *const ends[] = {",", ";", "、", "，", "；",
                                       "—", "–", "…",  " -"};

    for (size_t i = 0; i < COUNT_OF(ends); i++)
        if (slice_ends(text, slice_of(ends[i])))
            return true;
    return false;
}

/* Short, and no sentence: it could head something. */
bool heading_is_headline(struct slice text)
{
    return text.len > 0 && text.len <= HEADING_BYTES_MOST &&
           !sentence_is_whole(text) && !ends_open(text) &&
           heading_count_characters(text) <= HEADING_CHARACTERS_MOST;
}

/* Capital letters, and no small one, of Latin or Cyrillic script. */
bool heading_is_in_capitals(struct slice text)
{
    size_t capitals = 0;

    for (size_t at = 0; at < text.len;) {
        int32_t c;

        at += utf8_decode(text.bytes + at, text.len - at, &c);
        if ((c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF) ||
            (c >= 0x430 && c <= 0x45F))
            return false;
        capitals += (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) ||
                    (c >= 0x400 && c <= 0x42F);
    }
    return capitals >= 4 && capitals * 2 > heading_count_characters(text);
}

bool heading_begins_capital(struct slice text)
{
    int32_t c;

    if (!text.len)
        return false;
    utf8_decode(text.bytes, text.len, &c);
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) ||
           (c >= 0x400 && c <= 0x42F) || c >= 0x3040;
}

/* "[Opening remarks]", "<Iran>", "【北方領土】", "＜冒頭発言＞"; not
 * "[inaudible]". */
bool heading_is_bracketed(struct slice text)
{
    static const char *const pairs[][2] = {
        {"[", "]"},   {"<", ">"},   {"【", "】"}, {"＜", "＞"},
        {"〈", "〉"}, {"［", "］"}, {"《", "》"}, {"〔", "〕"}};

    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        struct slice open = slice_of(pairs[i][0]);
        struct slice close = slice_of(pairs[i][1]);

        if (slice_starts(text, open) && slice_ends(text, close))
            return slice_find(text, close, open.len) == text.len - close.len &&
                   !(text.len > 3 && text.bytes[2] == '/') &&
                   !slice_starts(text, SLICE("[Original")) &&
                   heading_begins_capital(slice_part(text, open.len, text.len));
    }
    return false;
}

static bool starts_nocase(struct slice text, struct slice start)
{
    return text.len >= start.len &&
           slice_equal_nocase(slice_part(text, 0, start.len), start);
}

static bool is_letter_at(struct slice text, size_t at)
{
    return at < text.len &&
           ((text.bytes[at] | 0x20) >= 'a' && (text.bytes[at] | 0x20) <= 'z');
}

bool heading_is_address(struct slice text)
{
    static const char *const words[] = {
        "Mr",           "Mrs",           "Madam",
        "Ladies",       "Distinguished", "Dear",
        "Friends",      "Sir",           "Honourable",
        "Honorable",    "Colleagues",    "Monsieur",
        "Mesdames",     "Madame",        "Messieurs",
        "Señor",        "Subject",       "Memorandum for",
        "Memorandum to"};
    static const char *const stems[] = {
        "Excellenc", "Your Excellenc", "Your Majest", "Господин",
        "Уважаем",   "Дорог",          "Дамы",        "Коллеги"};

    while (text.len && (text.bytes[0] == '*' || text.bytes[0] == '#'))
        text = slice_part(text, 1, text.len);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (starts_nocase(text, slice_of(words[i])) &&
            !is_letter_at(text, strlen(words[i])))
            return true;
    for (size_t i = 0; i < COUNT_OF(stems); i++)
        if (starts_nocase(text, slice_of(stems[i])))
            return true;
    return false;
}

bool heading_is_broken(struct slice text)
{
    static const char *const inside[] = {" is ",   " are ",  " was ",  " we ",
                                         " I ",    " has ",  " have ", " were ",
                                         " that ", " said ", " been "};
    static const char *const ends[] = {
        " is",       " are",   " was",   " we",   " has", " have", " said",
        " that",     " will",  " need",  " and",  " the", " of",   " to",
        " in",       " a",     " for",   " with", " by",  " its",  " their",
        " remarked", " our",   " on",    " from", " as",  " or",   " an",
        " at",       " which", " second"};

    for (size_t i = 0; i < COUNT_OF(inside); i++)
        if (slice_find(text, slice_of(inside[i]), 0) != SIZE_MAX)
            return true;
    for (size_t i = 0; i < COUNT_OF(ends); i++)
        if (slice_ends(text, slice_of(ends[i])))
            return true;
    return false;
}

static size_t skip_spaces(struct slice text, size_t at)
{
    while (at < text.len && text.bytes[at] == ' ')
        at++;
    return at;
}

/* Behind "Sec. 2. ", where a title may stand; 0: it is no such mark. */
static size_t section_mark(struct slice text)
{
    static const char *const words[] = {"Sec. ",    "Section ", "SEC. ",
                                        "SECTION ", "Article ", "ARTICLE "};
    size_t at = 0, digits;

    for (size_t i = 0; i < COUNT_OF(words) && !at; i++)
        if (slice_starts(text, slice_of(words[i])))
            at = skip_spaces(text, strlen(words[i]));
    for (digits = at; at && digits < text.len && digits < at + 3 &&
                      text.bytes[digits] >= '0' && text.bytes[digits] <= '9';)
        digits++;
    return digits > at && digits < text.len && text.bytes[digits] == '.'
               ? digits + 1
               : 0;
}

size_t heading_section_end(struct slice text)
{
    size_t mark = section_mark(text), start, end;
    struct slice title;

    if (!mark)
        return 0;
    start = skip_spaces(text, mark);
    end = sentence_end(text, start);
    title = slice_part(text, start, end);
    if (title.len > LEAD_BYTES_MOST || !heading_begins_capital(title) ||
        !slice_ends(title, SLICE(".")) || heading_is_broken(title) ||
        slice_find(title, SLICE(" shall "), 0) != SIZE_MAX)
        return mark;
    return end;
}
