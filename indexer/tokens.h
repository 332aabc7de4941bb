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

struct token {
    size_t start, end; /* byte range, without "'s" */
    unsigned flags;    /* enum lexicon_flag; of a side's name: 0 */
    enum token_gap gap;
    bool is_capital;    /* begins with a capital letter */
    bool is_initial;    /* "J", "С.В" */
    bool is_possessive; /* "'s" or "s'" follows */
    struct slice side;  /* a whole side's name is one token */
    enum side_kind side_kind;
    bool is_organization;
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
