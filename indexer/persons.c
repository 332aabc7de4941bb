#include "indexer/persons.h"

#include <string.h>

#include "common/fold.h"

static struct slice words(struct slice text, const struct token_list *tokens,
                          size_t begin, size_t end)
{
    const struct token *last;

    if (begin == end)
        return SLICE_UNKNOWN;
    last = &tokens->items[end - 1];
    return slice_part(text, tokens->items[begin].start,
                      last->end + !!(last->flags & LEX_SHORT)); /* "Sen." */
}

static struct slice join(struct slice a, struct slice b, struct arena *arena)
{
    char *bytes = arena_alloc(arena, a.len + b.len + 1);

    memcpy(bytes, a.bytes, a.len);
    bytes[a.len] = ' ';
    memcpy(bytes + a.len + 1, b.bytes, b.len);
    return (struct slice){bytes, a.len + b.len + 1};
}

/* The last part of a name with the particles before it. */
static struct slice surname_of(struct slice text,
                               const struct token_list *tokens, size_t begin,
                               size_t end)
{
    size_t at = end - 1;
    struct slice word;
    const char *stop;

    while (at > begin + 1 && (tokens->items[at - 1].flags & LEX_PARTICLE) &&
           !tokens->items[at - 1].is_initial)
        at--;
    if (at == begin + 1 && (tokens->items[begin].flags & LEX_PARTICLE))
        at = begin;
    word = words(text, tokens, at, end);
    stop = memrchr(word.bytes, '.', word.len); /* "С.В.Лавров" */
    if (stop && at + 1 == end)
        word = slice_part(word, (size_t)(stop - word.bytes) + 1, word.len);
    return word;
}

/* May the two be one person: does the shorter name end the longer one, or are
 * the given names alike? */
static bool may_be_one(struct slice a, struct slice b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    struct slice longer = a.len < b.len ? b : a;
    struct slice shorter = a.len < b.len ? a : b;

    if (slice_equal_nocase(slice_part(longer, longer.len - len, longer.len),
                           shorter))
        return true;
    return a.len > 1 && b.len > 1 &&
           slice_equal_nocase(slice_part(a, 0, 2), slice_part(b, 0, 2));
}

/* Do two offices share a word of weight, as "Minister for Foreign Affairs" and
 * "Foreign Minister" do? An unknown one fits any. */
static bool may_be_one_office(struct slice a, struct slice b)
{
    struct slice rest = a, word;

    if (!slice_is_known(a) || !slice_is_known(b))
        return true;
    while (slice_next(&rest, ' ', &word)) {
        struct slice others = b, other;

        while (word.len > 3 && slice_next(&others, ' ', &other))
            if (slice_equal_nocase(word, other))
                return !slice_equal_nocase(word, SLICE("president")) ||
                       (slice_find(a, SLICE("ice"), 0) == SIZE_MAX) ==
                           (slice_find(b, SLICE("ice"), 0) == SIZE_MAX);
    }
    return false;
}

/* ---- heads ---- */

/* The first eight bytes, in small letters: what two spellings of one name have
 * in common, whatever their cases are. */
static uint64_t head_of(struct slice text)
{
    uint64_t head = 0;

    for (size_t i = 0; i < text.len && i < sizeof head; i++) {
        unsigned char c = (unsigned char)text.bytes[i];

        head = head << 8 | (c >= 'A' && c <= 'Z' ? c | 0x20u : c);
    }
    return head;
}

static size_t bit_of(uint64_t head)
{
    return (size_t)(head * 0x9E3779B97F4A7C15u >> (64 - PERSONS_HEAD_BITS));
}

static void set_heads(struct persons *names, struct person *person)
{
    size_t bits[2];

    person->name_head = head_of(person->name);
    person->surname_head = head_of(person->surname);
    bits[0] = bit_of(person->name_head);
    bits[1] = bit_of(person->surname_head);
    for (size_t i = 0; i < COUNT_OF(bits); i++)
        names->heads[bits[i] / 64] |= (uint64_t)1 << bits[i] % 64;
}

