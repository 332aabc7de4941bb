#include "indexer/names.h"

#include <string.h>

#include "common/fold.h"

enum { NAME_WORDS_MOST = 5, ROLE_WORDS_MOST = 14 };

static const struct token *token_at(const struct token_list *tokens, size_t i)
{
    return i < tokens->count ? &tokens->items[i] : NULL;
}

static bool is_side_of_office(const struct token *token)
{
    return token->side.len && token->side_kind != SIDE_SEAT &&
           token->side_kind != SIDE_PEOPLE;
}

/* May the word be part of a name? */
static bool is_name_word(const struct token *token)
{
    return token->is_capital && !token->side.len && !token->is_possessive &&
           (token->is_initial ||
            !(token->flags & (LEX_ROLE | LEX_ROLE_PART | LEX_HONORIFIC |
                              LEX_NO_NAME | LEX_GROUP | LEX_SMALL)));
}

static bool is_name_glue(const struct token *token)
{
    return (token->flags & LEX_PARTICLE) != 0 && token->gap == GAP_SPACE;
}

/* The end of the name that begins at i; i when none does. */
static size_t read_name(const struct token_list *tokens, size_t i)
{
    size_t end = i, next = i;

    while (next < tokens->count && next - i < NAME_WORDS_MOST + 1) {
        const struct token *token = &tokens->items[next];

        if (next > i && token->gap != GAP_SPACE)
            break;
        if (is_name_word(token)) {
            end = ++next;
        } else if (token->is_capital && token->is_possessive &&
                   !token->side.len && !token->flags) {
            return next + 1;
        } else if (is_name_glue(token)) {
            next++;
        } else {
            break;
        }
    }
    return end;
}

/* "Ambassador to Japan": the side before which an office is held. */
static bool is_toward(const struct token_list *tokens, size_t i, size_t least)
{
    return i > least && (tokens->items[i - 1].flags & LEX_TOWARD) != 0;
}

/* An office is spoken of from i on: words of offices and sides, at least one
 * that names the office itself. Returns its end, i when there is none. */
static size_t read_role(const struct token_list *tokens, size_t i,
                        struct slice *side)
{
    size_t next = i, end = i;
    bool is_office = false;

    while (next < tokens->count && next - i < ROLE_WORDS_MOST) {
        const struct token *token = &tokens->items[next];
        bool is_side = is_side_of_office(token);

        if (next > i && token->gap != GAP_SPACE)
            break;
        if (!is_side && !(token->flags & (LEX_ROLE | LEX_ROLE_PART)) &&
            token->side_kind != SIDE_SEAT)
            break;
        if (next == i && (token->flags & LEX_PREPOSITION))
            break;
        if (is_side && !slice_is_known(*side) && !is_toward(tokens, next, i))
            *side = token->side;
        is_office = is_office || (token->flags & LEX_ROLE);
        next++;
        if (!(token->flags & LEX_SMALL))
            end = next;
    }
    if (!is_office)
        *side = SLICE_UNKNOWN;
    return is_office ? end : i;
}

/* "of Japan" behind a name. */
static size_t read_side_behind(const struct token_list *tokens, size_t i,
                               struct slice *side)
{
    const struct token *of = token_at(tokens, i);
    const struct token *name = token_at(tokens, i + 1);

    if (name && (name->flags & LEX_NO_NAME) && token_at(tokens, i + 2) &&
        !name->side.len)
        name = token_at(tokens, ++i + 1);
    if (!of || !name || of->gap != GAP_SPACE || name->gap != GAP_SPACE ||
        !(of->flags & LEX_PREPOSITION) || !(of->flags & LEX_SMALL) ||
        of->is_capital || !is_side_of_office(name) || name->is_possessive ||
        slice_is_known(*side))
        return 0;
    *side = name->side;
    return i + 2;
}

/* ", the Minister for Foreign Affairs of Russia" behind a name. */
static size_t read_apposition(const struct token_list *tokens, size_t i,
                              struct name_match *match)
{
    const struct token *token = token_at(tokens, i);
    struct slice side = SLICE_UNKNOWN;
    size_t end;

    if (!token || (token->gap != GAP_COMMA &&
                   !(match->rest_end == i && token->gap == GAP_SPACE)))
        return i;
    if ((token->flags & LEX_ARTICLE) && token_at(tokens, i + 1) &&
        tokens->items[i + 1].gap == GAP_SPACE)
        i++;
    end = read_role(tokens, i, &side);
    if (end == i)
        return match->end;
    match->role_begin = i;
    match->role_end = end;
    if (!slice_is_known(match->side))
        match->side = side;
    return end;
}

/* "Mr. Lavrov, Sergey Viktorovich, Minister of ...": the given names. */
static size_t read_inverted(const struct token_list *tokens, size_t i,
                            struct name_match *match)
{
    const struct token *token = token_at(tokens, i);
    size_t end;

    if (!token || token->gap != GAP_COMMA || !is_name_word(token) ||
        match->name_end - match->name_begin != 1)
        return i;
    end = read_name(tokens, i);
    token = token_at(tokens, end);
    if (end == i || end - i > 3 || !token ||
        !(token->flags & (LEX_ROLE | LEX_ROLE_PART)))
        return i;
    match->rest_begin = i;
    match->rest_end = end;
    return end;
}

static void read_behind(const struct token_list *tokens,
                        struct name_match *match)
{
    size_t end = match->name_end;

