#include "indexer/sides.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

#include "indexer/sides_pattern.h"
#include "indexer/sides_table.h"

enum {
    NAMES_MOST = 8192,
    BUCKETS = 16384, /* a power of two, so large that most words meet none */
    SIDE_NONE = 0xFFFF,
    NAME_BYTES_MOST = 200 /* of a whole text that names a side */
};

struct name {
    struct slice text;
    uint32_t key;  /* of its first characters */
    uint16_t side; /* row of sides_states, then of sides_organizations */
    uint16_t next; /* in its bucket, from 1; 0 is the end */
    uint8_t kind;  /* enum side_kind */
    char mark;     /* '?', '=' or 0 */
};

static struct name names[NAMES_MOST];
static size_t name_count;
static uint16_t buckets[BUCKETS]; /* from 1 */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static const struct side_row *row_of(size_t side)
{
    return side < sides_states_count
               ? &sides_states[side]
               : &sides_organizations[side - sides_states_count];
}

static size_t row_count(void)
{
    return sides_states_count + sides_organizations_count;
}

static size_t side_of_code(const char *code)
{
    for (size_t i = 0; i < row_count(); i++)
        if (!strcmp(row_of(i)->code, code))
            return i;
    return SIDE_NONE;
}

static void add_name(struct slice text, size_t side, enum side_kind kind)
{
    struct name *name = &names[name_count];
    uint32_t key;

    if (text.len == 0)
        return;
    assert(name_count + 1 < NAMES_MOST);
    if (text.bytes[0] == '?' || text.bytes[0] == '=') {
        name->mark = text.bytes[0];
        text = slice_part(text, 1, text.len);
    }
    if (!sides_pattern_key(text, 0, 3, &key))
        sides_pattern_key(text, 0, 2, &key);
    name->text = text;
    name->key = key;
    name->side = (uint16_t)side;
    name->kind = (uint8_t)kind;
    name->next = buckets[key % BUCKETS];
    buckets[key % BUCKETS] = (uint16_t)++name_count;
}

static void add_names(const char *list, size_t side, enum side_kind kind)
{
    struct slice rest = slice_of(list), part;

    while (slice_next(&rest, '|', &part))
        add_name(part, side, kind);
}

static void add_words(const struct side_words *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t side = side_of_code(words[i].code);

        assert(side != SIDE_NONE);
        add_names(words[i].names, side, SIDE_NAME);
        add_names(words[i].adjectives, side, SIDE_ADJECTIVE);
        add_names(words[i].seats, side, SIDE_SEAT);
    }
}

static void build(void)
{
    for (size_t i = 0; i < row_count(); i++) {
        const struct side_row *row = row_of(i);

        add_names(row->name, i, SIDE_NAME);
        add_names(row->names, i, SIDE_NAME);
        add_names(row->adjectives, i, SIDE_ADJECTIVE);
        add_names(row->seats, i, SIDE_SEAT);
    }
    add_words(sides_french, sides_french_count);
    add_words(sides_russian, sides_russian_count);
    add_words(sides_japanese, sides_japanese_count);
    add_words(sides_other, sides_other_count);
    for (size_t i = 0; i < sides_not_count; i++)
        add_names(sides_not[i], SIDE_NONE, SIDE_NAME);
}

/* The everyday name as the table has it may carry a mark ("?Chad"). */
static struct slice everyday_name(size_t side)
{
    const char *name = row_of(side)->name;

    return slice_of(*name == '?' ? name + 1 : name);
}

static void longest_of_bucket(uint32_t key, struct slice text, size_t at,
                              const struct name **found, size_t *end)
{
    for (size_t i = buckets[key % BUCKETS]; i; i = names[i - 1].next) {
        size_t match_end =
            names[i - 1].key == key
                ? sides_pattern_match(names[i - 1].text, text, at)
                : 0;

        /* Of two equal ones the first of the table, which is last here. */
        if (match_end && match_end >= *end) {
            *found = &names[i - 1];
            *end = match_end;
        }
    }
}

/* The longest name at this place, whatever stands around. */
static const struct name *look_up(struct slice text, size_t at, size_t *end)
{
    const struct name *found = NULL;
    uint32_t key;

    *end = 0;
    if (sides_pattern_key(text, at, 2, &key))
        longest_of_bucket(key, text, at, &found, end);
    if (sides_pattern_key(text, at, 3, &key))
        longest_of_bucket(key, text, at, &found, end);
    return found;
}

