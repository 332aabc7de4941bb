#include "indexer/speakers.h"

enum { COMPARED_LABELS_MOST = 400 };

static char folded(char c)
{
    c = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    return c == 's' ? 'c' : c; /* defense, defence */
}

/* The office without the side that stands before it. */
static struct slice bare_role(struct slice role, struct slice side)
{
    struct side_match match;

    if (slice_is_known(side) && sides_at(role, 0, &match))
        role = slice_trim(slice_part(role, match.end, role.len));
    return role;
}

static bool is_same_office(struct slice a, struct slice b)
{
    if (a.len != b.len || !a.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (folded(a.bytes[i]) != folded(b.bytes[i]))
            return false;
    return true;
}

/* Where two parties meet and one has its minister of this office already, the
 * other minister of that office is of the other party. */
static struct slice other_side(const struct speakers *speakers,
                               const struct label *label)
{
    const struct parties *parties = speakers->parties;
    struct slice side = SLICE_UNKNOWN;

    if (parties->count != 2 || !slice_is_known(label->role))
        return SLICE_UNKNOWN;
    for (size_t i = 0; i < speakers->label_count && i < COMPARED_LABELS_MOST;
         i++) {
        const struct label *other = &speakers->labels[i];

        if (other->kind != LABEL_PERSON || !slice_is_known(other->side) ||
            !is_same_office(bare_role(other->role, other->side), label->role) ||
            slice_equal(other->name, label->name))
            continue;
        if (slice_is_known(side) && !slice_equal(side, other->side))
            return SLICE_UNKNOWN;
        side = other->side;
    }
    if (!slice_is_known(side))
        return side;
    if (slice_equal(side, parties->sides[0]))
        return parties->sides[1];
    return slice_equal(side, parties->sides[1]) ? parties->sides[0]
                                                : SLICE_UNKNOWN;
}

/* The one person of this office whom the title names. */
static const struct person *titled_holder(const struct speakers *speakers,
                                          struct slice role)
{
    const struct person *found = NULL;

    for (size_t i = 0; i < speakers->titled->count; i++) {
        const struct person *person = &speakers->titled->items[i];

        if (!slice_equal_nocase(person->role, role))
            continue;
        if (found)
            return NULL;
        found = person;
    }
    return found;
}

/* No side but the issuer's own stands in the title, but for where one goes. */
static bool is_own_affair(const struct speakers *speakers)
{
    const struct statement *statement = speakers->statement;
    struct slice title = statement->title;
    struct side_match match = {.end = 0};
    size_t way = slice_find(title, SLICE("n Route "), 0);

    if (!slice_is_known(statement->issuer_side))
        return false;
    if (way == SIZE_MAX)
        way = slice_find(title, SLICE(" en route "), 0);
    if (way != SIZE_MAX)
        title.len = way;
    while (sides_find(title, match.end, &match))
        if (!slice_equal(match.side, statement->issuer_side))
            return false;
    return true;
}

/* Does the office speak for who published the page? */
static bool is_mouth(struct slice role)
{
    static const char *const words[] = {
        "pokes",  "ress Secretary", "orte-parole",
        "報道官", "发言人",         "фициальный представитель"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_find(role, slice_of(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

static struct slice ordinary(const struct speakers *speakers, struct slice text)
{
    if (!slice_is_known(text))
        return text;
    return persons_ordinary_case(text, speakers->arena);
}

/* The one person whose label gives this office and a name: （外務大臣） after
 * 【河野外務大臣】. */
static struct slice named_holder(const struct speakers *speakers,
                                 struct slice role)
{
    struct slice name = SLICE_UNKNOWN;

    for (size_t i = 0; i < speakers->label_count && i < COMPARED_LABELS_MOST;
         i++) {
        const struct label *label = &speakers->labels[i];

        if (label->kind != LABEL_PERSON || !slice_is_known(label->name) ||
            !slice_equal(label->role, role))
            continue;
        if (slice_is_known(name) && !slice_equal(name, label->name))
            return SLICE_UNKNOWN;
        name = label->name;
    }
    return name;
}

/* "Лаврова" of the text is "Лавров" of the label, who stands as he is. */
static bool is_inflected(const struct person *person, struct slice speaker)
{
    return slice_is_known(speaker) && !slice_ends(speaker, person->surname) &&
           (unsigned char)person->surname.bytes[0] >= 0xD0;
}

/* The person of that name: he whom the title names, before others. */
static const struct person *find_person(const struct speakers *speakers,
                                        struct slice name, struct slice role)
{
    const struct person *named = persons_find(speakers->names, name, role);
    const struct person *titled = persons_find(speakers->titled, name, role);

    return titled && !(named && slice_is_known(named->side)) ? titled : named;
}

/* "Secretary" in "Secretary of Homeland Security", "Director" in "Office of
 * Management and Budget Director": the whole tells more. */
static bool is_fuller(struct slice whole, struct slice part)
{
    struct slice end;

    if (whole.len <= part.len)
        return false;
    end = slice_part(whole, whole.len - part.len, whole.len);
    return (whole.bytes[part.len] == ' ' &&
            slice_equal_nocase(slice_part(whole, 0, part.len), part)) ||
           (whole.bytes[whole.len - part.len - 1] == ' ' &&
            slice_equal_nocase(end, part));
}

/* Titles give offices in full; running text may have other words before. */
static bool is_titled(const struct speakers *speakers,
                      const struct person *person)
{
    return person >= speakers->titled->items &&
           person < speakers->titled->items + speakers->titled->count;
}

void speakers_name(const struct speakers *speakers, const struct label *label,
                   struct speaker *out)
{
    const struct person *person = NULL;

    *out = (struct speaker){.name = SLICE_UNKNOWN};
    out->role = ordinary(speakers, label->role);
    out->side = label->side;
    if (slice_is_known(label->name)) {
        out->name = ordinary(speakers, label->name);
        person = find_person(speakers, out->name,
                             label->kind == LABEL_CAPITALS ? SLICE_UNKNOWN
                                                           : label->role);
    } else if (tokens_are_wide(label->role)) {
        out->name = named_holder(speakers, label->role);
    } else if (label->is_article || label->is_capitals) {
        person = titled_holder(speakers, label->role);
        if (!slice_is_known(out->side) && is_own_affair(speakers))
            out->side = speakers->statement->issuer_side;
    }
    if (person) {
        if (!is_inflected(person, out->name))
            out->name = person->name;
        if (slice_is_known(person->role) &&
            (!slice_is_known(out->role) ||
             (is_titled(speakers, person) &&
              is_fuller(person->role, out->role))) &&
            (unsigned char)person->role.bytes[0] < 0xD0) /* no oblique case */
            out->role = ordinary(speakers, person->role);
        if (!slice_is_known(out->side) && !person->is_split_side)
            out->side = person->side;
    }
    if (slice_is_known(out->name) && !slice_is_known(out->side) &&
        persons_find(speakers->titled, out->name, label->role) &&
        is_own_affair(speakers))
        out->side = speakers->statement->issuer_side;
    if (!slice_is_known(out->side) && is_mouth(out->role) &&
        is_own_affair(speakers))
        out->side = speakers->statement->issuer_side;
    if (!slice_is_known(out->side))
        out->side = other_side(speakers, label);
    if (slice_is_known(out->name) && slice_is_known(out->side))
        persons_learn_side(speakers->names, out->name, out->side);
}
