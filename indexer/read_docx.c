#include "indexer/read_docx.h"

#include "common/wordmap.h"
#include "indexer/doc_lines.h"
#include "indexer/docx_numbers.h"
#include "indexer/properties.h"
#include "indexer/unpack.h"
#include "indexer/xml_tree.h"

enum {
    BOXES_MOST = 64,
    PROPERTIES_MOST = 200, /* nodes of a run's that are looked at */
    PROPERTY_MOST = 400,   /* bytes */
    NAME_BYTES = 30        /* in the head of a zip's member, before its name */
};

struct notes {
    struct xml_tree tree;
    struct wordmap ids; /* the number of each */
    size_t *nodes;      /* 0: it was taken */
    size_t capacity;
};

struct reading {
    const struct docx_parts *parts;
    struct arena *arena;
    const struct xml_tree *tree;
    struct doc_lines *lines;
    struct docx_styles styles;
    struct docx_numbers numbers;
    struct strbuf label; /* the number of the paragraph, until it has a text */
    size_t boxes[BOXES_MOST]; /* that stand beside the open paragraph */
    size_t box_count;
    struct notes footnotes, endnotes;
    unsigned note_number;
    uint32_t page;   /* 0: the document does not tell */
    bool is_in_note; /* notes hold no notes */
};

/* ---- paragraphs ---- */

static bool is_off(const struct xml_node *node)
{
    struct slice value = xml_attribute(node, "val");

    return slice_equal(value, SLICE("0")) || slice_equal(value, SLICE("false"));
}

/* Its properties: w:pPr, which comes first; the end: it has none. */
static size_t properties_of(const struct xml_tree *tree, size_t node)
{
    size_t first = node + 1, end = tree->nodes[node].end;

    return first < end && xml_is(&tree->nodes[first], "pPr") ? first : end;
}

/* What its style, and its own properties, make of a paragraph. A list 0 is
 * none, whatever the style says. */
static struct docx_style look_of(const struct reading *reading, size_t node)
{
    const struct xml_tree *tree = reading->tree;
    size_t first = properties_of(tree, node);
    size_t end = first < tree->nodes[node].end ? tree->nodes[first].end : first;
    size_t style = xml_find(tree, first, end, "pStyle");
    size_t item = xml_find(tree, first, end, "numPr");
    size_t depth = xml_find(tree, item, end, "ilvl");
    size_t list = xml_find(tree, item, end, "numId");
    struct docx_style look = {.level = 0};

    if (style < end)
        look = docx_style_find(&reading->styles,
                               xml_attribute(&tree->nodes[style], "val"));
    if (!look.level && first < end)
        look.level = docx_outline_level(tree, first);
    if (depth < end)
        look.depth = docx_digit(xml_attribute(&tree->nodes[depth], "val"));
    if (list < end)
        look.list = xml_attribute(&tree->nodes[list], "val");
    look.is_item |= item < end;
    if (slice_equal(look.list, SLICE("0"))) {
        look.list = SLICE_UNKNOWN;
        look.is_item = false;
    }
    return look;
}

static void begin_paragraph(struct reading *reading,
                            const struct docx_style *look)
{
    unsigned depth = look->depth;

    doc_lines_set_use(reading->lines,
                      look->is_contents ? LINE_OF_PAGE : LINE_OF_STATEMENT);
    if (look->level)
        doc_lines_begin(reading->lines, LINE_HEADING, look->level);
    else if (look->is_item)
        doc_lines_begin(reading->lines, LINE_BULLET,
                        depth < DOCX_LEVEL_MOST ? depth + 1 : DOCX_LEVEL_MOST);
    else
        doc_lines_begin(reading->lines, LINE_PLAIN, 0);
}

/* Its number waits for its text; what has none gets none. */
static void take_paragraph(struct reading *reading, size_t node, bool is_cell)
{
    struct docx_style look = look_of(reading, node);

    if (is_cell)
        doc_lines_space(reading->lines);
    else
        begin_paragraph(reading, &look);
    docx_numbers_next(&reading->numbers, look.list, look.depth,
                      &reading->label);
}

