#include "indexer/labels.h"

#include <string.h>

#include "indexer/sentences.h"
#include "indexer/wide_labels.h"

enum {
    LABEL_BYTES_MOST = 130,
    LABEL_WORDS_MOST = 12,
    ASKING_WORDS_MOST = 3,
    CAPITAL_WORDS_MOST = 6
};

static size_t skip_spaces(struct slice text, size_t at)
{
    while (at < text.len && text.bytes[at] == ' ')
        at++;
    return at;
}

/* Length of a colon at `at`, 0 when there is none; one in a time or an
 * address ("11:05", "http://") is none. */
static size_t colon_length(struct slice text, size_t at)
{
    if (text.bytes[at] == ':') {
        bool is_inner = at + 1 < text.len && text.bytes[at + 1] != ' ' &&
                        (unsigned char)text.bytes[at + 1] < 0x80;

        return is_inner && strchr("/0123456789", text.bytes[at + 1]) ? 0 : 1;
    }
    return slice_starts(slice_part(text, at, at + 3), SLICE("：")) ? 3 : 0;
}

/* Set the label's end and text_start by a colon in the text; false: none. */
static bool find_colon(struct slice text, struct label *label)
{
    size_t most = text.len < LABEL_BYTES_MOST ? text.len : LABEL_BYTES_MOST;

    for (size_t at = 0; at < most; at++) {
        size_t used = colon_length(text, at);

        if (!used)
            continue;
        label->end = at;
        label->text_start = skip_spaces(text, at + used);
        return at > 0;
    }
    return false;
}

/* 【外務大臣】 and （記者） at the beginning. */
static bool find_brackets(struct slice text, struct label *label, size_t *start)
{
    static const char *const pairs[][2] = {
        {"【", "】"}, {"（", "）"}, {"〔", "〕"}, {"［", "］"}};

    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        size_t close;

        if (!slice_starts(text, slice_of(pairs[i][0])))
            continue;
        close = slice_find(slice_part(text, 0, LABEL_BYTES_MOST),
                           slice_of(pairs[i][1]), 3);
        if (close == SIZE_MAX)
            return false;
        *start = 3;
        label->end = close;
        label->text_start = skip_spaces(text, close + 3);
        label->is_marked = true;
        return true;
    }
    return false;
}

static bool find_bold(const struct block *block, struct label *label)
{
    struct slice bold = slice_trim(slice_part(block->text, 0, block->bold_end));

    if (!bold.len || bold.len > LABEL_BYTES_MOST)
        return false;
    label->is_marked = true;
    label->end = bold.len;
    label->text_start = skip_spaces(block->text, block->bold_end);
    if (slice_ends(bold, SLICE(":")))
        label->end--;
    else if (label->text_start < block->text.len &&
             block->text.bytes[label->text_start] == ':')
        label->text_start = skip_spaces(block->text, label->text_start + 1);
    return true;
}

/* Latin or Cyrillic letters, all of them capitals. */
static bool is_in_capitals(struct slice text)
{
    size_t capitals = 0;

    for (size_t at = 0; at < text.len;) {
        int32_t c;

        at += utf8_decode(text.bytes + at, text.len - at, &c);
        if (c == 'c' && at > 1 && text.bytes[at - 2] == 'M')
            continue; /* "McCONNELL" */
        if ((c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF) ||
            (c >= 0x430 && c <= 0x45F))
            return false;
        capitals += (c >= 'A' && c <= 'Z') || (c >= 0x410 && c <= 0x42F);
    }
    return capitals > 1;
}

/* "Teri Schultz [NPR]": who asks. */
static bool is_of_agency(struct slice text, struct token_list *tokens)
{
    size_t open = slice_find(text, SLICE("["), 0);

    if (open == SIZE_MAX || !slice_ends(text, SLICE("]")))
        return false;
    tokens_read(tokens, slice_part(text, open + 1, text.len - 1));
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].flags & LEX_AGENCY)
            return true;
    return false;
}

