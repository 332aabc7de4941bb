/* query_parser.h - the inside of query.h: the state of a parse, and the leaves
 * of the tree. */
#ifndef SEARCHD_QUERY_PARSER_H
#define SEARCHD_QUERY_PARSER_H

#include "searchd/lexer.h"
#include "searchd/query.h"

struct parser {
    struct lexer lexer;
    struct token token; /* not yet used */
    struct arena *arena;
    struct error *err;
    unsigned depth;
    size_t words;
};

/* Go on to the next token. */
MUST_CHECK enum status parser_step(struct parser *parser);

/* USAGE, with "query, column N: " before the text. */
enum status parser_fail(struct parser *parser, size_t column, const char *text);

struct query *parser_node(struct parser *parser, enum query_kind kind,
                          size_t column);

/* Make a leaf of the token at hand and go on to the next. */
MUST_CHECK enum status parser_word(struct parser *parser, struct query **out);
MUST_CHECK enum status parser_phrase(struct parser *parser, struct query **out);
MUST_CHECK enum status parser_field(struct parser *parser, struct query **out);

#endif
