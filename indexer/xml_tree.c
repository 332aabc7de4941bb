#include "indexer/xml_tree.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "common/entities.h"

enum {
    NAMES_KNOWN = 256,
    ATTRIBUTES_MOST = 64, /* of an element */
    BACK_MOST = 12,       /* bytes of a reference */
    ENTITY_BYTES_MOST = 16
};

struct known_name {
    const xmlChar *name; /* of the parser's dictionary */
    struct slice text;
};

/* The tree while it grows. */
struct builder {
    xmlParserCtxtPtr parser;
    struct slice source;
    struct xml_tree *tree;
    struct arena *arena;
    size_t capacity;
    uint32_t open[XML_DEPTH_MOST]; /* nodes, the outermost first */
    size_t depth;
    struct known_name known[NAMES_KNOWN];
    xmlEntity entity; /* the one that was asked for last */
    char character[ENTITY_BYTES_MOST];
};

static void stop(struct builder *builder)
{
    builder->tree->is_cut = true;
    xmlStopParser(builder->parser);
}

static struct xml_node *add_node(struct builder *builder)
{
    struct xml_tree *tree = builder->tree;
    struct xml_node *node;

    if (tree->count >= XML_NODES_MOST) {
        stop(builder);
        return NULL;
    }
    tree->nodes = heap_grow(tree->nodes, tree->count, &builder->capacity,
                            sizeof *tree->nodes);
    node = &tree->nodes[tree->count++];
    *node = (struct xml_node){
        .end = (uint32_t)tree->count,
        .parent = builder->depth ? builder->open[builder->depth - 1] : 0};
    return node;
}

/* ---- elements ---- */

/* The parser has one text for all elements of a name. */
static struct slice name_of(struct builder *builder, const xmlChar *name)
{
    struct known_name *known =
        &builder->known[((uintptr_t)name >> 3) % NAMES_KNOWN];
    struct slice text = slice_of((const char *)name);
    size_t prefix = slice_find(text, SLICE(":"), 0);

    if (known->name != name) {
        if (prefix != SIZE_MAX) /* one that nothing declares */
            text = slice_part(text, prefix + 1, text.len);
        *known = (struct known_name){name, slice_copy(builder->arena, text)};
    }
    return known->text;
}

/* The parser gives name, prefix, URI, value and the value's end. */
static void add_attributes(struct builder *builder, struct xml_node *node,
                           const xmlChar **fives, size_t count)
{
    struct xml_attribute *kept;

    if (count > ATTRIBUTES_MOST)
        count = ATTRIBUTES_MOST;
    kept = arena_array(builder->arena, count, sizeof *kept);
    for (size_t i = 0; i < count; i++, fives += 5) {
        struct slice value = {(const char *)fives[3],
                              (size_t)(fives[4] - fives[3])};

        if (!utf8_is_valid(value))
            value = SLICE("");
        value.len = utf8_cut(value.bytes, value.len, XML_VALUE_MOST);
        kept[i] = (struct xml_attribute){name_of(builder, fives[0]),
                                         slice_copy(builder->arena, value)};
    }
    node->attributes = kept;
    node->attribute_count = (uint32_t)count;
}

static void take_start(void *context, const xmlChar *name,
                       const xmlChar *prefix, const xmlChar *uri, int declared,
                       const xmlChar **declarations, int count, int defaulted,
                       const xmlChar **attributes)
{
    struct builder *builder = context;
    struct xml_node *node;

    (void)prefix, (void)uri, (void)declared, (void)declarations;
    (void)defaulted;
    if (builder->depth >= XML_DEPTH_MOST) {
        stop(builder);
        return;
    }
    node = add_node(builder);
    if (!node)
        return;
    node->name = name_of(builder, name);
    add_attributes(builder, node, attributes, count > 0 ? (size_t)count : 0);
    builder->open[builder->depth++] = (uint32_t)builder->tree->count - 1;
}

static void take_end(void *context, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri)
{
    struct builder *builder = context;

    (void)name, (void)prefix, (void)uri;
    if (builder->depth > 1)
        builder->depth--;
    builder->tree->nodes[builder->open[builder->depth]].end =
        (uint32_t)builder->tree->count;
}

/* ---- texts ---- */

/* Where in the source the parser stands: at the beginning of what it has just
 * told, if that is in its own buffer, else at its end, or a character before.
 */
static size_t place(const struct builder *builder)
{
    const xmlParserInput *input = builder->parser->input;
    size_t at = input->consumed + (size_t)(input->cur - input->base);

    return at < builder->source.len ? at : builder->source.len;
}

/* Does the text end at this place of the source? */
static bool ends_at(const struct builder *builder, struct slice text, size_t at)
{
    return at >= text.len && at <= builder->source.len &&
           slice_equal(slice_part(builder->source, at - text.len, at), text);
}

static void take_text(void *context, const xmlChar *bytes, int len)
{
    struct builder *builder = context;
    struct slice text = {(const char *)bytes, (size_t)len};
    struct xml_node *node = add_node(builder);
    size_t at = place(builder);

    if (!node)
        return;
    if (bytes == builder->parser->input->cur)
        at += text.len;
    for (size_t more = 0; more <= 4; more++)
        if (ends_at(builder, text, at + more)) {
            node->at = (uint32_t)(at + more - text.len);
            node->text = slice_part(builder->source, node->at, at + more);
            node->is_plain = true;
            return;
        }
    node->at = (uint32_t)at;
    for (size_t back = 1; back <= BACK_MOST && back <= at; back++)
        if (builder->source.bytes[at - back] == '&')
            node->at = (uint32_t)(at - back);
    node->text =
        utf8_is_valid(text) ? slice_copy(builder->arena, text) : SLICE("");
}

