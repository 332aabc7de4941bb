#include "indexer/read_docx.h"

#include "indexer/doc_lines.h"
#include "indexer/properties.h"
#include "indexer/unpack.h"
#include "indexer/xml_tree.h"

enum {
    STYLES_MOST = 2000,
    LEVEL_MOST = 8,
    PROPERTY_MOST = 400, /* bytes */
    NAME_BYTES = 30      /* in the head of a zip's member, before its name */
};

/* A style that makes headings. */
struct heading_style {
    struct slice id;
    unsigned level;
};

struct reading {
    const struct docx_parts *parts;
    struct arena *arena;
    const struct xml_tree *tree;
    struct doc_lines *lines;
    struct heading_style *styles;
    size_t style_count;
    struct xml_tree notes[2]; /* footnotes, endnotes */
    unsigned note_number;
    uint32_t page;   /* 0: the document does not tell */
    bool is_in_note; /* notes hold no notes */
};

/* ---- styles ---- */

static unsigned digit_of(struct slice value)
{
    return value.len == 1 && value.bytes[0] >= '0' && value.bytes[0] <= '9'
               ? (unsigned)(value.bytes[0] - '0')
               : LEVEL_MOST + 1;
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
            digit_of(slice_part(name, heading.len, heading.len + 1));

        return level && level <= LEVEL_MOST ? level : 0;
    }
    return 0;
}

/* w:outlineLvl from 0; 9 is text. */
static unsigned level_by_outline(const struct xml_tree *tree, size_t node)
{
    size_t end = tree->nodes[node].end;
    size_t at = xml_find(tree, node, end, "outlineLvl");
    unsigned level =
        at < end ? digit_of(xml_attribute(&tree->nodes[at], "val")) : 9;

    return level < LEVEL_MOST ? level + 1 : 0;
}

static void read_styles(struct reading *reading)
{
    struct xml_tree tree;

    reading->styles =
        arena_array(reading->arena, STYLES_MOST, sizeof *reading->styles);
    xml_tree_read(reading->parts->styles, reading->arena, &tree);
    for (size_t i = xml_find(&tree, 1, tree.count, "style"); i < tree.count;
         i = xml_find(&tree, tree.nodes[i].end, tree.count, "style")) {
        size_t end = tree.nodes[i].end;
        size_t name = xml_find(&tree, i, end, "name");
        unsigned level;

        level = level_by_outline(&tree, i);
        if (!level && name < end)
            level = level_by_name(xml_attribute(&tree.nodes[name], "val"));
        if (level && reading->style_count < STYLES_MOST)
            reading->styles[reading->style_count++] = (struct heading_style){
                xml_attribute(&tree.nodes[i], "styleId"), level};
    }
}

static unsigned level_of_style(const struct reading *reading, struct slice id)
{
    for (size_t i = 0; i < reading->style_count; i++)
        if (slice_equal(reading->styles[i].id, id))
            return reading->styles[i].level;
    return 0;
}

/* ---- paragraphs ---- */

static bool is_off(const struct xml_node *node)
{
    struct slice value = xml_attribute(node, "val");

    return slice_equal(value, SLICE("0")) || slice_equal(value, SLICE("false"));
}

static void begin_paragraph(struct reading *reading, size_t node)
{
    const struct xml_tree *tree = reading->tree;
    size_t first = node + 1;
    size_t end = first < tree->nodes[node].end ? tree->nodes[first].end : first;
    unsigned level = 0, depth = 0;
    bool is_item = false;

    if (first < tree->nodes[node].end && xml_is(&tree->nodes[first], "pPr")) {
        size_t style = xml_find(tree, first, end, "pStyle");
        size_t item = xml_find(tree, first, end, "numPr");
        size_t inner = xml_find(tree, item, end, "ilvl");

        if (style < end)
            level = level_of_style(reading,
                                   xml_attribute(&tree->nodes[style], "val"));
        if (!level)
            level = level_by_outline(tree, first);
        is_item = item < end;
        if (inner < end)
            depth = digit_of(xml_attribute(&tree->nodes[inner], "val"));
    }
    if (level)
        doc_lines_begin(reading->lines, LINE_HEADING, level);
    else if (is_item)
        doc_lines_begin(reading->lines, LINE_BULLET,
                        depth < LEVEL_MOST ? depth + 1 : LEVEL_MOST);
    else
        doc_lines_begin(reading->lines, LINE_PLAIN, 0);
}

