#include "indexer/read_tei.h"

#include <stdlib.h>

#include "indexer/charset.h"
#include "indexer/doc_lines.h"
#include "indexer/tei_facts.h"
#include "indexer/tei_source.h"

enum { LEVEL_MOST = 8, PAGE_DIGITS_MOST = 6 };

struct reading {
    struct xml_tree tree;
    struct doc_lines *lines;
    struct arena *arena;
    uint32_t *blocks; /* that each node is, or stands in */
    size_t block;     /* that the last text stood in; 0: none */
    size_t note;      /* where the open note ends; 0: none is open */
    size_t speaker;   /* where the open label ends; the same */
    bool is_labelled; /* the next text goes on behind a label */
    size_t furniture; /* where the open running head ends */
    size_t utterance; /* that no text has come of; 0: none */
    struct slice who; /* its speaker */
    struct tei_persons persons;
    unsigned note_number;
    struct strbuf mark; /* of the open note, before its first text */
};

/* ---- what elements mean ---- */

static bool is_block(const struct xml_node *node)
{
    static const char *const names[] = {
        "p",         "ab",         "head",       "item",         "l",
        "cell",      "note",       "opener",     "closer",       "dateline",
        "salute",    "signed",     "byline",     "titlePart",    "docTitle",
        "docAuthor", "docDate",    "trailer",    "epigraph",     "div",
        "div1",      "div2",       "div3",       "div4",         "body",
        "front",     "back",       "text",       "speaker",      "stage",
        "fw",        "postscript", "argument",   "label",        "address",
        "addrLine",  "titlePage",  "docImprint", "list",         "table",
        "row",       "sp",         "lg",         "floatingText", "TEI",
        "TEI.2",     "u",          NULL};

    return xml_is_one_of(node, names);
}

static bool is_division(const struct xml_node *node)
{
    return slice_starts(node->name, SLICE("div"));
}

/* What is told of the text, and readings that another one stands for. */
static bool is_passed_over(const struct reading *reading, size_t i)
{
    static const char *const names[] = {"teiHeader", "figDesc", "del",
                                        "vocal",     "kinesic", "incident",
                                        "gap",       "index",   NULL};
    static const char *const others[] = {"sic", "orig", "abbr", NULL};
    const struct xml_node *node = &reading->tree.nodes[i];

    return xml_is_one_of(node, names) ||
           (xml_is_one_of(node, others) &&
            xml_is(&reading->tree.nodes[node->parent], "choice"));
}

/* Does node stand first in its parent, white space apart? */
static bool is_first(const struct xml_tree *tree, size_t node)
{
    size_t parent = tree->nodes[node].parent, before = node - 1;

    return before == parent ||
           (before == parent + 1 && !slice_is_known(tree->nodes[before].name));
}

/* A <seg> of an utterance is a paragraph of it. */
static bool is_part_of_speech(const struct xml_tree *tree, size_t node)
{
    return xml_is(&tree->nodes[node], "seg") &&
           xml_is(&tree->nodes[tree->nodes[node].parent], "u");
}

/* The nearest block that each node is, or stands in. */
static void find_blocks(struct reading *reading)
{
    const struct xml_tree *tree = &reading->tree;

    reading->blocks =
        arena_array(reading->arena, tree->count, sizeof *reading->blocks);
    for (size_t i = 1; i < tree->count; i++)
        reading->blocks[i] =
            is_block(&tree->nodes[i]) || is_part_of_speech(tree, i)
                ? (uint32_t)i
                : reading->blocks[tree->nodes[i].parent];
}

/* What a text stands in: of a paragraph in a cell, a note, or first in an item
 * it is these. */
static size_t block_of(const struct reading *reading, size_t node)
{
    const struct xml_tree *tree = &reading->tree;
    size_t block = reading->blocks[tree->nodes[node].parent];
    size_t above = tree->nodes[block].parent;

    if (xml_is(&tree->nodes[block], "p") &&
        (xml_is(&tree->nodes[above], "cell") ||
         xml_is(&tree->nodes[above], "note") ||
         (xml_is(&tree->nodes[above], "item") && is_first(tree, block))))
        return above;
    return block;
}

static unsigned count_above(const struct xml_tree *tree, size_t node,
                            bool is_wanted(const struct xml_node *))
{
    unsigned count = 0;

    for (node = tree->nodes[node].parent; node; node = tree->nodes[node].parent)
        count += is_wanted(&tree->nodes[node]);
    return count;
}

static bool is_list(const struct xml_node *node)
{
    return xml_is(node, "list");
}

/* A name below the text is no heading of what follows, bold as it may be. */
static bool is_bold(const struct xml_tree *tree, size_t node, size_t block)
{
    if (xml_is(&tree->nodes[block], "signed"))
        return false;
    for (node = tree->nodes[node].parent; node && node != block;
         node = tree->nodes[node].parent) {
        struct slice looks[] = {xml_attribute(&tree->nodes[node], "rend"),
                                xml_attribute(&tree->nodes[node], "rendition")};

        for (size_t i = 0; i < COUNT_OF(looks); i++)
            if (slice_find(looks[i], SLICE("bold"), 0) != SIZE_MAX ||
                slice_find(looks[i], SLICE("strong"), 0) != SIZE_MAX)
                return true;
    }
    return xml_is(&tree->nodes[block], "speaker");
}

