#include "indexer/turns.h"

#include <string.h>

#include "indexer/sentences.h"

enum { TALLY_SLOTS = 256, COMPARED_BLOCKS_MOST = 400 };

/* How often each doubtful label stands on the page. */
struct tally {
    struct {
        uint64_t hash;
        unsigned count;
    } slots[TALLY_SLOTS];
    size_t used;
};

/* What turns_find() works with. */
struct finder {
    const struct turns_context *context;
    const struct block_list *blocks;
    struct label *labels;
    struct turn *turns;
    struct token_list tokens;
    struct persons *titled; /* persons that the title names */
    struct tally tally;
    size_t sure;          /* labels that need no page to be believed */
    size_t repeated;      /* different names that stand there twice */
    enum label_kind last; /* of the labels believed so far */
    bool is_transcript;
};

static unsigned *tally_slot(struct tally *tally, struct slice name)
{
    uint64_t hash = slice_hash(name);
    size_t at = (size_t)hash % TALLY_SLOTS;

    while (tally->slots[at].count && tally->slots[at].hash != hash)
        at = (at + 1) % TALLY_SLOTS;
    if (!tally->slots[at].count) {
        if (tally->used == TALLY_SLOTS / 2)
            return NULL;
        tally->used++;
        tally->slots[at].hash = hash;
    }
    return &tally->slots[at].count;
}

static void count_label(struct finder *finder, const struct label *label)
{
    unsigned *count;

    if (label->kind == LABEL_QUESTION || label->kind == LABEL_PERSON)
        finder->sure++;
    if (label->kind != LABEL_NAME)
        return;
    count = tally_slot(&finder->tally, label->name);
    if (count && ++*count == 2 &&
        (label->is_capitals || memchr(label->name.bytes, ' ', label->name.len)))
        finder->repeated++;
}

static bool is_repeated(struct finder *finder, struct slice name)
{
    unsigned *count = tally_slot(&finder->tally, name);

    return count && *count > 1;
}

/* Is the label of this block one, on this page? */
static bool is_believed(struct finder *finder, const struct label *label)
{
    const struct person *person;

    switch (label->kind) {
    case LABEL_NONE:
        return false;
    case LABEL_PERSON:
        return finder->is_transcript || slice_is_known(label->name) ||
               label->is_capitals;
    case LABEL_QUESTION:
        return finder->is_transcript || finder->sure > 1;
    case LABEL_ANSWER:
        return finder->is_transcript &&
               (!label->is_dotted || finder->last == LABEL_QUESTION);
    case LABEL_AGENCY:
        return finder->is_transcript;
    case LABEL_ASKING:
        return finder->is_transcript && finder->last != LABEL_NONE;
    case LABEL_NAME:
        break;
    }
    person = persons_find(finder->context->names, label->name, label->role);
    if (person)
        return true;
    if (!finder->is_transcript)
        return false;
    return label->is_capitals || label->is_marked || label->is_initialed ||
           is_repeated(finder, label->name);
}

/* In a transcript two words or more like a name end the turn above them, for
 * somebody else seems to speak: better nobody than the wrong one. */
static bool ends_turn(const struct finder *finder, const struct label *label)
{
    return finder->is_transcript && finder->last != LABEL_NONE &&
           label->kind == LABEL_NAME &&
           memchr(label->name.bytes, ' ', label->name.len) != NULL;
}

