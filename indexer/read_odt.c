#include "indexer/read_odt.h"

#include "common/wordmap.h"
#include "indexer/doc_lines.h"
#include "indexer/properties.h"
#include "indexer/read_docx.h"
#include "indexer/unpack.h"
#include "indexer/xml_tree.h"

enum {
    BOXES_MOST = 64,
    LEVEL_MOST = 8,
    PROPERTY_MOST = 400, /* bytes */
    NAME_BYTES = 30      /* in the head of a zip's member, before its name */
};

/* What styles make of a text: in bold type, a title, not shown. */
enum look { LOOK_BOLD = 1, LOOK_TITLE = 2, LOOK_HIDDEN = 4 };

struct reading {
    struct arena *arena;
    struct xml_tree tree;
    struct doc_lines *lines;
    struct wordmap styles;    /* names with each look */
    uint8_t *looks;           /* of the texts in each node */
    size_t boxes[BOXES_MOST]; /* that stand beside the open paragraph */
    size_t box_count;
    uint32_t page; /* 0: the document does not tell */
};

/* ---- styles ---- */

static bool is_among(const struct reading *reading, enum look look,
                     struct slice name)
{
    return name.len &&
           wordmap_find(&reading->styles, name, look) != WORDMAP_NONE;
}

static void add_style(struct reading *reading, enum look look,
                      struct slice name)
{
    if (name.len && !is_among(reading, look, name))
        wordmap_add(&reading->styles, name, look);
}

static void read_style(struct reading *reading, size_t node)
{
    const struct xml_tree *tree = &reading->tree;
    const struct xml_node *style = &tree->nodes[node];
    struct slice name = xml_attribute(style, "name");
    size_t at = xml_find(tree, node, style->end, "text-properties");

    if (at < style->end &&
        slice_equal(xml_attribute(&tree->nodes[at], "font-weight"),
                    SLICE("bold")))
        add_style(reading, LOOK_BOLD, name);
    if (at < style->end &&
        slice_equal(xml_attribute(&tree->nodes[at], "display"), SLICE("none")))
        add_style(reading, LOOK_HIDDEN, name);
    if (slice_equal(xml_attribute(style, "parent-style-name"), SLICE("Title")))
        add_style(reading, LOOK_TITLE, name);
}

/* How the texts in each node look, by the style of the spans that they stand
 * in, or of their paragraph. */
static void find_looks(struct reading *reading)
{
    const struct xml_tree *tree = &reading->tree;

    reading->looks = arena_array(reading->arena, tree->count, 1);
    for (size_t i = 1; i < tree->count; i++) {
        const struct xml_node *node = &tree->nodes[i];
        struct slice style = xml_attribute(node, "style-name");

        if (is_among(reading, LOOK_BOLD, style))
            reading->looks[i] |= LOOK_BOLD;
        if (is_among(reading, LOOK_HIDDEN, style))
            reading->looks[i] |= LOOK_HIDDEN;
        if (xml_is(node, "span") || xml_is(node, "a"))
            reading->looks[i] |= reading->looks[node->parent];
    }
}

static void read_styles(struct reading *reading)
{
    const struct xml_tree *tree = &reading->tree;

    for (size_t i = xml_find(tree, 1, tree->count, "style"); i < tree->count;
         i = xml_find(tree, tree->nodes[i].end, tree->count, "style"))
        read_style(reading, i);
    find_looks(reading);
}

/* ---- paragraphs ---- */

static unsigned depth_of(const struct xml_tree *tree, size_t node,
                         const char *name)
{
    unsigned depth = 0;

    for (size_t i = tree->nodes[node].parent; i && depth < LEVEL_MOST;
         i = tree->nodes[i].parent)
        depth += xml_is(&tree->nodes[i], name);
    return depth;
}

static unsigned level_of(const struct reading *reading,
                         const struct xml_node *node)
{
    struct slice level = xml_attribute(node, "outline-level");
    struct slice style = xml_attribute(node, "style-name");

    if (slice_equal(style, SLICE("Title")) ||
        is_among(reading, LOOK_TITLE, style))
        return 1;
    if (!xml_is(node, "h"))
        return 0;
    return level.len == 1 && level.bytes[0] > '0' && level.bytes[0] <= '8'
               ? (unsigned)(level.bytes[0] - '0')
               : LEVEL_MOST;
}

