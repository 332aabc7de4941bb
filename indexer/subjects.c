#include "indexer/subjects.h"

enum { SUBJECT_WORDS_MOST = 16 };

static struct slice word_at(const struct subjects *subjects, size_t i)
{
    const struct token *token = &subjects->tokens->items[i];

    return slice_part(subjects->text, token->start, token->end);
}

static void add_side(struct subject *subject, struct slice side)
{
    if (slice_is_known(side))
        sides_add(subject->sides, &subject->side_count, PARTIES_MOST, side);
}

static void add_parties(const struct subjects *subjects,
                        struct subject *subject)
{
    const struct parties *parties = subjects->parties;

    for (size_t i = 0; i < parties->count; i++)
        add_side(subject, parties->sides[i]);
}

/* The sides in "of Russia and Japan" behind "the ministers of defence"; the
 * end of that phrase, i when there is none. */
static size_t read_of(const struct subjects *subjects, size_t i,
                      struct subject *subject)
{
    size_t end = i;

    if (!subjects_token(subjects, i) ||
        !(subjects->tokens->items[i].flags & LEX_PREPOSITION) ||
        !(subjects->tokens->items[i].flags & LEX_SMALL))
        return i;
    for (size_t at = i;
         at < i + SUBJECT_WORDS_MOST && subjects_follows(subjects, at); at++) {
        const struct token *token = &subjects->tokens->items[at];

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
static size_t read_adjective(const struct subjects *subjects, size_t i,
                             struct subject *subject)
{
    const struct token *token = subjects_token(subjects, i);

    if (!token || token->gap != GAP_SPACE || !token->side.len ||
        token->side_kind != SIDE_ADJECTIVE || token->is_capital)
        return i;
    add_side(subject, token->side);
    return i + 1;
}

/* Words of an office or body behind a side: "Russian Foreign Minister",
 * "Japanese side"; sets is_plural for ministers and sides. */
static size_t read_body(const struct subjects *subjects, size_t i,
                        struct subject *subject, bool *is_body)
{
    *is_body = false;
    while (subjects_follows(subjects, i)) {
        const struct token *token = &subjects->tokens->items[i];
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
static size_t skip_name(const struct subjects *subjects, size_t i)
{
    size_t end = i;

    while (subjects_follows(subjects, end) && end < i + 5 &&
           name_is_bare(subjects->tokens, i, end + 1))
        end++;
    return end;
}

/* "Japan", "the Russian side", "U.S. Secretary of State Blinken". */
static bool read_side(const struct subjects *subjects, size_t i,
                      bool has_article, struct subject *subject)
{
    const struct token *token = &subjects->tokens->items[i];
    bool is_body;
    size_t end;

    if (!token->side.len)
        return false;
    add_side(subject, token->side);
    end = read_body(subjects, i + 1, subject, &is_body);
    if (is_body) {
        size_t of = read_of(subjects, end, subject);

        subject->end = of > end ? of : skip_name(subjects, end);
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
static bool read_person(const struct subjects *subjects, size_t i,
                        struct subject *subject)
{
    struct name_match match;
    const struct person *person;
    bool is_body;
    size_t end;

    if (name_read(subjects->tokens, i, false, &match)) {
        const struct token *last = subjects_token(subjects, match.name_end - 1);
        struct slice name = slice_part(
            subjects->text, subjects->tokens->items[match.name_begin].start,
            last->end);
        struct slice role = SLICE_UNKNOWN;

        if (match.role_end > match.role_begin)
            role = slice_part(subjects->text,
                              subjects->tokens->items[match.role_begin].start,
                              subjects->tokens->items[match.role_end - 1].end);
        subject->end = match.end;
        if (last->is_possessive)
            return false;
        add_side(subject, match.side);
        person = persons_find(subjects->persons, name, role);
        if (!person)
            person = persons_find(subjects->persons,
                                  word_at(subjects, match.name_end - 1), role);
        if (!slice_is_known(match.side) && person && !person->is_split_side)
            add_side(subject, person->side);
        return subject->side_count > 0;
    }
    end = read_body(subjects, i, subject, &is_body);
    if (!is_body && !(subjects->tokens->items[i].flags & LEX_ROLE))
        return false;
    if (end == i) /* the first word need not be next to another */
        end = i + 1;
    end = read_adjective(subjects, end, subject);
    subject->end = read_of(subjects, end, subject);
    return subject->side_count > 0;
}

/* A surname or name alone that the statement knows: "as Lavrov said". */
static bool read_known(const struct subjects *subjects, size_t i,
                       struct subject *subject)
{
    size_t end = i + 1;
    const struct person *person;

    if (!subjects->tokens->items[i].is_capital ||
        subjects->tokens->items[i].is_possessive ||
        !name_is_bare(subjects->tokens, i, i + 1))
        return false;
    while (subjects_follows(subjects, end) && end < i + 4 &&
           name_is_bare(subjects->tokens, i, end + 1))
        end++;
    if (subjects->tokens->items[end - 1].is_possessive)
        return false;
    person = persons_find(subjects->persons, word_at(subjects, end - 1),
                          SLICE_UNKNOWN);
    if (!person || person->is_split_side)
        return false;
    add_side(subject, person->side);
    subject->end = end;
    return subject->side_count > 0;
}

/* "The ministers", "both sides": the parties, or the sides behind "of". */
static bool read_group(const struct subjects *subjects, size_t i,
                       bool has_article, struct subject *subject)
{
    size_t at = i;
    const struct token *token = subjects_token(subjects, at);

    while (token && (at == i || subjects_follows(subjects, at)) &&
           (token->flags & (LEX_ROLE_PART | LEX_TWO)) &&
           !(token->flags & LEX_GROUP) && at < i + 5) {
        has_article = has_article || (token->flags & LEX_TWO);
        token = subjects_token(subjects, ++at);
    }
    if (!token || !(token->flags & LEX_GROUP) || token->is_possessive ||
        (at > i && !subjects_follows(subjects, at)))
        return false;
    if (!has_article &&
        (unsigned char)subjects->text.bytes[token->start] < 0x80)
        return false;
    subject->is_plural = true;
    subject->end = read_adjective(subjects, at + 1, subject);
    subject->end = read_of(subjects, subject->end, subject);
    if (subject->end == at + 1 && !subject->side_count)
        add_parties(subjects, subject);
    return subject->side_count > 0;
}

/* The subject that begins at token i, with its articles. */
bool subject_read(const struct subjects *subjects, size_t i,
                  struct subject *subject)
{
    bool has_article = false;
    size_t at = i;

    *subject = (struct subject){.begin = i};
    while (subjects_token(subjects, at) && at < i + 4 &&
           (at == i || subjects_follows(subjects, at)) &&
           ((subjects->tokens->items[at].flags & LEX_TWO) ||
            (subjects->tokens->items[at].flags & LEX_SMALL &&
             (at > i || subjects->tokens->items[at].flags & LEX_NO_NAME)))) {
        has_article = true;
        at++;
    }
    if (!subjects_token(subjects, at) ||
        (at > i && !subjects_follows(subjects, at)))
        return false;
    return read_side(subjects, at, has_article, subject) ||
           read_group(subjects, at, has_article, subject) ||
           read_person(subjects, at, subject) ||
           read_known(subjects, at, subject);
}

/* A subject may be followed by another: "Russia and Japan agreed". */
void subject_read_second(const struct subjects *subjects,
                         struct subject *subject)
{
    struct subject second;

    if (!subjects_follows(subjects, subject->end) ||
        !(subjects_is_word(subjects, subject->end, "and") ||
          subjects_is_word(subjects, subject->end, "et") ||
          subjects_is_word(subjects, subject->end, "и")) ||
        !subjects_follows(subjects, subject->end + 1) ||
        !subject_read(subjects, subject->end + 1, &second))
        return;
    for (size_t i = 0; i < second.side_count; i++)
        add_side(subject, second.sides[i]);
    subject->end = second.end;
    subject->is_plural = true;
}