    if (tokens->items[end - 1].is_possessive) {
        match->end = end;
        return;
    }
    end = read_inverted(tokens, end, match);
    match->end = end;
    if (match->role_begin == match->role_end)
        match->end = end = read_apposition(tokens, end, match);
    end = read_side_behind(tokens, end, &match->side);
    if (end)
        match->end = end;
}

/* "Spokesperson's Regular Press Conference": what is his, not who he is. */
static bool is_owner(const struct token_list *tokens,
                     const struct name_match *match)
{
    return !match->has_honorific && match->role_end > match->role_begin &&
           tokens->items[match->role_end - 1].is_possessive;
}

bool name_read(const struct token_list *tokens, size_t i, bool is_label,
               struct name_match *out)
{
    struct name_match match = {.begin = i};
    const struct token *token = token_at(tokens, i);
    size_t at = i;

    if (!token)
        return false;
    if (token->flags & LEX_SMALL && is_label && token_at(tokens, i + 1))
        at++;
    match.role_begin = at;
    at = match.role_end = read_role(tokens, at, &match.side);
    token = token_at(tokens, at);
    if (token && (token->flags & LEX_HONORIFIC) && token->is_capital &&
        (at == i || token->gap != GAP_STOP)) {
        match.has_honorific = true;
        at++;
        if (match.role_begin == match.role_end) {
            match.role_begin = at;
            at = match.role_end = read_role(tokens, at, &match.side);
        }
    }
    token = token_at(tokens, at);
    if (match.role_end == match.role_begin && !match.has_honorific)
        return false;
    match.name_begin = match.name_end = at;
    if (token && (at == i || token->gap != GAP_STOP) &&
        (token->gap != GAP_COMMA || is_label) && !is_owner(tokens, &match))
        match.name_end = read_name(tokens, at);
    match.end = match.name_end;
    if (match.name_end > match.name_begin)
        read_behind(tokens, &match);
    else if (match.role_end == match.role_begin || !is_label)
        return false;
    *out = match;
    return true;
}

bool name_is_bare(const struct token_list *tokens, size_t i, size_t end)
{
    return end > i && end <= tokens->count && read_name(tokens, i) == end &&
           is_name_word(&tokens->items[i]);
}

static struct slice words(struct slice text, const struct token_list *tokens,
                          size_t begin, size_t end)
{
    if (begin == end)
        return SLICE_UNKNOWN;
    return slice_part(text, tokens->items[begin].start,
                      tokens->items[end - 1].end);
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

static struct person *find_fitting(struct register_of_names *names,
                                   struct slice surname, struct slice name,
                                   struct slice role, bool *is_taken)
{
    struct person *found = NULL;

    *is_taken = false;
    for (size_t i = 0; i < names->count; i++) {
        struct person *person = &names->items[i];

        if (!slice_equal_nocase(person->surname, surname))
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

void names_note(struct register_of_names *names, struct slice text,
                const struct token_list *tokens, const struct name_match *match,
                struct arena *arena)
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
    name = names_in_ordinary_case(name, arena);
    surname = names_in_ordinary_case(surname, arena);
    person = find_fitting(names, surname, name, role, &is_taken);
    if (person) {
        merge(person, name, role, match->side);
    } else if (names->count < NAMES_PERSONS_MOST) {
        person = &names->items[names->count++];
        *person = (struct person){.name = name,
                                  .surname = surname,
                                  .role = role,
                                  .side = match->side};
    }
}

/* "Sergey Lavrov, Minister of Foreign Affairs of Russia": a name of two words
 * or more with its office behind it. */
static bool read_name_first(const struct token_list *tokens, size_t i,
                            struct name_match *out)
{
    struct name_match match = {.begin = i, .name_begin = i};

    if (!is_name_word(&tokens->items[i]))
        return false;
    match.name_end = match.end = read_name(tokens, i);
    if (match.name_end < i + 2 ||
        tokens->items[match.name_end - 1].is_possessive)
        return false;
    read_behind(tokens, &match);
    *out = match;
    return match.role_end > match.role_begin;
}

void names_gather(struct register_of_names *names, struct slice text,
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
            is_found = read_name_first(tokens, i, &match);
        if (is_found)
            names_note(names, text, tokens, &match, arena);
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

const struct person *names_find(const struct register_of_names *names,
                                struct slice name, struct slice role)
{
    const struct person *found = NULL;

    for (size_t i = 0; i < names->count; i++) {
        const struct person *person = &names->items[i];

        if (slice_equal_nocase(person->name, name) &&
            !slice_equal_nocase(name, person->surname))
            return person;
        if (!is_surname(person->surname, behind_initials(name)) ||
            !may_be_one_office(person->role, role))
            continue;
        if (found)
            return NULL;
        found = person;
    }
    return found;
}

void names_learn_side(struct register_of_names *names, struct slice name,
                      struct slice side)
{
    const struct person *person = names_find(names, name, SLICE_UNKNOWN);

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

struct slice names_in_ordinary_case(struct slice name, struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    struct slice rest = name, word;

    if (!slice_is_known(name) || !is_in_capitals(name))
        return name;
    while (slice_next(&rest, ' ', &word)) {
        if (text.len)
            strbuf_add_byte(&text, ' ');
        add_ordinary(word, &text);
    }
    name = slice_copy(arena, strbuf_slice(&text));
    strbuf_release(&text);
    return name;
}