/* Of what it stands in, white space apart. */
static bool is_first_of(const struct xml_tree *tree, size_t node)
{
    size_t parent = tree->nodes[node].parent, before = node - 1;

    return before == parent ||
           (before == parent + 1 && !slice_is_known(tree->nodes[before].name));
}

static void begin_paragraph(struct reading *reading, size_t node)
{
    const struct xml_tree *tree = &reading->tree;
    unsigned level = level_of(reading, &tree->nodes[node]);
    unsigned depth = depth_of(tree, node, "list");
    bool is_first = is_first_of(tree, node);

    if (level)
        doc_lines_begin(reading->lines, LINE_HEADING, level);
    else if (depth && is_first)
        doc_lines_begin(reading->lines, LINE_BULLET, depth);
    else
        doc_lines_begin(reading->lines, LINE_PLAIN, 0);
}

static bool looks(const struct reading *reading, size_t text, enum look look)
{
    return reading->looks[reading->tree.nodes[text].parent] & look;
}

static bool is_passed_over(const struct xml_node *node)
{
    static const char *const names[] = {"tracked-changes",
                                        "annotation",
                                        "sequence-decls",
                                        "forms",
                                        "font-face-decls",
                                        "scripts",
                                        "automatic-styles",
                                        "title",
                                        "desc",
                                        "ruby-text",
                                        "hidden-text",
                                        "hidden-paragraph",
                                        "table-of-content-source",
                                        "index-title",
                                        NULL};

    return xml_is_one_of(node, names);
}

/* ---- what stands in the text ---- */

/* A note: its mark in the text, its body behind all. */
static void begin_note(struct reading *reading, size_t node)
{
    const struct xml_tree *tree = &reading->tree;
    size_t end = tree->nodes[node].end;
    size_t at = xml_find(tree, node, end, "note-citation");
    struct strbuf mark = STRBUF_INIT;

    if (at < end)
        strbuf_add_format(&mark, "[%s]",
                          xml_text(tree, at, 8, reading->arena).bytes);
    doc_lines_mark(reading->lines, mark.len ? mark.bytes : "");
    doc_lines_begin_note(reading->lines);
    doc_lines_add(reading->lines, strbuf_slice(&mark), 0, false, false);
    doc_lines_space(reading->lines);
    strbuf_release(&mark);
}

/* Where the row, and the note, that is open ends; 0: none is. */
struct inside {
    size_t row, note, contents;
    size_t row_node;
};

static void take_element(struct reading *reading, size_t i,
                         struct inside *inside)
{
    const struct xml_node *node = &reading->tree.nodes[i];

    if (xml_is(node, "p") || xml_is(node, "h")) {
        if (inside->row || inside->note)
            doc_lines_space(reading->lines);
        else
            begin_paragraph(reading, i);
    } else if (xml_is(node, "table-row") && !inside->row) {
        doc_lines_begin(reading->lines, LINE_PLAIN, 0);
        inside->row = node->end;
        inside->row_node = i;
    } else if (xml_is(node, "table-cell") && inside->row) {
        if (node->parent == inside->row_node)
            doc_lines_cell(reading->lines);
    } else if (xml_is(node, "note") && !inside->note) {
        begin_note(reading, i);
        inside->note = node->end;
    } else if (xml_is(node, "table-of-content") && !inside->row &&
               !inside->note) {
        doc_lines_set_use(reading->lines, LINE_OF_PAGE);
        inside->contents = node->end;
    } else if (xml_is(node, "line-break")) {
        if (inside->row || inside->note)
            doc_lines_space(reading->lines);
        else
            doc_lines_break(reading->lines);
    } else if (xml_is(node, "s") || xml_is(node, "tab")) {
        doc_lines_space(reading->lines);
    } else if (xml_is(node, "soft-page-break") && reading->page) {
        doc_lines_set_page(reading->lines, ++reading->page);
    }
}