/* Has the run that a text stands in this property? */
static bool is_set(const struct xml_tree *tree, size_t node, const char *name)
{
    size_t run = tree->nodes[node].parent, properties, end, found;

    while (run && !xml_is(&tree->nodes[run], "r"))
        run = tree->nodes[run].parent;
    properties = run + 1;
    if (!run || !xml_is(&tree->nodes[properties], "rPr"))
        return false;
    end = tree->nodes[properties].end;
    if (end > properties + PROPERTIES_MOST)
        end = properties + PROPERTIES_MOST;
    found = xml_find(tree, properties, end, name);
    return found < end && !is_off(&tree->nodes[found]);
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
                                        "rt",
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
        doc_lines_cell(reading->lines);
        take_range(reading, i + 1, tree->nodes[i].end, true);
        i = tree->nodes[i].end;
    }
    doc_lines_end(reading->lines);
}

/* ---- notes ---- */

static void read_notes(struct notes *notes, struct slice xml, const char *name,
                       struct arena *arena)
{
    const struct xml_tree *tree = &notes->tree;

    xml_tree_read(xml, arena, &notes->tree);
    for (size_t i = xml_find(tree, 1, tree->count, name); i < tree->count;
         i = xml_find(tree, i + 1, tree->count, name)) {
        struct slice id = xml_attribute(&tree->nodes[i], "id");

        if (!id.len || wordmap_find(&notes->ids, id, 0) != WORDMAP_NONE)
            continue;
        notes->nodes = heap_grow(notes->nodes, notes->ids.count,
                                 &notes->capacity, sizeof *notes->nodes);
        notes->nodes[notes->ids.count] = i;
        wordmap_add(&notes->ids, id, 0);
    }
}

static void release_notes(struct notes *notes)
{
    wordmap_release(&notes->ids);
    heap_free(notes->nodes);
}

/* The node of the note with this id, where it was not taken before; 0: none. */
static size_t next_note(struct notes *notes, struct slice id)
{
    uint32_t number = id.len ? wordmap_find(&notes->ids, id, 0) : WORDMAP_NONE;
    size_t node = number == WORDMAP_NONE ? 0 : notes->nodes[number];

    if (node)
        notes->nodes[number] = 0;
    return node;
}

/* The note with this id, behind its number. */
static void take_note(struct reading *reading, struct notes *notes,
                      struct slice id)
{
    const struct xml_tree *tree = reading->tree;
    struct strbuf mark = STRBUF_INIT;
    size_t note;

    if (reading->is_in_note)
        return;
    strbuf_add_format(&mark, "[%u]", ++reading->note_number);
    doc_lines_mark(reading->lines, mark.bytes);
    note = next_note(notes, id);
    if (note) {
        doc_lines_begin_note(reading->lines);
        doc_lines_begin(reading->lines, LINE_PLAIN, 0);
        doc_lines_add(reading->lines, strbuf_slice(&mark), 0, false, false);
        doc_lines_space(reading->lines);
        reading->tree = &notes->tree;
        reading->is_in_note = true;
        take_range(reading, note + 1, notes->tree.nodes[note].end, true);
        reading->is_in_note = false;
        reading->tree = tree;
        doc_lines_end_note(reading->lines);
    }
    strbuf_release(&mark);
}

/* ---- what stands in the text ---- */

static void take_element(struct reading *reading, size_t node, bool is_cell)
{
    const struct xml_node *element = &reading->tree->nodes[node];

    if (xml_is(element, "p")) {
        take_paragraph(reading, node, is_cell);
    } else if (xml_is(element, "br") || xml_is(element, "cr")) {
        if (is_cell)
            doc_lines_space(reading->lines);
        else
            doc_lines_break(reading->lines);
    } else if (xml_is(element, "tab") || xml_is(element, "ptab")) {
        doc_lines_space(reading->lines);
    } else if (xml_is(element, "noBreakHyphen")) {
        doc_lines_add(reading->lines, SLICE("-"), 0, false, false);
    } else if (xml_is(element, "lastRenderedPageBreak")) {
        if (reading->page)
            doc_lines_set_page(reading->lines, ++reading->page);
    } else if (xml_is(element, "footnoteReference")) {
        take_note(reading, &reading->footnotes, xml_attribute(element, "id"));
    } else if (xml_is(element, "endnoteReference")) {
        take_note(reading, &reading->endnotes, xml_attribute(element, "id"));
    }
}

