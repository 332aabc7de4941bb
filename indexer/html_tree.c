#include "indexer/html_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

enum {
    /* Steps of looking for the element that a stray end tag may mean. */
    WORK_MOST = 200000000,
    NESTED_MOST = 200000, /* open elements */
    NAMES_KNOWN = 256
};

static const char *const names[HTML_NAME_COUNT] = {
    [HTML_ARIA_HIDDEN] = "aria-hidden",
    [HTML_CLASS] = "class",
    [HTML_COLSPAN] = "colspan",
    [HTML_CONTENT] = "content",
    [HTML_DATETIME] = "datetime",
    [HTML_HIDDEN] = "hidden",
    [HTML_HREF] = "href",
    [HTML_ID] = "id",
    [HTML_ITEMPROP] = "itemprop",
    [HTML_ITEMTYPE] = "itemtype",
    [HTML_LANG] = "lang",
    [HTML_NAME] = "name",
    [HTML_PROPERTY] = "property",
    [HTML_REL] = "rel",
    [HTML_ROLE] = "role",
    [HTML_START] = "start",
    [HTML_STYLE] = "style",
    [HTML_HTTP_EQUIV] = "http-equiv",
};

struct known_name {
    const char *name; /* of the parser's dictionary */
    enum html_tag tag;
};

/* The tree while it grows. */
struct builder {
    htmlParserCtxtPtr parser;
    struct html_tree *tree;
    struct arena *arena;
    size_t capacity;
    uint32_t open[HTML_DEPTH_MOST]; /* nodes, the outermost first */
    size_t depth;                   /* of the parser; may be over it */
    size_t work;
    struct known_name known[NAMES_KNOWN];
};

static void stop(struct builder *builder)
{
    builder->tree->is_cut = true;
    xmlStopParser(builder->parser);
}

static struct html_node *add_node(struct builder *builder, enum html_tag tag)
{
    struct html_tree *tree = builder->tree;
    size_t depth =
        builder->depth < HTML_DEPTH_MOST ? builder->depth : HTML_DEPTH_MOST - 1;
    struct html_node *node;

    if (tree->count >= HTML_NODES_MOST) {
        stop(builder);
        return NULL;
    }
    tree->nodes = heap_grow(tree->nodes, tree->count, &builder->capacity,
                            sizeof *tree->nodes);
    node = &tree->nodes[tree->count++];
    *node =
        (struct html_node){.tag = (uint16_t)tag, .end = (uint32_t)tree->count};
    node->parent = depth ? builder->open[depth - 1] : 0;
    return node;
}

static void add_attributes(struct builder *builder, struct html_node *node,
                           const xmlChar **pairs)
{
    struct html_attribute found[HTML_NAME_COUNT], *kept;
    uint16_t count = 0;

    for (size_t i = 0; pairs && pairs[i]; i += 2) {
        struct slice value = slice_of((const char *)pairs[i + 1]);

        for (int name = 0; name < HTML_NAME_COUNT; name++) {
            if (pairs[i][0] != (xmlChar)names[name][0] ||
                strcmp((const char *)pairs[i], names[name]) != 0)
                continue;
            if (!value.bytes)
                value = SLICE("");
            value.len = utf8_cut(value.bytes, value.len, HTML_VALUE_MOST);
            if (count < HTML_NAME_COUNT)
                found[count++] = (struct html_attribute){
                    (enum html_name)name, slice_copy(builder->arena, value)};
        }
    }
    if (!count)
        return;
    kept = arena_array(builder->arena, count, sizeof *kept);
    memcpy(kept, found, count * sizeof *kept);
    node->attributes = kept;
    node->attribute_count = count;
}

/* The parser has one text for all elements of a name, so that what it means is
 * found by where it stands. */
static enum html_tag known_tag(struct builder *builder, const char *name)
{
    struct known_name *known =
        &builder->known[((uintptr_t)name >> 3) % NAMES_KNOWN];

    if (known->name != name)
        *known = (struct known_name){name, html_tag_of(name)};
    return known->tag;
}

static void take_start(void *context, const xmlChar *name,
                       const xmlChar **attributes)
{
    struct builder *builder = context;
    struct html_node *node =
        add_node(builder, known_tag(builder, (const char *)name));

    if (!node)
        return;
    add_attributes(builder, node, attributes);
    if (builder->depth < HTML_DEPTH_MOST)
        builder->open[builder->depth] = (uint32_t)builder->tree->count - 1;
    else
        builder->tree->is_deep = true;
    if (++builder->depth > NESTED_MOST)
        stop(builder);
}

static void take_end(void *context, const xmlChar *name)
{
    struct builder *builder = context;

    (void)name;
    if (builder->depth > 1)
        builder->depth--;
    if (builder->depth < HTML_DEPTH_MOST)
        builder->tree->nodes[builder->open[builder->depth]].end =
            (uint32_t)builder->tree->count;
}

/* Where in source->text the parser stands, behind what it has just told. */
static size_t place(const struct builder *builder)
{
    const xmlParserInput *input = builder->parser->input;

    return input->consumed + (size_t)(input->cur - input->base);
}

