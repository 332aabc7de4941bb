/* html_tree.h - a page as a tree: elements and texts in the order of the page.
 * The only user of libxml2, whose tree is not built: its events fill ours,
 * which knows no recursion and bounds depth, number and the work of closing
 * tags. */
#ifndef INDEXER_HTML_TREE_H
#define INDEXER_HTML_TREE_H

#include "indexer/html_source.h"

enum html_tag {
    HTML_OTHER, /* an element without a meaning here: its content counts */
    HTML_TEXT,
    HTML_A,
    HTML_ABBR,
    HTML_ADDRESS,
    HTML_ARTICLE,
    HTML_ASIDE,
    HTML_AUDIO,
    HTML_B,
    HTML_BASE,
    HTML_BLOCKQUOTE,
    HTML_BODY,
    HTML_BR,
    HTML_BUTTON,
    HTML_CANVAS,
    HTML_CAPTION,
    HTML_CENTER,
    HTML_CODE,
    HTML_DATALIST,
    HTML_DD,
    HTML_DEL,
    HTML_DETAILS,
    HTML_DIALOG,
    HTML_DIV,
    HTML_DL,
    HTML_DT,
    HTML_EM,
    HTML_FIELDSET,
    HTML_FIGCAPTION,
    HTML_FIGURE,
    HTML_FONT,
    HTML_FOOTER,
    HTML_FORM,
    HTML_H1,
    HTML_H2,
    HTML_H3,
    HTML_H4,
    HTML_H5,
    HTML_H6,
    HTML_HEAD,
    HTML_HEADER,
    HTML_HR,
    HTML_HTML,
    HTML_I,
    HTML_IFRAME,
    HTML_IMG,
    HTML_INPUT,
    HTML_LABEL,
    HTML_LEGEND,
    HTML_LI,
    HTML_LINK,
    HTML_MAIN,
    HTML_MATH,
    HTML_MENU,
    HTML_META,
    HTML_NAV,
    HTML_NOSCRIPT,
    HTML_OBJECT,
    HTML_OL,
    HTML_OPTION,
    HTML_P,
    HTML_PICTURE,
    HTML_PRE,
    HTML_RP,
    HTML_RT,
    HTML_SECTION,
    HTML_SELECT,
    HTML_SPAN,
    HTML_STRONG,
    HTML_SUP,
    HTML_SUMMARY,
    HTML_TABLE,
    HTML_TBODY,
    HTML_TD,
    HTML_TEMPLATE,
    HTML_TEXTAREA,
    HTML_TFOOT,
    HTML_TH,
    HTML_THEAD,
    HTML_TIME,
    HTML_TITLE,
    HTML_TR,
    HTML_U,
    HTML_UL,
    HTML_VIDEO,
    HTML_TAG_COUNT
};

enum html_name {
    HTML_ARIA_HIDDEN,
    HTML_CLASS,
    HTML_COLSPAN,
    HTML_CONTENT,
    HTML_DATETIME,
    HTML_HIDDEN,
    HTML_HREF,
    HTML_ID,
    HTML_ITEMPROP,
    HTML_ITEMTYPE,
    HTML_LANG,
    HTML_NAME,
    HTML_PROPERTY,
    HTML_REL,
    HTML_ROLE,
    HTML_START,
    HTML_STYLE,
    HTML_HTTP_EQUIV,
    HTML_NAME_COUNT
};

struct html_attribute {
    enum html_name name;
    struct slice value; /* at most HTML_VALUE_MOST bytes */
};

enum {
    HTML_VALUE_MOST = 4096,
    HTML_DEPTH_MOST = 400, /* what is deeper lies beside its parent */
    HTML_NODES_MOST = 1000000
};

struct html_node {
    uint16_t tag; /* enum html_tag */
    uint16_t attribute_count;
    uint32_t parent; /* of the first node, which has none: itself */
    uint32_t end;    /* its descendants are those from behind it to here */
    uint32_t at;     /* of a text: where it stands in source->text */
    union {
        struct slice text; /* valid UTF-8 */
        const struct html_attribute *attributes;
    };
    bool is_plain; /* of a text: byte for byte what stands there */
};

struct html_tree {
    const struct html_source *source;
    struct html_node *nodes; /* the first one is the page */
    size_t count;
    bool is_deep; /* something was deeper than HTML_DEPTH_MOST */
    bool is_cut;  /* the page was too much, its rest is not read */
};

/* Lives in the arena and lends source. Any bytes make some tree. */
void html_tree_read(const struct html_source *source, struct arena *arena,
                    struct html_tree *out);

/* Unknown where the node has no such attribute. */
struct slice html_attribute(const struct html_node *node, enum html_name name);

/* Does the element begin and end a line (a paragraph, a row, an item)? */
bool html_is_block(enum html_tag tag);

/* The text below a node, white space collapsed, at most `most` bytes; in the
 * arena. */
struct slice html_text(const struct html_tree *tree, size_t node, size_t most,
                       struct arena *arena);

#endif
