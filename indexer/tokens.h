/* tokens.h - a paragraph as words with what the lexicon and the table of
 * sides know of each: what the grammar of speakers and sides reads. */
#ifndef INDEXER_TOKENS_H
#define INDEXER_TOKENS_H

#include "indexer/lexicon.h"
#include "indexer/sides.h"

/* What stands between a word and the one before it. */
enum token_gap {
    GAP_SPACE, /* white space, or the stop of an abbreviation */
    GAP_COMMA,
    GAP_OTHER, /* a quote, bracket or dash */
    GAP_STOP   /* the end of a sentence or clause; the first word has it too */
};

/* Small, for those of a whole page are kept. */
struct token {
    uint32_t start, end;   /* byte range, without "'s" */
    struct slice side;     /* a whole side's name is one token */
    unsigned flags;        /* enum lexicon_flag; of a side's name: 0 */
    uint8_t gap;           /* enum token_gap */
    uint8_t side_kind : 4; /* enum side_kind */
    bool is_organization : 1;
    bool is_capital : 1;    /* begins with a capital letter */
    bool is_initial : 1;    /* "J", "С.В" */
    bool is_possessive : 1; /* "'s" or "s'" follows */
};

/* A zeroed list is an empty one; tokens_release() ends it. */
struct token_list {
    struct token *items;
    size_t count, capacity;
    bool is_english; /* set it: names of sides begin with a capital */
};

/* Does text begin in Chinese, Japanese or Korean? It is not cut into words. */
bool tokens_are_wide(struct slice text);

/* Cut text into words, over what the list held: the first
 * SCHEMA_LINE_BYTES_MOST bytes of it, which no paragraph has. */
void tokens_read(struct token_list *list, struct slice text);
void tokens_release(struct token_list *list);

#endif
