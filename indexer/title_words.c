#include "indexer/title_words.h"

#include <string.h>

#include "indexer/opening.h"
#include "indexer/sides.h"

static bool starts_with_any(struct slice text, const char *const *list,
                            size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_starts(text, slice_of(list[i])))
            return true;
    return false;
}

/* "Mr. President, distinguished delegates": a speech begins. */
bool title_is_salutation(struct slice text)
{
    static const char *const starts[] = {"Mr. ",
                                         "Mr ",
                                         "Mrs. ",
                                         "Mdm",
                                         "Madam",
                                         "Excellenc",
                                         "Your ",
                                         "YOUR ",
                                         "Distinguished",
                                         "Ladies and",
                                         "Dear ",
                                         "Honourable",
                                         "Honorable",
                                         "Hon",
                                         "His Excellency",
                                         "HIS EXCELLENCY",
                                         "Her Excellency",
                                         "H.E.",
                                         "In the name of",
                                         "In the Name of",
                                         "In the Holy",
                                         "Bismil",
                                         "Respected",
                                         "Sir",
                                         "Fellow ",
                                         "My fellow",
                                         "Esteemed",
                                         "Majesties",
                                         "President of the ",
                                         "President, ",
                                         "Heads of ",
                                         "Head of ",
                                         "Secretary General",
                                         "Secretary-General",
                                         "UN Secretary",
                                         "Praise be",
                                         "All praise",
                                         "Peace be",
                                         "Peace, ",
                                         "May peace",
                                         "Assalam",
                                         "Monsieur",
                                         "Madame",
                                         "Mesdames",
                                         "Messieurs",
                                         "Excellences",
                                         "Chers ",
                                         "Господин",
                                         "Госпожа",
                                         "Уважаем",
                                         "Дамы и",
                                         "Señor",
                                         "Meine Damen",
                                         "Sehr geehrte",
                                         "皆様",
                                         "TO THE "};

    while (text.len && (strchr("*-\" ", text.bytes[0]) ||
                        (unsigned char)text.bytes[0] == 0xE2))
        text = slice_part(text, (unsigned char)text.bytes[0] == 0xE2 ? 3 : 1,
                          text.len);
    return starts_with_any(text, starts, COUNT_OF(starts));
}

/* A sentence that was cut ends in such a word. */
bool title_is_cut(struct slice text)
{
    static const char *const words[] = {
        " to",  " the",  " of",   " a",  " an", " as",   " our",  " in", " and",
        " for", " has",  " have", " by", " on", " with", " that", " is", " are",
        " at",  " from", " de",   " la", " et", " –",    " -"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_ends(text, slice_of(words[i])))
            return true;
    return false;
}

/* One who speaks says so; titles do not. */
bool title_is_spoken(struct slice text)
{
    static const char *const starts[] = {
        "Let ",    "Allow ", "May ",         "Today", "On behalf", "It is",
        "This is", "There ", "First of all", "As ",   "On this "};

    return opening_has_speaker(text) ||
           slice_find(text, SLICE(" you "), 0) != SIZE_MAX ||
           slice_find(text, SLICE(" today "), 0) != SIZE_MAX ||
           starts_with_any(text, starts, COUNT_OF(starts));
}

/* Words that only titles of statements have, in small letters. */
bool title_has_word(struct slice text)
{
    static const char *const words[] = {
        "tatement",       "emarks",      "onference",    "eeting",
        "ommuniqu",       "eclaration",  "peech",        "nterview",
        "eadout",         "omment",      "riefing",      "Gist ",
        "ummary",         "isit",        "ddress",       "essage",
        "Talks",          "talks",       "onsultation",  "ummit",
        "verview",        "Joint ",      "Press ",       "roclamation",
        "xecutive Order", "emorandum",   "Answer",       "answer",
        "elephone",       "ialogue",     "ress release", "STATEMENT",
        "REMARKS",        "CONFERENCE",  "COMMUNIQU",    "DECLARATION",
        "SPEECH",         "MEETING",     "PRESS",        "JOINT",
        "INTERVIEW",      "VISIT",       "COMMENT",      "BRIEFING",
        "ADDRESS",        "éclaration",  "iscours",      "ntretien",
        "onférence",      "ommuniqué",   "éponse",       "оммюнике",
        "аявлени",        "омментари",   "ыступлени",    "нтервью",
        "ресс-конференц", "рифинг",      "вет",          "стреч",
        "елефонн",        "изит",        "ереговор",     "ЗАЯВЛЕНИЕ",
        "ВЫСТУПЛЕНИЕ",    "КОММЕНТАРИЙ", "会談",         "会見",
        "声明",           "談話",        "演説",         "訪問",
        "会合",           "協議",        "挨拶",         "会晤",
        "会见",           "讲话",        "发言",         "谈话",
        "答记者问",       "rklärung",    "Rede ",        "eclaración",
        "iscurso",        "omunicado"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_find(text, slice_of(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* Words, or four signs of a script without spaces each. */
int title_count_words(struct slice text)
{
    int words = 0, signs = 0;
    bool is_gap = true;

    for (size_t at = 0; at < text.len;) {
        int32_t c;

        at += utf8_decode(text.bytes + at, text.len - at, &c);
        if (c >= 0x3040 && c <= 0xD7A3)
            signs++;
        else if (c != ' ' && is_gap)
            words++;
        is_gap = c == ' ' || c >= 0x3000;
    }
    return words + (signs + 3) / 4;
}

bool title_is_town(struct slice text)
{
    int words = 0, commas = 0;
    bool is_first = true;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.bytes[i];

        if (is_first && !(c >= 'A' && c <= 'Z') && (unsigned char)c < 0xC3)
            return false;
        words += is_first;
        commas += c == ',';
        is_first = c == ' ';
    }
    return commas == 1 && words <= 5;
}

bool title_is_place(struct slice text)
{
    static const char *const rooms[] = {
        "Room",    "Hall",       "Palace", "Office",  "Auditorium", "Aboard ",
        "Hotel",   "Air Force ", "Center", "Centre",  "Garden",     "Via ",
        "Airport", "House",      "Base",   "Library", "Theater",    "Ballroom"};
    struct side_match match;

    for (size_t i = 0; i < COUNT_OF(rooms); i++)
        if (slice_find(text, slice_of(rooms[i]), 0) != SIZE_MAX)
            return true;
    return title_is_town(text) || (sides_find(text, 0, &match) &&
                                   match.start == 0 && match.end == text.len);
}

bool title_is_venue(struct slice text)
{
    static const char *const ends[] = {"Room", "Auditorium", "Teleconference",
                                       "Ballroom", "Palace"};

    for (size_t i = 0; i < COUNT_OF(ends); i++)
        if (slice_ends(text, slice_of(ends[i])))
            return title_count_words(text) <= 6;
    return false;
}

bool title_is_turn(struct slice text)
{
    size_t colon = slice_find(text, SLICE(": "), 0);

    if (slice_find(text, SLICE("(Applause"), 0) != SIZE_MAX ||
        slice_find(text, SLICE("(Laughter"), 0) != SIZE_MAX)
        return true;
    if (colon == SIZE_MAX || title_has_word(slice_part(text, 0, colon)))
        return false;
    for (size_t i = 0; i < colon; i++)
        if (text.bytes[i] >= 'a' && text.bytes[i] <= 'z')
            return false;
    return colon > 0;
}
