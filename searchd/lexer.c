#include "searchd/lexer.h"

#include <stdlib.h>
#include <string.h>

size_t lexer_space(struct slice text)
{
    static const char *const spaces[] = {"\xC2\xA0", "\xE3\x80\x80",
                                         "\xE2\x80\xAF", "\xE2\x80\x89"};

    if (!text.len)
        return 0;
    if (strchr(" \t\r\n\v\f", text.bytes[0]) && text.bytes[0])
        return 1;
    for (size_t i = 0; i < COUNT_OF(spaces); i++)
        if (slice_starts(text, slice_of(spaces[i])))
            return strlen(spaces[i]);
    return 0;
}

static struct slice rest_of(const struct lexer *lexer)
{
    return slice_part(lexer->text, lexer->at, lexer->text.len);
}

/* Move on by len bytes of whole characters. */
static void advance(struct lexer *lexer, size_t len)
{
    size_t end = lexer->at + len;

    while (lexer->at < end) {
        int32_t codepoint;

        lexer->at += utf8_decode(lexer->text.bytes + lexer->at, end - lexer->at,
                                 &codepoint);
        lexer->column++;
    }
}

static void skip_spaces(struct lexer *lexer)
{
    size_t len;

    while ((len = lexer_space(rest_of(lexer))) > 0)
        advance(lexer, len);
}

/* The quotation marks that people type; the closing one follows from the
 * opening one. */
static const struct {
    const char *open, *close;
} quotes[] = {
    {"\"", "\""},
    {"\xE2\x80\x9C", "\xE2\x80\x9D"}, /* “ ” */
    {"\xE2\x80\x9E", "\xE2\x80\x9C"}, /* „ “ */
    {"\xC2\xAB", "\xC2\xBB"},         /* « » */
    {"\xE3\x80\x8C", "\xE3\x80\x8D"}, /* 「 」 */
};

static size_t opening_quote(struct slice text, const char **close)
{
    for (size_t i = 0; i < COUNT_OF(quotes); i++)
        if (slice_starts(text, slice_of(quotes[i].open))) {
            *close = quotes[i].close;
            return strlen(quotes[i].open);
        }
    return 0;
}

static enum status read_quoted(struct lexer *lexer, struct slice *out,
                               struct error *err)
{
    size_t column = lexer->column, end;
    const char *close = "";

    advance(lexer, opening_quote(rest_of(lexer), &close));
    end = slice_find(lexer->text, slice_of(close), lexer->at);
    if (end == SIZE_MAX)
        return error_set(err, STATUS_USAGE,
                         "query, column %zu: this quotation mark is never "
                         "closed: expected %s",
                         column, close);
    *out = slice_part(lexer->text, lexer->at, end);
    advance(lexer, end - lexer->at + strlen(close));
    return STATUS_OK;
}

