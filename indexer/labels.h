/* labels.h - the label of who speaks, at the beginning of a block:
 * "Sergey Lavrov:", "MR. PRICE:", "Question:", "Q", "岸田外務大臣：".
 *
 * Looks at one block alone; whether a doubtful label is one depends on the
 * page, and turns.h decides it. */
#ifndef INDEXER_LABELS_H
#define INDEXER_LABELS_H

#include "indexer/blocks.h"
#include "indexer/names.h"

enum label_kind {
    LABEL_NONE,
    LABEL_QUESTION,
    LABEL_ANSWER,
    LABEL_AGENCY,  /* a news agency: asks, in a transcript */
    LABEL_PERSON,  /* an honorific or office stands there */
    LABEL_NAME,    /* looks like a name, and nothing else says so */
    LABEL_ASKING,  /* some words and a colon, and a question behind them */
    LABEL_CAPITALS /* a few words in capitals: an office or a name in a page of
                      such labels, else nothing */
};

struct label {
    enum label_kind kind;
    struct slice name; /* as written; unknown: an office alone */
    struct slice role; /* as written, without "the" */
    struct slice side;
    bool is_article; /* "THE PRESIDENT": there is but one here */
    bool is_initialed; /* "С.В.Лавров", "John Q. Public": a person's name */
    bool is_dotted; /* "Q." "A.", "Q -": might be the mark of an item */
    bool is_capitals;
    bool is_capital_name; /* "Mr. KIRBY" too */
    bool is_quote;        /* what is said begins with a quotation mark */
    bool is_marked;    /* bold or in brackets, or capitals with an honorific */
    bool is_given;     /* the format says that it names who speaks */
    size_t end;        /* of the label in the block's text */
    size_t text_start; /* where what is said begins; text.len: in the next */
};

/* Read the label of a block, LABEL_NONE when it has none. Its texts are parts
 * of the block's. scratch is memory to work in. */
void label_read(const struct block *block, struct token_list *scratch,
                struct label *out);

#endif
