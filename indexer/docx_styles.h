/* docx_styles.h - the styles of a document of Word: which make headings, items,
 * a table of contents. */
#ifndef INDEXER_DOCX_STYLES_H
#define INDEXER_DOCX_STYLES_H

#include "common/wordmap.h"
#include "indexer/xml_tree.h"

enum { DOCX_LEVEL_MOST = 8 };

/* What paragraphs of a style are. */
struct docx_style {
    unsigned level; /* of a heading; 0: none */
    bool is_item;
    bool is_contents;  /* of a table of contents */
    struct slice list; /* its w:numId; unknown: none */
    unsigned depth;    /* in that list, from 0 */
};

/* docx_styles_release() ends it. */
struct docx_styles {
    struct wordmap ids; /* the number of each */
    struct docx_style *items;
};

/* Read styles.xml; unknown: there are none. Lends xml and the arena. */
void docx_styles_read(struct slice xml, struct arena *arena,
                      struct docx_styles *out);

void docx_styles_release(struct docx_styles *styles);

/* What a style is by itself or by those that it is made of. */
struct docx_style docx_style_find(const struct docx_styles *styles,
                                  struct slice id);

/* The level that w:outlineLvl within the node tells, from 1; 0: none. */
unsigned docx_outline_level(const struct xml_tree *tree, size_t node);

/* A value of one digit; else more than any level. */
unsigned docx_digit(struct slice value);

#endif