static bool may_have(const struct persons *names, uint64_t head)
{
    size_t bit = bit_of(head);

    return names->heads[bit / 64] >> bit % 64 & 1;
}

/* ---- the register ---- */

static struct person *find_fitting(struct persons *names, struct slice surname,
                                   struct slice name, struct slice role,
                                   bool *is_taken)
{
    struct person *found = NULL;
    uint64_t head = head_of(surname);

    *is_taken = false;
    for (size_t i = 0; i < names->count; i++) {
        struct person *person = &names->items[i];

        if (person->surname_head != head ||
            !slice_equal_nocase(person->surname, surname))
            continue;
        *is_taken = true;
        if (!found && may_be_one(person->name, name) &&
            may_be_one_office(person->role, role))
            found = person;
    }
    return found;
}

static void merge(struct person *person, struct slice name, struct slice role,
                  struct slice side)
{
    if (name.len > person->name.len)
        person->name = name;
    if (!slice_is_known(person->role))
        person->role = role;
    if (!slice_is_known(person->side))
        person->side = side;
    else if (slice_is_known(side) && !slice_equal(side, person->side))
        person->is_split_side = true;
}

void persons_note(struct persons *names, struct slice text,
                  const struct token_list *tokens,
                  const struct name_match *match, struct arena *arena)
{
    struct slice name, surname, role;
    struct person *person;
    bool is_taken;

    if (match->name_begin == match->name_end)
        return;
    name = words(text, tokens, match->name_begin, match->name_end);
    surname = surname_of(text, tokens, match->name_begin, match->name_end);
    role = words(text, tokens, match->role_begin, match->role_end);
    if (match->rest_end > match->rest_begin)
        name = join(words(text, tokens, match->rest_begin, match->rest_end),
                    name, arena);
    name = persons_ordinary_case(name, arena);
    surname = persons_ordinary_case(surname, arena);
    person = find_fitting(names, surname, name, role, &is_taken);
    if (person) {
        merge(person, name, role, match->side);
    } else if (names->count < PERSONS_MOST) {
        person = &names->items[names->count++];
        *person = (struct person){.name = name,
                                  .surname = surname,
                                  .role = role,
                                  .side = match->side};
    }
    if (person)
        set_heads(names, person);
}

void persons_gather(struct persons *names, struct slice text,
                    const struct token_list *tokens, struct arena *arena)
{
    for (size_t i = 0; i < tokens->count;) {
        const struct token *token = &tokens->items[i];
        struct name_match match;
        bool is_found = false;

        if (token->side.len ||
            (token->flags & (LEX_ROLE | LEX_ROLE_PART | LEX_HONORIFIC)))
            is_found = !(token->flags & LEX_SMALL) &&
                       name_read(tokens, i, false, &match);
        else if (token->is_capital)
            is_found = name_read_first(tokens, i, &match);
        if (is_found)
            persons_note(names, text, tokens, &match, arena);
        i = is_found && match.end > i ? match.end : i + 1;
    }
}

/* Are the surnames one, or in Cyrillic script two cases of one ("Лавров",
 * "Лаврову")? Letters there have two bytes. */
static bool is_surname(struct slice a, struct slice b)
{
    struct slice longer = a.len < b.len ? b : a;
    struct slice shorter = a.len < b.len ? a : b;

    if (slice_equal_nocase(a, b))
        return true;
    return shorter.len >= 8 && (unsigned char)shorter.bytes[0] >= 0xD0 &&
           (unsigned char)shorter.bytes[0] <= 0xD1 &&
           longer.len - shorter.len <= 4 && slice_starts(longer, shorter);
}

/* The surname in a name with initials: "С.В.Лавров". */
static struct slice behind_initials(struct slice name)
{
    const char *stop = memrchr(name.bytes, '.', name.len);

    return stop ? slice_part(name, (size_t)(stop - name.bytes) + 1, name.len)
                : name;
}