/* Is the run that a text stands in bold? */
static bool is_bold(const struct xml_tree *tree, size_t node)
{
    size_t run = tree->nodes[node].parent, properties, bold;

    while (run && !xml_is(&tree->nodes[run], "r"))
        run = tree->nodes[run].parent;
    properties = run + 1;
    if (!run || !xml_is(&tree->nodes[properties], "rPr"))
        return false;
    bold = xml_find(tree, properties, tree->nodes[properties].end, "b");
    return bold < tree->nodes[properties].end && !is_off(&tree->nodes[bold]);
}

/* Parts that are no text of the document as it stands now. */
static bool is_passed_over(const struct xml_node *node)
{
    static const char *const names[] = {"del",
                                        "moveFrom",
                                        "instrText",
                                        "delText",
                                        "pPr",
                                        "rPr",
                                        "Fallback",
                                        "sectPr",
                                        "tblPr",
                                        "tblGrid",
                                        "trPr",
                                        "tcPr",
                                        "commentReference",
                                        "sdtPr",
                                        "annotationRef",
                                        "footnoteRef",
                                        "endnoteRef",
                                        NULL};

    return xml_is_one_of(node, names);
}

static void take_range(struct reading *reading, size_t first, size_t end,
                       bool is_cell);

/* ---- tables ---- */

/* A row is one line, its cells parted by bars. */
static void take_row(struct reading *reading, size_t row)
{
    const struct xml_tree *tree = reading->tree;
    size_t end = tree->nodes[row].end;

    doc_lines_begin(reading->lines, LINE_PLAIN, 0);
    for (size_t i = row + 1; i < end;) {
        if (!xml_is(&tree->nodes[i], "tc")) {
            i++;
            continue;
        }
        if (doc_lines_text(reading->lines).len) {
            doc_lines_space(reading->lines);
            doc_lines_mark(reading->lines, "|");
            doc_lines_space(reading->lines);
        }
        take_range(reading, i + 1, tree->nodes[i].end, true);
        i = tree->nodes[i].end;
    }
    doc_lines_end(reading->lines);
}

/* ---- notes ---- */

/* The note with this id, behind its number. */
static void take_note(struct reading *reading, size_t which, struct slice id)
{
    const struct xml_tree *tree = reading->tree;
    const struct xml_tree *notes = &reading->notes[which];
    const char *name = which ? "endnote" : "footnote";
    struct strbuf mark = STRBUF_INIT;

    if (reading->is_in_note)
        return;
    strbuf_add_format(&mark, "[%u]", ++reading->note_number);
    doc_lines_mark(reading->lines, mark.bytes);
    for (size_t i = 1; i < notes->count; i++) {
        if (!xml_is(&notes->nodes[i], name) ||
            !slice_equal(xml_attribute(&notes->nodes[i], "id"), id))
            continue;
        doc_lines_begin_note(reading->lines);
        doc_lines_begin(reading->lines, LINE_PLAIN, 0);
        doc_lines_add(reading->lines, strbuf_slice(&mark), 0, false, false);
        doc_lines_space(reading->lines);
        reading->tree = notes;
        reading->is_in_note = true;
        take_range(reading, i + 1, notes->nodes[i].end, true);
        reading->is_in_note = false;
        reading->tree = tree;
        doc_lines_end_note(reading->lines);
        break;
    }
    strbuf_release(&mark);
}

/* ---- what stands in the text ---- */

/* A break of the line: behind a whole sentence another paragraph. */
static void take_break(struct reading *reading)
{
    struct slice text = doc_lines_text(reading->lines);

    if (text.len && strchr(".:;?!", text.bytes[text.len - 1]))
        doc_lines_begin(reading->lines, LINE_PLAIN, 0);
    else
        doc_lines_space(reading->lines);
}

