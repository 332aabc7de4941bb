#include "searchd/query.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "common/schema.h"
#include "searchd/query_parser.h"

enum { DEPTH_MOST = 64 };

/* Children as they are found. */
struct nodes {
    struct query **items;
    size_t count, capacity;
};

static void nodes_add(struct nodes *nodes, struct query *node)
{
    nodes->items = heap_grow(nodes->items, nodes->count, &nodes->capacity,
                             sizeof(struct query *));
    nodes->items[nodes->count++] = node;
}

/* A node of these children; a single one stands for itself, unless the group
 * gives it a meaning (a sign in a run). */
static struct query *group(struct parser *parser, enum query_kind kind,
                           const struct nodes *nodes)
{
    struct query *node;

    assert(nodes->count > 0);
    if (nodes->count == 1 && !nodes->items[0]->sign)
        return nodes->items[0];
    node = parser_node(parser, kind, nodes->items[0]->column);
    node->children =
        arena_array(parser->arena, nodes->count, sizeof *node->children);
    memcpy(node->children, nodes->items, nodes->count * sizeof(struct query *));
    node->child_count = nodes->count;
    return node;
}

static enum status parse_or(struct parser *parser, struct query **out);

static enum status parse_atom(struct parser *parser, struct query **out)
{
    return parser->token.kind == TOKEN_PHRASE ? parser_phrase(parser, out)
                                              : parser_word(parser, out);
}

static bool is_atom(const struct parser *parser)
{
    return parser->token.kind == TOKEN_WORD ||
           parser->token.kind == TOKEN_PHRASE;
}

static enum status parse_near(struct parser *parser, struct query **out)
{
    struct nodes nodes = {NULL, 0, 0};
    unsigned window = 0;
    enum status status = parse_atom(parser, out);

    if (status || parser->token.kind != TOKEN_NEAR)
        return status;
    nodes_add(&nodes, *out);
    while (!status && parser->token.kind == TOKEN_NEAR) {
        if (parser->token.window > window)
            window = parser->token.window;
        status = parser_step(parser);
        if (!status && !is_atom(parser))
            status = parser_fail(parser, parser->token.column,
                                 "expected a word or phrase after NEAR");
        if (!status)
            status = parse_atom(parser, out);
        if (!status)
            nodes_add(&nodes, *out);
    }
    for (size_t i = 0; !status && i < nodes.count; i++)
        if (nodes.items[i]->is_exact || nodes.items[i]->is_prefix)
            status =
                parser_fail(parser, nodes.items[i]->column,
                            "NEAR takes plain words and phrases, no =word and "
                            "no word*");
    if (!status) {
        *out = group(parser, QUERY_NEAR, &nodes);
        (*out)->window = window;
    }
    heap_free(nodes.items);
    return status;
}

static enum status parse_brackets(struct parser *parser, struct query **out)
{
    size_t column = parser->token.column;
    enum status status;

    if (++parser->depth > DEPTH_MOST)
        return parser_fail(parser, column, "too many ( inside each other");
    status = parser_step(parser);
    if (!status && parser->token.kind == TOKEN_CLOSE)
        status = parser_fail(parser, parser->token.column,
                             "expected a query between ( and )");
    if (!status)
        status = parse_or(parser, out);
    if (!status && parser->token.kind != TOKEN_CLOSE)
        status = error_set(parser->err, STATUS_USAGE,
                           "query, column %zu: expected ) for the ( of column "
                           "%zu",
                           parser->token.column, column);
    parser->depth--;
    if (status)
        return status;
    return parser_step(parser);
}

static bool begins_item(const struct parser *parser)
{
    enum token_kind kind = parser->token.kind;

    return kind == TOKEN_WORD || kind == TOKEN_PHRASE || kind == TOKEN_FIELD ||
           kind == TOKEN_SIGN || kind == TOKEN_OPEN;
}

static enum status parse_item(struct parser *parser, struct query **out)
{
    char sign = 0;
    enum status status = STATUS_OK;

    if (parser->token.kind == TOKEN_SIGN) {
        sign = parser->token.sign;
        status = parser_step(parser);
        if (!status && !begins_item(parser))
            status =
                parser_fail(parser, parser->token.column,
                            "expected a word, phrase, field or ( after the "
                            "sign");
        if (status)
            return status;
    }
    if (parser->token.kind == TOKEN_OPEN)
        status = parse_brackets(parser, out);
    else if (parser->token.kind == TOKEN_FIELD)
        status = parser_field(parser, out);
    else
        status = parse_near(parser, out);
    if (status)
        return status;
    if (sign)
        (*out)->sign = sign;
    return STATUS_OK;
}