static void take_text(void *context, const xmlChar *bytes, int len)
{
    struct builder *builder = context;
    struct slice all = builder->tree->source->text;
    struct slice text = {(const char *)bytes, (size_t)len};
    struct html_node *node = add_node(builder, HTML_TEXT);
    size_t at = place(builder);

    if (!node)
        return;
    if (at > all.len)
        at = all.len;
    node->at = (uint32_t)at;
    if (at >= text.len &&
        slice_equal(slice_part(all, at - text.len, at), text)) {
        node->at = (uint32_t)(at - text.len);
        node->text = slice_part(all, node->at, at);
        node->is_plain = true;
        return;
    }
    /* A character reference: it begins at the "&" before us. */
    for (size_t back = 1; back <= 12 && back <= at; back++)
        if (all.bytes[at - back] == '&')
            node->at = (uint32_t)(at - back);
    node->text = slice_copy(builder->arena, text);
}

/* The parser says that something is wrong, as an end tag that closes nothing:
 * for that it has looked through all open elements. */
static void take_error(void *context, xmlErrorPtr error)
{
    htmlParserCtxtPtr parser = error->ctxt ? error->ctxt : context;
    struct builder *builder = parser->userData;

    builder->work += (size_t)parser->nameNr;
    if (builder->work > WORK_MOST)
        stop(builder);
}

static htmlParserCtxtPtr new_parser(struct slice text)
{
    htmlParserCtxtPtr parser =
        htmlCreateMemoryParserCtxt(text.bytes, (int)text.len);

    if (!parser)
        return NULL;
    xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET |
                                   HTML_PARSE_IGNORE_ENC | HTML_PARSE_NOERROR |
                                   HTML_PARSE_NOWARNING);
    return parser;
}

static void parse(struct builder *builder)
{
    htmlParserCtxtPtr parser = builder->parser;

    memset(parser->sax, 0, sizeof *parser->sax);
    parser->sax->startElement = take_start;
    parser->sax->endElement = take_end;
    parser->sax->characters = take_text;
    parser->sax->ignorableWhitespace = take_text;
    parser->sax->cdataBlock = take_text;
    parser->sax->serror = take_error;
    parser->sax->initialized = XML_SAX2_MAGIC;
    parser->userData = builder;
    htmlParseDocument(parser);
}

void html_tree_read(const struct html_source *source, struct arena *arena,
                    struct html_tree *out)
{
    struct builder builder = {.tree = out, .arena = arena};
    struct html_node *nodes;

    *out = (struct html_tree){.source = source};
    add_node(&builder, HTML_OTHER);
    builder.open[builder.depth++] = 0;
    if (source->text.len)
        builder.parser = new_parser(source->text);
    if (builder.parser) {
        parse(&builder);
        htmlFreeParserCtxt(builder.parser);
    }
    while (builder.depth > 1)
        take_end(&builder, NULL);
    out->nodes[0].end = (uint32_t)out->count;
    nodes = arena_array(arena, out->count, sizeof *nodes);
    memcpy(nodes, out->nodes, out->count * sizeof *nodes);
    heap_free(out->nodes);
    out->nodes = nodes;
}

bool html_name_of(struct slice text, enum html_name *out)
{
    for (int name = 0; name < HTML_NAME_COUNT; name++)
        if (slice_equal(text, slice_of(names[name]))) {
            *out = (enum html_name)name;
            return true;
        }
    return false;
}

const char *html_name_text(enum html_name name)
{
    return names[name];
}

struct slice html_attribute(const struct html_node *node, enum html_name name)
{
    if (node->tag != HTML_TEXT)
        for (size_t i = 0; i < node->attribute_count; i++)
            if (node->attributes[i].name == name)
                return node->attributes[i].value;
    return SLICE_UNKNOWN;
}

/* White space of all kinds made single spaces. */
static void add_collapsed(struct strbuf *out, struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        int32_t c;
        size_t len = utf8_decode(text.bytes + at, text.len - at, &c);

        if (c > ' ' && c != 0xA0 && c != 0x3000 && c != 0x202F && c != 0xAD)
            strbuf_add(out, slice_part(text, at, at + len));
        else if (c != 0xAD && out->len && out->bytes[out->len - 1] != ' ')
            strbuf_add_byte(out, ' ');
        at += len;
    }
}

struct slice html_text(const struct html_tree *tree, size_t node, size_t most,
                       struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    struct slice out;
    size_t end = tree->nodes[node].end;

    for (size_t i = node; i < end && text.len < most; i++) {
        const struct html_node *one = &tree->nodes[i];

        if (one->tag == HTML_TEXT)
            add_collapsed(&text, slice_part(one->text, 0, most));
        else if (html_is_block((enum html_tag)one->tag) || one->tag == HTML_BR)
            add_collapsed(&text, SLICE(" "));
    }
    out = slice_trim(strbuf_slice(&text));
    out = slice_copy(arena,
                     slice_part(out, 0, utf8_cut(out.bytes, out.len, most)));
    strbuf_release(&text);
    return out;
}
