/* query.h - query text to a tree: words, phrases, fields, dates, operators.
 *
 *     or   := and { OR and }
 *     and  := [NOT] run { AND [NOT] run | NOT run }
 *     run  := item { item }                       ranked together
 *     item := [+|-] ( "(" or ")" | near | field )
 *     near := atom { NEAR[/n] atom }
 *     atom := word | =word | word* | "a phrase"
 *
 * Only the syntax is known here: what a word matches, and what a field's
 * value means, is decided by rank. Operators are written in capitals. */
#ifndef SEARCHD_QUERY_H
#define SEARCHD_QUERY_H

#include "common/date.h"
#include "common/status.h"
#include "common/str.h"

enum query_kind {
    QUERY_WORD,   /* text; may hold several terms ("U.S.-Japan") */
    QUERY_PHRASE, /* text, words in a row */
    QUERY_NEAR,   /* children are words; window */
    QUERY_RUN,    /* children ranked together, each with its sign; fields
                   * among them restrict the run */
    QUERY_AND,
    QUERY_OR,
    QUERY_NOT,   /* one child: every passage but those that match it */
    QUERY_FIELD, /* field, text */
    QUERY_DATE,  /* text; first and last day */
    QUERY_TOPIC  /* text is its name */
};

enum query_field {
    QUERY_SPEAKER,
    QUERY_SIDE,
    QUERY_ABOUT,
    QUERY_ISSUER,
    QUERY_TITLE,
    QUERY_SECTION,
    QUERY_COUNTRY,
    QUERY_LANGUAGE,
    QUERY_ID,
    QUERY_FILE
};

struct query {
    enum query_kind kind;
    char sign;         /* in a run: '+' must match, '-' must not, else 0 */
    bool is_exact;     /* =word */
    bool is_prefix;    /* word* */
    struct slice text; /* lent from the query's text */
    size_t column;     /* in characters from 1, where it begins */
    enum query_field field;
    unsigned window;         /* of a near: words between, plus one */
    uint32_t first_day;      /* YYYYMMDD of a date; 0: from the beginning */
    uint32_t last_day;       /* 0: without end */
    struct query **children; /* never empty where the kind has them */
    size_t child_count;
    size_t leaf; /* for who walks the tree */
};

/* Parse text into a tree that lives in arena and lends from text. USAGE: err
 * has the column and what was expected. TOO_LARGE: over the limits of
 * schema.h. */
MUST_CHECK enum status query_parse(struct slice text, struct arena *arena,
                                   struct query **out, struct error *err);

/* "speaker", "side", ... */
const char *query_field_name(enum query_field field);

/* The tree as one line, for --explain and tests:
 * (RUN missile +"north korea" -side:japan). */
void query_print(const struct query *query, struct strbuf *out);

#endif
