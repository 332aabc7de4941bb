/* Leaves of a query: words, phrases, fields, dates. */
#include <string.h>

#include "common/schema.h"
#include "searchd/query_parser.h"

static const struct {
    const char *name;
    enum query_field field;
} fields[] = {
    {"speaker", QUERY_SPEAKER}, {"side", QUERY_SIDE},
    {"about", QUERY_ABOUT},     {"issuer", QUERY_ISSUER},
    {"title", QUERY_TITLE},     {"section", QUERY_SECTION},
    {"country", QUERY_COUNTRY}, {"lang", QUERY_LANGUAGE},
    {"id", QUERY_ID},           {"file", QUERY_FILE},
};

const char *query_field_name(enum query_field field)
{
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (fields[i].field == field)
            return fields[i].name;
    return "?";
}

enum status parser_step(struct parser *parser)
{
    return lexer_next(&parser->lexer, &parser->token, parser->err);
}

enum status parser_fail(struct parser *parser, size_t column, const char *text)
{
    return error_set(parser->err, STATUS_USAGE, "query, column %zu: %s", column,
                     text);
}

struct query *parser_node(struct parser *parser, enum query_kind kind,
                          size_t column)
{
    struct query *node = arena_alloc(parser->arena, sizeof *node);

    node->kind = kind;
    node->column = column;
    return node;
}

static enum status count_words(struct parser *parser, struct slice text,
                               size_t column)
{
    bool is_inside = false;

    for (size_t i = 0; i < text.len; i++) {
        size_t space = lexer_space(slice_part(text, i, text.len));

        if (!space && !is_inside)
            parser->words++;
        is_inside = space == 0;
    }
    if (parser->words > SCHEMA_QUERY_TERMS_MOST)
        return error_set(parser->err, STATUS_TOO_LARGE,
                         "query, column %zu: more than %d words", column,
                         SCHEMA_QUERY_TERMS_MOST);
    return STATUS_OK;
}

enum status parser_phrase(struct parser *parser, struct query **out)
{
    struct query *node =
        parser_node(parser, QUERY_PHRASE, parser->token.column);
    enum status status;

    node->text = slice_trim(parser->token.text);
    if (!node->text.len)
        return parser_fail(parser, node->column,
                           "expected words between the quotation marks");
    status = count_words(parser, node->text, node->column);
    if (status)
        return status;
    *out = node;
    return parser_step(parser);
}

enum status parser_word(struct parser *parser, struct query **out)
{
    struct query *node = parser_node(parser, QUERY_WORD, parser->token.column);
    struct slice text = parser->token.text;
    size_t star;
    enum status status = count_words(parser, text, node->column);

    if (status)
        return status;
    if (slice_starts(text, SLICE("="))) {
        node->is_exact = true;
        text = slice_part(text, 1, text.len);
    }
    star = slice_find(text, SLICE("*"), 0);
    if (star != SIZE_MAX) {
        if (star + 1 < text.len || star < 2)
            return parser_fail(
                parser, node->column,
                "a * can only end a word of at least two characters, "
                "as in missil*");
        if (node->is_exact)
            return parser_fail(
                parser, node->column,
                "a word is either =exact or begins with prefix*");
        node->is_prefix = true;
        text = slice_part(text, 0, star);
    }
    if (!text.len)
        return parser_fail(parser, node->column,
                           "expected a word right after =");
    node->text = text;
    *out = node;
    return parser_step(parser);
}

/* Days of "2012", "2012-01..2018", "..2000", "2017..". */
static bool parse_days(struct slice text, struct query *node)
{
    size_t dots = slice_find(text, SLICE(".."), 0);
    struct slice from = slice_part(text, 0, dots == SIZE_MAX ? text.len : dots);
    struct slice to =
        dots == SIZE_MAX ? from : slice_part(text, dots + 2, text.len);
    struct date first = {0, 0, 0}, last = {0, 0, 0};

    if ((!from.len && !to.len) || (from.len && !date_parse_iso(from, &first)) ||
        (to.len && !date_parse_iso(to, &last)))
        return false;
    node->first_day = from.len ? date_first_number(first) : 0;
    node->last_day = to.len ? date_last_number(last) : 0;
    return true;
}

static enum status parse_date(struct parser *parser, struct query **out)
{
    const struct token *token = &parser->token;
    struct query *node = parser_node(parser, QUERY_DATE, token->column);

    node->text = slice_trim(token->text);
    if (!parse_days(node->text, node))
        return error_set(parser->err, STATUS_USAGE,
                         "query, column %zu: '%.*s' is no date: expected "
                         "2012, 2012-01, 2012-01-28, or a range of them: "
                         "2012..2018, ..2000, 2017..",
                         token->value_column, SLICE_ARG(node->text));
    if (node->first_day && node->last_day && node->first_day > node->last_day)
        return parser_fail(parser, token->value_column,
                           "the range of dates ends before it begins");
    *out = node;
    return parser_step(parser);
}

enum status parser_field(struct parser *parser, struct query **out)
{
    const struct token *token = &parser->token;
    struct query *node;

    if (slice_equal_nocase(token->name, SLICE("date")))
        return parse_date(parser, out);
    node = parser_node(parser, QUERY_FIELD, token->column);
    node->text = slice_trim(token->text);
    if (slice_equal_nocase(token->name, SLICE("topic"))) {
        node->kind = QUERY_TOPIC;
        *out = node;
        return parser_step(parser);
    }
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (slice_equal_nocase(token->name, slice_of(fields[i].name))) {
            node->field = fields[i].field;
            *out = node;
            return parser_step(parser);
        }
    return error_set(
        parser->err, STATUS_USAGE,
        "query, column %zu: there is no field '%.*s:'; expected "
        "speaker: side: about: issuer: title: section: "
        "country: lang: id: file: topic: date: (or put the text in quotation "
        "marks)",
        token->column, SLICE_ARG(token->name));
}
