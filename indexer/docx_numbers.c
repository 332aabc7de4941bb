#include "indexer/docx_numbers.h"

#include <string.h>

#include "indexer/ordinals.h"

enum {
    LISTS_MOST = 2000,
    VALUE_MOST = 32767,
    DIGITS_MOST = 5,
    LEVEL_TEXT_MOST = 60 /* bytes of a pattern; a longer one is none */
};

struct level {
    struct slice text; /* "%1.%2", with the number of level 1 for %1 */
    enum ordinal form;
    unsigned start;
    unsigned restart; /* begins anew behind levels above this one; 0: never */
    bool is_legal;    /* numbers of all levels in digits */
};

/* w:abstractNum: what lists look like, and how far they are counted. */
struct docx_list {
    struct level levels[DOCX_NUMBER_LEVELS];
    unsigned counts[DOCX_NUMBER_LEVELS]; /* 0: the level begins anew */
    bool is_counted[DOCX_NUMBER_LEVELS];
    struct slice link; /* the style that has the list instead; or unknown */
};

/* w:num: a use of such a list, with levels of its own. */
struct docx_num {
    uint32_t list;
    const struct level *levels; /* NULL: those of the list */
    bool is_start[DOCX_NUMBER_LEVELS];
    unsigned starts[DOCX_NUMBER_LEVELS];
    bool is_used;
};

/* ---- reading ---- */

/* The value of the first such element of the node, up to VALUE_MOST. */
static unsigned number_of(const struct xml_tree *tree, size_t node,
                          const char *name, unsigned otherwise)
{
    size_t end = tree->nodes[node].end;
    size_t at = xml_find(tree, node, end, name);
    struct slice text =
        at < end ? xml_attribute(&tree->nodes[at], "val") : SLICE_UNKNOWN;
    unsigned value = 0;

    if (!text.len || text.len > DIGITS_MOST)
        return otherwise;
    for (size_t i = 0; i < text.len; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return otherwise;
        value = value * 10 + (unsigned)(text.bytes[i] - '0');
    }
    return value < VALUE_MOST ? value : VALUE_MOST;
}

static struct slice text_of(const struct xml_tree *tree, size_t node,
                            const char *name)
{
    size_t end = tree->nodes[node].end;
    size_t at = xml_find(tree, node, end, name);

    return at < end ? xml_attribute(&tree->nodes[at], "val") : SLICE_UNKNOWN;
}

static bool is_on(const struct xml_tree *tree, size_t node, const char *name)
{
    size_t end = tree->nodes[node].end;
    size_t at = xml_find(tree, node, end, name);
    struct slice value;

    if (at == end)
        return false;
    value = xml_attribute(&tree->nodes[at], "val");
    return !slice_equal(value, SLICE("0")) &&
           !slice_equal(value, SLICE("false"));
}

static struct level read_level(const struct xml_tree *tree, size_t node)
{
    struct slice form = text_of(tree, node, "numFmt");
    struct level level = {
        .text = text_of(tree, node, "lvlText"),
        .form = ORDINAL_DECIMAL,
        .start = number_of(tree, node, "start", 0),
        .restart = number_of(tree, node, "lvlRestart", DOCX_NUMBER_LEVELS),
        .is_legal = is_on(tree, node, "isLgl")};

    if (slice_is_known(form))
        level.form = ordinal_of(form);
    if (level.text.len > LEVEL_TEXT_MOST)
        level.form = ORDINAL_NONE;
    return level;
}

/* The levels w:lvl within [first, end). */
static void read_levels(const struct xml_tree *tree, size_t first, size_t end,
                        struct level *levels)
{
    for (size_t i = xml_find(tree, first, end, "lvl"); i < end;
         i = xml_find(tree, tree->nodes[i].end, end, "lvl")) {
        unsigned at = docx_digit(xml_attribute(&tree->nodes[i], "ilvl"));

        if (at < DOCX_NUMBER_LEVELS)
            levels[at] = read_level(tree, i);
    }
}

static void read_lists(const struct xml_tree *tree, struct docx_numbers *out)
{
    for (size_t i = xml_find(tree, 1, tree->count, "abstractNum");
         i < tree->count && out->abstracts.count < LISTS_MOST;
         i = xml_find(tree, tree->nodes[i].end, tree->count, "abstractNum")) {
        struct slice id = xml_attribute(&tree->nodes[i], "abstractNumId");
        struct docx_list *list = &out->lists[out->abstracts.count];

        if (!id.len || wordmap_find(&out->abstracts, id, 0) != WORDMAP_NONE)
            continue;
        wordmap_add(&out->abstracts, id, 0);
        list->link = text_of(tree, i, "numStyleLink");
        read_levels(tree, i + 1, tree->nodes[i].end, list->levels);
    }
}

/* What a use of a list has of its own. */
static void read_overrides(const struct xml_tree *tree, size_t node,
                           const struct docx_list *list, struct arena *arena,
                           struct docx_num *num)
{
    size_t end = tree->nodes[node].end;

    for (size_t i = xml_find(tree, node + 1, end, "lvlOverride"); i < end;
         i = xml_find(tree, tree->nodes[i].end, end, "lvlOverride")) {
        unsigned at = docx_digit(xml_attribute(&tree->nodes[i], "ilvl"));
        size_t last = tree->nodes[i].end;

        if (at >= DOCX_NUMBER_LEVELS)
            continue;
        if (xml_find(tree, i, last, "startOverride") < last) {
            num->is_start[at] = true;
            num->starts[at] = number_of(tree, i, "startOverride", 0);
        }
        if (xml_find(tree, i, last, "lvl") < last) {
            struct level *levels =
                arena_array(arena, DOCX_NUMBER_LEVELS, sizeof *levels);

            memcpy(levels, num->levels ? num->levels : list->levels,
                   sizeof list->levels);
            read_levels(tree, i + 1, last, levels);
            num->levels = levels;
        }
    }
}