static enum status expect_item(struct parser *parser)
{
    static const char *const found[] = {
        [TOKEN_AND] = "AND",   [TOKEN_OR] = "OR",   [TOKEN_NOT] = "NOT",
        [TOKEN_NEAR] = "NEAR", [TOKEN_CLOSE] = ")",
    };
    enum token_kind kind = parser->token.kind;

    if (begins_item(parser))
        return STATUS_OK;
    return error_set(parser->err, STATUS_USAGE,
                     "query, column %zu: expected a word, phrase, field or (, "
                     "%s%s",
                     parser->token.column,
                     kind == TOKEN_END ? "but the query ends here" : "not ",
                     kind == TOKEN_END ? "" : found[kind]);
}

static enum status parse_run(struct parser *parser, struct query **out)
{
    struct nodes nodes = {NULL, 0, 0};
    enum status status = expect_item(parser);

    while (!status && begins_item(parser)) {
        struct query *item = NULL;

        status = parse_item(parser, &item);
        if (!status)
            nodes_add(&nodes, item);
    }
    if (!status)
        *out = group(parser, QUERY_RUN, &nodes);
    heap_free(nodes.items);
    return status;
}

/* A run, or NOT and a run. */
static enum status parse_operand(struct parser *parser, struct query **out)
{
    struct query *node = NULL;
    enum status status;

    if (parser->token.kind != TOKEN_NOT)
        return parse_run(parser, out);
    node = parser_node(parser, QUERY_NOT, parser->token.column);
    status = parser_step(parser);
    if (status)
        return status;
    node->children = arena_alloc(parser->arena, sizeof *node->children);
    node->child_count = 1;
    *out = node;
    return parse_run(parser, &node->children[0]);
}

static enum status parse_and(struct parser *parser, struct query **out)
{
    struct nodes nodes = {NULL, 0, 0};
    struct query *operand = NULL;
    enum status status = parse_operand(parser, &operand);

    if (!status)
        nodes_add(&nodes, operand);
    while (!status && (parser->token.kind == TOKEN_AND ||
                       parser->token.kind == TOKEN_NOT)) {
        if (parser->token.kind == TOKEN_AND)
            status = parser_step(parser);
        if (!status)
            status = parse_operand(parser, &operand);
        if (!status)
            nodes_add(&nodes, operand);
    }
    if (!status)
        *out = group(parser, QUERY_AND, &nodes);
    heap_free(nodes.items);
    return status;
}

static enum status parse_or(struct parser *parser, struct query **out)
{
    struct nodes nodes = {NULL, 0, 0};
    struct query *operand = NULL;
    enum status status = parse_and(parser, &operand);

    if (!status)
        nodes_add(&nodes, operand);
    while (!status && parser->token.kind == TOKEN_OR) {
        status = parser_step(parser);
        if (!status)
            status = parse_and(parser, &operand);
        if (!status)
            nodes_add(&nodes, operand);
    }
    if (!status)
        *out = group(parser, QUERY_OR, &nodes);
    heap_free(nodes.items);
    return status;
}

static enum status check_text(struct slice text, struct error *err)
{
    size_t column = 1;

    if (text.len > SCHEMA_QUERY_BYTES_MOST)
        return error_set(err, STATUS_TOO_LARGE,
                         "query: %zu bytes are more than the %d allowed",
                         text.len, SCHEMA_QUERY_BYTES_MOST);
    for (size_t at = 0; at < text.len; column++) {
        int32_t codepoint;

        at += utf8_decode(text.bytes + at, text.len - at, &codepoint);
        if (codepoint < 0 || (codepoint < ' ' && codepoint != '\t' &&
                              codepoint != '\n' && codepoint != '\r'))
            return error_set(err, STATUS_USAGE,
                             "query, column %zu: this is no UTF-8 text",
                             column);
    }
    return STATUS_OK;
}

enum status query_parse(struct slice text, struct arena *arena,
                        struct query **out, struct error *err)
{
    struct parser parser = {.lexer = {text, 0, 1}, .arena = arena, .err = err};
    enum status status = check_text(text, err);

    *out = NULL;
    if (!status)
        status = parser_step(&parser);
    if (!status && parser.token.kind == TOKEN_END)
        return error_set(err, STATUS_USAGE, "the query is empty");
    if (!status)
        status = parse_or(&parser, out);
    if (!status && parser.token.kind != TOKEN_END) {
        *out = NULL;
        if (parser.token.kind == TOKEN_NEAR)
            return parser_fail(&parser, parser.token.column,
                               "NEAR needs a word or phrase on each side");
        return parser_fail(&parser, parser.token.column,
                           "this ) has no ( before it");
    }
    return status;
}
