#include "indexer/read_tei.h"

#include <stdlib.h>

#include "common/sgml.h"
#include "indexer/charset.h"
#include "indexer/doc_lines.h"
#include "indexer/fields.h"
#include "indexer/xml_tree.h"

enum {
    LEVEL_MOST = 8,
    TITLE_MOST = 400, /* bytes, as of an author */
    PAGE_DIGITS_MOST = 6,
    DECLARED_MOST = 200 /* of an XML declaration */
};

struct reading {
    struct xml_tree tree;
    struct doc_lines *lines;
    struct arena *arena;
    size_t block;     /* that the last text stood in; 0: none */
    size_t note;      /* where the open note ends; 0: none is open */
    size_t speaker;   /* where the open label ends; the same */
    bool is_labelled; /* the next text goes on behind a label */
    size_t furniture; /* where the open running head ends */
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
        "TEI.2",     NULL};

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

/* What a text stands in: of a paragraph in a cell, a note, or first in an item
 * it is these. */
static size_t block_of(const struct xml_tree *tree, size_t node)
{
    size_t block = tree->nodes[node].parent, above;

    while (block && !is_block(&tree->nodes[block]))
        block = tree->nodes[block].parent;
    above = tree->nodes[block].parent;
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

static bool is_bold(const struct xml_tree *tree, size_t node, size_t block)
{
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

static void begin_block(struct reading *reading, size_t block)
{
    const struct xml_tree *tree = &reading->tree;
    const struct xml_node *node = &tree->nodes[block];
    const struct xml_node *above = &tree->nodes[node->parent];

    if (xml_is(node, "head") && is_division(above))
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
    }
}

static void take_text(struct reading *reading, size_t i)
{
    const struct xml_tree *tree = &reading->tree;
    const struct xml_node *node = &tree->nodes[i];
    size_t block = block_of(tree, i);

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
    if (!xml_is(&reading->tree.nodes[block_of(&reading->tree, i)], "head"))
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

static void take_element(struct reading *reading, size_t i)
{
    const struct xml_node *node = &reading->tree.nodes[i];

    if (xml_is(node, "note") && !reading->note) {
        begin_note(reading, i);
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
        reading->block =
            block_of(&reading->tree,
                     i < reading->tree.count ? i : reading->tree.count - 1);
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

/* ---- what is said of it ---- */

static void set_field(struct page *page, const char *name, struct slice value,
                      struct arena *arena)
{
    struct error err;

    if (slice_trim(value).len && fields_set(&page->stated, slice_of(name),
                                            value, arena, &err) != STATUS_OK)
        return; /* what cannot be read is not said */
}

/* The first <date> in the first element of this name. */
static void take_date(const struct xml_tree *tree, const char *within,
                      struct page *page, struct arena *arena)
{
    size_t place = xml_find(tree, 1, tree->count, within), date;

    if (place == tree->count || date_is_known(page->stated.statement.date))
        return;
    date = xml_find(tree, place, tree->nodes[place].end, "date");
    if (date == tree->nodes[place].end)
        return;
    set_field(page, "date", xml_attribute(&tree->nodes[date], "when"), arena);
    set_field(page, "date", xml_attribute(&tree->nodes[date], "from"), arena);
    if (date_is_known(page->stated.statement.date))
        set_field(page, "date_end", xml_attribute(&tree->nodes[date], "to"),
                  arena);
}

/* A head without its notes. */
static struct slice head_text(const struct xml_tree *tree, size_t head,
                              struct arena *arena)
{
    struct strbuf made = STRBUF_INIT;
    struct slice title;

    for (size_t i = head + 1; i < tree->nodes[head].end;) {
        if (xml_is(&tree->nodes[i], "note")) {
            i = tree->nodes[i].end;
            continue;
        }
        strbuf_add(&made, tree->nodes[i++].text);
    }
    title = fields_clean(strbuf_slice(&made), arena);
    title.len = utf8_cut(title.bytes, title.len, TITLE_MOST);
    strbuf_release(&made);
    return title;
}

static void take_header(const struct xml_tree *tree, struct page *page,
                        struct arena *arena)
{
    size_t header = xml_find(tree, 1, tree->count, "titleStmt"), found;

    if (header == tree->count)
        return;
    found = xml_find(tree, header, tree->nodes[header].end, "title");
    if (found < tree->nodes[header].end)
        set_field(page, "title", xml_text(tree, found, TITLE_MOST, arena),
                  arena);
    found = xml_find(tree, header, tree->nodes[header].end, "author");
    if (found < tree->nodes[header].end)
        set_field(page, "author", xml_text(tree, found, TITLE_MOST, arena),
                  arena);
}

/* Of a document in a volume its own head tells; of a text alone its header. */
static void take_facts(const struct xml_tree *tree, struct page *page,
                       struct arena *arena)
{
    size_t head = xml_find(tree, 1, tree->count, "head");
    const struct xml_node *first = tree->count > 1 ? &tree->nodes[1] : NULL;

    if (!first)
        return;
    if (is_division(first) && head < tree->count)
        set_field(page, "title", head_text(tree, head, arena), arena);
    set_field(page, "date", xml_attribute(first, "doc-dateTime-min"), arena);
    take_header(tree, page, arena);
    take_date(tree, "dateline", page, arena);
    take_date(tree, "opener", page, arena);
    take_date(tree, "creation", page, arena);
    set_field(page, "language", xml_attribute(first, "lang"), arena);
}

/* ---- bytes ---- */

static struct slice declared_charset(struct slice bytes)
{
    struct slice head = slice_part(bytes, 0, DECLARED_MOST);
    struct sgml_tag tag = {.is_end = false};

    if (!slice_starts(head, SLICE("<?xml")))
        return SLICE_UNKNOWN;
    tag.attributes = slice_part(head, 5, slice_find(head, SLICE("?>"), 0));
    return sgml_attribute(&tag, SLICE("encoding"));
}

/* The file as UTF-8: its own bytes, or a copy. */
static struct slice decode(const struct raw_file *file, struct arena *arena,
                           size_t *replaced)
{
    struct slice bytes = file->bytes, declared = file->charset, out;
    const struct charset *charset;
    struct charset_decoder *decoder;
    struct strbuf made = STRBUF_INIT;

    if (utf8_is_valid(bytes))
        return bytes;
    if (!slice_is_known(declared))
        declared = declared_charset(bytes);
    charset = charset_find(bytes, declared);
    decoder = charset_decoder_new(charset);
    for (size_t at = charset_mark_length(bytes); at < bytes.len;) {
        int32_t c;

        at += charset_decode(decoder, bytes.bytes + at, bytes.len - at, &c);
        *replaced += c <= 0;
        strbuf_add_utf8(&made, c <= 0 ? LINE_REPLACEMENT : c);
    }
    out = slice_copy(arena, strbuf_slice(&made));
    charset_decoder_free(decoder);
    strbuf_release(&made);
    return out;
}

enum status read_tei(const struct raw_file *file, struct arena *arena,
                     struct page *out, struct error *err)
{
    struct reading reading = {.arena = arena};
    struct slice text;

    *out = (struct page){0};
    text = decode(file, arena, &out->replaced);
    xml_tree_read(text, arena, &reading.tree);
    if (reading.tree.count <= 1)
        return error_set(err, STATUS_BAD_FORMAT,
                         "%s: this XML cannot be read: it is damaged",
                         file->path);
    reading.lines = doc_lines_new(text, arena);
    take_all(&reading);
    take_facts(&reading.tree, out, arena);
    if (reading.tree.is_cut || doc_lines_is_full(reading.lines))
        out->warning = SLICE(" not well formed, too deep or too much: not all "
                             "of it is read");
    doc_lines_finish(reading.lines, out);
    doc_lines_free(reading.lines);
    strbuf_release(&reading.mark);
    if (text.bytes != file->bytes.bytes)
        out->text = text;
    return STATUS_OK;
}

/* Length of what may stand before the first element: a declaration, a comment,
 * a DOCTYPE with all that it declares. 0: it is none. */
static size_t prolog_len(struct slice head, size_t at)
{
    size_t len = sgml_foreign_len(head, at);
    struct slice part = slice_part(head, at, at + len);
    size_t open = slice_find(part, SLICE("["), 0), close;

    if (!slice_starts(part, SLICE("<!DOCTYPE")) || open == SIZE_MAX)
        return len;
    close = slice_find(head, SLICE("]"), at + open);
    if (close == SIZE_MAX)
        return len;
    close = slice_find(head, SLICE(">"), close);
    return close == SIZE_MAX ? len : close + 1 - at;
}

/* The first element of the bytes; false: there is none. */
static bool find_root(struct slice head, struct sgml_tag *out)
{
    size_t at = charset_mark_length(head), len;

    do {
        while (at < head.len && (unsigned char)head.bytes[at] <= ' ')
            at++;
        len = at < head.len ? prolog_len(head, at) : 0;
        at += len;
    } while (len);
    return at < head.len && head.bytes[at] == '<' &&
           sgml_tag_read(head, at, out);
}

bool read_tei_is(struct slice head)
{
    struct sgml_tag tag;

    return find_root(head, &tag) &&
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