/* ---- blocks ---- */

static unsigned bounded(unsigned level)
{
    return level < 1 ? 1 : level > LEVEL_MOST ? LEVEL_MOST : level;
}

/* The dateline tells the date: no passage. Who speaks is told by the turn. */
static enum line_use use_of(const struct reading *reading,
                            const struct xml_node *block)
{
    if (reading->furniture)
        return LINE_OF_PAGE;
    if (xml_is(block, "dateline"))
        return LINE_DATE;
    return xml_is(block, "note") &&
                   slice_equal(xml_attribute(block, "type"), SLICE("speaker"))
               ? LINE_OF_PAGE
               : LINE_OF_STATEMENT;
}

static void begin_block(struct reading *reading, size_t block)
{
    const struct xml_tree *tree = &reading->tree;
    const struct xml_node *node = &tree->nodes[block];
    const struct xml_node *above = &tree->nodes[node->parent];

    doc_lines_set_use(reading->lines, use_of(reading, node));
    if (xml_is(node, "head") && xml_is(above, "list"))
        doc_lines_begin(reading->lines, LINE_BULLET, 1);
    else if (xml_is(node, "head") && is_division(above))
        doc_lines_begin(reading->lines, LINE_HEADING,
                        bounded(count_above(tree, block, is_division)));
    else if (xml_is(node, "item"))
        doc_lines_begin(reading->lines, LINE_BULLET,
                        bounded(count_above(tree, block, is_list)));
    else if (xml_is(above, "quote"))
        doc_lines_begin(reading->lines, LINE_QUOTE, 1);
    else
        doc_lines_begin(reading->lines, LINE_PLAIN, 0);
}

/* The next cell of the row of the last one goes on with its line. */
static bool is_next_cell(const struct xml_tree *tree, size_t last, size_t block)
{
    return last && xml_is(&tree->nodes[block], "cell") &&
           xml_is(&tree->nodes[last], "cell") &&
           tree->nodes[last].parent == tree->nodes[block].parent;
}

/* An utterance says by a reference who speaks: a label before its text, in its
 * place. */
static void add_speaker(struct reading *reading, size_t block)
{
    const struct xml_tree *tree = &reading->tree;
    size_t first = block + 1;

    if (!reading->utterance || block < reading->utterance)
        return;
    while (first < tree->count && slice_is_known(tree->nodes[first].name))
        first++;
    if (first < tree->count && slice_is_known(reading->who)) {
        doc_lines_add(reading->lines, reading->who, tree->nodes[first].at,
                      false, true);
        doc_lines_mark(reading->lines, ":");
        doc_lines_set_speech(reading->lines);
        doc_lines_space(reading->lines);
    }
    reading->utterance = 0;
}

static void enter(struct reading *reading, size_t block)
{
    size_t last = reading->block;

    reading->block = block;
    if (reading->is_labelled) {
        reading->is_labelled = false;
        doc_lines_space(reading->lines);
    } else if (reading->note && last) {
        doc_lines_space(reading->lines);
    } else if (is_next_cell(&reading->tree, last, block)) {
        doc_lines_space(reading->lines);
        doc_lines_mark(reading->lines, "|");
        doc_lines_space(reading->lines);
    } else {
        begin_block(reading, block);
        add_speaker(reading, block);
    }
}

static void take_text(struct reading *reading, size_t i)
{
    const struct xml_tree *tree = &reading->tree;
    const struct xml_node *node = &tree->nodes[i];
    size_t block = block_of(reading, i);

    if (!slice_trim(node->text).len) {
        doc_lines_space(reading->lines);
        return;
    }
    if (block != reading->block || reading->is_labelled)
        enter(reading, block);
    if (reading->note && reading->mark.len) {
        doc_lines_add(reading->lines, strbuf_slice(&reading->mark), node->at,
                      false, false);
        doc_lines_space(reading->lines);
        strbuf_reset(&reading->mark);
    }
    doc_lines_add(reading->lines, node->text, node->at, node->is_plain,
                  is_bold(tree, i, block));
}

/* ---- elements ---- */

/* A number or letter for a note, as printed. */
static bool is_mark(struct slice name)
{
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.bytes[i] <= ' ' ||
            (unsigned char)name.bytes[i] >= 0x7F)
            return false;
    return name.len && name.len <= PAGE_DIGITS_MOST;
}

static void begin_note(struct reading *reading, size_t i)
{
    const struct xml_node *node = &reading->tree.nodes[i];
    struct slice name = xml_attribute(node, "n");
    struct strbuf *mark = &reading->mark;

    reading->note_number++;
    strbuf_reset(mark);
    if (is_mark(name))
        strbuf_add_format(mark, "[%.*s]", SLICE_ARG(name));
    else
        strbuf_add_format(mark, "[%u]", reading->note_number);
    if (!xml_is(&reading->tree.nodes[block_of(reading, i)], "head"))
        doc_lines_mark(reading->lines, mark->bytes);
    reading->note = node->end;
    reading->block = 0;
    doc_lines_begin_note(reading->lines);
}

