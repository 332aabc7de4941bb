#include "indexer/attribution.h"

#include <string.h>

#include "indexer/wide_cues.h"

enum { SKIPPED_MOST = 4, APPOSITION_WORDS_MOST = 14, SUBJECT_WORDS_MOST = 16 };

/* Who is spoken of as acting, and what part of the text says it. */
struct subject {
    struct slice sides[PARTIES_MOST];
    size_t side_count;
    size_t begin, end; /* tokens */
    bool is_plural;    /* ministers, sides; "they agree" */
};

struct search {
    const struct attribution_context *context;
    struct slice text;
    const struct token_list *tokens;
    struct attribution *out;
};

static const struct token *token_at(const struct search *search, size_t i)
{
    return i < search->tokens->count ? &search->tokens->items[i] : NULL;
}

static struct slice word_at(const struct search *search, size_t i)
{
    const struct token *token = &search->tokens->items[i];

    return slice_part(search->text, token->start, token->end);
}

static bool is_word(const struct search *search, size_t i, const char *word)
{
    return i < search->tokens->count &&
           slice_equal_nocase(word_at(search, i), slice_of(word));
}

/* Is the word next to the one before it, nothing but a space between? */
static bool follows(const struct search *search, size_t i)
{
    return i < search->tokens->count &&
           search->tokens->items[i].gap == GAP_SPACE;
}

static void add_side(struct subject *subject, struct slice side)
{
    if (!slice_is_known(side))
        return;
    for (size_t i = 0; i < subject->side_count; i++)
        if (slice_equal(subject->sides[i], side))
            return;
    if (subject->side_count < PARTIES_MOST)
        subject->sides[subject->side_count++] = side;
}

static void add_parties(const struct search *search, struct subject *subject)
{
    const struct parties *parties = search->context->parties;

    for (size_t i = 0; i < parties->count; i++)
        add_side(subject, parties->sides[i]);
}

/* The sides in "of Russia and Japan" behind "the ministers of defence"; the
 * end of that phrase, i when there is none. */
static size_t read_of(const struct search *search, size_t i,
                      struct subject *subject)
{
    size_t end = i;

    if (!token_at(search, i) ||
        !(search->tokens->items[i].flags & LEX_PREPOSITION) ||
        !(search->tokens->items[i].flags & LEX_SMALL))
        return i;
    for (size_t at = i; at < i + SUBJECT_WORDS_MOST && follows(search, at);
         at++) {
        const struct token *token = &search->tokens->items[at];

        if (token->side.len && token->side_kind != SIDE_PEOPLE) {
            if (token->is_possessive)
                return end;
            if (!token->is_organization || !subject->side_count)
                add_side(subject, token->side); /* else he is sent there */
        } else if (!(token->flags &
                     (LEX_ROLE_PART | LEX_ROLE | LEX_SMALL | LEX_TWO))) {
            break;
        }
        if (!(token->flags & LEX_SMALL))
            end = at + 1;
    }
    return end;
}

/* "la partie russe", "le ministre japonais": the side behind the noun. */
static size_t read_adjective(const struct search *search, size_t i,
                             struct subject *subject)
{
    const struct token *token = token_at(search, i);

    if (!token || token->gap != GAP_SPACE || !token->side.len ||
        token->side_kind != SIDE_ADJECTIVE || token->is_capital)
        return i;
    add_side(subject, token->side);
    return i + 1;
}

/* Words of an office or body behind a side: "Russian Foreign Minister",
 * "Japanese side"; sets is_plural for ministers and sides. */
static size_t read_body(const struct search *search, size_t i,
                        struct subject *subject, bool *is_body)
{
    *is_body = false;
    while (follows(search, i)) {
        const struct token *token = &search->tokens->items[i];
        unsigned flags = token->flags;

        if (token->side.len ||
            !(flags & (LEX_ROLE | LEX_ROLE_PART | LEX_BODY | LEX_GROUP)) ||
            (flags & LEX_SMALL))
            break;
        *is_body = *is_body || (flags & (LEX_ROLE | LEX_BODY | LEX_GROUP));
        subject->is_plural = subject->is_plural || (flags & LEX_GROUP);
        i++;
        if (token->is_possessive) {
            *is_body = false;
            break;
        }
    }
    return i;
}

