#include "indexer/attribution.h"

#include <string.h>

#include "indexer/subjects.h"
#include "indexer/wide_cues.h"

enum { SKIPPED_MOST = 4, APPOSITION_WORDS_MOST = 14, HEARD_MOST = 32 };

struct search {
    const struct attribution_context *context;
    struct subjects words;
    const struct token *items; /* of words.tokens */
    struct attribution *out;
    struct mentions_heard heard[HEARD_MOST]; /* where speakers are named */
    size_t heard_count;
};

static bool is_verb(const struct search *search, size_t i,
                    const struct subject *subject)
{
    const struct token *token = &search->items[i];

    if (!(token->flags & LEX_SAY) || token->is_capital)
        return false;
    if ((token->flags & LEX_PLURAL) && !subject->is_plural)
        return false;
    if (subjects_is_word(&search->words, i, "set"))
        return subjects_is_word(&search->words, i + 1, "forth") ||
               subjects_is_word(&search->words, i + 1, "out");
    return true;
}

/* The verb of saying behind the subject: its token, else 0. */
static size_t find_verb(const struct search *search,
                        const struct subject *subject, size_t from)
{
    for (size_t at = from; at <= from + SKIPPED_MOST; at++) {
        const struct token *token = subjects_token(&search->words, at);

        if (!token || (at > from && token->gap != GAP_SPACE))
            return 0;
        if (is_verb(search, at, subject))
            return at;
        if (!(token->flags & LEX_SKIP))
            return 0;
    }
    return 0;
}

/* Behind ", the Minister of ...," or ", in response,". */
static size_t skip_apposition(const struct search *search, size_t i)
{
    const struct token *token = subjects_token(&search->words, i);

    if (!token || token->gap != GAP_COMMA)
        return i;
    for (size_t at = i + 1; at < i + APPOSITION_WORDS_MOST; at++) {
        token = subjects_token(&search->words, at);
        if (!token || token->gap == GAP_STOP)
            return i;
        if (token->gap == GAP_COMMA)
            return at;
    }
    return i;
}

/* Is what begins at token i no subject, for a preposition stands before? */
static bool is_governed(const struct search *search, size_t i)
{
    const struct token *last = i > 0 ? &search->items[i - 1] : NULL;

    return last && search->items[i].gap == GAP_SPACE && !last->is_capital &&
           (last->flags & (LEX_PREPOSITION | LEX_SMALL)) != 0 &&
           !(last->flags & LEX_SKIP) &&
           !subjects_is_word(&search->words, i - 1, "and") &&
           !subjects_is_word(&search->words, i - 1, "и") &&
           !subjects_is_word(&search->words, i - 1, "et");
}

/* "According to the Russian side", "signed by both ministers". */
static bool is_said_by(const struct search *search, size_t i)
{
    if (i < 2 || search->items[i].gap != GAP_SPACE)
        return false;
    if (subjects_is_word(&search->words, i - 2, "according") &&
        subjects_is_word(&search->words, i - 1, "to"))
        return true;
    if (!(search->items[i - 1].flags & LEX_BY))
        return false;
    return (search->items[i - 2].flags & (LEX_SAY | LEX_PLURAL)) == LEX_SAY ||
           subjects_is_word(&search->words, i - 2, "signed") ||
           subjects_is_word(&search->words, i - 2, "adopted") ||
           subjects_is_word(&search->words, i - 2, "formulated") ||
           subjects_is_word(&search->words, i - 2, "issued");
}

/* In a speech another side's words are only told. */
static bool is_heard(const struct search *search, struct slice side)
{
    const struct voice *voice = &search->context->voice;

    return !voice->is_speech ||
           (slice_is_known(voice->side) && slice_equal(voice->side, side));
}

static bool is_any_heard(const struct search *search,
                         const struct subject *subject)
{
    for (size_t i = 0; i < subject->side_count; i++)
        if (is_heard(search, subject->sides[i]))
            return true;
    return false;
}

static void take_side(struct attribution *out, struct slice side)
{
    sides_add(out->sides, &out->side_count, PASSAGE_SIDES_MOST, side);
}

/* Bytes that name who speaks; the first ones are the cue. */
static void take_cue(struct search *search, size_t start, size_t end,
                     enum evidence evidence)
{
    if (search->heard_count < HEARD_MOST)
        search->heard[search->heard_count++] =
            (struct mentions_heard){start, end};
    if (search->out->cue_end)
        return;
    search->out->cue_start = start;
    search->out->cue_end = end;
    search->out->evidence = evidence;
}

/* "the Declaration by which the Soviet Union agreed": what it once did. */
static bool is_relative(const struct search *search, size_t i)
{
    if (i > 0 && (search->items[i - 1].flags & LEX_ARTICLE))
        i--;
    return i > 1 &&
           (subjects_is_word(&search->words, i - 1, "which") ||
            subjects_is_word(&search->words, i - 1, "whom")) &&
           (search->items[i - 2].flags & LEX_PREPOSITION);
}

