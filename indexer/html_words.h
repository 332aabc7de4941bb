/* html_words.h - what the names that pages give their parts (class, id, role)
 * say of them: words in general use, in several languages. */
#ifndef INDEXER_HTML_WORDS_H
#define INDEXER_HTML_WORDS_H

#include "indexer/html_tree.h"

enum html_part {
    HTML_PART_UNNAMED,
    HTML_PART_TEXT,    /* the text of an article */
    HTML_PART_ARTICLE, /* an article with its head */
    HTML_PART_SIDE,    /* navigation, related links, sharing, advertising ... */
    HTML_PART_TALK,    /* comments of readers */
    HTML_PART_HEAD,    /* date, author, place of an article */
    HTML_PART_DOUBTFUL, /* a side part, or a part of the text */
    HTML_PART_COUNT
};

/* By its tag, role, class and id. */
enum html_part html_part_of(const struct html_node *node);

/* Does the text ask its readers to subscribe, log in, read something else? */
bool html_is_request(struct slice text);

#endif