/* "(Russian Federation) (spoke in Russian)" or "[NATO Spokesperson]" behind a
 * name: the side. */
static void take_brackets(struct slice text, size_t *len, struct label *label)
{
    const char *open = memchr(text.bytes, '(', *len);
    struct side_match side;
    size_t start;

    if (!open && text.len && text.bytes[*len - 1] == ']')
        open = memchr(text.bytes, '[', *len);
    if (!open || open == text.bytes)
        return;
    label->is_marked = label->is_marked || *open == '[';
    start = (size_t)(open - text.bytes);
    if (sides_find(slice_part(text, 0, *len), start, &side) &&
        side.kind == SIDE_NAME && side.start == start + 1)
        label->side = side.side;
    *len = start;
    while (*len > 0 && text.bytes[*len - 1] == ' ')
        --*len;
}

static void take_wide(struct slice text, struct label *label)
{
    struct wide_label wide;

    if (!wide_label_read(text, &wide))
        return;
    label->kind = wide.is_question ? LABEL_QUESTION
                  : wide.is_answer ? LABEL_ANSWER
                                   : LABEL_PERSON;
    label->name = wide.name;
    label->role = wide.role;
    if (slice_is_known(wide.side))
        label->side = wide.side;
}

static bool are_label_words(const struct token_list *tokens)
{
    if (!tokens->count || tokens->count > LABEL_WORDS_MOST)
        return false;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->items[i];

        if (i > 0 && token->gap == GAP_STOP)
            return false;
        if (token->is_possessive && !token->side.len)
            return false;
    }
    return true;
}

/* "Question", "Q1", "AFP", "A". */
static enum label_kind kind_of_words(const struct token_list *tokens,
                                     const struct label *label)
{
    const struct token *first = &tokens->items[0];

    if (!first->is_capital)
        return LABEL_NONE;
    if ((first->flags & LEX_QUESTION) && tokens->count <= 4 &&
        (tokens->count == 1 || !(first->flags & LEX_ROLE_PART)))
        return LABEL_QUESTION;
    if ((first->flags & LEX_ANSWER) && tokens->count == 1)
        return LABEL_ANSWER;
    for (size_t i = 0; i < tokens->count && tokens->count <= 4; i++)
        if ((tokens->items[i].flags & LEX_AGENCY) &&
            tokens->items[i].is_capital && !label->is_article)
            return LABEL_AGENCY;
    return LABEL_NONE;
}

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

static bool has_initial(const struct token_list *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->items[i].is_initial)
            return true;
    return false;
}

/* "SENIOR OFFICIAL TWO", "Official 1": the number is part of the office. */
static bool is_number(struct slice word)
{
    static const char *const numbers[] = {"one", "two", "three", "four",
                                          "five"};

    if (word.len == 1 && word.bytes[0] >= '1' && word.bytes[0] <= '9')
        return true;
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        if (slice_equal_nocase(word, slice_of(numbers[i])))
            return true;
    return false;
}

static bool read_numbered(struct slice text, const struct token_list *tokens,
                          struct label *label)
{
    struct token_list office = *tokens;
    struct name_match match;

    if (tokens->count < 2 ||
        !is_number(words(text, tokens, tokens->count - 1, tokens->count)))
        return false;
    office.count--;
    if (!name_read(&office, 0, true, &match) || match.end != office.count ||
        match.name_end > match.name_begin)
        return false;
    label->kind = LABEL_PERSON;
    label->role = words(text, tokens, match.role_begin, tokens->count);
    if (!slice_is_known(label->side))
        label->side = match.side;
    return true;
}

static bool has_digit(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.bytes[i] >= '0' && text.bytes[i] <= '9')
            return true;
    return false;
}

static void read_person(struct slice text, const struct token_list *tokens,
                        struct label *label)
{
    struct name_match match;