/* The words of the list are capitalized. */
static bool is_one_of(struct slice word, const char *list)
{
    struct slice rest, part;

    if (!word.len || word.bytes[0] < 'A' || word.bytes[0] > 'Z')
        return false;
    rest = slice_of(list);
    while (slice_next(&rest, ' ', &part))
        if (slice_equal(word, part))
            return true;
    return false;
}

static bool is_ascii_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The word behind a single space at end; empty when there is none. */
static struct slice word_after(struct slice text, size_t end)
{
    size_t start = end + 1, stop = start;

    if (end >= text.len || text.bytes[end] != ' ')
        return SLICE("");
    while (stop < text.len && is_ascii_letter(text.bytes[stop]))
        stop++;
    return slice_part(text, start, stop);
}

/* The word before a single space that stands before start. */
static struct slice word_before(struct slice text, size_t start)
{
    size_t end, first;

    if (start < 2 || text.bytes[start - 1] != ' ')
        return SLICE("");
    end = first = start - 1;
    if (text.bytes[first - 1] == '.')
        first--;
    while (first > 0 && is_ascii_letter(text.bytes[first - 1]))
        first--;
    return slice_part(text, first, end);
}

static bool is_capitalized(struct slice word)
{
    return word.len > 1 && word.bytes[0] >= 'A' && word.bytes[0] <= 'Z' &&
           word.bytes[1] >= 'a' && word.bytes[1] <= 'z';
}

/* "Chad Smith", "Michael Jordan", "Mr. Washington": a person. */
static bool looks_like_person(struct slice text, size_t start, size_t end)
{
    struct slice before = word_before(text, start);
    struct slice after = word_after(text, end);

    if (is_capitalized(before) &&
        !is_one_of(before, "In On From And The For With To At As But When If "
                           "Both Of While Since Yet Today Like After Before "
                           "Between Neighboring Neighbouring Against By Or "
                           "Including Republic President Government Via"))
        return true;
    return is_capitalized(after) &&
           !is_one_of(after, "President Prime Foreign Defense Defence Minister "
                             "Ministry Government Parliament King Queen "
                             "Ambassador Is And Or Of On In To For With Has");
}

/* In a line of capitals "US" and "WHO" are words. */
static bool is_among_capitals(struct slice text, size_t start, size_t end)
{
    struct slice around =
        slice_part(text, start > 40 ? start - 40 : 0, end + 40);

    for (size_t i = 0; i < around.len; i++)
        if (around.bytes[i] >= 'a' && around.bytes[i] <= 'z')
            return false;
    return around.len > end - start;
}

/* Papers, firms and places called after a side; agreements after a city. */
static bool names_another_thing(const struct name *name, struct slice text,
                                size_t start, size_t end)
{
    struct slice after = word_after(text, end);

    if (is_one_of(after, "Times Post News Today Herald Tribune Daily Airlines "
                         "Airways Sea Ocean Street Avenue Journal University "
                         "Telegraph Gazette Chronicle"))
        return true;
    if (name->kind == SIDE_SEAT &&
        is_one_of(after, "Agreement Agreements Convention Conventions Protocol "
                         "Declaration Process Summit Conference Accord Accords "
                         "Treaty Memorandum Format Forum Monument"))
        return true;
    return slice_equal(word_before(text, start), SLICE("New")) &&
           !slice_starts(name->text, SLICE("New "));
}

static bool fits(const struct name *name, struct slice text, size_t start,
                 size_t end)
{
    if (name->side == SIDE_NONE)
        return false;
    if (name->mark == '?' && looks_like_person(text, start, end))
        return false;
    if (name->mark == '=' && is_among_capitals(text, start, end))
        return false;
    return !names_another_thing(name, text, start, end);
}

/* "Russians", "японцы", but not "Chinese" or "japonaises". */
static bool is_people(const struct name *name, struct slice text, size_t end)
{
    char first = name->text.bytes[0];

    if (slice_ends(name->text, SLICE("~ец")) ||
        slice_ends(name->text, SLICE("~ин")))
        return true;
    return name->kind == SIDE_ADJECTIVE && first >= 'A' && first <= 'Z' &&
           slice_ends(name->text, SLICE("*")) &&
           (text.bytes[end - 1] == 's' || text.bytes[end - 1] == 'S');
}