/* Skip a name of capitalised words. */
static size_t skip_name(const struct search *search, size_t i)
{
    size_t end = i;

    while (follows(search, end) && end < i + 5 &&
           name_is_bare(search->tokens, i, end + 1))
        end++;
    return end;
}

/* "Japan", "the Russian side", "U.S. Secretary of State Blinken". */
static bool read_side(const struct search *search, size_t i, bool has_article,
                      struct subject *subject)
{
    const struct token *token = &search->tokens->items[i];
    bool is_body;
    size_t end;

    if (!token->side.len)
        return false;
    add_side(subject, token->side);
    end = read_body(search, i + 1, subject, &is_body);
    if (is_body) {
        size_t of = read_of(search, end, subject);

        subject->end = of > end ? of : skip_name(search, end);
        return true;
    }
    subject->end = i + 1;
    subject->is_plural = token->side_kind == SIDE_PEOPLE;
    if (token->is_possessive || end > i + 1)
        return false;
    return token->side_kind != SIDE_ADJECTIVE ||
           (has_article && token->is_capital);
}

/* "Foreign Minister Gemba", "Mr. Lavrov", "the Foreign Minister of Japan". */
static bool read_person(const struct search *search, size_t i,
                        struct subject *subject)
{
    struct name_match match;
    const struct person *person;
    bool is_body;
    size_t end;

    if (name_read(search->tokens, i, false, &match)) {
        const struct token *last = token_at(search, match.name_end - 1);
        struct slice name = slice_part(
            search->text, search->tokens->items[match.name_begin].start,
            last->end);
        struct slice role = SLICE_UNKNOWN;

        if (match.role_end > match.role_begin)
            role = slice_part(search->text,
                              search->tokens->items[match.role_begin].start,
                              search->tokens->items[match.role_end - 1].end);
        subject->end = match.end;
        if (last->is_possessive)
            return false;
        add_side(subject, match.side);
        person = persons_find(search->context->persons, name, role);
        if (!person)
            person = persons_find(search->context->persons,
                                  word_at(search, match.name_end - 1), role);
        if (!slice_is_known(match.side) && person && !person->is_split_side)
            add_side(subject, person->side);
        return subject->side_count > 0;
    }
    end = read_body(search, i, subject, &is_body);
    if (!is_body && !(search->tokens->items[i].flags & LEX_ROLE))
        return false;
    if (end == i) /* the first word need not be next to another */
        end = i + 1;
    end = read_adjective(search, end, subject);
    subject->end = read_of(search, end, subject);
    return subject->side_count > 0;
}

/* A surname or name alone that the statement knows: "as Lavrov said". */
static bool read_known(const struct search *search, size_t i,
                       struct subject *subject)
{
    size_t end = i + 1;
    const struct person *person;

    if (!search->tokens->items[i].is_capital ||
        search->tokens->items[i].is_possessive ||
        !name_is_bare(search->tokens, i, i + 1))
        return false;
    while (follows(search, end) && end < i + 4 &&
           name_is_bare(search->tokens, i, end + 1))
        end++;
    if (search->tokens->items[end - 1].is_possessive)
        return false;
    person = persons_find(search->context->persons, word_at(search, end - 1),
                          SLICE_UNKNOWN);
    if (!person || person->is_split_side)
        return false;
    add_side(subject, person->side);
    subject->end = end;
    return subject->side_count > 0;
}

/* "The ministers", "both sides": the parties, or the sides behind "of". */
static bool read_group(const struct search *search, size_t i, bool has_article,
                       struct subject *subject)
{
    size_t at = i;
    const struct token *token = token_at(search, at);

