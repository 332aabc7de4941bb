/* html_tree.h - a page as a tree: elements and texts in the order of the page.
 * With xml_tree the only user of libxml2, whose tree is not built: its events
 * fill ours, which knows no recursion and bounds depth, number and the work of
 * closing tags. */
#ifndef INDEXER_HTML_TREE_H
#define INDEXER_HTML_TREE_H

#include "indexer/html_source.h"
#include "indexer/html_tags.h"

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

/* An attribute by its name in small letters; false: none that is kept. */
bool html_name_of(struct slice text, enum html_name *out);
const char *html_name_text(enum html_name name);

/* Unknown where the node has no such attribute. */
struct slice html_attribute(const struct html_node *node, enum html_name name);

/* The text below a node, white space collapsed, at most `most` bytes; in the
 * arena. */
struct slice html_text(const struct html_tree *tree, size_t node, size_t most,
                       struct arena *arena);

#endif