static void close_inside(struct reading *reading, size_t i,
                         struct inside *inside)
{
    if (inside->note && i >= inside->note) {
        doc_lines_end_note(reading->lines);
        inside->note = 0;
    }
    if (inside->contents && i >= inside->contents) {
        doc_lines_set_use(reading->lines, LINE_OF_STATEMENT);
        inside->contents = 0;
    }
    if (inside->row && i >= inside->row) {
        doc_lines_end(reading->lines);
        inside->row = 0;
    }
}

static void take_all(struct reading *reading, size_t first, size_t end)
{
    const struct xml_tree *tree = &reading->tree;
    struct inside inside = {0};

    for (size_t i = first; i < end && !doc_lines_is_full(reading->lines);) {
        const struct xml_node *node = &tree->nodes[i];

        close_inside(reading, i, &inside);
        if (xml_is(node, "text-box")) {
            if (reading->box_count < BOXES_MOST)
                reading->boxes[reading->box_count++] = i;
            i = node->end;
            continue;
        }
        if (slice_is_known(node->name) &&
            (is_passed_over(node) || xml_is(node, "note-citation"))) {
            i = node->end;
            continue;
        }
        if (slice_is_known(node->name))
            take_element(reading, i, &inside);
        else if (!xml_is(&tree->nodes[node->parent], "list") &&
                 !xml_is(&tree->nodes[node->parent], "text") &&
                 !looks(reading, i, LOOK_HIDDEN))
            doc_lines_add(reading->lines, node->text, 0, false,
                          looks(reading, i, LOOK_BOLD));
        i++;
    }
    close_inside(reading, end, &inside);
}

/* All of it. Boxes of text come behind the paragraph, the list or the table
 * that they are fixed to; boxes in boxes behind these. */
static void take_document(struct reading *reading)
{
    const struct xml_tree *tree = &reading->tree;
    size_t body = xml_find(tree, 1, tree->count, "body");
    size_t text = xml_find(tree, body, tree->count, "text"), end;

    for (size_t i = text + 1; i < tree->count; i = end) {
        end = tree->nodes[i].end > i ? tree->nodes[i].end : i + 1;
        take_all(reading, i, end);
        for (size_t k = 0; k < reading->box_count; k++) {
            size_t box = reading->boxes[k];

            doc_lines_end(reading->lines);
            take_all(reading, box + 1, tree->nodes[box].end);
        }
        reading->box_count = 0;
    }
}

void read_odt_parts(struct slice content, struct slice meta,
                    struct arena *arena, struct page *out)
{
    struct reading reading = {.arena = arena};
    const struct xml_tree *tree = &reading.tree;
    struct xml_tree properties;

    *out = (struct page){0};
    xml_tree_read(content, arena, &reading.tree);
    xml_tree_read(meta, arena, &properties);
    read_styles(&reading);
    reading.lines = doc_lines_new(SLICE_UNKNOWN, arena);
    reading.page =
        xml_find(tree, 1, tree->count, "soft-page-break") < tree->count;
    doc_lines_set_page(reading.lines, reading.page);
    take_document(&reading);
    if (tree->is_cut || doc_lines_is_full(reading.lines))
        out->warning = SLICE(" damaged or too much: its end is not read");
    doc_lines_finish(reading.lines, out);
    doc_lines_free(reading.lines);
    wordmap_release(&reading.styles);
    properties_take(
        xml_text_of(&properties, "title", PROPERTY_MOST, arena),
        xml_text_of(&properties, "initial-creator", PROPERTY_MOST, arena), out);
}

enum status read_odt(const struct raw_file *file, struct arena *arena,
                     struct page *out, struct error *err)
{
    static const char *const names[] = {"content.xml", "meta.xml"};
    struct slice texts[COUNT_OF(names)];
    enum status status =
        unpack_parts(file->path, file->bytes, names, COUNT_OF(names),
                     OFFICE_BYTES_MOST, arena, texts, err);

    if (status)
        return status;
    if (!slice_is_known(texts[0]))
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: no OpenDocument text: it has no %s", file->path,
                         names[0]);
    read_odt_parts(texts[0], texts[1], arena, out);
    return STATUS_OK;
}

bool read_odt_is(struct slice head)
{
    return slice_starts(head, SLICE("PK\x03\x04")) &&
           slice_starts(slice_part(head, NAME_BYTES, head.len),
                        SLICE("mimetypeapplication/"
                              "vnd.oasis.opendocument.text"));
}