    while (token && (at == i || follows(search, at)) &&
           (token->flags & (LEX_ROLE_PART | LEX_TWO)) &&
           !(token->flags & LEX_GROUP) && at < i + 5) {
        has_article = has_article || (token->flags & LEX_TWO);
        token = token_at(search, ++at);
    }
    if (!token || !(token->flags & LEX_GROUP) || token->is_possessive ||
        (at > i && !follows(search, at)))
        return false;
    if (!has_article && (unsigned char)search->text.bytes[token->start] < 0x80)
        return false;
    subject->is_plural = true;
    subject->end = read_adjective(search, at + 1, subject);
    subject->end = read_of(search, subject->end, subject);
    if (subject->end == at + 1 && !subject->side_count)
        add_parties(search, subject);
    return subject->side_count > 0;
}

/* The subject that begins at token i, with its articles. */
static bool read_subject(const struct search *search, size_t i,
                         struct subject *subject)
{
    bool has_article = false;
    size_t at = i;

    *subject = (struct subject){.begin = i};
    while (token_at(search, at) && at < i + 4 &&
           (at == i || follows(search, at)) &&
           ((search->tokens->items[at].flags & LEX_TWO) ||
            (search->tokens->items[at].flags & LEX_SMALL &&
             (at > i || search->tokens->items[at].flags & LEX_NO_NAME)))) {
        has_article = true;
        at++;
    }
    if (!token_at(search, at) || (at > i && !follows(search, at)))
        return false;
    return read_side(search, at, has_article, subject) ||
           read_group(search, at, has_article, subject) ||
           read_person(search, at, subject) || read_known(search, at, subject);
}

/* A subject may be followed by another: "Russia and Japan agreed". */
static void read_second(const struct search *search, struct subject *subject)
{
    struct subject second;

    if (!follows(search, subject->end) ||
        !(is_word(search, subject->end, "and") ||
          is_word(search, subject->end, "et") ||
          is_word(search, subject->end, "и")) ||
        !follows(search, subject->end + 1) ||
        !read_subject(search, subject->end + 1, &second))
        return;
    for (size_t i = 0; i < second.side_count; i++)
        add_side(subject, second.sides[i]);
    subject->end = second.end;
    subject->is_plural = true;
}

static bool is_verb(const struct search *search, size_t i,
                    const struct subject *subject)
{
    const struct token *token = &search->tokens->items[i];

    if (!(token->flags & LEX_SAY) || token->is_capital)
        return false;
    if ((token->flags & LEX_PLURAL) && !subject->is_plural)
        return false;
    if (is_word(search, i, "set"))
        return is_word(search, i + 1, "forth") || is_word(search, i + 1, "out");
    return true;
}