/* Length of the word at the start of text. */
static size_t word_length(struct slice text)
{
    size_t at = 0;

    while (at < text.len) {
        struct slice rest = slice_part(text, at, text.len);
        const char *close;
        int32_t codepoint;

        if (lexer_space(rest) || opening_quote(rest, &close) ||
            rest.bytes[0] == '(' || rest.bytes[0] == ')')
            break;
        at += utf8_decode(rest.bytes, rest.len, &codepoint);
    }
    return at;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Length of "name:" at the start of text, or 0. */
static size_t field_length(struct slice text)
{
    size_t at = 0;

    while (at < text.len && is_letter(text.bytes[at]))
        at++;
    return at > 0 && at < text.len && text.bytes[at] == ':' ? at + 1 : 0;
}

static enum status read_field(struct lexer *lexer, size_t name_len,
                              struct token *out, struct error *err)
{
    const char *close;

    out->kind = TOKEN_FIELD;
    out->name = slice_part(lexer->text, lexer->at, lexer->at + name_len - 1);
    advance(lexer, name_len);
    out->value_column = lexer->column;
    if (opening_quote(rest_of(lexer), &close)) {
        enum status status = read_quoted(lexer, &out->text, err);

        if (status)
            return status;
    } else {
        size_t len = word_length(rest_of(lexer));

        out->text = slice_part(lexer->text, lexer->at, lexer->at + len);
        advance(lexer, len);
    }
    if (!slice_trim(out->text).len)
        return error_set(err, STATUS_USAGE,
                         "query, column %zu: expected a value after %.*s:",
                         out->value_column, SLICE_ARG(out->name));
    return STATUS_OK;
}

static enum status read_near(struct slice word, struct token *out,
                             struct error *err)
{
    unsigned window = 0;

    out->kind = TOKEN_NEAR;
    out->window = LEXER_NEAR_DEFAULT;
    if (word.len == 4)
        return STATUS_OK;
    for (size_t i = 5; i < word.len; i++) {
        if (word.bytes[i] < '0' || word.bytes[i] > '9' || window > 1000) {
            window = 0;
            break;
        }
        window = window * 10 + (unsigned)(word.bytes[i] - '0');
    }
    if (window < 1 || window > LEXER_NEAR_MOST)
        return error_set(err, STATUS_USAGE,
                         "query, column %zu: expected NEAR/ and a number from "
                         "1 to %d",
                         out->column, LEXER_NEAR_MOST);
    out->window = window;
    return STATUS_OK;
}

static enum status read_word(struct lexer *lexer, struct token *out,
                             struct error *err)
{
    static const struct {
        const char *text;
        enum token_kind kind;
    } operators[] = {{"AND", TOKEN_AND}, {"OR", TOKEN_OR}, {"NOT", TOKEN_NOT}};
    struct slice rest = rest_of(lexer);
    size_t len = word_length(rest);
    struct slice word = slice_part(rest, 0, len);
    size_t name_len = field_length(word);

    if (name_len)
        return read_field(lexer, name_len, out, err);
    advance(lexer, len);
    out->kind = TOKEN_WORD;
    out->text = word;
    for (size_t i = 0; i < COUNT_OF(operators); i++)
        if (slice_equal(word, slice_of(operators[i].text)))
            out->kind = operators[i].kind;
    if (slice_equal(word, SLICE("NEAR")) || slice_starts(word, SLICE("NEAR/")))
        return read_near(word, out, err);
    return STATUS_OK;
}

static enum status read_sign(struct lexer *lexer, struct token *out,
                             struct error *err)
{
    struct slice next;

    out->kind = TOKEN_SIGN;
    out->sign = lexer->text.bytes[lexer->at];
    advance(lexer, 1);
    next = rest_of(lexer);
    if (!next.len || lexer_space(next) || strchr("+-)", next.bytes[0]))
        return error_set(err, STATUS_USAGE,
                         "query, column %zu: expected a word, phrase, field "
                         "or ( right after %c",
                         lexer->column, out->sign);
    return STATUS_OK;
}

enum status lexer_next(struct lexer *lexer, struct token *out,
                       struct error *err)
{
    struct slice rest;
    const char *close;

    skip_spaces(lexer);
    rest = rest_of(lexer);
    *out = (struct token){.kind = TOKEN_END, .column = lexer->column};
    if (!rest.len)
        return STATUS_OK;
    if (rest.bytes[0] == '(' || rest.bytes[0] == ')') {
        out->kind = rest.bytes[0] == '(' ? TOKEN_OPEN : TOKEN_CLOSE;
        advance(lexer, 1);
        return STATUS_OK;
    }
    if (rest.bytes[0] == '+' || rest.bytes[0] == '-')
        return read_sign(lexer, out, err);
    if (opening_quote(rest, &close)) {
        out->kind = TOKEN_PHRASE;
        return read_quoted(lexer, &out->text, err);
    }
    return read_word(lexer, out, err);
}
