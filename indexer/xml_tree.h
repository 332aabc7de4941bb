/* xml_tree.h - XML as a tree: elements and texts in the order of the document.
 * With html_tree the only user of libxml2, whose tree is not built: its events
 * fill ours, which knows no recursion and bounds depth and number.
 *
 * No entity is defined by a document (so that none can grow), nothing is
 * fetched. What is not well formed is read as far as it can be. */
#ifndef INDEXER_XML_TREE_H
#define INDEXER_XML_TREE_H

#include "common/str.h"

enum {
    XML_DEPTH_MOST = 256, /* elements within each other */
    XML_NODES_MOST = 1000000,
    XML_VALUE_MOST = 4096 /* bytes of an attribute; longer ones are cut */
};

struct xml_attribute {
    struct slice name; /* without its prefix */
    struct slice value;
};

struct xml_node {
    struct slice name; /* without its prefix; unknown: a text */
    struct slice text; /* of a text: valid UTF-8 */
    const struct xml_attribute *attributes;
    uint32_t attribute_count;
    uint32_t parent; /* of the first node, which has none: itself */
    uint32_t end;    /* its descendants are those from behind it to here */
    uint32_t at;     /* of a text: where it stands in the source */
    bool is_plain;   /* of a text: byte for byte what stands there */
};

struct xml_tree {
    struct xml_node *nodes; /* the first one is the document */
    size_t count;
    bool is_cut; /* it was not well formed, too deep, or too much */
};

/* Read source, which is UTF-8 whatever it declares. Lives in the arena and
 * lends source. Any bytes make some tree. */
void xml_tree_read(struct slice source, struct arena *arena,
                   struct xml_tree *out);

/* Is it an element of this name? */
bool xml_is(const struct xml_node *node, const char *name);

/* Is it one of a list of names that ends with NULL? */
bool xml_is_one_of(const struct xml_node *node, const char *const *names);

/* Unknown where the node has no such attribute. */
struct slice xml_attribute(const struct xml_node *node, const char *name);

/* The texts in an element with single spaces, up to most bytes, in the arena.
 */
struct slice xml_text(const struct xml_tree *tree, size_t node, size_t most,
                      struct arena *arena);

/* The same of the first element of this name; unknown: there is none. */
struct slice xml_text_of(const struct xml_tree *tree, const char *name,
                         size_t most, struct arena *arena);

/* The first element of this name at or behind node, before end; end: none. */
size_t xml_find(const struct xml_tree *tree, size_t node, size_t end,
                const char *name);

#endif