/* Try a cue that begins at token i; the token to go on with. */
static size_t try_cue(struct search *search, size_t i)
{
    bool is_by = is_said_by(search, i);
    struct subject subject;
    size_t verb, from;

    if ((!is_by && is_governed(search, i)) || is_relative(search, i))
        return i + 1;
    if (!subject_read(&search->words, i, &subject))
        return i + 1;
    subject_read_second(&search->words, &subject);
    verb = is_by ? subject.end - 1 : find_verb(search, &subject, subject.end);
    if (!verb) {
        from = skip_apposition(search, subject.end);
        if (from > subject.end)
            verb = find_verb(search, &subject, from);
    }
    if (!verb || !is_any_heard(search, &subject))
        return i + 1;
    for (size_t k = 0; k < subject.side_count; k++)
        if (is_heard(search, subject.sides[k]))
            take_side(search->out, subject.sides[k]);
    take_cue(search, search->items[is_by ? i - 2 : i].start,
             search->items[verb].end,
             subject.is_plural || subject.side_count > 1 ? EVIDENCE_COLLECTIVE
                                                         : EVIDENCE_ATTRIBUTED);
    return verb > i ? verb : i + 1;
}

/* "obtained Russia's understanding": the side that gave it. The token to go
 * on with, 0 when no such words begin at i. */
static size_t try_given(struct search *search, size_t i)
{
    static const char *const verbs[] = {"obtained", "gained", "received", "won",
                                        "secured"};
    static const char *const gifts[] = {
        "understanding", "agreement", "consent",   "support",
        "assent",        "approval",  "assurances"};
    size_t at = i + 1;
    bool is_given = false;

    for (size_t k = 0; k < COUNT_OF(verbs); k++)
        is_given = is_given || subjects_is_word(&search->words, i, verbs[k]);
    if (!is_given)
        return 0;
    if (subjects_follows(&search->words, at) &&
        (search->items[at].flags & LEX_ARTICLE))
        at++;
    if (!subjects_follows(&search->words, at) || !search->items[at].side.len ||
        !search->items[at].is_possessive ||
        !subjects_follows(&search->words, at + 1))
        return 0;
    for (size_t k = 0; k < COUNT_OF(gifts); k++)
        if (subjects_is_word(&search->words, at + 1, gifts[k]) &&
            is_heard(search, search->items[at].side)) {
            take_side(search->out, search->items[at].side);
            take_cue(search, search->items[i].start, search->items[at + 1].end,
                     EVIDENCE_ATTRIBUTED);
            return at + 2;
        }
    return 0;
}

static bool may_begin(const struct token *token)
{
    return token->side.len || token->is_capital ||
           (token->flags & (LEX_TWO | LEX_GROUP | LEX_ROLE | LEX_ROLE_PART)) !=
               0;
}

/* Cues in Japanese come in the order of the text. */
static void find_wide(struct search *search)
{
    const struct parties *parties = search->context->parties;
    struct wide_cues cues;

    wide_cues_find(search->words.text, search->context->persons, parties,
                   &cues);
    for (size_t i = 0; i < cues.count; i++) {
        bool is_of_one = slice_is_known(cues.items[i].side);

        if (is_of_one)
            take_side(search->out, cues.items[i].side);
        else
            for (size_t k = 0; k < parties->count; k++)
                take_side(search->out, parties->sides[k]);
        take_cue(search, cues.items[i].start, cues.items[i].end,
                 is_of_one ? EVIDENCE_ATTRIBUTED : EVIDENCE_COLLECTIVE);
    }
}

static void find_cues(struct search *search, size_t start)
{
    size_t i = 0;

    while (i < search->words.tokens->count && search->items[i].start < start)
        i++;
    while (i < search->words.tokens->count) {
        const struct token *token = &search->items[i];
        size_t next = may_begin(token) ? try_cue(search, i)
                      : token->flags   ? 0
                                       : try_given(search, i);

        i = next ? next : i + 1;
    }
}

static bool speaks_itself(const struct token_list *tokens, size_t start)
{
    for (size_t i = 0; i < tokens->count; i++)
        if ((tokens->items[i].flags & LEX_WE) &&
            tokens->items[i].start >= start)
            return true;
    return false;
}

void attribution_find(const struct attribution_context *context,
                      struct slice text, size_t start,
                      const struct token_list *tokens, struct attribution *out)
{
    struct search search = {
        .context = context,
        .words = {context->parties, context->persons, text, tokens},
        .items = tokens->items,
        .out = out};

    *out = (struct attribution){.side_count = 0};
    if (tokens_are_wide(text))
        find_wide(&search);
    else if (!context->voice.is_speech || slice_is_known(context->voice.side))
        find_cues(&search, start);
    if (slice_is_known(context->issuer_side) &&
        (!out->side_count || speaks_itself(tokens, start)))
        take_side(out, context->issuer_side);
    if (out->side_count && !out->cue_end)
        out->evidence = EVIDENCE_STATED; /* by the issuer itself */
    mentions_find(text, start, tokens, search.heard, search.heard_count,
                  &out->about);
}
