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

static void read_list(const struct xml_tree *tree, size_t node,
                      struct docx_style *style)
{
    size_t end = tree->nodes[node].end;
    size_t at = xml_find(tree, node, end, "numPr");
    size_t last = at < end ? tree->nodes[at].end : end;
    size_t list = xml_find(tree, at, last, "numId");
    size_t depth = xml_find(tree, at, last, "ilvl");

    if (list < last)
        style->list = xml_attribute(&tree->nodes[list], "val");
    if (depth < last)
        style->depth = docx_digit(xml_attribute(&tree->nodes[depth], "val"));
}

/* What a style is by itself. *base: the style that it is made of. */
static struct docx_style read_style(const struct xml_tree *tree, size_t node,
                                    struct slice *base)
{
    size_t end = tree->nodes[node].end;
    size_t name = xml_find(tree, node, end, "name");
    size_t based = xml_find(tree, node, end, "basedOn");
    struct docx_style style = {.level = docx_outline_level(tree, node),
                               .is_item =
                                   xml_find(tree, node, end, "numPr") < end};
    struct slice called =
        name < end ? xml_attribute(&tree->nodes[name], "val") : SLICE_UNKNOWN;

    read_list(tree, node, &style);
    *base =
        based < end ? xml_attribute(&tree->nodes[based], "val") : SLICE_UNKNOWN;
    if (!style.level)
        style.level = level_by_name(called);
    style.is_contents =
        slice_equal_nocase(slice_part(called, 0, 4), SLICE("toc ")) &&
        called.len == 5;
    return style;
}

/* Add what the styles below it make of each. Of two with one id the first one
 * counts. */
static void inherit(struct docx_styles *styles, const struct slice *bases,
                    struct arena *arena)
{
    size_t count = styles->ids.count;
    struct docx_style *made = arena_array(arena, count, sizeof *made);

    for (size_t i = 0; i < count; i++) {
        uint32_t at = (uint32_t)i;

        for (size_t k = 0; k < BASES_MOST && at != WORDMAP_NONE; k++) {
            if (!made[i].level)
                made[i].level = styles->items[at].level;
            made[i].is_item |= styles->items[at].is_item;
            if (!made[i].depth)
                made[i].depth = styles->items[at].depth;
            if (!slice_is_known(made[i].list))
                made[i].list = styles->items[at].list;
            made[i].is_contents |= styles->items[at].is_contents;
            at = bases[at].len ? wordmap_find(&styles->ids, bases[at], 0)
                               : WORDMAP_NONE;
        }
    }
    styles->items = made;
}

void docx_styles_read(struct slice xml, struct arena *arena,
                      struct docx_styles *out)
{
    struct slice *bases = arena_array(arena, STYLES_MOST, sizeof *bases);
    struct xml_tree tree;

    *out = (struct docx_styles){
        .items = arena_array(arena, STYLES_MOST, sizeof *out->items)};
    xml_tree_read(xml, arena, &tree);
    for (size_t i = xml_find(&tree, 1, tree.count, "style");
         i < tree.count && out->ids.count < STYLES_MOST;
         i = xml_find(&tree, tree.nodes[i].end, tree.count, "style")) {
        struct slice id = xml_attribute(&tree.nodes[i], "styleId");

        if (!id.len || wordmap_find(&out->ids, id, 0) != WORDMAP_NONE)
            continue;
        out->items[out->ids.count] =
            read_style(&tree, i, &bases[out->ids.count]);
        wordmap_add(&out->ids, id, 0);
    }
    inherit(out, bases, arena);
}

void docx_styles_release(struct docx_styles *styles)
{
    wordmap_release(&styles->ids);
}

struct docx_style docx_style_find(const struct docx_styles *styles,
                                  struct slice id)
{
    static const struct docx_style none = {.level = 0};
    uint32_t at = id.len ? wordmap_find(&styles->ids, id, 0) : WORDMAP_NONE;

    return at == WORDMAP_NONE ? none : styles->items[at];
}