/* The verb of saying behind the subject: its token, else 0. */
static size_t find_verb(const struct search *search,
                        const struct subject *subject, size_t from)
{
    for (size_t at = from; at <= from + SKIPPED_MOST; at++) {
        const struct token *token = token_at(search, at);

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
    const struct token *token = token_at(search, i);

    if (!token || token->gap != GAP_COMMA)
        return i;
    for (size_t at = i + 1; at < i + APPOSITION_WORDS_MOST; at++) {
        token = token_at(search, at);
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
    const struct token *last = i > 0 ? &search->tokens->items[i - 1] : NULL;

    return last && search->tokens->items[i].gap == GAP_SPACE &&
           !last->is_capital &&
           (last->flags & (LEX_PREPOSITION | LEX_SMALL)) != 0 &&
           !(last->flags & LEX_SKIP) && !is_word(search, i - 1, "and") &&
           !is_word(search, i - 1, "и") && !is_word(search, i - 1, "et");
}

/* "According to the Russian side", "signed by both ministers". */
static bool is_said_by(const struct search *search, size_t i)
{
    if (i < 2 || search->tokens->items[i].gap != GAP_SPACE)
        return false;
    if (is_word(search, i - 2, "according") && is_word(search, i - 1, "to"))
        return true;
    if (!(search->tokens->items[i - 1].flags & LEX_BY))
        return false;
    return (search->tokens->items[i - 2].flags & (LEX_SAY | LEX_PLURAL)) ==
               LEX_SAY ||
           is_word(search, i - 2, "signed") ||
           is_word(search, i - 2, "adopted") ||
           is_word(search, i - 2, "formulated") ||
           is_word(search, i - 2, "issued");
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
    for (size_t i = 0; i < out->side_count; i++)
        if (slice_equal(out->sides[i], side))
            return;
    if (out->side_count < PASSAGE_SIDES_MOST)
        out->sides[out->side_count++] = side;
}

static void take_cue(struct search *search, size_t begin, size_t end)
{
    if (search->out->cue_end)
        return;
    search->out->cue_start = search->tokens->items[begin].start;
    search->out->cue_end = search->tokens->items[end].end;
}

/* "the Declaration by which the Soviet Union agreed": what it once did. */
static bool is_relative(const struct search *search, size_t i)
{
    if (i > 0 && (search->tokens->items[i - 1].flags & LEX_ARTICLE))
        i--;
    return i > 1 &&
           (is_word(search, i - 1, "which") ||
            is_word(search, i - 1, "whom")) &&
           (search->tokens->items[i - 2].flags & LEX_PREPOSITION);
}

/* Try a cue that begins at token i; the token to go on with. */
static size_t try_cue(struct search *search, size_t i)
{
    bool is_by = is_said_by(search, i);
    struct subject subject;
    size_t verb, from;

    if ((!is_by && is_governed(search, i)) || is_relative(search, i))
        return i + 1;
    if (!read_subject(search, i, &subject))
        return i + 1;
    read_second(search, &subject);
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
    take_cue(search, is_by ? i - 2 : i, verb);
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
        is_given = is_given || is_word(search, i, verbs[k]);
    if (!is_given)
        return 0;
    if (follows(search, at) && (search->tokens->items[at].flags & LEX_ARTICLE))
        at++;
    if (!follows(search, at) || !search->tokens->items[at].side.len ||
        !search->tokens->items[at].is_possessive || !follows(search, at + 1))
        return 0;
    for (size_t k = 0; k < COUNT_OF(gifts); k++)
        if (is_word(search, at + 1, gifts[k]) &&
            is_heard(search, search->tokens->items[at].side)) {
            take_side(search->out, search->tokens->items[at].side);
            take_cue(search, i, at + 1);
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

    wide_cues_find(search->text, search->context->persons, parties, &cues);
    for (size_t i = 0; i < cues.count; i++)
        if (slice_is_known(cues.items[i].side))
            take_side(search->out, cues.items[i].side);
        else
            for (size_t k = 0; k < parties->count; k++)
                take_side(search->out, parties->sides[k]);
    if (cues.count) {
        search->out->cue_start = cues.items[0].start;
        search->out->cue_end = cues.items[0].end;
    }
}

static void find_cues(struct search *search, size_t start)
{
    size_t i = 0;

    while (i < search->tokens->count && search->tokens->items[i].start < start)
        i++;
    while (i < search->tokens->count) {
        const struct token *token = &search->tokens->items[i];
        size_t next = may_begin(token) ? try_cue(search, i)
                      : token->flags   ? 0
                                       : try_given(search, i);

        i = next ? next : i + 1;
    }
}

static bool is_wide(struct slice text)
{
    int32_t c = 0;

    if (text.len)
        utf8_decode(text.bytes, text.len, &c);
    return c >= 0x2E80;
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
    struct search search = {context, text, tokens, out};

    *out = (struct attribution){.side_count = 0};
    if (is_wide(text))
        find_wide(&search);
    else if (!context->voice.is_speech || slice_is_known(context->voice.side))
        find_cues(&search, start);
    if (slice_is_known(context->issuer_side) &&
        (!out->side_count || speaks_itself(tokens, start)))
        take_side(out, context->issuer_side);
}