static uint32_t list_of(const struct docx_numbers *numbers, struct slice id)
{
    return id.len ? wordmap_find(&numbers->abstracts, id, 0) : WORDMAP_NONE;
}

static void read_uses(const struct xml_tree *tree, struct arena *arena,
                      struct docx_numbers *out)
{
    for (size_t i = xml_find(tree, 1, tree->count, "num");
         i < tree->count && out->nums.count < LISTS_MOST;
         i = xml_find(tree, tree->nodes[i].end, tree->count, "num")) {
        struct slice id = xml_attribute(&tree->nodes[i], "numId");
        uint32_t list = list_of(out, text_of(tree, i, "abstractNumId"));
        struct docx_num *num = &out->uses[out->nums.count];

        if (!id.len || list == WORDMAP_NONE ||
            wordmap_find(&out->nums, id, 0) != WORDMAP_NONE)
            continue;
        wordmap_add(&out->nums, id, 0);
        num->list = list;
        read_overrides(tree, i, &out->lists[list], arena, num);
    }
}

static uint32_t use_of(const struct docx_numbers *numbers, struct slice id)
{
    return id.len ? wordmap_find(&numbers->nums, id, 0) : WORDMAP_NONE;
}

/* A list may be that of a style: its levels are there. */
static void follow_links(const struct docx_styles *styles,
                         struct docx_numbers *out)
{
    for (uint32_t i = 0; i < out->abstracts.count; i++) {
        struct docx_list *list = &out->lists[i];
        uint32_t use;

        if (!slice_is_known(list->link))
            continue;
        use = use_of(out, docx_style_find(styles, list->link).list);
        if (use != WORDMAP_NONE && out->uses[use].list != i)
            memcpy(list->levels, out->lists[out->uses[use].list].levels,
                   sizeof list->levels);
    }
}

void docx_numbers_read(struct slice xml, const struct docx_styles *styles,
                       struct arena *arena, struct docx_numbers *out)
{
    struct xml_tree tree;

    *out = (struct docx_numbers){0};
    if (!xml.len)
        return;
    out->lists = arena_array(arena, LISTS_MOST, sizeof *out->lists);
    out->uses = arena_array(arena, LISTS_MOST, sizeof *out->uses);
    xml_tree_read(xml, arena, &tree);
    read_lists(&tree, out);
    read_uses(&tree, arena, out);
    follow_links(styles, out);
}

void docx_numbers_release(struct docx_numbers *numbers)
{
    wordmap_release(&numbers->abstracts);
    wordmap_release(&numbers->nums);
}

/* ---- counting ---- */

static const struct level *level_of(const struct docx_list *list,
                                    const struct docx_num *num, unsigned level)
{
    return num->levels ? &num->levels[level] : &list->levels[level];
}

static unsigned start_of(const struct docx_list *list,
                         const struct docx_num *num, unsigned level)
{
    return num->is_start[level] ? num->starts[level]
                                : level_of(list, num, level)->start;
}

/* The first paragraph of a use with a start of its own begins anew. */
static void begin_use(struct docx_list *list, struct docx_num *num)
{
    for (unsigned i = 0; i < DOCX_NUMBER_LEVELS && !num->is_used; i++)
        list->is_counted[i] &= !num->is_start[i];
    num->is_used = true;
}

static void count(struct docx_list *list, const struct docx_num *num,
                  unsigned level)
{
    /* A level above that was passed over counts as begun. */
    for (unsigned i = 0; i < level; i++)
        if (!list->is_counted[i]) {
            list->counts[i] = start_of(list, num, i);
            list->is_counted[i] = true;
        }
    if (!list->is_counted[level])
        list->counts[level] = start_of(list, num, level);
    else if (list->counts[level] < VALUE_MOST)
        list->counts[level]++;
    list->is_counted[level] = true;
    for (unsigned i = level + 1; i < DOCX_NUMBER_LEVELS; i++) {
        unsigned restart = level_of(list, num, i)->restart;

        if (level < restart)
            list->is_counted[i] = false;
    }
}

/* Fill in the numbers of a pattern; false: one of them cannot be written. */
static bool write_label(const struct docx_list *list,
                        const struct docx_num *num, unsigned level,
                        struct strbuf *out)
{
    const struct level *own = level_of(list, num, level);

    for (size_t i = 0; i < own->text.len; i++) {
        char c = own->text.bytes[i];
        unsigned at;
        enum ordinal form;

        if (c != '%' || i + 1 == own->text.len ||
            own->text.bytes[i + 1] < '1' || own->text.bytes[i + 1] > '9') {
            strbuf_add_byte(out, c);
            continue;
        }
        at = (unsigned)(own->text.bytes[++i] - '1');
        form = level_of(list, num, at)->form;
        if (own->is_legal)
            form = ORDINAL_DECIMAL;
        if (at > level || !ordinal_add(form, list->counts[at], out) ||
            out->len > DOCX_LABEL_MOST)
            return false;
    }
    return true;
}

void docx_numbers_next(struct docx_numbers *numbers, struct slice id,
                       unsigned level, struct strbuf *out)
{
    uint32_t use = use_of(numbers, id);
    struct docx_num *num;
    struct docx_list *list;

    strbuf_reset(out);
    if (use == WORDMAP_NONE || level >= DOCX_NUMBER_LEVELS)
        return;
    num = &numbers->uses[use];
    list = &numbers->lists[num->list];
    begin_use(list, num);
    count(list, num, level);
    if (level_of(list, num, level)->form == ORDINAL_NONE ||
        !write_label(list, num, level, out))
        strbuf_reset(out);
}