/* Look at one place. True when some name stands there; *end is behind it, and
 * *is_side tells whether it names a side. */
static bool look_at(struct slice text, size_t at, struct side_match *out,
                    bool *is_side, size_t *end)
{
    const struct name *name = look_up(text, at, end);

    *is_side = false;
    if (!name)
        return false;
    if (!fits(name, text, at, *end))
        return true;
    *is_side = true;
    out->side = everyday_name(name->side);
    out->kind =
        is_people(name, text, *end) ? SIDE_PEOPLE : (enum side_kind)name->kind;
    out->is_organization = name->side >= sides_states_count;
    out->start = at;
    out->end = *end;
    return true;
}

/* May a name begin with c, when before stands in front of it? */
static bool may_begin(int32_t c, int32_t before)
{
    if (c < 'A' || (c > 'Z' && c < 'a') || (c > 'z' && c < 0xAB))
        return false;
    if (sides_is_letter(c))
        return !sides_is_letter(before);
    return !sides_is_katakana(c) || !sides_is_katakana(before);
}

bool sides_find(struct slice text, size_t from, struct side_match *out)
{
    int32_t before = sides_before(text, from);

    pthread_once(&once, build);
    for (size_t at = from; at < text.len;) {
        int32_t c;
        size_t used = utf8_decode(text.bytes + at, text.len - at, &c), end;
        bool is_side;

        if (may_begin(c, before) && look_at(text, at, out, &is_side, &end)) {
            if (is_side)
                return true;
            used = end - at;
            c = sides_before(text, end);
        }
        before = c;
        at += used;
    }
    return false;
}

bool sides_at(struct slice text, size_t at, struct side_match *out)
{
    int32_t c;
    size_t end;
    bool is_side;

    pthread_once(&once, build);
    if (at >= text.len)
        return false;
    utf8_decode(text.bytes + at, text.len - at, &c);
    return may_begin(c, sides_before(text, at)) &&
           look_at(text, at, out, &is_side, &end) && is_side;
}

/* The row with this ISO code, in capitals. */
static struct slice name_of_code(struct slice code)
{
    for (size_t i = 0; i < row_count(); i++)
        if (slice_equal(slice_of(row_of(i)->code), code) ||
            slice_equal(slice_of(row_of(i)->code3), code))
            return everyday_name(i);
    return SLICE_UNKNOWN;
}

static void write_capitals(struct slice name, struct strbuf *out)
{
    for (size_t at = 0; at < name.len;) {
        int32_t c;

        at += utf8_decode(name.bytes + at, name.len - at, &c);
        strbuf_add_utf8(out, c < 0 ? 0xFFFD : sides_upper(c));
    }
}

/* Of a text in capitals, which stand for all letters of a name. */
static struct slice side_of_capitals(struct slice text)
{
    const struct name *name;
    struct slice rest;
    size_t end;

    if (slice_starts(text, SLICE("THE ")))
        text = slice_part(text, 4, text.len);
    name = look_up(text, 0, &end);
    if (!name || name->side == SIDE_NONE || name->kind == SIDE_SEAT)
        return name_of_code(text);
    rest = slice_trim(slice_part(text, end, text.len));
    if (rest.len > 0 && rest.bytes[0] != '(')
        return SLICE_UNKNOWN;
    return everyday_name(name->side);
}

struct slice side_of_name(struct slice name)
{
    struct strbuf capitals = STRBUF_INIT;
    struct slice side;

    pthread_once(&once, build);
    name = slice_trim(name);
    if (name.len == 0 || name.len > NAME_BYTES_MOST)
        return SLICE_UNKNOWN;
    write_capitals(name, &capitals);
    side = side_of_capitals(strbuf_slice(&capitals));
    strbuf_release(&capitals);
    return side;
}

bool sides_add(struct slice *sides, size_t *count, size_t most,
               struct slice side)
{
    for (size_t i = 0; i < *count; i++)
        if (slice_equal(sides[i], side))
            return true;
    if (*count == most)
        return false;
    sides[(*count)++] = side;
    return true;
}

bool side_is_organization(struct slice side)
{
    for (size_t i = 0; i < sides_organizations_count; i++)
        if (slice_equal(side, slice_of(sides_organizations[i].name)))
            return true;
    return false;
}