const struct person *persons_find(const struct persons *names,
                                  struct slice name, struct slice role)
{
    struct slice surname = behind_initials(name);
    uint64_t head = head_of(name), surname_head = head_of(surname);
    const struct person *found = NULL;

    if (!may_have(names, head) && !may_have(names, surname_head))
        return NULL;
    for (size_t i = 0; i < names->count; i++) {
        const struct person *person = &names->items[i];

        if (person->name_head != head && person->surname_head != surname_head)
            continue;
        if (slice_equal_nocase(person->name, name) &&
            !slice_equal_nocase(name, person->surname))
            return person;
        if (!is_surname(person->surname, surname) ||
            !may_be_one_office(person->role, role))
            continue;
        if (found)
            return NULL;
        found = person;
    }
    return found;
}

void persons_learn_side(struct persons *names, struct slice name,
                        struct slice side)
{
    const struct person *person = persons_find(names, name, SLICE_UNKNOWN);

    if (person && !slice_is_known(person->side))
        names->items[person - names->items].side = side;
}

static bool is_particle(struct slice word)
{
    static const char *const particles[] = {"VON", "VAN", "DER",   "DEN",
                                            "DE",  "DEL", "DELLA", "DA",
                                            "DOS", "BIN", "IBN",   "AL"};

    for (size_t i = 0; i < COUNT_OF(particles); i++)
        if (slice_equal(word, slice_of(particles[i])))
            return true;
    return false;
}

/* "FBI OFFICIAL": what has no vowels to read it by is spelt out, and so are
 * those of offices that have some. */
static bool is_spelt_out(struct slice word)
{
    static const char *const spelt[] = {"FBI", "FAA", "EPA",  "CEA",    "OMB",
                                        "DOD", "DOJ", "FEMA", "USAID",  "NASA",
                                        "NIH", "EU",  "UN",   "NATO",   "CIA",
                                        "NEC", "US",  "UK",   "UNESCO", "IAEA"};

    for (size_t i = 0; i < COUNT_OF(spelt); i++)
        if (slice_equal(word, slice_of(spelt[i])))
            return true;
    if (word.len < 3 || word.len > 4)
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (word.bytes[i] < 'A' || strchr("AEIOUY", word.bytes[i]))
            return false;
    return true;
}

/* The word with small letters behind the first of each part. */
static void add_ordinary(struct slice word, struct strbuf *out)
{
    bool is_first = !is_particle(word);
    size_t at = 0;

    while (at < word.len) {
        struct slice rest = slice_part(word, at, word.len);
        int32_t c;
        size_t used = utf8_decode(rest.bytes, rest.len, &c);

        if (is_first || c < 'A')
            strbuf_add(out, slice_part(rest, 0, used));
        else
            fold_add(slice_part(rest, 0, used), out);
        is_first =
            c == '-' || ((c == '\'' || c == 0x2019) && at == 1) ||
            (at + used == 2 && word.len > 4 && slice_starts(word, SLICE("MC")));
        at += used;
    }
}

static bool is_in_capitals(struct slice name)
{
    size_t capitals = 0;

    for (size_t at = 0; at < name.len;) {
        int32_t c;

        at += utf8_decode(name.bytes + at, name.len - at, &c);
        if ((c >= 'a' && c <= 'z') || (c >= 0x430 && c <= 0x45F))
            return false;
        capitals += (c >= 'A' && c <= 'Z') || (c >= 0x410 && c <= 0x42F);
    }
    return capitals > 1 && !memchr(name.bytes, '.', name.len);
}

struct slice persons_ordinary_case(struct slice name, struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    struct slice rest = name, word;

    if (!slice_is_known(name) || !is_in_capitals(name))
        return name;
    while (slice_next(&rest, ' ', &word)) {
        if (text.len)
            strbuf_add_byte(&text, ' ');
        if (is_spelt_out(word))
            strbuf_add(&text, word);
        else
            add_ordinary(word, &text);
    }
    name = slice_copy(arena, strbuf_slice(&text));
    strbuf_release(&text);
    return name;
}