static void add_text(struct reading *reading, struct slice text, bool is_bold)
{
    if (reading->label.len && slice_trim(text).len) {
        doc_lines_add(reading->lines, strbuf_slice(&reading->label), 0, false,
                      is_bold);
        doc_lines_space(reading->lines);
        strbuf_reset(&reading->label);
    }
    doc_lines_add(reading->lines, text, 0, false, is_bold);
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
            if (xml_is(&tree->nodes[node->parent], "t") &&
                !is_set(tree, i, "vanish"))
                add_text(reading, node->text, is_set(tree, i, "b"));
            i++;
        } else if (is_passed_over(node)) {
            i = node->end;
        } else if (xml_is(node, "txbxContent")) {
            if (reading->box_count < BOXES_MOST && !reading->is_in_note)
                reading->boxes[reading->box_count++] = i;
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

/* All of it. Boxes of text come behind the paragraph, or the table, that they
 * are fixed to; boxes in boxes behind these. */
static void take_document(struct reading *reading)
{
    const struct xml_tree *tree = reading->tree;
    size_t body = xml_find(tree, 1, tree->count, "body"), end;

    for (size_t i = body + 1; i < tree->count; i = end) {
        end = tree->nodes[i].end > i ? tree->nodes[i].end : i + 1;
        take_range(reading, i, end, false);
        for (size_t k = 0; k < reading->box_count; k++) {
            size_t box = reading->boxes[k];

            doc_lines_end(reading->lines);
            take_range(reading, box + 1, tree->nodes[box].end, false);
        }
        reading->box_count = 0;
    }
}

void read_docx_parts(const struct docx_parts *parts, struct arena *arena,
                     struct page *out)
{
    struct reading reading = {.parts = parts, .arena = arena};
    struct xml_tree document, properties;

    *out = (struct page){0};
    xml_tree_read(parts->document, arena, &document);
    read_notes(&reading.footnotes, parts->footnotes, "footnote", arena);
    read_notes(&reading.endnotes, parts->endnotes, "endnote", arena);
    xml_tree_read(parts->properties, arena, &properties);
    docx_styles_read(parts->styles, arena, &reading.styles);
    docx_numbers_read(parts->numbering, &reading.styles, arena,
                      &reading.numbers);
    reading.tree = &document;
    reading.lines = doc_lines_new(SLICE_UNKNOWN, arena);
    reading.page = xml_find(&document, 1, document.count,
                            "lastRenderedPageBreak") < document.count;
    doc_lines_set_page(reading.lines, reading.page);
    take_document(&reading);
    if (document.is_cut || doc_lines_is_full(reading.lines))
        out->warning = SLICE(" damaged or too much: its end is not read");
    doc_lines_finish(reading.lines, out);
    doc_lines_free(reading.lines);
    docx_numbers_release(&reading.numbers);
    strbuf_release(&reading.label);
    docx_styles_release(&reading.styles);
    release_notes(&reading.footnotes);
    release_notes(&reading.endnotes);
    properties_take(xml_text_of(&properties, "title", PROPERTY_MOST, arena),
                    xml_text_of(&properties, "creator", PROPERTY_MOST, arena),
                    out);
}

enum status read_docx(const struct raw_file *file, struct arena *arena,
                      struct page *out, struct error *err)
{
    static const char *const names[] = {
        "word/document.xml", "word/styles.xml",   "word/footnotes.xml",
        "word/endnotes.xml", "docProps/core.xml", "word/numbering.xml"};
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
    parts = (struct docx_parts){texts[0], texts[1], texts[2],
                                texts[3], texts[4], texts[5]};
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