/* Put what a label says of its person into the register. */
static void note_label(struct finder *finder, const struct label *label)
{
    const char *start =
        label->role.bytes ? label->role.bytes : label->name.bytes;
    struct name_match match;

    /* Of a role behind the name the words in between are not the person's. */
    if (label->kind != LABEL_PERSON || !slice_is_known(label->name) ||
        start > label->name.bytes)
        return;
    tokens_read(&finder->tokens,
                (struct slice){start, (size_t)(label->name.bytes +
                                               label->name.len - start)});
    if (!name_read(&finder->tokens, 0, true, &match))
        return;
    if (!slice_is_known(match.side))
        match.side = label->side;
    persons_note(finder->context->names,
                 (struct slice){label->role.bytes ? label->role.bytes
                                                  : label->name.bytes,
                                finder->tokens.items[match.end - 1].end},
                 &finder->tokens, &match, finder->context->arena);
}

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
static struct slice other_side(const struct finder *finder,
                               const struct label *label)
{
    const struct parties *parties = finder->context->parties;
    struct slice side = SLICE_UNKNOWN;

    if (parties->count != 2 || !slice_is_known(label->role))
        return SLICE_UNKNOWN;
    for (size_t i = 0; i < finder->blocks->count && i < COMPARED_BLOCKS_MOST;
         i++) {
        const struct label *other = &finder->labels[i];

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
static const struct person *titled_holder(const struct finder *finder,
                                          struct slice role)
{
    const struct person *found = NULL;

    for (size_t i = 0; i < finder->titled->count; i++) {
        const struct person *person = &finder->titled->items[i];

        if (!slice_equal_nocase(person->role, role))
            continue;
        if (found)
            return NULL;
        found = person;
    }
    return found;
}

/* No side but the issuer's own stands in the title. */
static bool is_own_affair(const struct finder *finder)
{
    const struct statement *statement = finder->context->statement;
    struct side_match match = {.end = 0};

    if (!slice_is_known(statement->issuer_side))
        return false;
    while (sides_find(statement->title, match.end, &match))
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

static struct slice ordinary(const struct finder *finder, struct slice text)
{
    if (!slice_is_known(text))
        return text;
    return persons_ordinary_case(text, finder->context->arena);
}

/* The one person whose label gives this office and a name: （外務大臣） after
 * 【河野外務大臣】. */
static struct slice named_holder(const struct finder *finder, struct slice role)
{
    struct slice name = SLICE_UNKNOWN;

    for (size_t i = 0; i < finder->blocks->count && i < COMPARED_BLOCKS_MOST;
         i++) {
        const struct label *label = &finder->labels[i];

        if (label->kind != LABEL_PERSON || !slice_is_known(label->name) ||
            !slice_equal(label->role, role))
            continue;
        if (slice_is_known(name) && !slice_equal(name, label->name))
            return SLICE_UNKNOWN;
        name = label->name;
    }
    return name;
}

static bool is_wide(struct slice text)
{
    int32_t c = 0;

    if (text.len)
        utf8_decode(text.bytes, text.len, &c);
    return c >= 0x2E80;
}

/* "Лаврова" of the text is "Лавров" of the label, who stands as he is. */
static bool is_inflected(const struct person *person, struct slice speaker)
{
    return slice_is_known(speaker) && !slice_ends(speaker, person->surname) &&
           (unsigned char)person->surname.bytes[0] >= 0xD0;
}

/* The person of that name: he whom the title names, before others. */
static const struct person *find_person(const struct finder *finder,
                                        struct slice name, struct slice role)
{
    const struct person *named =
        persons_find(finder->context->names, name, role);
    const struct person *titled = persons_find(finder->titled, name, role);

    return titled && !(named && slice_is_known(named->side)) ? titled : named;
}

static void name_speaker(struct finder *finder, const struct label *label,
                         struct turn *turn)
{
    const struct person *person = NULL;

    turn->role = ordinary(finder, label->role);
    turn->side = label->side;
    if (slice_is_known(label->name)) {
        turn->speaker = ordinary(finder, label->name);
        person = find_person(finder, turn->speaker, label->role);
    } else if (is_wide(label->role)) {
        turn->speaker = named_holder(finder, label->role);
    } else if (label->is_article) {
        person = titled_holder(finder, label->role);
        if (!slice_is_known(turn->side) && is_own_affair(finder))
            turn->side = finder->context->statement->issuer_side;
    }
    if (person) {
        if (!is_inflected(person, turn->speaker))
            turn->speaker = person->name;
        if (!slice_is_known(turn->role) && slice_is_known(person->role) &&
            (unsigned char)person->role.bytes[0] < 0xD0) /* no oblique case */
            turn->role = ordinary(finder, person->role);
        if (!slice_is_known(turn->side) && !person->is_split_side)
            turn->side = person->side;
    }
    if (slice_is_known(turn->speaker) && !slice_is_known(turn->side) &&
        persons_find(finder->titled, turn->speaker, label->role) &&
        is_own_affair(finder))
        turn->side = finder->context->statement->issuer_side;
    if (!slice_is_known(turn->side) && is_mouth(turn->role) &&
        is_own_affair(finder))
        turn->side = finder->context->statement->issuer_side;
    if (!slice_is_known(turn->side))
        turn->side = other_side(finder, label);
    if (slice_is_known(turn->speaker) && slice_is_known(turn->side))
        persons_learn_side(finder->context->names, turn->speaker, turn->side);
}

/* The one person who can be answering: all turns but questions are his, and
 * he has spoken before the first answer. */
static const struct turn *answering(const struct finder *finder)
{
    const struct turn *found = NULL;
    bool is_answered = false;

    for (size_t i = 0; i < finder->blocks->count; i++) {
        const struct turn *turn = &finder->turns[i];

        if (!turn->is_label)
            continue;
        is_answered = is_answered || finder->labels[i].kind == LABEL_ANSWER;
        if (finder->labels[i].kind != LABEL_NAME &&
            finder->labels[i].kind != LABEL_PERSON)
            continue;
        if (is_answered && !found)
            return NULL;
        if (found && !slice_equal(found->speaker, turn->speaker))
            return NULL;
        found = turn;
    }
    return found;
}

/* The title names one person, and nobody else answers. */
static bool is_titled_alone(const struct finder *finder)
{
    if (finder->titled->count != 1)
        return false;
    for (size_t i = 0; i < finder->blocks->count; i++) {
        struct slice speaker = finder->turns[i].speaker;

        if (slice_is_known(speaker) &&
            !slice_equal(speaker, finder->titled->items[0].name))
            return false;
    }
    return true;
}

static void name_answers(struct finder *finder)
{
    const struct turn *one = answering(finder);
    bool is_titled = !one && is_titled_alone(finder);

    for (size_t i = 0; i < finder->blocks->count; i++) {
        struct turn *turn = &finder->turns[i];

        if (!turn->is_label || finder->labels[i].kind != LABEL_ANSWER)
            continue;
        if (one) {
            turn->role = one->role;
            turn->side = one->side;
            turn->speaker = one->speaker;
        } else if (is_titled) {
            turn->speaker = finder->titled->items[0].name;
            turn->role = finder->titled->items[0].role;
            turn->side = finder->titled->items[0].side;
        } else {
            turn->role = SLICE("Answer");
        }
    }
}

static void set_turn(struct finder *finder, size_t i)
{
    const struct label *label = &finder->labels[i];
    struct turn *turn = &finder->turns[i];

    turn->is_label = true;
    turn->label_end = label->end;
    turn->text_start = label->text_start;
    finder->last = label->kind == LABEL_AGENCY || label->kind == LABEL_ASKING
                       ? LABEL_QUESTION
                       : label->kind;
    if (finder->last == LABEL_QUESTION)
        turn->role = SLICE("Question");
    else if (label->kind != LABEL_ANSWER)
        name_speaker(finder, label, turn);
}

/* Where only questions are labelled, what follows one is the answer. */
static void find_bare_answers(struct finder *finder)
{
    size_t count = finder->blocks->count;

    for (size_t i = 0; i < count; i++)
        if (finder->turns[i].is_label &&
            finder->labels[i].kind != LABEL_QUESTION)
            return;
    for (size_t i = 0; i + 1 < count; i++) {
        const struct turn *turn = &finder->turns[i];
        struct slice text = finder->blocks->items[i].text;
        struct slice next = finder->blocks->items[i + 1].text;

        if (!turn->is_label || turn->text_start >= text.len ||
            finder->turns[i + 1].is_label || slice_ends(next, SLICE("?")) ||
            !slice_ends(text, SLICE("?")) || !sentence_is_whole(next))
            continue;
        finder->turns[i + 1].is_label = true;
        finder->labels[i + 1].kind = LABEL_ANSWER;
        i++;
    }
}

static void read_labels(struct finder *finder)
{
    for (size_t i = 0; i < finder->blocks->count; i++) {
        label_read(&finder->blocks->items[i], &finder->tokens,
                   &finder->labels[i]);
        count_label(finder, &finder->labels[i]);
        note_label(finder, &finder->labels[i]);
    }
    for (size_t i = 0; i < finder->blocks->count; i++)
        if (finder->labels[i].kind == LABEL_NAME &&
            persons_find(finder->context->names, finder->labels[i].name,
                         SLICE_UNKNOWN))
            finder->sure++;
    finder->is_transcript = finder->sure > 1 || finder->repeated > 1;
}

bool turns_find(const struct turns_context *context,
                const struct block_list *blocks, struct turn *turns)
{
    struct finder finder = {
        .context = context, .blocks = blocks, .turns = turns};

    finder.labels =
        arena_array(context->arena, blocks->count, sizeof *finder.labels);
    finder.titled = arena_alloc(context->arena, sizeof *finder.titled);
    tokens_read(&finder.tokens, context->statement->title);
    persons_gather(finder.titled, context->statement->title, &finder.tokens,
                   context->arena);
    read_labels(&finder);
    for (size_t i = 0; i < blocks->count; i++)
        if (is_believed(&finder, &finder.labels[i]))
            set_turn(&finder, i);
        else if (ends_turn(&finder, &finder.labels[i]))
            turns[i].is_label = true; /* whose, is unknown */
    find_bare_answers(&finder);
    name_answers(&finder);
    tokens_release(&finder.tokens);
    return finder.is_transcript;
}