static void take_element(struct reading *reading, size_t node, bool is_cell)
{
    const struct xml_node *element = &reading->tree->nodes[node];

    if (xml_is(element, "p")) {
        if (is_cell)
            doc_lines_space(reading->lines);
        else
            begin_paragraph(reading, node);
    } else if (xml_is(element, "br") || xml_is(element, "cr")) {
        if (is_cell)
            doc_lines_space(reading->lines);
        else
            take_break(reading);
    } else if (xml_is(element, "tab") || xml_is(element, "ptab")) {
        doc_lines_space(reading->lines);
    } else if (xml_is(element, "noBreakHyphen")) {
        doc_lines_add(reading->lines, SLICE("-"), 0, false, false);
    } else if (xml_is(element, "lastRenderedPageBreak")) {
        if (reading->page)
            doc_lines_set_page(reading->lines, ++reading->page);
    } else if (xml_is(element, "footnoteReference")) {
        take_note(reading, 0, xml_attribute(element, "id"));
    } else if (xml_is(element, "endnoteReference")) {
        take_note(reading, 1, xml_attribute(element, "id"));
    }
}

/* Nodes [first, end) in their order. Of a cell all is one line. Rows of a table
 * within a cell are of its text; so this goes no deeper than row and note. */
static void take_range(struct reading *reading, size_t first, size_t end,
                       bool is_cell)
{
    size_t i = first;

    while (i < end && !doc_lines_is_full(reading->lines)) {
        const struct xml_tree *tree = reading->tree;
        const struct xml_node *node = &tree->nodes[i];

        if (!slice_is_known(node->name)) {
            if (xml_is(&tree->nodes[node->parent], "t"))
                doc_lines_add(reading->lines, node->text, 0, false,
                              is_bold(tree, i));
            i++;
        } else if (is_passed_over(node)) {
            i = node->end;
        } else if (!is_cell && xml_is(node, "tr")) {
            take_row(reading, i);
            i = node->end;
        } else {
            take_element(reading, i, is_cell);
            i++;
        }
    }
}

static struct slice property(const struct xml_tree *tree, const char *name,
                             struct arena *arena)
{
    size_t node = xml_find(tree, 1, tree->count, name);

    return node < tree->count ? xml_text(tree, node, PROPERTY_MOST, arena)
                              : SLICE_UNKNOWN;
}

void read_docx_parts(const struct docx_parts *parts, struct arena *arena,
                     struct page *out)
{
    struct reading reading = {.parts = parts, .arena = arena};
    struct xml_tree document, properties;

    *out = (struct page){0};
    xml_tree_read(parts->document, arena, &document);
    xml_tree_read(parts->footnotes, arena, &reading.notes[0]);
    xml_tree_read(parts->endnotes, arena, &reading.notes[1]);
    xml_tree_read(parts->properties, arena, &properties);
    read_styles(&reading);
    reading.tree = &document;
    reading.lines = doc_lines_new(SLICE_UNKNOWN, arena);
    reading.page = xml_find(&document, 1, document.count,
                            "lastRenderedPageBreak") < document.count;
    doc_lines_set_page(reading.lines, reading.page);
    take_range(&reading, 1, document.count, false);
    if (document.is_cut || doc_lines_is_full(reading.lines))
        out->warning = SLICE(" damaged or too much: its end is not read");
    doc_lines_finish(reading.lines, out);
    doc_lines_free(reading.lines);
    properties_take(property(&properties, "title", arena),
                    property(&properties, "creator", arena), out);
}

enum status read_docx(const struct raw_file *file, struct arena *arena,
                      struct page *out, struct error *err)
{
    static const char *const names[] = {
        "word/document.xml", "word/styles.xml", "word/footnotes.xml",
        "word/endnotes.xml", "docProps/core.xml"};
    struct slice texts[COUNT_OF(names)];
    struct docx_parts parts;
    enum status status =
        unpack_parts(file->path, file->bytes, names, COUNT_OF(names),
                     OFFICE_BYTES_MOST, arena, texts, err);

    if (status)
        return status;
    if (!slice_is_known(texts[0]))
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: no document of Word: it has no %s", file->path,
                         names[0]);
    parts =
        (struct docx_parts){texts[0], texts[1], texts[2], texts[3], texts[4]};
    read_docx_parts(&parts, arena, out);
    return STATUS_OK;
}

bool read_docx_is(struct slice head)
{
    struct slice name = slice_part(head, NAME_BYTES, head.len);

    return slice_starts(head, SLICE("PK\x03\x04")) &&
           (slice_starts(name, SLICE("[Content_Types].xml")) ||
            slice_starts(name, SLICE("word/")) ||
            slice_starts(name, SLICE("_rels/.rels")));
}
