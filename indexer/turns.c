#include "indexer/turns.h"

#include <string.h>

#include "indexer/sentences.h"
#include "indexer/speakers.h"

enum { TALLY_SLOTS = 256, CAPITALS_LEAST = 4 };

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
    struct tally surnames; /* of labels in capitals */
    size_t capitals;       /* labels of persons with their names so, */
    size_t ordinary;       /* and others */
    size_t offices;        /* labels of offices alone, in capitals */
    size_t persons;        /* labels of persons in ordinary case */
    size_t sure;           /* labels that need no page to be believed */
    size_t repeated;       /* different names that stand there twice */
    enum label_kind last;  /* of the labels believed so far */
    bool is_transcript;
    bool is_capital_page; /* its labels stand in capitals */
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

static struct slice surname_of(const struct finder *finder, struct slice name)
{
    const char *space = memrchr(name.bytes, ' ', name.len);

    if (space)
        name = slice_part(name, (size_t)(space + 1 - name.bytes), name.len);
    return persons_ordinary_case(name, finder->context->arena);
}

static void count_capitals(struct finder *finder, const struct label *label)
{
    unsigned *count;

    finder->offices += label->kind == LABEL_PERSON && label->is_capitals &&
                       !slice_is_known(label->name);
    finder->persons += label->kind == LABEL_PERSON && !label->is_capitals;
    if ((label->kind != LABEL_PERSON && label->kind != LABEL_NAME) ||
        !slice_is_known(label->name))
        return;
    if (!label->is_capital_name) {
        finder->ordinary++;
        return;
    }
    finder->capitals += label->kind == LABEL_PERSON;
    count = tally_slot(&finder->surnames, surname_of(finder, label->name));
    if (count)
        ++*count;
}

static void count_label(struct finder *finder, const struct label *label)
{
    unsigned *count;

    if (label->kind == LABEL_QUESTION || label->kind == LABEL_PERSON ||
        label->is_given)
        finder->sure++;
    if (label->kind != LABEL_NAME &&
        !(label->kind == LABEL_CAPITALS && slice_is_known(label->name)))
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

/* On a page with its labels in capitals, whoever stands there in small letters
 * is quoted by the one who speaks. */
static bool is_quoted(struct finder *finder, const struct label *label)
{
    unsigned *count;

    if (!finder->is_capital_page || label->is_marked)
        return false;
    if (label->kind == LABEL_AGENCY)
        return !label->is_capitals || label->is_quote;
    if (label->kind == LABEL_ASKING)
        return true;
    if ((label->kind != LABEL_PERSON && label->kind != LABEL_NAME) ||
        !slice_is_known(label->name) || label->is_capital_name)
        return false;
    count = tally_slot(&finder->surnames, surname_of(finder, label->name));
    return !count || !*count;
}

/* Is there more to a name that only its capitals tell than one word? */
static bool is_borne_out(struct finder *finder, const struct label *label)
{
    return !finder->is_capital_page || is_repeated(finder, label->name) ||
           memchr(label->name.bytes, ' ', label->name.len);
}

/* Is the label of this block one, on this page? */
static bool is_believed(struct finder *finder, const struct label *label)
{
    const struct person *person;

    if (label->is_given)
        return true;
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
    case LABEL_CAPITALS:
        if (!finder->is_capital_page)
            return false;
        if (!slice_is_known(label->name))
            return slice_is_known(label->role);
        return (is_repeated(finder, label->name) &&
                slice_is_known(label->role)) ||
               persons_find(finder->context->names, label->name, SLICE_UNKNOWN);
    case LABEL_NAME:
        break;
    }
    person = persons_find(finder->context->names, label->name, label->role);
    if (person)
        return true;
    if (!finder->is_transcript)
        return false;
    return (label->is_capitals && is_borne_out(finder, label)) ||
           label->is_marked || label->is_initialed ||
           is_repeated(finder, label->name);
}

/* In a transcript two words or more like a name end the turn above them, and
 * so does one in capitals: somebody else seems to speak, and nobody is better
 * than the wrong one. */
static bool ends_turn(const struct finder *finder, size_t i)
{
    const struct label *label = &finder->labels[i];
    const struct block *block = &finder->blocks->items[i];

    if (finder->last == LABEL_NONE)
        return false;
    if (block->line->is_speech)
        return true;
    if (!finder->is_transcript)
        return false;
    if (block->bold_end && block_is_quote(block, block->bold_end))
        return true; /* whoever it is that the bold words name */
    if (label->kind == LABEL_CAPITALS)
        return finder->is_capital_page;
    return label->kind == LABEL_NAME &&
           ((finder->is_capital_page && label->is_capitals) ||
            memchr(label->name.bytes, ' ', label->name.len) != NULL);
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

static void name_speaker(const struct finder *finder, const struct label *label,
                         struct turn *turn)
{
    const struct speakers speakers = {finder->context->statement,
                                      finder->context->parties,
                                      finder->context->names,
                                      finder->titled,
                                      finder->labels,
                                      finder->blocks->count,
                                      finder->context->arena};
    struct speaker speaker;

    speakers_name(&speakers, label, &speaker);
    turn->speaker = speaker.name;
    turn->role = speaker.role;
    turn->side = speaker.side;
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
        if (finder->blocks->items[i].line->note)
            continue;
        label_read(&finder->blocks->items[i], &finder->tokens,
                   &finder->labels[i]);
        count_label(finder, &finder->labels[i]);
        count_capitals(finder, &finder->labels[i]);
        note_label(finder, &finder->labels[i]);
    }
    for (size_t i = 0; i < finder->blocks->count; i++)
        if (finder->labels[i].kind == LABEL_NAME &&
            persons_find(finder->context->names, finder->labels[i].name,
                         SLICE_UNKNOWN))
            finder->sure++;
    finder->last = finder->context->before;
    finder->is_transcript =
        finder->sure > 1 || finder->repeated > 1 || finder->last != LABEL_NONE;
    finder->is_capital_page =
        (finder->capitals >= CAPITALS_LEAST &&
         finder->ordinary * 2 < finder->capitals) ||
        (finder->offices && !finder->persons && !finder->repeated);
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
        if (is_quoted(&finder, &finder.labels[i]))
            finder.labels[i].kind = LABEL_NONE;
    for (size_t i = 0; i < blocks->count; i++)
        if (is_believed(&finder, &finder.labels[i]))
            set_turn(&finder, i);
        else if (ends_turn(&finder, i))
            turns[i].is_label = true; /* whose, is unknown */
    find_bare_answers(&finder);
    name_answers(&finder);
    tokens_release(&finder.tokens);
    return finder.is_transcript;
}