static void take_page(struct reading *reading, const struct xml_node *node)
{
    struct slice name = xml_attribute(node, "n");
    uint32_t page = 0;

    for (size_t i = 0; i < name.len && i < PAGE_DIGITS_MOST; i++) {
        if (name.bytes[i] < '0' || name.bytes[i] > '9')
            return;
        page = page * 10 + (uint32_t)(name.bytes[i] - '0');
    }
    doc_lines_space(reading->lines);
    doc_lines_set_page(reading->lines, page);
}

/* In transcripts notes are what happens, between the speeches. */
static bool is_stage(const struct xml_tree *tree, size_t note)
{
    static const char *const types[] = {"time",   "speaker", "comment",
                                        "vote",   "action",  "narrative",
                                        "quorum", "summary", "president"};
    struct slice type = xml_attribute(&tree->nodes[note], "type");

    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (slice_equal(type, slice_of(types[i])))
            return true;
    return false;
}

static void take_element(struct reading *reading, size_t i)
{
    const struct xml_tree *tree = &reading->tree;
    const struct xml_node *node = &tree->nodes[i];

    if (xml_is(node, "note") && !reading->note && !is_stage(tree, i)) {
        begin_note(reading, i);
    } else if (xml_is(node, "u")) {
        reading->utterance = i;
        reading->who =
            tei_persons_find(&reading->persons, tree,
                             xml_attribute(node, "who"), reading->arena);
    } else if (xml_is(node, "pb")) {
        take_page(reading, node);
    } else if (xml_is(node, "lb") || xml_is(node, "cb")) {
        if (!slice_equal(xml_attribute(node, "break"), SLICE("no")))
            doc_lines_space(reading->lines);
    } else if (xml_is(node, "speaker")) {
        reading->speaker = node->end;
    } else if (xml_is(node, "fw") && !reading->note) {
        doc_lines_set_use(reading->lines, LINE_OF_PAGE);
        reading->furniture = node->end;
        reading->block = 0;
    }
}

/* Close what ends before node i. */
static void close_open(struct reading *reading, size_t i)
{
    if (reading->note && i >= reading->note) {
        doc_lines_end_note(reading->lines);
        reading->note = 0;
        reading->block = block_of(
            reading, i < reading->tree.count ? i : reading->tree.count - 1);
    }
    if (reading->furniture && i >= reading->furniture) {
        doc_lines_set_use(reading->lines, LINE_OF_STATEMENT);
        reading->furniture = reading->block = 0;
    }
    if (reading->speaker && i >= reading->speaker) {
        struct slice text = doc_lines_text(reading->lines);

        reading->speaker = 0;
        reading->is_labelled = text.len > 0;
        if (!slice_ends(text, SLICE(":")) && !slice_ends(text, SLICE(".")))
            doc_lines_mark(reading->lines, ":");
        doc_lines_set_speech(reading->lines);
    }
}

static void take_all(struct reading *reading)
{
    const struct xml_tree *tree = &reading->tree;

    for (size_t i = 1; i < tree->count && !doc_lines_is_full(reading->lines);) {
        const struct xml_node *node = &tree->nodes[i];

        close_open(reading, i);
        if (!slice_is_known(node->name)) {
            take_text(reading, i++);
        } else if (is_passed_over(reading, i)) {
            i = node->end;
        } else {
            take_element(reading, i++);
        }
    }
    close_open(reading, tree->count);
}

enum status read_tei(const struct raw_file *file, struct arena *arena,
                     struct page *out, struct error *err)
{
    struct reading reading = {.arena = arena};
    struct slice text;

    *out = (struct page){0};
    text = tei_source_decode(file, arena, &out->replaced);
    xml_tree_read(text, arena, &reading.tree);
    if (reading.tree.count <= 1)
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: this XML cannot be read: it is damaged",
                         file->path);
    reading.lines = doc_lines_new(text, arena);
    find_blocks(&reading);
    take_all(&reading);
    tei_facts_take(&reading.tree, out, arena);
    if (reading.tree.is_cut || doc_lines_is_full(reading.lines))
        out->warning = SLICE(" not well formed, too deep or too much: not all "
                             "of it is read");
    doc_lines_finish(reading.lines, out);
    doc_lines_free(reading.lines);
    strbuf_release(&reading.mark);
    tei_persons_release(&reading.persons);
    if (text.bytes != file->bytes.bytes)
        out->text = text;
    return STATUS_OK;
}

bool read_tei_is(struct slice head)
{
    struct sgml_tag tag;

    return tei_source_root(head, &tag) &&
           (slice_equal(tag.name, SLICE("TEI")) ||
            slice_starts(tag.name, SLICE("TEI.")) ||
            slice_equal(tag.name, SLICE("teiCorpus")) ||
            slice_ends(tag.name, SLICE(":TEI")));
}

bool read_tei_is_xml(struct slice head)
{
    head = slice_part(head, charset_mark_length(head), head.len);
    return slice_starts(slice_trim(head), SLICE("<?xml"));
}