    if (read_numbered(text, tokens, label))
        return;
    if (name_read(tokens, 0, true, &match) && match.end == tokens->count) {
        label->kind = LABEL_PERSON;
        label->name = words(text, tokens, match.name_begin, match.name_end);
        label->role = words(text, tokens, match.role_begin, match.role_end);
        if (!slice_is_known(label->side))
            label->side = match.side;
        label->is_article = match.role_begin > 0 &&
                            match.name_begin == match.name_end &&
                            !match.has_honorific;
        label->is_marked |= label->is_capitals && match.has_honorific;
    } else if (tokens->count <= 5 && name_is_bare(tokens, 0, tokens->count) &&
               !(tokens->items[0].flags & LEX_NO_LABEL) && !has_digit(text)) {
        label->kind = LABEL_NAME;
        label->name = words(text, tokens, 0, tokens->count);
        label->is_initialed = (tokens->count > 1 && has_initial(tokens)) ||
                              memchr(label->name.bytes, '.', label->name.len);
    }
}

static bool is_of_office(const struct token *token)
{
    return (token->flags & (LEX_ROLE | LEX_ROLE_PART)) != 0;
}

/* "MR. WHITE", "CHIEF WHITE", "ACTING ADMINISTRATION SLAVITT", "AIR FORCE ONE
 * CREW MEMBER": words in capitals that make no person, so that only their
 * places tell an office from a name. */
static void read_capitals(struct slice text, const struct token_list *tokens,
                          struct label *label)
{
    size_t count = tokens->count, first = 0;
    const struct token *last = &tokens->items[count - 1];

    if (count > CAPITAL_WORDS_MOST || has_digit(text) || !last->is_capital ||
        last->side.len ||
        ((tokens->items[0].flags & LEX_NO_LABEL) &&
         !(tokens->items[0].flags & LEX_ROLE)))
        return;
    label->kind = LABEL_CAPITALS;
    if (last->flags & LEX_ROLE) {
        label->role = text;
        return;
    }
    if (count > 1 && (tokens->items[0].flags & LEX_HONORIFIC)) {
        label->kind = LABEL_PERSON;
        first++;
    }
    if (count == 1)
        return;
    label->name = words(text, tokens, count - 1, count);
    for (size_t i = first; i + 1 < count; i++)
        if (!is_of_office(&tokens->items[i]))
            return;
    label->role = words(text, tokens, first, count - 1);
}

/* "MILITARY AIDE": who asks is no less one for that. */
static bool is_office_in_capitals(const struct token_list *tokens,
                                  const struct label *label)
{
    return label->is_capitals &&
           (tokens->items[tokens->count - 1].flags & LEX_ROLE);
}

/* "The Paper", "Hubei Media Group": capitals only. */
static bool is_asking(const struct token_list *tokens)
{
    if (tokens->count < 2 || tokens->count > ASKING_WORDS_MOST)
        return false;
    for (size_t i = 0; i < tokens->count; i++)
        if (!tokens->items[i].is_capital || tokens->items[i].gap == GAP_COMMA ||
            (i > 0 && (tokens->items[i].flags & LEX_NO_NAME)))
            return false;
    return true;
}

/* Find out what the bytes [start, label->end) of text say. */
static void read_words(struct slice text, size_t start,
                       struct token_list *tokens, struct label *label)
{
    struct slice words_of = slice_trim(slice_part(text, start, label->end));
    size_t len = words_of.len;

    if (!len)
        return;
    if (is_of_agency(words_of, tokens)) {
        label->kind = LABEL_AGENCY;
        return;
    }
    take_brackets(words_of, &len, label);
    words_of.len = len;
    if (!len)
        return;
    if (wide_label_is(words_of)) {
        take_wide(words_of, label);
        return;
    }
    tokens_read(tokens, words_of);
    if (!are_label_words(tokens))
        return;
    label->is_capitals = is_in_capitals(words_of);
    label->kind = kind_of_words(tokens, label);
    if (label->kind == LABEL_NONE &&
        !((tokens->items[0].flags & LEX_NO_LABEL) &&
          !(tokens->items[0].flags & LEX_ROLE_PART)))
        read_person(words_of, tokens, label);
    if (label->kind == LABEL_NONE && is_asking(tokens) &&
        !is_office_in_capitals(tokens, label) && slice_ends(text, SLICE("?")))
        label->kind = LABEL_ASKING;
    if (label->kind == LABEL_NONE && label->is_capitals)
        read_capitals(words_of, tokens, label);
    label->is_capital_name =
        slice_is_known(label->name) && is_in_capitals(label->name);
}

