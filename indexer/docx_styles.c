#include "indexer/docx_styles.h"

enum {
    STYLES_MOST = 2000,
    BASES_MOST = 8 /* styles that one is made of */
};

unsigned docx_digit(struct slice value)
{
    return value.len == 1 && value.bytes[0] >= '0' && value.bytes[0] <= '9'
               ? (unsigned)(value.bytes[0] - '0')
               : DOCX_LEVEL_MOST + 1;
}

/* "heading 2", "Title": the level of a heading, 0: none. */
static unsigned level_by_name(struct slice name)
{
    struct slice heading = SLICE("heading ");

    if (slice_equal_nocase(name, SLICE("title")))
        return 1;
    if (name.len == heading.len + 1 &&
        slice_equal_nocase(slice_part(name, 0, heading.len), heading)) {
        unsigned level =
            docx_digit(slice_part(name, heading.len, heading.len + 1));

        return level && level <= DOCX_LEVEL_MOST ? level : 0;
    }
    return 0;
}

unsigned docx_outline_level(const struct xml_tree *tree, size_t node)
{
    size_t end = tree->nodes[node].end;
    size_t at = xml_find(tree, node, end, "outlineLvl");
    unsigned level =
        at < end ? docx_digit(xml_attribute(&tree->nodes[at], "val")) : 9;

    return level < DOCX_LEVEL_MOST ? level + 1 : 0;
}

static void read_style(const struct xml_tree *tree, size_t node,
                       struct docx_style *out)
{
    size_t end = tree->nodes[node].end;
    size_t name = xml_find(tree, node, end, "name");
    size_t base = xml_find(tree, node, end, "basedOn");
    struct slice called =
        name < end ? xml_attribute(&tree->nodes[name], "val") : SLICE_UNKNOWN;

    *out = (struct docx_style){
        .id = xml_attribute(&tree->nodes[node], "styleId"),
        .level = docx_outline_level(tree, node),
        .is_item = xml_find(tree, node, end, "numPr") < end};
    if (base < end)
        out->base = xml_attribute(&tree->nodes[base], "val");
    if (!out->level)
        out->level = level_by_name(called);
    out->is_contents =
        slice_equal_nocase(slice_part(called, 0, 4), SLICE("toc ")) &&
        called.len == 5;
}

static const struct docx_style *style_by_id(const struct docx_styles *styles,
                                            struct slice id)
{
    for (size_t i = 0; i < styles->count && id.len; i++)
        if (slice_equal(styles->items[i].id, id))
            return &styles->items[i];
    return NULL;
}

void docx_styles_read(struct slice xml, struct arena *arena,
                      struct docx_styles *out)
{
    struct xml_tree tree;

    *out = (struct docx_styles){
        arena_array(arena, STYLES_MOST, sizeof *out->items), 0};
    xml_tree_read(xml, arena, &tree);
    for (size_t i = xml_find(&tree, 1, tree.count, "style");
         i < tree.count && out->count < STYLES_MOST;
         i = xml_find(&tree, tree.nodes[i].end, tree.count, "style"))
        read_style(&tree, i, &out->items[out->count++]);
}

struct docx_style docx_style_find(const struct docx_styles *styles,
                                  struct slice id)
{
    struct docx_style out = {.level = 0};
    const struct docx_style *style = style_by_id(styles, id);

    for (size_t i = 0; style && i < BASES_MOST; i++) {
        if (!out.level)
            out.level = style->level;
        out.is_item |= style->is_item;
        out.is_contents |= style->is_contents;
        style = style_by_id(styles, style->base);
    }
    return out;
}
