/* html_word_lists.h - the words by which pages name their parts, in general use
 * and in several languages: data only. */
#ifndef INDEXER_HTML_WORD_LISTS_H
#define INDEXER_HTML_WORD_LISTS_H

#include "common/base.h"

/* Words or phrases in small letters, sorted as by strcmp(). */
struct html_word_list {
    const char *const *words;
    size_t count;
};

/* Two words that follow each other. */
struct html_pair_list {
    const char *const (*pairs)[2];
    size_t count;
};

extern const struct html_word_list
    html_side_words,     /* beside the text on any page */
    html_doubtful_words, /* beside it, or a part of it */
    html_talk_words,     /* what readers say to it */
    html_head_words,     /* date, author, place of an article */
    html_text_words,     /* the text of an article */
    html_article_words,  /* an article with its head */
    html_side_parts,     /* of longer words: "articlenewsletterbox" */
    html_talk_parts,
    html_requests; /* phrases of a site's requests to its readers */

extern const struct html_pair_list html_side_pairs, html_doubtful_pairs,
    html_text_pairs;

#endif