/* Text behind a label in small letters is a sentence, or there is none and
 * the label is clearly one: "Secretary of State: Antony Blinken" lists. */
static bool is_said(const struct block *block, const struct label *label)
{
    struct slice said =
        slice_part(block->text, label->text_start, block->text.len);

    if (label->kind == LABEL_QUESTION || label->kind == LABEL_ANSWER)
        return true;
    if (label->is_capitals)
        return true;
    if (!said.len)
        return slice_is_known(label->name) &&
               (label->is_marked || label->kind == LABEL_PERSON);
    if (label->kind == LABEL_PERSON && slice_is_known(label->name) &&
        slice_ends(said, SLICE(",")))
        return true; /* "Mr Prime Minister, ladies and gentlemen," */
    return sentence_is_whole(said) || said.len > 200 ||
           (slice_ends(said, SLICE(".")) && label->kind != LABEL_ASKING);
}

static bool is_q(struct slice text)
{
    return text.len > 2 && text.bytes[0] == 'Q' && text.bytes[1] == ' ';
}

/* "Q. ", "A. ", "Q - ", "R – ": no colon, so the page must bear it out. */
static bool read_dotted(struct slice text, struct label *label)
{
    static const char *const marks[] = {". ", ".- ", " - ", " – "};

    if (text.len < 4 || !strchr("QAR", text.bytes[0]))
        return false;
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        struct slice mark = slice_of(marks[i]);

        if (!slice_starts(slice_part(text, 1, text.len), mark))
            continue;
        label->text_start = skip_spaces(text, 1 + mark.len);
        if (label->text_start == text.len ||
            (text.bytes[label->text_start] >= 'a' &&
             text.bytes[label->text_start] <= 'z'))
            return false; /* "Q - and the second one": he was cut short */
        label->kind = text.bytes[0] == 'Q' ? LABEL_QUESTION : LABEL_ANSWER;
        label->is_dotted = true;
        label->end = 1;
        return true;
    }
    return false;
}

/* A name that stands for everyone whose own is not known is nobody's. */
static bool is_given(const struct block *block, const struct label *label)
{
    return block->line->is_speech &&
           (label->kind == LABEL_PERSON || label->kind == LABEL_NAME) &&
           !slice_equal_nocase(label->name, SLICE("unknown"));
}

void label_read(const struct block *block, struct token_list *scratch,
                struct label *out)
{
    struct slice text = block->text;
    size_t start = 0;
    struct label label = {.kind = LABEL_NONE};

    *out = label;
    if (read_dotted(text, out))
        return;
    if (is_q(text) || slice_equal(text, SLICE("Q"))) {
        out->kind = LABEL_QUESTION;
        out->end = 1;
        out->text_start = skip_spaces(text, 1);
        if (out->text_start < text.len && text.bytes[out->text_start] == ':')
            out->text_start = skip_spaces(text, out->text_start + 1);
        return;
    }
    if (find_brackets(text, &label, &start) || find_bold(block, &label))
        read_words(text, start, scratch, &label);
    if (label.kind == LABEL_NONE) {
        label = (struct label){.kind = LABEL_NONE};
        if (!find_colon(text, &label))
            return;
        read_words(text, 0, scratch, &label);
    }
    label.is_quote = block_is_quote(block, label.text_start);
    label.is_given = is_given(block, &label);
    if (label.kind != LABEL_NONE && (label.is_given || is_said(block, &label)))
        *out = label;
}