/* ---- entities ---- */

/* Those of XML, and those of HTML, which many texts use: one character each.
 * None that a document defines. */
static xmlEntityPtr find_entity(void *context, const xmlChar *name)
{
    struct builder *builder = context;
    xmlEntityPtr known = xmlGetPredefinedEntity(name);
    struct strbuf text = STRBUF_INIT;
    int32_t character;

    if (known)
        return known;
    strbuf_add_format(&text, "&%.32s;", (const char *)name);
    if (entity_read(strbuf_slice(&text), 0, &character) == text.len) {
        strbuf_reset(&text);
        strbuf_add_utf8(&text, character);
        memcpy(builder->character, text.bytes, text.len + 1);
        builder->entity = (xmlEntity){.type = XML_ENTITY_DECL,
                                      .name = name,
                                      .content = (xmlChar *)builder->character,
                                      .length = (int)text.len,
                                      .etype = XML_INTERNAL_PREDEFINED_ENTITY};
        known = &builder->entity;
    }
    strbuf_release(&text);
    return known;
}

/* ---- the parser ---- */

/* What is wrong with names does no harm to the text. */
static void take_error(void *context, xmlErrorPtr error)
{
    xmlParserCtxtPtr parser = error->ctxt ? error->ctxt : context;
    struct builder *builder = parser->userData;

    if (error->level >= XML_ERR_ERROR && error->domain == XML_FROM_PARSER &&
        error->code != XML_ERR_UNDECLARED_ENTITY)
        builder->tree->is_cut = true;
}

static void parse(struct builder *builder)
{
    xmlParserCtxtPtr parser = builder->parser;
    xmlSAXHandler *sax = parser->sax;

    memset(sax, 0, sizeof *sax);
    sax->startElementNs = take_start;
    sax->endElementNs = take_end;
    sax->characters = take_text;
    sax->ignorableWhitespace = take_text;
    sax->cdataBlock = take_text;
    sax->getEntity = find_entity;
    sax->serror = take_error;
    sax->initialized = XML_SAX2_MAGIC;
    parser->userData = builder;
    (void)xmlParseDocument(parser);
}

static xmlParserCtxtPtr new_parser(struct slice source)
{
    xmlParserCtxtPtr parser =
        xmlCreateMemoryParserCtxt(source.bytes, (int)source.len);

    if (!parser)
        return NULL;
    xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    xmlCtxtUseOptions(parser, XML_PARSE_RECOVER | XML_PARSE_NONET |
                                  XML_PARSE_IGNORE_ENC | XML_PARSE_NOERROR |
                                  XML_PARSE_NOWARNING);
    return parser;
}

void xml_tree_read(struct slice source, struct arena *arena,
                   struct xml_tree *out)
{
    struct builder *builder = arena_alloc(arena, sizeof *builder);
    struct xml_node *nodes;

    *builder = (struct builder){.source = source, .tree = out, .arena = arena};
    *out = (struct xml_tree){0};
    add_node(builder);
    out->nodes[0].name = SLICE("");
    builder->open[builder->depth++] = 0;
    if (source.len && source.len < INT32_MAX)
        builder->parser = new_parser(source);
    if (builder->parser) {
        parse(builder);
        if (builder->parser->myDoc)
            xmlFreeDoc(builder->parser->myDoc);
        xmlFreeParserCtxt(builder->parser);
    }
    while (builder->depth > 1)
        take_end(builder, NULL, NULL, NULL);
    out->nodes[0].end = (uint32_t)out->count;
    nodes = arena_array(arena, out->count, sizeof *nodes);
    memcpy(nodes, out->nodes, out->count * sizeof *nodes);
    heap_free(out->nodes);
    out->nodes = nodes;
}

/* ---- looking ---- */

bool xml_is(const struct xml_node *node, const char *name)
{
    return slice_is_known(node->name) &&
           slice_equal(node->name, slice_of(name));
}

bool xml_is_one_of(const struct xml_node *node, const char *const *names)
{
    for (; *names; names++)
        if (xml_is(node, *names))
            return true;
    return false;
}

struct slice xml_attribute(const struct xml_node *node, const char *name)
{
    for (size_t i = 0; i < node->attribute_count; i++)
        if (slice_equal(node->attributes[i].name, slice_of(name)))
            return node->attributes[i].value;
    return SLICE_UNKNOWN;
}

struct slice xml_text(const struct xml_tree *tree, size_t node, size_t most,
                      struct arena *arena)
{
    struct strbuf made = STRBUF_INIT;
    struct slice out;

    for (size_t i = node + 1; i < tree->nodes[node].end && made.len < most;
         i++) {
        struct slice text = tree->nodes[i].text;

        for (size_t k = 0; k < text.len && made.len < most; k++) {
            bool is_space = (unsigned char)text.bytes[k] <= ' ';

            if (!is_space)
                strbuf_add_byte(&made, text.bytes[k]);
            else if (made.len && made.bytes[made.len - 1] != ' ')
                strbuf_add_byte(&made, ' ');
        }
    }
    made.len = made.len ? utf8_cut(made.bytes, made.len, most) : 0;
    out = slice_copy(arena, slice_trim(strbuf_slice(&made)));
    strbuf_release(&made);
    return out;
}

size_t xml_find(const struct xml_tree *tree, size_t node, size_t end,
                const char *name)
{
    while (node < end && !xml_is(&tree->nodes[node], name))
        node++;
    return node;
}

struct slice xml_text_of(const struct xml_tree *tree, const char *name,
                         size_t most, struct arena *arena)
{
    size_t node = xml_find(tree, 1, tree->count, name);

    return node < tree->count ? xml_text(tree, node, most, arena)
                              : SLICE_UNKNOWN;
}
