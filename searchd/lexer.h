/* lexer.h - query text to tokens: words, quoted texts, operators, brackets. */
#ifndef SEARCHD_LEXER_H
#define SEARCHD_LEXER_H

#include "common/status.h"
#include "common/str.h"

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,   /* text: as typed, with a leading = and a final * */
    TOKEN_PHRASE, /* text: between the quotation marks */
    TOKEN_FIELD,  /* name; text is its value, quotation marks taken off */
    TOKEN_SIGN,   /* + or - right before what it is for */
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_NOT,
    TOKEN_NEAR /* window */
};

struct token {
    enum token_kind kind;
    struct slice text;
    struct slice name; /* of a field */
    size_t column;     /* in characters from 1 */
    size_t value_column;
    unsigned window;
    char sign;
};

enum { LEXER_NEAR_DEFAULT = 10, LEXER_NEAR_MOST = 1000 };

struct lexer {
    struct slice text;
    size_t at;     /* bytes */
    size_t column; /* of the next character, from 1 */
};

/* Read the next token; TOKEN_END stays at the end. USAGE: err has the column.
 */
MUST_CHECK enum status lexer_next(struct lexer *lexer, struct token *out,
                                  struct error *err);

/* Does text begin with a space character of any script? Its length, or 0. */
size_t lexer_space(struct slice text);

#endif
