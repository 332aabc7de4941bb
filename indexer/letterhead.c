#include "indexer/letterhead.h"

#include "common/fold.h"

enum { LINE_MOST = 160 /* bytes */ };

/* Folded; a line begins with one of them. */
static const char *const offices[] = {"ministry of",
                                      "ministry for",
                                      "ministère",
                                      "ministere",
                                      "ministerio",
                                      "ministério",
                                      "ministero",
                                      "ministerium",
                                      "bundesministerium",
                                      "auswärtiges amt",
                                      "министерство",
                                      "міністерство",
                                      "министерството",
                                      "ministerstwo",
                                      "ministerstvo",
                                      "department of",
                                      "department for",
                                      "office of the",
                                      "office of",
                                      "cabinet of",
                                      "cabinet du",
                                      "services du",
                                      "prime minister",
                                      "premier ministre",
                                      "primeiro-ministro",
                                      "primeiro ministro",
                                      "primer ministro",
                                      "the prime minister",
                                      "gabinete do",
                                      "gabinete de",
                                      "president of",
                                      "the president of",
                                      "presidency of",
                                      "présidence",
                                      "presidência",
                                      "presidencia",
                                      "presidenza",
                                      "kancelaria",
                                      "bundeskanzleramt",
                                      "embassy of",
                                      "ambassade",
                                      "embajada",
                                      "embaixada",
                                      "botschaft",
                                      "посольство",
                                      "consulate",
                                      "permanent mission",
                                      "mission permanente",
                                      "misión permanente",
                                      "постоянное представительство",
                                      "правительство",
                                      "government of",
                                      "gouvernement d",
                                      "republic of",
                                      "republique",
                                      "république",
                                      "republica",
                                      "república",
                                      "repubblica",
                                      "republik",
                                      "rzeczpospolita",
                                      "kingdom of",
                                      "royaume",
                                      "reino de",
                                      "united nations",
                                      "nations unies",
                                      "council of the european union",
                                      "european commission",
                                      "general secretariat",
                                      "ministre d",
                                      "foreign ministry",
                                      "foreign office",
                                      "state department",
                                      "white house",
                                      "the white house",
                                      "federal department",
                                      "外務省",
                                      "外交部",
                                      "内閣官房",
                                      "首相官邸",
                                      "외교부",
                                      "대통령실"};

/* Words in small letters that names of offices have. */
static const char *const links[] = {
    "of",  "the", "and", "for", "&",   "du",  "de",    "des", "da", "do",
    "dos", "das", "del", "la",  "le",  "les", "et",    "e",   "y",  "des",
    "aux", "à",   "der", "und", "für", "per", "degli", "и",   "по", "в"};

/* What offices do, in news with capitals everywhere. */
static const char *const verbs[] = {
    "accept",   "address",   "adopt",     "agree",     "announce",
    "appoint",  "arrive",    "attend",    "become",    "begin",
    "call",     "celebrate", "confirm",   "condemn",   "congratulate",
    "deliver",  "demand",    "deny",      "depart",    "discuss",
    "donate",   "express",   "expel",     "extend",    "give",
    "grant",    "hold",      "host",      "impose",    "inaugurate",
    "invite",   "issue",     "join",      "launch",    "lead",
    "make",     "meet",      "note",      "offer",     "open",
    "pay",      "propose",   "protest",   "provide",   "publish",
    "reaffirm", "receive",   "recognize", "recognise", "reiterate",
    "reject",   "release",   "respond",   "return",    "say",
    "seek",     "send",      "sign",      "speak",     "submit",
    "suspend",  "support",   "sanction",  "summon",    "take",
    "thank",    "urge",      "visit",     "vote",      "warn",
    "welcome",  "win"};

/* "announces", "announced". */
static bool is_verb(struct slice word)
{
    for (size_t i = 0; i < COUNT_OF(verbs); i++) {
        struct slice verb = slice_of(verbs[i]), end;

        if (!slice_starts(word, verb))
            continue;
        end = slice_part(word, verb.len, word.len);
        if (!end.len || slice_equal(end, SLICE("s")) ||
            slice_equal(end, SLICE("d")) || slice_equal(end, SLICE("es")) ||
            slice_equal(end, SLICE("ed")) || slice_equal(end, SLICE("ing")))
            return true;
    }
    return false;
}

static bool has_verb(struct slice folded)
{
    struct slice word;

    while (slice_next(&folded, ' ', &word))
        if (is_verb(word))
            return true;
    return false;
}

static bool is_link(struct slice word)
{
    for (size_t i = 0; i < COUNT_OF(links); i++)
        if (slice_equal(word, slice_of(links[i])))
            return true;
    return false;
}

/* Names have capitals but for such words; in Russian and other languages only
 * the first one has. */
static bool is_named(struct slice text)
{
    struct slice word;
    bool is_latin = true;

    while (slice_next(&text, ' ', &word)) {
        int32_t c = 0;

        if (!word.len)
            continue;
        utf8_decode(word.bytes, word.len, &c);
        is_latin = c < 0x250;
        if (is_latin && fold_class(c) == FOLD_LETTER && !fold_is_capital(c) &&
            !is_link(word) && slice_find(word, SLICE("'"), 0) == SIZE_MAX)
            return false;
    }
    return true;
}

static bool begins_with_office(struct slice folded)
{
    for (size_t i = 0; i < COUNT_OF(offices); i++)
        if (slice_starts(folded, slice_of(offices[i])))
            return true;
    return false;
}

bool letterhead_is(struct slice text)
{
    struct strbuf folded = STRBUF_INIT;
    bool is_office;

    text = slice_trim(text);
    if (!text.len || text.len > LINE_MOST || slice_ends(text, SLICE(".")) ||
        slice_find(text, SLICE(":"), 0) != SIZE_MAX)
        return false;
    fold_add(text, &folded);
    is_office = begins_with_office(strbuf_slice(&folded)) && is_named(text) &&
                !has_verb(strbuf_slice(&folded));
    strbuf_release(&folded);
    return is_office;
}
