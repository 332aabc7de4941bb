#include "indexer/tei_facts.h"

#include "indexer/fields.h"

enum {
    TITLE_MOST = 400, /* bytes, as of an author */
    NAME_MOST = 100
};

static bool is_division(const struct xml_node *node)
{
    return slice_starts(node->name, SLICE("div"));
}

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

void tei_facts_take(const struct xml_tree *tree, struct page *page,
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

/* ---- persons ---- */

/* Add the parts of a name that are called so. */
static void add_parts(const struct xml_tree *tree, size_t name,
                      const char *part, struct arena *arena, struct strbuf *out)
{
    size_t end = tree->nodes[name].end;

    for (size_t i = xml_find(tree, name, end, part);
         i < end && out->len < NAME_MOST;
         i = xml_find(tree, tree->nodes[i].end, end, part)) {
        if (out->len)
            strbuf_add_byte(out, ' ');
        strbuf_add(out, xml_text(tree, i, NAME_MOST, arena));
    }
}

static struct slice name_of(const struct xml_tree *tree, size_t person,
                            struct arena *arena)
{
    size_t end = tree->nodes[person].end;
    size_t name = xml_find(tree, person, end, "persName");
    struct strbuf made = STRBUF_INIT;
    struct slice out;

    if (name == end)
        return SLICE_UNKNOWN;
    add_parts(tree, name, "forename", arena, &made);
    add_parts(tree, name, "surname", arena, &made);
    out = made.len ? slice_copy(arena, strbuf_slice(&made))
                   : xml_text(tree, name, NAME_MOST, arena);
    strbuf_release(&made);
    return out;
}

/* The first person with an id has it. */
static void read_persons(struct tei_persons *persons,
                         const struct xml_tree *tree, struct arena *arena)
{
    size_t list = xml_find(tree, 1, tree->count, "listPerson");
    size_t end = list < tree->count ? tree->nodes[list].end : list;

    for (size_t i = xml_find(tree, list, end, "person"); i < end;
         i = xml_find(tree, tree->nodes[i].end, end, "person")) {
        struct slice id = xml_attribute(&tree->nodes[i], "id");

        if (!id.len || wordmap_find(&persons->ids, id, 0) != WORDMAP_NONE)
            continue;
        persons->names = heap_grow(persons->names, persons->ids.count,
                                   &persons->capacity, sizeof *persons->names);
        persons->names[persons->ids.count] = name_of(tree, i, arena);
        wordmap_add(&persons->ids, id, 0);
    }
    persons->are_read = true;
}

struct slice tei_persons_find(struct tei_persons *persons,
                              const struct xml_tree *tree,
                              struct slice reference, struct arena *arena)
{
    struct slice id = slice_trim(reference), name = SLICE_UNKNOWN;
    uint32_t number;

    id = slice_part(id, slice_starts(id, SLICE("#")),
                    slice_find(id, SLICE(" "), 0));
    if (!id.len || id.len > NAME_MOST)
        return SLICE_UNKNOWN;
    if (!persons->are_read)
        read_persons(persons, tree, arena);
    number = wordmap_find(&persons->ids, id, 0);
    if (number != WORDMAP_NONE)
        name = persons->names[number];
    return name.len ? name : id;
}

void tei_persons_release(struct tei_persons *persons)
{
    wordmap_release(&persons->ids);
    heap_free(persons->names);
}
